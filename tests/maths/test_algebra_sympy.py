"""To sympy and back: the same function, real roots, and trees that read as a teacher writes."""

import random
from fractions import Fraction

import pytest
import sympy

from questions.maths.algebra.sympy_bridge import from_sympy, to_sympy
from questions.maths.comparison import compare
from questions.maths.errors import UnsupportedError
from questions.maths.expression import FUNCTIONS, Call, Symbol, number
from questions.maths.writing import write_text
from tests.maths import oracle
from tests.maths.readings import VECTOR, tree

X, Y = sympy.symbols("x y", real=True)


def written(expression: object) -> str:
    return write_text(from_sympy(expression))


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_comes_back_the_same(name: str) -> None:
    scores = (Symbol("x"), Symbol("y"), *map(number, range(3, 10)))
    arguments = scores[: max(FUNCTIONS[name][0], 1)]
    if name == "root":
        arguments = (Symbol("x"), number(3))
    call = Call(name, arguments)
    assert compare(call, from_sympy(to_sympy(call)), variables=("x", "y")).kind in (
        "equal",
        "agrees",
    )


def test_random_trees_come_back_the_same() -> None:
    """Where sympy narrows or widens the domain (ln(x^2), x/x), values still agree."""
    source = random.Random(11)
    compared = 0
    for _ in range(80):
        one = oracle.random_tree(source, 3, ("x", "y"))
        try:
            back = from_sympy(to_sympy(one))
        except UnsupportedError:
            continue
        finding = compare(one, back, variables=("x", "y"))
        assert finding.kind != "different", (write_text(one), write_text(back), finding)
        compared += finding.kind in ("equal", "agrees")
    assert compared > 50


@pytest.mark.parametrize(
    ("text", "derivative"),
    [
        ("cbrt(x)", "1/(3*x^(2/3))"),
        ("x^(2/3)", "2/(3*x^(1/3))"),
        ("(x^3-8)^(1/3)", "x^2/(x^3-8)^(2/3)"),
        ("x^(-1/3)", "-1/(3*x^(4/3))"),
        ("root(x, -3)", "-1/(3*x^(4/3))"),
        ("x^x", "x^x*(ln(x)+1)"),
        ("abs(x)", "sign(x)"),
        ("relu(x)", "heaviside(x)"),
        ("sigmoid(x)", "sigmoid(x)*(1-sigmoid(x))"),
        ("softplus(x)", "sigmoid(x)"),
    ],
)
def test_derivatives_by_sympy_are_those_of_real_functions(text: str, derivative: str) -> None:
    found = from_sympy(sympy.diff(to_sympy(tree(text)), X))
    assert compare(tree(derivative), found, variables=("x",)).kind in ("equal", "agrees")


def test_odd_roots_of_negative_numbers_are_real() -> None:
    assert to_sympy(tree("(-8)^(1/3)")) == -2
    assert to_sympy(tree("cbrt(x)")).subs(X, -27) == -3
    assert to_sympy(tree("cbrt(x)")).subs(X, sympy.Rational(-1, 2)).evalf() < 0
    assert to_sympy(tree("cbrt(sin(x)-2)")).subs(X, 1).evalf() < 0


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (2 * X**2 + 3 * X - 1, "2*x^2 + 3*x - 1"),
        (3 - X, "3 - x"),
        (-X / 2, "-x/2"),
        (1 / X, "1/x"),
        (1 / sympy.sqrt(X), "1/sqrt(x)"),
        (X ** sympy.Rational(3, 2), "x^(3/2)"),
        (2 * X * sympy.exp(X**2), "2*x*e^(x^2)"),
        (sympy.exp(X) * X * sympy.sin(X) * 3, "3*x*e^x*sin(x)"),
        (5 * (X + 1) ** 4 * X, "5*x*(x + 1)^4"),
        (X / (X + 1) ** 2, "x/(x + 1)^2"),
        (sympy.Rational(3, 4) * X, "3*x/4"),
        (sympy.pi * X**2, "pi*x^2"),
        (sympy.log(X) / X, "ln(x)/x"),
        (2**X * sympy.log(2), "2^x*ln(2)"),
        (sympy.Max(X, 0), "relu(x)"),
        (sympy.Max(X, 1), "max(1, x)"),
        (sympy.Rational(-1, 2), "-1/2"),
        (sympy.Float("0.5"), "1/2"),
        (sympy.E, "e"),
        (X * Y, "x*y"),
        (sympy.sqrt(2) * X, "sqrt(2)*x"),
        (X**Y * Y, "y*x^y"),
        (1.5 * X, "3*x/2"),
    ],
)
def test_trees_read_as_a_teacher_writes(expression: object, text: str) -> None:
    assert written(expression) == write_text(tree(text)) or written(expression) == text


def test_matrices_and_vectors_keep_their_shape() -> None:
    gradient = tree("(2x, y)", VECTOR)
    assert from_sympy(to_sympy(gradient)) == gradient
    assert to_sympy(tree("root(pi, 4)*e")) == sympy.pi ** sympy.Rational(1, 4) * sympy.E
    hessian = sympy.Matrix([[X, 1], [0, Y]])
    assert to_sympy(from_sympy(hessian)) == hessian


def test_declared_functions_cross_the_bridge() -> None:
    call = Call("f", (Symbol("x"),))
    assert from_sympy(to_sympy(call)) == call


@pytest.mark.parametrize("expression", [sympy.I, sympy.zeta(X), sympy.oo, X < 1])
def test_what_has_no_tree_is_refused(expression: object) -> None:
    with pytest.raises(UnsupportedError):
        from_sympy(expression)


def test_vectors_of_fractions_stay_exact() -> None:
    assert to_sympy(number(Fraction(1, 3))) == sympy.Rational(1, 3)
