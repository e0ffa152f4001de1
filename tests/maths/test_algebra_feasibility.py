"""Inequalities that contradict each other are found out, and no others."""

from fractions import Fraction

from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from questions.maths.algebra.feasibility import may_hold_together

ONE, X, Y = (0, 0), (1, 0), (0, 1)
F = fmpq


def test_x_cannot_be_below_zero_and_above_one() -> None:
    assert not may_hold_together([{X: F(-1)}, {X: F(1), ONE: F(-1)}])


def test_an_order_cannot_run_in_a_circle() -> None:
    z = (0, 0, 1)
    assert not may_hold_together([{X: F(1), Y: F(-1)}, {Y: F(1), z: F(-1)}, {z: F(1), X: F(-1)}])


def test_nothing_is_greater_than_itself() -> None:
    assert not may_hold_together([{ONE: F(0)}])
    assert may_hold_together([])


@given(
    st.lists(st.tuples(*[st.integers(-5, 5)] * 3), max_size=6),
    st.tuples(st.fractions(-9, 9, max_denominator=7), st.fractions(-9, 9, max_denominator=7)),
)
def test_what_holds_at_a_point_is_never_refuted(
    rows: list[tuple[int, int, int]], point: tuple[Fraction, Fraction]
) -> None:
    holding = [
        {X: F(a), Y: F(b), ONE: F(c)} for a, b, c in rows if a * point[0] + b * point[1] + c > 0
    ]
    assert may_hold_together(holding)
