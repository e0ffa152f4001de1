"""The fuzzer itself: its oracle knows textbook values, and its true rewrites are true."""

from fractions import Fraction

import mpmath
import pytest

from tests.fuzzing.expressions import derivative
from tests.fuzzing.oracle import Point, points, sides, survey
from tests.fuzzing.pairs import pair
from tests.fuzzing.trees import (
    PI,
    Node,
    absolute,
    acosh,
    asin,
    cbrt,
    exp,
    ln,
    node,
    sign,
    sin,
    sqrt,
    text,
    variable,
)
from tests.fuzzing.values import Approximate
from tests.fuzzing.verdicts import matches

X = variable("x")


def relation(key: Node, answer: Node, x: Fraction) -> str:
    return sides(key, answer, {"x": x}).relation


@pytest.mark.parametrize(
    ("key", "answer", "x", "expected"),
    [
        (sqrt(X**2), absolute(X), Fraction(-3, 7), "agree"),
        (sqrt(X**2), X, Fraction(-3, 7), "differ"),
        (X ** Fraction(1, 3), node(-2), Fraction(-8), "agree"),
        (X ** Fraction(2, 3), node(4), Fraction(-8), "agree"),
        (cbrt(X), node(-2), Fraction(-8), "agree"),
        (X, sqrt(X) ** 2, Fraction(-1), "key only"),
        (ln(X), ln(absolute(X)), Fraction(-1), "answer only"),
        (1 / X, sign(X) / X, Fraction(0), "neither"),
        (sign(X), node(0), Fraction(0), "agree"),
        (asin(X), PI / 2, Fraction(1), "agree"),
        (acosh(X), node(0), Fraction(1, 2), "answer only"),
        (1 / (sqrt(X) - 2), node(1), Fraction(4), "answer only"),
        (exp(X) * (1 + Fraction(1, 10**18)), exp(X), Fraction(37, 10), "differ"),
        (exp(X) + Fraction(1, 10**40), exp(X), Fraction(37, 10), "differ"),
        (1 / (sin(X) ** 2 + sin(X + PI / 2) ** 2 - 1), X, Fraction(2), "unclear"),
    ],
)
def test_the_oracle_knows_what_happens_at_a_point(key, answer, x, expected):
    assert relation(key, answer, x) == expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (-(X**2), "-x^2"),
        ((-X) ** 2, "(-x)^2"),
        (X - (X - 1), "x - (x - 1)"),
        (X / (2 * X), "x/(2*x)"),
        (node(-8) ** Fraction(1, 3), "((-8))^((1/3))"),
        (Fraction(1, 2) * X, "(1/2)*x"),
        (Fraction(1, 10) * sin(X) ** 2, "(0.1)*sin(x)^2"),
    ],
)
def test_a_tree_is_typed_with_the_brackets_it_needs(tree, expected):
    assert text(tree) == expected


def test_a_shown_value_matches_to_its_digits_only():
    assert matches("0.3333", Fraction(1, 3))
    assert matches("\N{MINUS SIGN}0.3333", Fraction(-1, 3))
    assert not matches("0.3335", Fraction(1, 3))
    assert matches("0", Approximate(mpmath.mpf(2) ** -660, -655))
    assert matches("56", Fraction(55999999986, 10**9))
    assert matches("-198/19", Fraction(-198, 19))
    assert not matches("-198/19", Fraction(-198, 19) + Fraction(1, 10**30))
    assert matches("3/2", Approximate(mpmath.mpf(3) / 2, -600))
    assert not matches("3/2", Approximate(mpmath.mpf("1.5001"), -600))
    assert not matches("3.0", Fraction(29, 10) - Fraction(1, 100))
    assert matches("18800", Fraction(18758))
    assert not matches("18760", Fraction(18739))
    assert matches("0", Fraction(1, 10**12))
    assert not matches("0", Fraction(1, 1000))


def test_points_keep_to_the_domain_and_take_both_signs_without_one():
    def spread(low: Fraction | None, high: Fraction | None) -> list[Point]:
        return list(points(("x",), {"x": (low, high)}, 30))

    assert all(0 < point["x"] < 1 for point in spread(Fraction(0), Fraction(1)))
    assert all(point["x"] < -2 for point in spread(None, Fraction(-2)))
    free = [point["x"] for point in spread(None, None)]
    assert min(free) < -1 < Fraction(-1, 2) < Fraction(1, 2) < 1 < max(free)


def test_a_pair_is_the_same_whenever_it_is_made():
    assert pair(5, 17) == pair(5, 17)
    assert pair(5, 17) != pair(5, 18)


def test_pairs_made_by_true_rewrites_agree_in_the_oracle():
    made = [one for number in range(400) if (one := pair(20, number)).intended == "equal"]
    assert len(made) > 150
    for one in made:
        seen = survey(one.key, one.answer, points(one.variables, one.domain, 30), enough=6)
        assert seen.difference is None, (one.name, one.key_text, one.answer_text, one.made)


@pytest.mark.parametrize(
    ("tree", "slope"),
    [
        (X**1, node(1)),
        (sin(X) ** 2, 2 * sin(X) * sin(X + PI / 2)),
        (X**X, X**X * (ln(X) + 1)),
        (ln(X) / X, (1 - ln(X)) / X**2),
        (absolute(X), X / absolute(X)),
    ],
)
def test_the_differentiator_knows_textbook_derivatives(tree, slope):
    seen = survey(derivative(tree, "x"), slope, points(("x",), {"x": (Fraction(0), None)}, 9))
    assert (seen.difference, seen.agreements) == (None, 9)
