"""Where a tree has a value is known from what its parts need, without looking at points."""

from fractions import Fraction
from functools import cache

import pytest

from questions.maths.algebra.identity import Half, Pair
from questions.maths.evaluation import Absence, Program, rational
from questions.maths.expression import Expression, symbols
from questions.maths.reading import Notation, read

NOTATION = Notation(variables=("x", "y"))
POINTS = [Fraction(one) for one in ("-7/3", "-1", "-1/2", "0", "1/3", "1/2", "1", "2", "9/2")]
FORMS = [
    "x",
    "x^2",
    "1/x",
    "1/x^2",
    "x/x",
    "x^-1",
    "x^0",
    "sqrt(x)",
    "1/sqrt(x)",
    "x^(1/3)",
    "x^(-1/3)",
    "x^(3/2)",
    "x^(-1/2)",
    "x^(2/3)",
    "ln(x)",
    "ln(x^2)",
    "ln(x)/x",
    "2*ln(x)",
    "log_2(x)",
    "lg(x)",
    "log(x, 3)",
    "log(x, 1)",
    "x/ln(1)",
    "e^x",
    "e^(1/x)",
    "2^x",
    "x^x",
    "x^x*ln(x)",
    "e^(x*ln(x))",
    "tan(x)",
    "sin(x)/cos(x)",
    "1/cos(x)",
    "cot(x)",
    "csc(x)",
    "asin(x)",
    "acos(x)",
    "1/sqrt(1-x^2)",
    "atan(x)",
    "asinh(x)",
    "acosh(x)",
    "atanh(x)",
    "asec(x)",
    "acsc(x)",
    "acsch(x)",
    "csch(x)",
    "coth(x)",
    "abs(x)",
    "sign(x)",
    "relu(x)",
    "sigmoid(x)",
    "softplus(x)",
    "max(x,0)",
    "x!",
    "sqrt(x-1)",
    "sqrt(1-x)",
    "1/(x-1)",
    "1/(1-x)",
    "1/(x*(x-1))",
    "1/(x^2-x)",
    "x/(3*x)",
    "sqrt(4)",
    "(-8)^(1/3)",
    "1/(x-x)",
    "0/x",
    "x/(-2)",
    "1/(1+x^2)",
    "sqrt(1+x^2)",
    "1/sqrt(x^2+abs(x))",
    "1/(sqrt(x)+1)",
    "ln(x^2+1)",
    "ln(1+x^(1/3))",
    "ln(1+x^(2/3))",
    "ln(cosh(x))",
    "ln(relu(x)+e^x)",
    "ln(e^x*x^2)",
    "(1+x^2)^x",
    "(x^2)^x",
    "1/(1+acosh(x))",
    "1/(2^x+x^x)",
    "1/(1-x^2)",
    "1/(1+x^3)",
    "1/sin(x)",
    "1/cos(x)^2",
    "1/tan(x)",
    "1/sinh(x)",
    "1/tanh(x)",
    "1/atan(x)",
    "1/asin(x)",
    "1/atanh(x)",
    "1/erf(x)",
    "1/sign(x)",
    "1/sigmoid(x)",
    "x^2/sigmoid(x)^x",
    "1/(2-2*x)",
    "sqrt(2*x-2)",
    "sqrt(2-2*x)",
    "ln(x^2-x)",
    "ln(x*(x-1))",
    "ln(x*(1-x))",
    "1/(x*(x-1)-x^2+x)",
    "sqrt((x-1)^2-x^2)",
    "sqrt(1-2*x)",
]


@cache
def tree(text: str) -> Expression:
    return read(text, NOTATION).expression


@cache
def has_value(text: str, point: Fraction) -> bool:
    form = tree(text)
    values = {name: rational(point) for name in symbols(form)}
    return not isinstance(Program([form]).at(values, 128)[0], Absence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1/x^2", "3/(2*x)"),
        ("1/(x*y)", "1/x + 1/y"),
        ("e^(-x)/(1+x^2)", "1/(e^x*(1+x^2))"),
        ("sqrt(x)*x", "x^(3/2)"),
        ("1/sqrt(x)", "x^(-3/2)"),
        ("tan(x)", "sec(x)^2"),
        ("acos(x)", "-asin(x)"),
        ("x^(1/3)", "x*sin(x)"),
        ("ln(x)/ln(2)", "log_2(x)"),
        ("pi^x/e", "relu(x)"),
        ("1/cos(x)^2", "1+tan(x)^2"),
        ("csc(x)", "1/sin(x)"),
        ("1/(1+x^2)", "x"),
        ("e^x/(e^x+e^y)", "1/(1+e^(y-x))"),
        ("x/(-2)", "x"),
        ("1/sinh(x)", "1/tanh(x)"),
        ("2/sqrt(1-4*x^2)", "1/sqrt(1/4-x^2)"),
        ("ln(2*x-x^2)", "ln(1-(x-1)^2)"),
        ("1/(x-1)", "1/(2-2*x)"),
        ("sqrt(x*(2-x))", "sqrt(2*x-x^2)"),
    ],
)
def test_two_forms_that_need_the_same_have_the_same_domain(one: str, other: str) -> None:
    assert Pair(Half(tree(one)), tree(other)).same_domain


def test_a_cancelled_factor_is_still_needed() -> None:
    assert not Pair(Half(tree("x/x")), tree("1")).same_domain
    assert Pair(Half(tree("x/x")), tree("1")).other_needs_no_more
    assert not Pair(Half(tree("1")), tree("x/x")).other_needs_no_more


def test_a_logarithm_needs_more_than_the_root_of_its_argument() -> None:
    assert not Pair(Half(tree("ln(x)")), tree("sqrt(x)")).same_domain


@pytest.mark.parametrize("one", FORMS)
def test_no_two_forms_with_the_same_needs_differ_in_where_they_have_values(one: str) -> None:
    for other in FORMS:
        pair = Pair(Half(tree(one)), tree(other))
        for point in POINTS:
            here, there = has_value(one, point), has_value(other, point)
            assert here == there or not pair.same_domain, (other, point)
            assert there or not (here and pair.other_needs_no_more), (other, point)
