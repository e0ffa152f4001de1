"""Calculator notation reads back to the very tree that was written."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from questions.maths.expression import (
    Call,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Vector,
    number,
)
from questions.maths.reading import Notation, read
from questions.maths.writing import write_text
from tests.maths.trees import VARIABLES, trees

NOTATION = Notation(VARIABLES)
X, Y = Symbol("x"), Symbol("y")


def assert_reads_back(tree: Expression) -> None:
    reading = read(write_text(tree), NOTATION)
    assert reading.expression == tree
    assert reading.ambiguities == ()


@settings(max_examples=200)
@given(trees)
def test_written_text_reads_back_to_the_same_tree_without_ambiguity(tree: Expression) -> None:
    assert_reads_back(tree)


@pytest.mark.deep
@settings(max_examples=3_000)
@given(trees)
def test_many_written_texts_read_back_to_the_same_tree(tree: Expression) -> None:
    assert_reads_back(tree)


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Product((number(2), X)), "2*x"),
        (Sum((X, Negation(Y))), "x - y"),
        (Sum((Sum((X, Y)), number(1))), "(x + y) + 1"),
        (Product((X, Quotient(X, Y))), "x*(x/y)"),
        (Product((Quotient(X, Y), X)), "x/y*x"),
        (Quotient(X, Product((X, Y))), "x/(x*y)"),
        (Negation(Power(X, number(2))), "-x^2"),
        (Power(Negation(X), number(2)), "(-x)^2"),
        (Power(X, Negation(number(1))), "x^(-1)"),
        (Quotient(Power(X, number(1)), number(2)), "(x^1)/2"),
        (Quotient(Power(X, number(2)), number(2)), "x^2/2"),
        (Call("log", (X, number(2))), "log(x, 2)"),
        (Vector((X, number(-1))), "(x, -1)"),
        (Number(Fraction(3, 2)), "1.5"),
        (Number(Fraction(1, 2), "0,50"), "0.50"),
        (Number(Fraction(1, 3)), "(1/3)"),
        (Number(Fraction(2000), "2e3"), "2E3"),
        (Number(Fraction(1, 400)), "0.0025"),
        (Number(Fraction(1, 2), ".5"), "0.5"),
        (Number(Fraction(5), "5."), "5"),
        (Number(Fraction(10) ** 9_999), "1" + "0" * 9_999),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_brackets_stand_only_where_they_are_needed(tree: Expression, text: str) -> None:
    assert write_text(tree) == text


def test_something_else_than_a_node_is_refused() -> None:
    with pytest.raises(TypeError):
        write_text(Expression())
