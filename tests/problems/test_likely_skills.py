"""Looking at what a seed will exercise before its problem is built."""

import pytest

from questions import problems


@pytest.mark.parametrize("level", [1, 3, 4])
def test_the_first_draw_nearly_always_tells_the_skills_of_the_problem(level):
    seeds = range(8)
    told = [problems.likely_skills("derivative", level, seed) for seed in seeds]
    built = [problems.generate("derivative", level, seed).skills for seed in seeds]
    assert sum(one == other for one, other in zip(told, built, strict=True)) >= 6


def test_a_level_that_there_is_not_is_named():
    with pytest.raises(problems.ProblemError, match="levels"):
        problems.likely_skills("derivative", 9, 1)
