"""Looking at what a seed will exercise before its problem is built."""

import pytest

from questions import maths, problems
from questions.problems.difficulty import skills_of


@pytest.mark.parametrize("level", [1, 3, 4])
def test_the_first_draw_nearly_always_tells_the_skills_of_the_problem(level):
    seeds = range(8)
    told = [problems.likely_skills("derivative", level, seed) for seed in seeds]
    built = [problems.generate("derivative", level, seed).skills for seed in seeds]
    assert sum(one == other for one, other in zip(told, built, strict=True)) >= 6


def test_a_level_that_there_is_not_is_named():
    with pytest.raises(problems.ProblemError, match="levels"):
        problems.likely_skills("derivative", 9, 1)


@pytest.mark.parametrize(
    ("function", "skill"),
    [
        ("5*ln(x) + 3*cos(x)*ln(x) + 2", "product-rule"),
        ("x^2 + x/(x + 1)", "quotient-rule"),
        ("1/(3*x + 2)", "chain-rule"),
        ("4*e^(x^2)", "chain-rule"),
        ("4*e^x - x", "exponential-rule"),
        ("x^3 - 2*x", "power-rule"),
    ],
)
def test_a_problem_is_about_the_rule_of_its_heaviest_part(function, skill):
    """One over a function is a power of it: who practises quotients wants something above too."""
    tree = maths.read(function, maths.Notation(variables=("x",))).expression
    task = maths.Task("derivative", tree, ("x",), ("x",))
    assert problems.is_about(skills_of(task, maths.solve(task)), skill)


def test_what_only_uses_a_skill_serves_where_nothing_of_the_family_is_about_it():
    assert problems.serves(("gradient", "partial-derivative"), "partial-derivative")
    assert not problems.serves(("product-rule", "chain-rule"), "chain-rule")
    assert problems.serves(("power-rule", "sum-rule"), "sum-rule")
    assert not problems.serves(("power-rule",), "sum-rule")
    assert not problems.serves((), "chain-rule")
