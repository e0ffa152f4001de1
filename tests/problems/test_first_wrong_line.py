"""Derivations in which a line is wrong, or none is."""

import pytest

from questions import maths, problems
from questions.management.commands.generate import row_of
from questions.problems import Problem
from questions.problems.families.first_wrong_line import NONE
from tests.problems.prompt_oracle import is_right


@pytest.fixture(scope="module")
def judged_derivations() -> list[Problem]:
    family = problems.FAMILIES["first_wrong_line"]
    return [family.generate(level, seed) for level in (1, 2) for seed in range(48)]


def right_lines(problem: Problem) -> list[str]:
    return [option.text for option in problem.options if option.correct]


def test_in_one_of_eight_derivations_every_line_is_right(judged_derivations):
    none = [one for one in judged_derivations if right_lines(one) == [NONE]]
    assert 6 <= len(none) <= 18
    assert all(NONE in [option.text for option in one.options] for one in judged_derivations)
    assert all(is_right(row_of(one)) for one in none)


def test_who_accuses_a_right_line_is_told_the_mistake_that_would_write_it_otherwise(
    judged_derivations,
):
    for problem in judged_derivations:
        if right_lines(problem) != [NONE]:
            continue
        accused = [option for option in problem.options if option.mistake]
        assert len(accused) >= 2
        for option in accused:
            judgement = problems.judge(problem, [option.id])
            assert [one["rule"] for one in judgement.mistakes] == [option.mistake]
            assert maths.CATALOGUE[option.mistake].sentence in option.feedback
