"""Tidying keeps the value and reads better."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.maths.comparison import compare
from questions.maths.differentiation import differentiate
from questions.maths.differentiation.tidying import tidy
from questions.maths.differentiation.values import exact
from questions.maths.expression import Expression, Number, Product, plain, size
from questions.maths.reading.numerals import numeral
from questions.maths.writing import write_text
from tests.maths.tasks import tree
from tests.maths.test_differentiation_oracles import functions


@pytest.mark.parametrize(
    ("rough", "neat"),
    [
        ("x*1+0", "x"),
        ("0*sin(x)", "0"),
        ("x*3*x", "3*x^2"),
        ("2x+3x", "5*x"),
        ("x-x", "0"),
        ("sin(x)*2", "2*sin(x)"),
        ("(-x)*(-y)", "x*y"),
        ("x*(-y)", "-x*y"),
        ("-(x+1)", "-x - 1"),
        ("x-(y-1)", "x - y + 1"),
        ("x^2+3+10x", "x^2 + 10*x + 3"),
        ("x^2-3+10x", "x^2 + 10*x - 3"),
        ("1-x+x^2", "1 - x + x^2"),
        ("-sin(x)+1", "1 - sin(x)"),
        ("-4*e^x+2", "2 - 4*e^x"),
        ("-sin(x)-1", "-sin(x) - 1"),
        ("-x+3", "-x + 3"),
        ("4*(x+1)+0", "4*(x + 1)"),
        ("8^(1/3)", "2"),
        ("8^(-2/3)", "1/4"),
        ("(4/9)^(3/2)", "8/27"),
        ("2^(1/3)", "2^(1/3)"),
        ("x^(-1)", "1/x"),
        ("x^(1/2)", "sqrt(x)"),
        ("(1/2)*x^(-1/2)", "1/(2*sqrt(x))"),
        ("sqrt(4)*x", "2*x"),
        ("sqrt(2x)*sqrt(2x)", "2*x"),
        ("e^x*e^x", "e^(2*x)"),
        ("exp(x)/exp(2x)", "e^(-x)"),
        ("ln(e)", "1"),
        ("ln(e^x)", "x"),
        ("ln(1)+cos(0)", "1"),
        ("abs(-3)", "3"),
        ("(x^2+x)/x", "x + 1"),
        ("(x/2+1)/x", "(x + 2)/(2*x)"),
        ("(2x+4)/2", "x + 2"),
        ("(-x-1)/x^2", "-(x + 1)/x^2"),
        ("-4*sin(x)/(2/x+4)", "-2*x*sin(x)/(1 + 2*x)"),
        ("1/(1-7/x^2)", "x^2/(x^2 - 7)"),
        ("1/(1/x+1/y)", "x*y/(y + x)"),
        ("4*(x+1)/(2x+6)", "2*(x + 1)/(x + 3)"),
        ("(6y-3x^2)/(3y^2-6x)", "(2*y - x^2)/(y^2 - 2*x)"),
        ("-(x-3y)/(-3x+3y)", "(x - 3*y)/(3*x - 3*y)"),
        ("(-x+3y)/(-3x+3y)", "(x - 3*y)/(3*x - 3*y)"),
        ("-(-9x^5+5x)/(x^4+3)^4", "(9*x^5 - 5*x)/(x^4 + 3)^4"),
        ("-3/(2-x)", "-3/(2 - x)"),
        ("-3/(-x+2)", "3/(x - 2)"),
        ("3*(3x^2+12x+6)", "9*(x^2 + 4*x + 2)"),
        ("4*(4x+6)", "4*(4*x + 6)"),
        ("6*(7*e^x-7*sin(x))", "42*(e^x - sin(x))"),
        ("x*e^y*e^x-x^2*e^x*e^y", "x*e^(x + y) - x^2*e^(x + y)"),
        ("e^y*e^x-e^x*e^y", "0"),
        ("(8x*(x^4+3)^3-12x^5*(x^4+3)^2)/(x^4+3)^6", "(-4*x^5 + 24*x)/(x^4 + 3)^4"),
        ("2x*(x+1)^3+3x^2*(x+1)^2", "2*x*(x + 1)^3 + 3*x^2*(x + 1)^2"),
        ("x*(x+1)+3*(x+1)", "x^2 + 4*x + 3"),
        ("(x^3+x)/(x^2+1)^3", "x/(x^2 + 1)^2"),
        ("(x^3+2x)/(x^2+1)^3", "(x^3 + 2*x)/(x^2 + 1)^3"),
        ("(x^2-1)/(x-1)", "(x^2 - 1)/(x - 1)"),
        ("(x*y+y)/(x+1)^2", "(x*y + y)/(x + 1)^2"),
        ("e^(-x)-e^(-x)*(x+3)", "-(x + 2)*e^(-x)"),
        ("e^x*(x+1)-e^x*(x+4)", "-3*e^x"),
        ("e^x+x*e^x", "e^x + x*e^x"),
        ("2^10", "1024"),
        ("(x, y*1)", "(x, y)"),
    ],
)
def test_a_tree_is_tidied(rough: str, neat: str) -> None:
    assert write_text(tidy(tree(rough))) == neat


@pytest.mark.parametrize("kept", ["1/0", "0^(-1)*x", "2^1000", "9^9^9", "(x+1)^20", "0.001^65"])
def test_what_has_no_value_or_a_huge_one_is_not_folded(kept: str) -> None:
    assert size(tidy(tree(kept))) >= 3


@given(functions)
@settings(max_examples=100)
def test_tidying_keeps_the_value(one: Expression) -> None:
    assert compare(one, tidy(one), variables=("x",)).kind != "different"


@given(functions)
@settings(max_examples=100)
def test_tidying_twice_changes_nothing(one: Expression) -> None:
    once = tidy(one)
    assert tidy(once) is once
    assert size(tidy(_sent(once))) <= size(once)


@given(functions)
@settings(max_examples=50)
def test_what_is_known_of_a_tree_stays_behind_when_it_is_sent(one: Expression) -> None:
    """Hashes of texts differ between processes."""
    once = tidy(one)
    hash(once)
    sent = _sent(once)
    assert sent == once
    assert not hasattr(sent, "_hash")
    assert not sent.is_tidy or not sent.children


def _sent(tree: Expression) -> Expression:
    """The tree as another process gets it: copies are made of the same state."""
    return deepcopy(tree)


@pytest.mark.parametrize(
    ("typed", "neat"),
    [
        ("x*5.00^x", "x*5^x"),
        ("x*5.0^x", "x*5^x"),
        ("ln(2.50)", "ln(2.5)"),
        ("x^0.050", "x^0.05"),
        ("x^1000e-2", "x^10"),
        ("x^007", "x^7"),
        ("x^(3e-40)", "x^3E-40"),
        ("sin(20e30)", "sin(2E31)"),
    ],
)
def test_nobody_sees_how_somebody_else_has_typed_a_number(typed: str, neat: str) -> None:
    assert write_text(tidy(tree(typed))) == neat
    assert write_text(exact(tree(typed))) == neat
    found = differentiate(Product((tree(typed), tree("x"))), "x")
    assert write_text(found.expression) == write_text(Product((tree(neat), tree("x"))))


@given(st.integers(1, 10**30), st.integers(-60, 60))
def test_a_plain_number_has_its_value_and_a_text_of_its_own(whole: int, exponent: int) -> None:
    typed = numeral(f"{whole}e{exponent}")
    again = plain(typed)
    assert isinstance(again, Number)
    assert numeral(again.text) == typed
    assert again.text == getattr(plain(numeral(f"{whole}0e{exponent - 1}")), "text", "")
    assert len(again.text) <= 60
