"""`manage.py generate` and `manage.py grade`: JSON lines, no database."""

import io
import json
import os
import subprocess
import sys
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line

from questions import maths, problems
from questions.management import grading
from questions.management.commands import grade as command

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"
LINE = {"id": 1, "key": "2*x", "answer": "x+x", "variables": ["x"]}
REQUIRED = {
    "reject": {"unreadable", "undecided"},
    "unreadable or undecided": {"unreadable", "undecided"},
    "not_equal": {"different"},
    "equal": {"equal", "agrees"},
}


def generate(*arguments: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("generate", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def graded(**changes: Any) -> dict[str, Any]:
    return grading.grade_line(json.dumps({**LINE, **changes}))


def piped(monkeypatch, text: str) -> list[dict[str, Any]]:
    """What the whole command writes for this standard input."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    call_command("grade", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def run(*arguments: str, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, with a database that was never made."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        input=text,
        capture_output=True,
        check=False,
        env={**os.environ, "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"},
    )


def test_row_k_uses_the_seed_that_is_k_further():
    rows = generate("derivative", "--level", "2", "--seed", "7", "--count", "3")
    assert [row["seed"] for row in rows] == [7, 8, 9]
    assert rows[1] == generate("derivative", "--level", "2", "--seed", "8")[0]


def test_the_list_is_one_family_a_line_and_nothing_else():
    out = io.StringIO()
    call_command("generate", "--list", stdout=out)
    assert out.getvalue().splitlines() == list(problems.FAMILIES)


def test_a_choice_has_its_options_and_no_key():
    (row,) = generate("downhill_direction", "--level", "2", "--seed", "5")
    assert (row["kind"], row["key"], row["function"]) == ("choice", "", None)
    assert [one["correct"] for one in row["options"]].count(True) == 1
    assert any(one["mistake"] for one in row["options"])


@pytest.mark.parametrize("family", ["derivative", "partial_derivative", "gradient"])
def test_what_is_generated_grades_itself(family):
    """Key against key is equal; every mistake is wrong and explained by mal-rules."""
    (row,) = generate(family, "--level", "3", "--seed", "2")
    fields = {name: row[name] for name in ("variables", "function", "ask", "with_respect_to")}
    assert graded(key=row["key"], answer=row["key"], **fields)["verdict"] == "equal"
    for mistake in row["mistakes"]:
        found = graded(key=row["key"], answer=mistake["answer"], **fields)
        assert found["verdict"] in {"different", "shape"}
        assert found["mistakes"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["integral"], "There is no family “integral”."),
        ([], "Name a family: one of derivative, partial_derivative, gradient"),
        (["derivative", "--level", "9"], "has the levels 1, 2, 3, 4, 5."),
        (["derivative", "--seed", "-1"], "A seed lies between"),
        (["derivative", "--count", "-1"], "not negative"),
    ],
)
def test_what_there_is_not_ends_with_a_sentence(arguments, sentence):
    with pytest.raises(CommandError, match=sentence) as caught:
        generate(*arguments)
    assert caught.value.returncode == 1


def test_both_run_in_a_checkout_that_was_never_migrated():
    made = run("generate", "derivative")
    assert (made.returncode, made.stderr) == (0, b"")
    done = run("grade", text=json.dumps(LINE).encode() + b'\n\xff{"id"\n')
    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(row)["verdict"] for row in done.stdout.splitlines()] == ["equal", None]


def test_an_unknown_family_ends_with_exit_code_1():
    done = run("generate", "integral")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith("CommandError: There is no family “integral”".encode())


@pytest.mark.parametrize("name", ["generate", "grade"])
def test_the_help_shows_an_example_line_by_line(name, capsys):
    with pytest.raises(SystemExit):
        execute_from_command_line(["manage.py", name, "--help"])
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("Example") for line in lines)


PAIRS = json.loads((CASES / "derivative_pairs.json").read_text())


@pytest.mark.parametrize(
    "case", [one for one in PAIRS if "domain" not in one], ids=itemgetter("id")
)
def test_derivatives_are_told_right_from_wrong(case):
    row = graded(key=case["teacher"], answer=case["student"], variables=case["vars"])
    assert (row["verdict"] in {"equal", "agrees"}) == case["equal"]
    assert row["verdict"] != "undecided"


@pytest.mark.parametrize("case", [one for one in PAIRS if "domain" in one], ids=itemgetter("id"))
def test_what_is_equal_on_a_part_only_is_narrower(case):
    """A line says nothing of a domain, so the natural one of the key counts."""
    assert case["equal"]
    row = graded(key=case["teacher"], answer=case["student"], variables=case["vars"])
    assert row["verdict"] == "narrower"


@pytest.mark.parametrize(
    "case", json.loads((CASES / "hostile_inputs.json").read_text()), ids=itemgetter("id")
)
def test_a_hostile_input_has_the_outcome_required(case):
    row = graded(
        key=case["reference_answer"], answer=case["input"], variables=case["declared_variables"]
    )
    assert row["verdict"] in REQUIRED[case["required"]["outcome"]]


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"answer": "x^2/x + x"}, "equal"),
        ({"answer": "2*x + 10^-9"}, "different"),
        ({"answer": "(2*x, 1)"}, "shape"),
        ({"answer": "2*y"}, "unreadable"),
        ({"answer": "0/0"}, "unreadable"),
        ({"answer": "2*sqrt(x)^2"}, "narrower"),
        ({"key": "(2*x, 1)", "answer": "(2*x, 1)"}, "equal"),
        ({"key": "(2*x, 1)", "answer": "3"}, "shape"),
    ],
)
def test_each_verdict_has_its_name(changes, verdict):
    assert graded(**changes)["verdict"] == verdict


def test_an_unreadable_answer_says_where_and_why():
    error = graded(answer="2*x + q")["error"]
    assert (error["start"], error["end"]) == (6, 7)
    assert "q" in error["message"]


def test_components_are_judged_in_order():
    row = graded(key="(2*x, 1)", answer="(2*x, 3)")
    assert row["components"] == ["equal", "different"]
    assert (row["key_value"], row["answer_value"]) == ("1", "3")


@pytest.mark.parametrize("answer", ["1/|x|", "1/sqrt(x^2)", "e^(-ln x)"])
def test_answers_are_compared_where_the_function_that_is_given_has_a_value(answer):
    asked = {"key": "1/x", "answer": answer}
    assert graded(**asked, function="ln(5x)")["verdict"] == "equal"
    assert graded(**asked, function="ln|5x|")["verdict"] in {"different", "narrower"}
    assert graded(**asked)["verdict"] in {"different", "narrower"}


def test_what_is_wrong_where_the_function_has_a_value_stays_wrong():
    found = graded(key="1/x", answer="-1/|x|", function="ln(5x)")
    assert (found["verdict"], found["witness"]) == ("different", {"x": "2"})
    lost = graded(key="1/x", answer="e^(-ln(x - 3))", function="ln(5x)")
    assert lost["verdict"] == "different"
    assert (
        graded(key="1/x", answer="sqrt(x - 3)/(x sqrt(x - 3))", function="ln(5x)")["verdict"]
        == "narrower"
    )


def test_a_domain_that_is_said_goes_before_the_function_s_own():
    wider = {"key": "1/x", "answer": "1/|x|", "function": "ln(5x)", "domain": "x > -2"}
    assert graded(**wider)["verdict"] == "different"


def test_a_tangent_is_a_line_beyond_where_its_function_has_a_value():
    asked = {"ask": "tangent", "function": "ln(x)", "at": {"x": 1}}
    assert graded(key="x - 1", answer="|x| - 1", **asked)["verdict"] == "different"


def test_a_mistake_is_named_only_where_the_function_is_given():
    wrong = {"key": "2*x*cos(x^2)", "answer": "cos(x^2)"}
    assert graded(**wrong)["mistakes"] == []
    (mistake,) = graded(**wrong, function="sin(x^2)")["mistakes"]
    assert mistake["rule"] == "inner-derivative-missing"
    assert set(mistake) == {"rule", "name", "step", "certainty", "alternatives"}
    assert mistake["certainty"] > 0.6


def test_the_shape_of_the_key_says_what_was_asked():
    swapped = {"key": "(2*x*y, x^2)", "answer": "(x^2, 2*x*y)", "variables": ["x", "y"]}
    (mistake,) = graded(**swapped, function="x^2*y")["mistakes"]
    assert mistake["rule"] == "components-swapped"


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("2", {"function": "x*y", "at": {"x": 1, "y": 2}, "with_respect_to": ["x"]}),
        ("11/5", {"ask": "directional", "function": "x*y", "at": {"x": 1, "y": "2"},
                  "direction": [3, 4]}),
        ("-x/y", {"equation": "x^2 + y^2 = 25"}),
        ("1", {"path": {"x": "x", "y": "x"}}),
        ("2*x*y", {"path": {"u": "x*y"}, "function": "u*x", "with_respect_to": ["x"]}),
        ("(0.8, 1.6)", {"ask": "descent_step", "function": "(x^2+y^2)/2", "rate": 0.2,
                        "at": {"x": 1, "y": 2}}),
        ("[[y, x], [1, 1]]", {"function": ["x*y", "x+y"]}),
        ("[[2, 0], [0, 2]]", {"function": "x^2+y^2"}),
    ],
)  # fmt: skip
def test_a_line_may_say_what_was_asked(key: str, asked: dict[str, Any]) -> None:
    row = graded(key=key, answer="x+y", variables=["x", "y"], **asked)
    assert row["id"] == 1
    assert row["verdict"] in {"different", "shape"}


def test_a_field_of_what_was_asked_that_does_not_fit_is_told() -> None:
    row = graded(function="x^2", rate=0.1)
    assert row["id"] is None
    assert "takes no learning rate" in row["error"]["message"]
    assert graded(function="x^2", ask=["gradient"])["id"] is None


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"key": "log(x)", "answer": "ln(x)"}, "equal"),
        ({"key": "log(x)", "answer": "ln(x)/ln(10)", "log": "log10"}, "equal"),
        ({"key": "log(x)", "answer": "lg(x)", "log": 10}, "equal"),
        ({"key": "log(x)", "answer": "ln(x)", "log": "10"}, "different"),
        ({"key": "1,5x", "answer": "3/2*x", "decimal_comma": True}, "equal"),
        ({"key": "(0,5; x)", "answer": "(1/2; x)", "decimal_comma": True}, "equal"),
        ({"key": "x/2", "answer": r"\frac{x}{2}", "notation": "latex"}, "equal"),
        ({"key": "x^10", "answer": "x^10", "notation": "latex"}, "unreadable"),
        ({"key": "abs(x)", "answer": "x"}, "different"),
        ({"key": "abs(x)", "answer": "x", "domain": "x > 0"}, "equal"),
        ({"key": "abs(x)", "answer": "x", "domain": {"x": [0, None]}}, "equal"),
        ({"key": "abs(x)", "answer": "-x", "domain": ["-3 < x < 0"]}, "equal"),
        ({"key": "pi", "answer": "3.14", "tolerance": 0.01}, "agrees"),
        ({"key": "pi", "answer": "3.14", "tolerance": {"digits": 4}}, "different"),
        ({"key": "pi", "answer": "3.1", "tolerance": {"interval": ["3", "3.2"]}}, "agrees"),
        ({"key": "x^2", "answer": "x^2 + 5", "constant": True}, "equal"),
        ({"key": "x^2", "answer": "x^2 + C", "constant": True}, "equal"),
        ({"key": "x^2", "answer": "x^2 + C"}, "unreadable"),
        ({"key": "x^2 - 1", "answer": "x^2 - 1", "form": "factored"}, "form"),
        ({"key": "x^2 - 1", "answer": "(x-1)(x+1)", "form": ["factored"]}, "equal"),
        ({"key": "x^2 - 1", "answer": "x^2", "form": "factored"}, "different"),
        ({"answer": "2*x", "log": None, "domain": None, "tolerance": None, "form": None}, "equal"),
    ],
    ids=str,
)
def test_each_option_changes_what_is_found(changes, verdict):
    assert graded(**changes)["verdict"] == verdict


def test_evidence_has_its_own_fields():
    proved = graded(answer="x + x")
    assert (proved["proof"], proved["bits"], proved["domain"]) == ("structure", None, None)
    assert graded(key="(x+1)^2", answer="x^2+2x+1")["proof"] == "canonical form"
    near = graded(key="1/3", answer="0.33", tolerance=0.02)
    assert (near["proof"], near["bits"], near["within"]) == (None, 6, "to within 2 %")
    assert graded(key="1/3", answer="0.33")["near"] == "rounding"
    assert graded(key="x", answer="x+2", constant=True)["up_to"] == "constant"


def test_a_wrong_form_is_told_with_its_part_and_its_proof():
    row = graded(key="x^2-x", answer="x(x-1) + 0", form="simplified")
    assert row["proof"] == "canonical form"
    assert row["form"] == {
        "form": "simplified",
        "message": "“x*(x - 1) + 0” has a term that is 0.",
        "start": 0,
        "end": 10,
    }


def test_the_domain_says_what_was_lost_and_gained():
    assert graded(key="x", answer="x^2/x")["domain"] == {"lost": {"x": "0"}, "gained": None}
    gained = graded(key="ln(x)", answer="ln(abs(x))")["domain"]
    assert gained["lost"] is None
    assert set(gained["gained"]) == {"x"}
    narrower = graded(key="ln(abs(x))", answer="ln(x)")
    assert narrower["domain"] == {"lost": narrower["witness"], "gained": None}
    components = graded(key="(x, 1)", answer="(x^2/x, 1)")
    assert components["domain"] == {"lost": {"x": "0"}, "gained": None}


def test_the_other_readings_of_an_ambiguous_answer_are_graded_too():
    row = graded(key="1/(2x)", answer="1/2x")
    assert row["verdict"] == "different"
    assert row["did_you_mean"] == [{"reading": "1/(2*x)", "verdict": "equal"}]
    assert graded(key="x/2", answer="1/2x")["did_you_mean"][0]["verdict"] == "different"
    assert graded(key="x/2", answer="(1/2)x")["did_you_mean"] == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"log": "2"}, "log"),
        ({"log": []}, "log"),
        ({"notation": "asciimath"}, "notation"),
        ({"decimal_comma": "yes"}, "decimal_comma"),
        ({"constant": 1}, "constant"),
        ({"domain": "y > 0"}, "domain"),
        ({"domain": {"x": 3}}, "domain"),
        ({"form": "tidy"}, "form"),
        ({"form": {"factored": True}}, "form"),
        ({"tolerance": "small", "key": "2"}, "tolerance"),
        ({"tolerance": {"about": 1}, "key": "2"}, "tolerance"),
        ({"tolerance": 0.1, "key": "2*x"}, "tolerance"),
    ],
    ids=str,
)
def test_a_bad_option_is_a_bad_line_that_names_its_field(changes, field):
    row = graded(**changes)
    assert (row["id"], row["verdict"]) == (None, None)
    assert f"“{field}”" in row["error"]["message"]


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        "null",
        '"x"',
        "[" * 100_000,
        '{"id": NaN, "key": "x", "answer": "x"}',
        '{"id": ' + "9" * 5_000 + ', "key": "x", "answer": "x"}',
        '{"key": "x", "answer": "x"}',
        '{"id": 1, "key": 5, "answer": "x"}',
        '{"id": 1, "key": "x"}',
        '{"id": 1, "key": "x", "answer": "x", "variables": "x"}',
        '{"id": 1, "key": "x", "answer": "x", "variables": [1]}',
        '{"id": 1, "key": "2", "answer": "x", "variables": ["x"], "function": 7}',
        '{"id": 1, "key": "2", "answer": "x", "variables": ["x"], "function": "y"}',
        '{"id": 1, "key": "2", "answer": "3", "variables": ["x"], "function": "x", "ask": "who"}',
        '{"id": 1, "key": "2", "answer": "3", "variables": ["x"], "function": "x", "order": 1.5}',
        '{"id": 1, "key": "2", "answer": "3", "variables": ["x"], "function": "x", "order": 99}',
    ],
    ids=lambda text: text[:40],
)
def test_a_bad_line_has_no_id_and_an_error(text):
    row = grading.grade_line(text)
    assert row["id"] is None
    assert row["verdict"] is None
    assert row["error"]["message"].endswith(".")


def test_every_line_has_its_row_in_order(monkeypatch):
    good = [json.dumps({**LINE, "id": number}) for number in (1, 2, 3)]
    huge = json.dumps({**LINE, "answer": "x" * 10_000_000})
    rows = piped(monkeypatch, "\n".join([good[0], "", "?", huge, good[1], "[]", good[2]]))
    assert [row["id"] for row in rows] == [1, None, None, None, 2, None, 3]
    assert "at most" in rows[3]["error"]["message"]


class Stuck(maths.JudgePool):
    """A pool that finds nothing in time."""

    def submit(self, *args: Any, **kwargs: Any) -> Any:
        raise maths.JudgeTimeout


def test_a_decision_that_had_to_be_stopped_is_undecided():
    row = command.decided(Stuck([grading.grade_line]), json.dumps(LINE))
    assert (row["id"], row["verdict"]) == (1, "undecided")
    assert row["milliseconds"] >= 0


def test_a_bad_line_that_had_to_be_stopped_is_still_a_bad_line():
    assert command.decided(Stuck([grading.grade_line]), "?")["id"] is None
