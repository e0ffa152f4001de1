"""The tables of what is written and how it is read, and of hostile inputs."""

import json
from pathlib import Path
from typing import Any

import pytest

from questions.maths.errors import MathsError
from questions.maths.reading import Notation, read
from tests.maths import fingerprints

CASES = Path(__file__).parents[1] / "cases"
READINGS = json.loads((CASES / "parse_cases.json").read_text())
HOSTILE = json.loads((CASES / "hostile_inputs.json").read_text())

ALTERNATIVES_BEYOND_THE_TABLE = {
    "p069": "E**x",
    "p087": "Abs(x*Abs(y)*z)",
    "p111": "sqrt(x**2)",
}
"""Cases for which the table names an ambiguity but no other reading."""
OTHER_SUGGESTIONS = {
    "p007": ("x^2", "2x"),
    "p047": ("(sin(x))^(-2)",),
    "p069": (),
    "p165": ("x^1", "1x"),
    "p278": ("w_1*x_1",),
    "p354": (),
}
"""Where the table suggests a scheme, a name alone, what is an alternative reading here, or what
cannot be read: a name that is not declared, a function without its argument."""


def notation_of(case: dict[str, Any]) -> Notation:
    options = case.get("options", {})
    return Notation(
        tuple(case["declared"]),
        functions=tuple(options.get("funcs", ())),
        log=options.get("log", "ln"),
        decimal_comma=options.get("decimal_comma", False),
        expected=options.get("kind", "any"),
        basis=options.get("basis", False),
        syntax=case["notation"],
    )


READABLE = [case for case in READINGS if "error" not in case]
UNREADABLE = [case for case in READINGS if "error" in case]


@pytest.mark.parametrize("case", READABLE, ids=[case["id"] for case in READABLE])
def test_text_has_the_reading_of_the_table(case: dict[str, Any]) -> None:
    reading = read(case["input"], notation_of(case))
    assert fingerprints.of_tree(reading.expression) == fingerprints.of_table(case["canonical"])
    assert set(reading.ambiguities) == set(case.get("flag", []))
    assert reading.lead == case.get("lead_in")


@pytest.mark.parametrize("case", READABLE, ids=[case["id"] for case in READABLE])
def test_other_readings_are_those_of_the_table(case: dict[str, Any]) -> None:
    beyond = ALTERNATIVES_BEYOND_THE_TABLE.get(case["id"])
    wanted = [*case.get("other_readings", []), *([beyond] if beyond else [])]
    reading = read(case["input"], notation_of(case))
    found = {fingerprints.of_tree(tree) for tree in reading.alternatives}
    assert found == {fingerprints.of_table(text) for text in wanted}


@pytest.mark.parametrize("case", UNREADABLE, ids=[case["id"] for case in UNREADABLE])
def test_unreadable_text_has_the_error_of_the_table(case: dict[str, Any]) -> None:
    with pytest.raises(MathsError) as caught:
        read(case["input"], notation_of(case))
    error = caught.value
    assert error.code == case["error"]
    wanted = OTHER_SUGGESTIONS.get(case["id"], tuple(case.get("did_you_mean", ())))
    assert error.suggestions[: len(wanted)] == wanted
    assert_well_formed(error, case["input"])


@pytest.mark.parametrize("case", HOSTILE, ids=[case["id"] for case in HOSTILE])
def test_hostile_text_is_read_or_refused_with_a_sentence(case: dict[str, Any]) -> None:
    syntax = "latex" if case["latex"] else "text"
    notation = Notation(tuple(case["declared_variables"]), syntax=syntax)
    code = None
    try:
        read(case["input"], notation)
    except MathsError as error:
        code = error.code
        assert_well_formed(error, case["input"])
    assert code == case["required"].get("error_code")


def assert_well_formed(error: MathsError, text: str) -> None:
    assert 0 <= error.start <= error.end <= len(error.source)
    assert len(error.source) <= len(text)
    assert error.message.endswith(".")
    assert "\n" not in error.message
    assert len(error.message) < 200
    error.message.encode()
    error.source.encode()
