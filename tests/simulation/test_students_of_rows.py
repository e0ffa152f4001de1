"""Simulated students answer rows as people do: by what they know, or by their bug."""

import random

import pytest

from questions import problems
from questions.simulation.students import SimulatedStudent


def student(ability, **bugs):
    return SimulatedStudent("One", ability, bugs, random.Random("rows"), learning=0.0)


@pytest.mark.parametrize("family", ["match_graph", "order_steps"])
def test_who_knows_is_right_and_who_does_not_is_wrong_in_some_rows(family):
    problem = problems.generate(family, 2, 3)
    assert problems.judge(problem, student(30).answer(problem)).verdict == "correct"
    found = problems.judge(problem, student(-30).answer(problem))
    assert found.verdict in {"partly correct", "incorrect"}
    assert len(found.comparison["chosen"]) == len(problem.pairs)


def test_a_bug_shows_in_the_rows_that_tempt_with_it():
    problem = problems.generate("match_graph", 2, 3)
    buggy = SimulatedStudent("One", 30, {"graph-read-backwards": 1.0}, random.Random("rows"))
    named = problems.judge(problem, buggy.answer(problem)).mistakes
    assert {rule for one in named for rule in one["rules"]} == {"graph-read-backwards"}
