"""Laws of comparing, on trees of every sort that a reader makes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions.maths.comparison import as_row, compare
from questions.maths.expression import Expression, Negation, Sum, number
from tests.maths import trees

few = settings(
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
many = settings(few, max_examples=2500, derandomize=False)


def kind(key: Expression, answer: Expression) -> str:
    return compare(key, answer, variables=trees.VARIABLES).kind


def check_reflexive(tree: Expression) -> None:
    assert kind(tree, tree) in ("equal", "undecided")


def check_symmetric(one: Expression, other: Expression) -> None:
    """Only narrower looks the other way round, as equal with a gain."""
    forth, back = kind(one, other), kind(other, one)
    proved = {"equal", "agrees", "narrower"}
    assert (forth in proved) <= (back in {*proved, "undecided"}), (one, other)


def check_total(one: Expression, other: Expression) -> None:
    row = as_row(compare(one, other, variables=trees.VARIABLES))
    assert row["kind"] in {"equal", "agrees", "different", "narrower", "shape", "undecided"}


def check_shift(tree: Expression) -> None:
    """Nothing equals itself plus one, and adding and taking away one changes nothing."""
    assert kind(tree, Sum((tree, number(1)))) in ("different", "undecided")
    assert kind(tree, Sum((tree, number(1), Negation(number(1))))) in ("equal", "undecided")


@given(trees.trees)
@few
def test_everything_with_a_value_equals_itself(tree: Expression) -> None:
    check_reflexive(tree)


@given(trees.scalars, trees.scalars)
@few
def test_equal_is_symmetric(one: Expression, other: Expression) -> None:
    check_symmetric(one, other)


@given(st.one_of(trees.trees), trees.trees)
@few
def test_comparing_never_raises(one: Expression, other: Expression) -> None:
    check_total(one, other)


@given(trees.scalars)
@few
def test_one_more_is_different(tree: Expression) -> None:
    check_shift(tree)


@pytest.mark.deep
@given(trees.trees, trees.trees)
@many
def test_all_laws_in_the_long_run(one: Expression, other: Expression) -> None:
    check_reflexive(one)
    check_total(one, other)


@pytest.mark.deep
@given(trees.scalars, trees.scalars)
@many
def test_all_laws_of_scalars_in_the_long_run(one: Expression, other: Expression) -> None:
    check_symmetric(one, other)
    check_shift(one)
