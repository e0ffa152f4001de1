"""Right up to rounding: a named near miss, and never a guess from values that are close."""

from fractions import Fraction

import pytest

from questions.maths.comparison import Different, compare
from questions.maths.reading import Notation, read
from questions.maths.rounding import simplest_between

XY = Notation(("x", "y"))

ROUNDED = [
    *(("1/3", "0.33"), ("1/3", "0.333333"), ("-1/3", "-0.33"), ("2/3", "0.66"), ("2/3", "0.67")),
    *(("sqrt(2)", "1.41"), ("100*sqrt(2)", "1.41E2"), ("1/300", "0.0033"), ("pi/3", "0.33pi")),
    *(("x/3", "0.333x"), ("x/3", "x*0.33"), ("-x/3", "-0.33x"), ("x^(1/3)", "x^0.33")),
    *(("2^x*ln(2)", "0.693*2^x"), ("1/(x*ln(10))", "0.434/x"), ("sqrt(2)*x", "1.41x")),
    *(("(4x+2)/3", "1.33x+0.67"), ("x/3+y/7", "0.33x+0.143y"), ("e*x", "2.72x")),
    ("cos(x/3)/3", "0.33cos(0.33x)"),
]
NOT_ROUNDED = [
    *(("1/3", "0.3"), ("1/3", "0.34"), ("1/3", "-0.33"), ("sqrt(2)", "1.42"), ("x/3", "0.35x")),
    *(("100*sqrt(2)", "141"), ("x", "1.00001x"), ("x/3", "0.333x+1"), ("1/3", "33/100")),
    *(("x/3", "0.33x^2"), ("x", "0.33y"), ("x/3+y/7+1/9", "0.33x+0.14y+0.11+0.00001x")),
    *(("1/3", "0.05"), ("0", "0.01"), ("x", "1.5E999*x")),
]


def near(key: str, answer: str) -> str | None:
    trees = (read(key, XY).expression, read(answer, XY).expression)
    finding = compare(*trees, variables=XY.variables)
    assert isinstance(finding, Different)
    return finding.near


@pytest.mark.parametrize(("key", "answer"), ROUNDED)
def test_a_rounded_or_cut_off_decimal_is_named(key: str, answer: str) -> None:
    assert near(key, answer) == "rounding"


@pytest.mark.parametrize(("key", "answer"), NOT_ROUNDED)
def test_other_wrong_answers_are_not_called_rounded(key: str, answer: str) -> None:
    assert near(key, answer) is None


def test_a_component_that_is_plainly_wrong_is_told_before_a_rounded_one() -> None:
    notation = Notation((), expected="vector")
    key = read("(1/3, 2)", notation).expression
    plainly = compare(key, read("(0.33, 3)", notation).expression, variables=())
    assert isinstance(plainly, Different)
    assert plainly.near is None
    rounded = compare(key, read("(0.33, 2)", notation).expression, variables=())
    assert isinstance(rounded, Different)
    assert rounded.near == "rounding"


def test_a_decimal_with_a_comma_is_a_decimal() -> None:
    answer = read("0,33", Notation((), decimal_comma=True)).expression
    finding = compare(read("1/3", XY).expression, answer, variables=())
    assert isinstance(finding, Different)
    assert finding.near == "rounding"


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("0.325", "0.34"),
        ("1/3", "1/2"),
        ("0.665", "0.68"),
        ("2", "3"),
        ("2.1", "2.9"),
        ("7/5", "3/2"),
    ],
)
def test_the_simplest_fraction_has_the_least_denominator(low: str, high: str) -> None:
    least, most = Fraction(low), Fraction(high)
    by_search = next(
        denominator
        for denominator in range(1, 1000)
        if -(-least * denominator // 1) < most * denominator
    )
    found = simplest_between(least, most)
    assert least <= found < most
    assert found.denominator == by_search
