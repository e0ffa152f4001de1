"""Functions that are made so that their derivative changes its sign at whole numbers."""

import random
import re

import pytest
import sympy

from questions import maths, problems
from questions.problems.families.turns import RATES, turning
from questions.problems.formulas import formula

X = sympy.Symbol("x", real=True)


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_derivative_changes_its_sign_at_the_places_told_and_nowhere_else(level):
    for seed in range(25):
        text, places = turning(random.Random(seed), level, RATES)
        slope = sympy.diff(maths.to_sympy(formula(text, "x")), X)
        above = sympy.factor(sympy.numer(sympy.together(slope)))
        factors = [one for one in sympy.Mul.make_args(above) if not one.has(sympy.exp)]
        zeros = sympy.real_roots(sympy.expand(sympy.Mul(*factors)), X)
        assert sorted(zeros) == sorted(places), text
        assert len(set(zeros)) == len(zeros), text


@pytest.mark.parametrize("level", [3, 4, 5])
def test_a_function_has_whole_coefficients(level):
    for seed in range(40):
        text, _ = turning(random.Random(seed), level, RATES)
        assert not re.search(
            r"\d/\d", re.sub(r"e\^\(.+?\)\*x\)|e\^\(\(?-?1/2\)?\*x\)", "", text)
        ), text


def test_no_option_leaves_a_single_place_out():
    """Where the function itself is 0 without changing its sign."""
    for seed in range(60):
        for option in problems.generate("monotonic_intervals", 5, seed).options:
            ends = re.findall(r"-?\d+", option.text)
            assert len(set(ends)) == len(ends), option.text
