"""Derivatives as confirmations take them from sympy."""

import pytest
import sympy

from questions import maths
from questions.problems.sympy_rates import rate, rates

X, Y = sympy.symbols("x y", real=True)

FUNCTIONS = (
    "3x^4 - 2x + 7",
    "x^2 sin(3x) e^(-x)",
    "(x^2+1)/(x-3)",
    "sqrt(x^2+1)/cbrt(x)",
    "x^x",
    "2^(x y)",
    "ln(x^2+y^2) atan(y/x)",
    "atan2(y, x)",
    "|x^3 - y|",
    "max(x, y^2)",
    "sigmoid(x y) + relu(x)",
    "softplus(sinh(x))",
    "sign(x) x",
    "tan(x)^2 - sec(y)",
)


@pytest.mark.parametrize("text", FUNCTIONS)
def test_a_rate_is_what_sympy_itself_finds(text: str) -> None:
    function = maths.to_sympy(maths.read(text, maths.Notation(variables=("x", "y"))).expression)
    for symbol in (X, Y):
        ours, theirs = rate(function, symbol), sympy.diff(function, symbol)
        for point in ({X: sympy.Rational(7, 5), Y: sympy.Rational(3, 7)}, {X: 3, Y: 2}):
            gap = (ours - theirs).subs(point).evalf(30)
            assert abs(gap) < 1e-25


def test_rates_have_a_row_for_each_entry_and_a_column_for_each_symbol() -> None:
    column = sympy.Matrix([X**2 * Y, sympy.sin(X)])
    assert rates(column, (X, Y)) == column.jacobian([X, Y])
    assert rates(X * Y, (X, Y)) == sympy.Matrix([[Y, X]])
