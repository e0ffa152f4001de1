"""The tables made without the engines hold what they say, by an oracle that is not the engines'."""

import json
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from benchmarks.blind_tables import OF_FAMILIES, TABLES, measured
from questions import maths, problems
from questions.maths import CATALOGUE
from tests.problems.generated_rows import statement_of
from tests.problems.oracle import differs, judge

MISTAKES = [f"{name}.json" for name in TABLES if name != OF_FAMILIES]
FAMILIES = f"{OF_FAMILIES}.json"
EXAMPLES = [name for name in MISTAKES if name.startswith("blind_examples")]


@cache
def rows(name: str) -> list[dict[str, Any]]:
    return json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_key_is_the_derivative_and_a_wrong_answer_is_not(name: str) -> None:
    for _, group in groupby(rows(name), key=lambda row: (statement_of(row), row["key"])):
        wrong = list(group)
        asked = statement_of(wrong[0])
        found = judge(asked, wrong[0]["key"], points=3)
        assert found.agrees, (wrong[0]["id"], found)
        assert found.points == 3, wrong[0]["id"]
        for row in wrong:
            answer = row.get("plain", row["answer"])
            # On the path x and y are what the oracle takes them for, and the answer is the key.
            on_the_path = [row["rule"]] if "rule" in row else row["rules"]
            same = on_the_path == ["path-not-put-in"] or row.get("kind") == "right"
            assert differs(asked, row["key"], answer) != same, (row["id"], row["answer"])


@pytest.mark.parametrize("name", [*MISTAKES, FAMILIES])
def test_every_row_has_an_id_of_its_own(name: str) -> None:
    ids = [row["id"] for row in rows(name)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", [*MISTAKES, FAMILIES])
def test_the_mal_rules_of_a_table_are_in_the_catalogue(name: str) -> None:
    """Else a mal-rule that is given another id counts as missed, and nobody sees why."""
    for row in rows(name):
        errors = row.get("errors", [])
        named = {rule for one in errors for rule in one} | {*row.get("rules", [])}
        named |= {row["rule"]} if "rule" in row else set()
        assert named <= CATALOGUE.keys(), row["id"]


def test_every_cause_is_said() -> None:
    for name in {*MISTAKES, FAMILIES} - {*EXAMPLES}:
        assert all(row["cause"] for row in rows(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_mal_rule_has_three_examples_on_functions_of_their_own(name: str) -> None:
    functions: dict[str, set[str]] = {}
    for row in rows(name):
        functions.setdefault(row["rule"], set()).add(repr(statement_of(row)))
    assert {len(own) for own in functions.values()} == {3}


def test_every_mal_rule_that_an_answer_can_follow_from_has_examples_by_hand() -> None:
    """Ideas, which an option is chosen for, have no example and no answer."""
    by_hand = {row["rule"] for name in EXAMPLES for row in rows(name)}
    assert by_hand == {rule.id for rule in CATALOGUE.values() if rule.example}


def test_every_derivation_has_a_right_result() -> None:
    for row in rows("blind_derivations.json"):
        found = judge(statement_of(row), row["key"], points=3)
        assert found.agrees, (row["id"], found)
        assert found.points == 3, row["id"]


def test_a_row_of_a_family_has_the_problem_that_it_was_written_for_and_a_wrong_answer() -> None:
    """A family that draws other problems from a seed needs rows that are written for these."""
    for row in rows(FAMILIES):
        problem = problems.generate(row["family"], row["level"], row["seed"])
        if problem.options:
            right = {one.text: one.correct for one in problem.options}
            assert right[row["key"]], row["id"]
            assert not right[row["answer"][0]], row["id"]
            continue
        assert problem.key == row["key"], row["id"]
        trees = [maths.read(text, problem.notation()).expression for text in row["answer"]]
        answer = maths.Vector(tuple(trees)) if problem.layout == "components" else trees[0]
        found = maths.compare(problem.key_expression(), answer, variables=problem.variables)
        assert found.kind == "different", row["id"]


FLOORS = {
    "blind_mistakes": (555, 516, 530),
    "blind_mistakes_2": (234, 210, 217),
    "blind_mistakes_3": (487, 431, 459),
    "blind_mistakes_4": (405, 344, 361),
    "blind_mistakes_5": (805, 664, 693),
    "blind_mistakes_6": (533, 463, 482),
    "blind_mistakes_7": (581, 518, 540),
    "blind_examples": (309, 291, 305),
    "blind_examples_2": (183, 162, 174),
    "blind_examples_3": (120, 94, 109),
    "blind_families": (67, 63, 63),
}
"""Rows, those named by the first explanation, and by any: as measured."""

NOT_TO_BE_NAMED = ("another task", "right", "knows nothing")
NAMED = {
    "blind_mistakes_5": {"another task": 1, "knows nothing": 3},
    "blind_mistakes_6": {"another task": 1, "knows nothing": 1},
    "blind_mistakes_7": {"knows nothing": 8},
}
"""Of the kinds of rows in which nothing is to be named, how many are: as measured."""


def test_every_table_has_a_floor() -> None:
    assert FLOORS.keys() == set(TABLES)


@pytest.mark.deep
@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_named_as_often_as_was_measured(name: str) -> None:
    tried, first, among = FLOORS[name]
    found = measured(name)
    assert found["first"]["tried"] == tried
    assert found["first"]["hits"] >= first
    assert found["first or alternative"]["hits"] >= among
    for kind in NOT_TO_BE_NAMED:
        others = found.get(kind, {"hits": 0, "tried": 0})
        named = others["tried"] - others["hits"]
        assert named <= NAMED.get(name, {}).get(kind, 0), others["missed"]
