"""Functions that are made so that their derivative changes its sign at whole numbers."""

import contextlib
import random
import re
from functools import partial
from itertools import pairwise

import pytest
import sympy

from questions import maths, problems
from questions.problems.families import turns
from questions.problems.families.turns import RATES, turning
from questions.problems.formulas import formula

X = sympy.Symbol("x", real=True)


DRAWS = {
    **{f"level {level}": partial(turning, level=level, rates=RATES) for level in range(1, 6)},
    "reciprocal": turns.reciprocal,
    "line and reciprocal": turns.line_and_reciprocal,
    "over linear": turns.over_linear,
    "exponential less line": turns.exponential_less_line,
    "bell": turns.bell,
    "two reciprocals": turns.two_reciprocals,
}


@pytest.mark.parametrize("sort", DRAWS)
def test_a_derivative_changes_its_sign_at_the_places_told_and_nowhere_else(sort):
    for seed in range(25):
        text, places = DRAWS[sort](random.Random(seed))
        slope = sympy.lambdify(X, sympy.diff(maths.to_sympy(formula(text, "x")), X), "mpmath")
        near = [slope(place + step) for place in places for step in (-1e-6, 0, 1e-6)]
        before, at, after = near[::3], near[1::3], near[2::3]
        assert all(abs(one) < 1e-12 for one in at), text
        assert all(one * other < 0 for one, other in zip(before, after, strict=True)), text
        poles = int(sort == "two reciprocals")
        assert changes(slope) == len(places) + poles, text


def changes(slope):
    """How often a slope changes its sign between -13 and 13, where it is defined."""
    signs = []
    for step in range(-130, 130):
        with contextlib.suppress(ZeroDivisionError):
            signs.append(slope(step / 10 + 0.03) > 0)
    return sum(one != other for one, other in pairwise(signs))


@pytest.mark.parametrize("level", [3, 4, 5])
def test_a_function_has_whole_coefficients(level):
    for seed in range(40):
        text, _ = turning(random.Random(seed), level, RATES)
        assert not re.search(r"\d/\d", text.partition("*e^")[0]), text


def test_no_option_leaves_a_single_place_out():
    """Where the function itself is 0 without changing its sign."""
    for seed in range(60):
        for option in problems.generate("monotonic_intervals", 5, seed).options:
            ends = re.findall(r"-?\d+", option.text)
            assert len(set(ends)) == len(ends), option.text
