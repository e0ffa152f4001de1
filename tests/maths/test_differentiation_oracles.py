"""Every derivation against two oracles that know nothing of our rules."""

from fractions import Fraction

import pytest
import sympy
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.maths.algebra.sympy_bridge import to_sympy
from questions.maths.differentiation import differentiate
from questions.maths.errors import LimitError
from questions.maths.evaluation import Program, ball, rational
from questions.maths.evaluation.values import Absence
from questions.maths.expression import (
    FUNCTIONS,
    Call,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
)
from questions.maths.writing import write_text
from tests.maths.tasks import tree

BITS = 400
STEP = Fraction(1, 2**90)
POINTS = tuple(Fraction(one) for one in ("3/10", "7/9", "13/10", "23/10", "-3/5", "-17/9"))
JUMPING = {"floor", "ceil", "sign", "heaviside", "factorial"}
SMOOTH = sorted(
    name for name, (least, _) in FUNCTIONS.items() if least == 1 and name not in JUMPING
)


def slopes(function: Expression, result: Expression) -> list[tuple[arb, arb]]:
    """Central differences beside the derivative, where both have a value."""
    shifted = Program((function,))
    claimed = Program((result,))
    found = []
    for point in POINTS:
        sides = [shifted.at({"x": rational(point + side)}, BITS)[0] for side in (STEP, -STEP)]
        values = claimed.at({"x": rational(point)}, BITS) if claimed.names else claimed.at({}, BITS)
        if any(isinstance(one, Absence) for one in (*sides, *values)):
            continue
        before, ctx.prec = ctx.prec, BITS
        try:
            left, right, value = (ball(one) for one in (*sides, *values))
            slope = (left - right) / (2 * ball(rational(STEP)))
        finally:
            ctx.prec = before
        found.append((slope, value))
    return found


def assert_agrees(function: Expression) -> int:
    pairs = slopes(function, differentiate(function, "x").result)
    for slope, value in pairs:
        scale = max(1.0, abs(float(value)))
        assert abs(float(slope - value)) <= 1e-12 * scale, write_text(function)
    return len(pairs)


@pytest.mark.parametrize("name", SMOOTH)
@pytest.mark.parametrize("inside", ["x", "2*x", "x/3", "x^2+2"])
def test_every_function_agrees_with_central_differences(name: str, inside: str) -> None:
    assert_agrees(Call(name, (tree(inside),)))


@pytest.mark.parametrize("name", SMOOTH)
def test_every_function_was_looked_at_somewhere(name: str) -> None:
    insides = ("x", "x/3", "x^2+2")
    assert sum(assert_agrees(Call(name, (tree(inside),))) for inside in insides) >= 3


@pytest.mark.parametrize(
    "function",
    [
        "x^3-4x", "x^2*sin(x)", "sin(x)/x^2", "(3x^2+1)^5", "e^(x^2)", "3^x", "x^x",
        "ln(3x^2+1)", "log(x,5)", "x/(x+1)", "arctan(2x)", "sqrt(1-x^2)", "e^(-x)*cos(2x)",
        "x*sin(x)*e^x", "1/(2x)", "cos(x)/(1+sin(x))", "tan(x)^2", "ln(ln(x))", "2^x*x^2",
    ],
)  # fmt: skip
def test_a_derivation_agrees_with_sympy(function: str) -> None:
    one = tree(function)
    ours = to_sympy(differentiate(one, "x").result)
    theirs = sympy.diff(to_sympy(one), sympy.Symbol("x", real=True))
    assert sympy.simplify(ours - theirs) == 0


def _larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    two = st.tuples(inner, inner)
    exponents = st.sampled_from([Fraction(n) for n in ("2", "3", "-2", "1/2", "3/2", "1/3")])
    names = st.sampled_from(("sin", "cos", "exp", "ln", "sqrt", "atan", "sinh", "sigmoid", "abs"))
    return st.one_of(
        st.builds(Sum, two),
        st.builds(Product, two),
        st.builds(Negation, inner),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, exponents.map(number)),
        st.builds(Power, inner, inner),
        st.builds(lambda name, one: Call(name, (one,)), names, inner),
    )


leaves = st.one_of(st.just(Symbol("x")), st.just(Symbol("x")), st.integers(1, 5).map(number))
functions = st.recursive(leaves, _larger, max_leaves=6)


@given(functions)
@settings(max_examples=150)
def test_any_composition_agrees_with_central_differences(function: Expression) -> None:
    try:
        assert_agrees(function)
    except LimitError:
        return
