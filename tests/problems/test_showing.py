"""A mistake that is practised can be seen: whoever makes it is wrong, and is told."""

from dataclasses import replace

import pytest

from questions import maths, problems

SEED = 7
RIVALS = 0.01
"""Some answers are named by other mal-rules that give the same one."""


@pytest.mark.deep
def test_nearly_every_mistake_that_families_expect_is_named_when_it_is_made() -> None:
    found = {}
    for name, family in problems.FAMILIES.items():
        for level in family.levels:
            problem = problems.generate(name, level, SEED)
            for rule in problem.exposes():
                found[name, level, rule] = problems.shows(problem, rule)
    silent = [one for one, shown in found.items() if not shown]
    assert len(found) > 1_000
    assert len(silent) <= RIVALS * len(found), silent


def test_mistakes_at_a_point_are_named_where_floats_lose_half_of_their_digits() -> None:
    """As in the cosine of e^15, which families do not ask, but authors may."""
    task = {"ask": "derivative", "function": "4*sin(e^(5*x + 5))", "at": {"x": "2"}}
    named = {"version": 2, "variables": ["x"], "with_respect_to": ["x"], "name": "f", "order": 1}
    asked = maths.Task.from_row(task | named)
    mistakes = maths.predict_mistakes(asked)
    problem = problems.Problem(
        "number", "?", 1, "20*e^15*cos(e^15)", ("x",), task=asked, mistakes=mistakes
    )
    assert len(problem.exposes()) > 1
    assert all(problems.shows(problem, rule) for rule in problem.exposes())


def test_a_mistake_that_nobody_foresaw_here_does_not_show() -> None:
    problem = problems.generate("derivative", 3, SEED)
    rule = min(problem.exposes())
    assert problems.shows(problem, rule)
    assert not problems.shows(replace(problem, mistakes=()), rule)
