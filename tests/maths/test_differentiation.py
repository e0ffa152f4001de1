"""Derivatives read as a textbook writes them, and every step carries its rule."""

import subprocess
import sys

import pytest

from questions.maths.differentiation import RULES, differentiate, solve, walk
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.expression import Call, Product, Symbol, Vector, number
from questions.maths.writing import write_text
from tests.maths.tasks import derivative, gradient, partial, tree

WRITTEN = {
    "7": "0",
    "x": "1",
    "3x^2": "6*x",
    "x^5": "5*x^4",
    "x^3-4x": "3*x^2 - 4",
    "-x^3+4x-7": "-3*x^2 + 4",
    "1/x": "-1/x^2",
    "5/x^3": "-15/x^4",
    "1/(2x)": "-1/(2*x^2)",
    "sqrt(x)": "1/(2*sqrt(x))",
    "x^(3/2)": "3*sqrt(x)/2",
    "cbrt(x)": "1/(3*x^(2/3))",
    "2*sqrt(x)-3/x": "1/sqrt(x) + 3/x^2",
    "x*sqrt(x)": "3*sqrt(x)/2",
    "sqrt(2x)": "1/sqrt(2*x)",
    "x^2*sin(x)": "2*x*sin(x) + x^2*cos(x)",
    "sin(x)*cos(x)": "cos(x)^2 - sin(x)^2",
    "x*ln(x)-x": "ln(x)",
    "x*(x+1)*(x+2)": "3*x^2 + 6*x + 2",
    "sin(x)/x^2": "(x*cos(x) - 2*sin(x))/x^3",
    "x/(x+1)": "1/(x + 1)^2",
    "x^2/(x+1)": "(x^2 + 2*x)/(x + 1)^2",
    "ln(x)/x": "(1 - ln(x))/x^2",
    "(e^x-1)/(e^x+1)": "2*e^x/(e^x + 1)^2",
    "x/sqrt(x+1)": "(x + 2)/(2*(x + 1)^(3/2))",
    "1/(x^2+1)": "-2*x/(x^2 + 1)^2",
    "cos(3x)": "-3*sin(3*x)",
    "(3x^2+1)^5": "30*x*(3*x^2 + 1)^4",
    "sin(3x)^2": "6*sin(3*x)*cos(3*x)",
    "sqrt(1-x^2)": "-x/sqrt(1 - x^2)",
    "e^(x^2)": "2*x*e^(x^2)",
    "exp(-x)": "-e^(-x)",
    "1/e^x": "-e^(-x)",
    "x^2*e^(3x)": "2*x*e^(3*x) + 3*x^2*e^(3*x)",
    "3^x": "3^x*ln(3)",
    "x^x": "x^x*(ln(x) + 1)",
    "ln(3x^2+1)": "6*x/(3*x^2 + 1)",
    "ln(x^3)": "3/x",
    "ln(ln(x))": "1/(x*ln(x))",
    "lg(x)": "1/(x*ln(10))",
    "log(x,5)": "1/(x*ln(5))",
    "tan(x)": "sec(x)^2",
    "arctan(2x)": "2/(1 + 4*x^2)",
    "arcsin(x)": "1/sqrt(1 - x^2)",
    "abs(x)": "x/abs(x)",
    "tanh(x/2)": "sech(x/2)^2/2",
    "sigmoid(x)": "sigmoid(x)*(1 - sigmoid(x))",
    "relu(x)": "heaviside(x)",
    "softplus(x)": "sigmoid(x)",
    "floor(x)+x": "1",
    "max(x, 3)": "heaviside(x - 3)",
    "atan2(x, 2)": "2/(x^2 + 4)",
}


@pytest.mark.parametrize(("function", "expected"), WRITTEN.items())
def test_a_derivative_reads_like_a_textbook(function: str, expected: str) -> None:
    assert write_text(differentiate(tree(function), "x").result) == expected


@pytest.mark.parametrize(
    ("function", "rule"),
    [
        ("7", "constant"),
        ("x+1", "sum"),
        ("3x^2", "constant-multiple"),
        ("-x", "constant-multiple"),
        ("x/3", "constant-multiple"),
        ("x*e^x", "product"),
        ("x/(x+1)", "quotient"),
        ("1/(x+1)", "reciprocal"),
        ("1/x^2", "power"),
        ("1/sqrt(x)", "power"),
        ("root(x,5)", "power"),
        ("x^x", "general-power"),
        ("2^x", "exponential"),
        ("e^(2x)", "chain"),
        ("log2(x)", "logarithm"),
        ("log(x,x+1)", "quotient"),
        ("sec(x)", "trigonometric"),
        ("arccot(x)", "inverse-trigonometric"),
        ("sinh(x)", "hyperbolic"),
        ("arsinh(x)", "inverse-hyperbolic"),
        ("erf(x)", "error-function"),
        ("min(x,1)", "maximum"),
        ("atan2(x,1)", "two-argument-arctangent"),
    ],
)
def test_the_root_step_names_its_rule(function: str, rule: str) -> None:
    assert differentiate(tree(function), "x").steps.rule == rule


def test_every_rule_of_a_step_has_a_name() -> None:
    root = differentiate(tree("x^2*sin(3x)/(1+e^(-x)) + abs(x)*ln(x)^x"), "x").steps
    assert {step.rule for step in walk(root)} <= RULES.keys()


def test_a_chain_names_its_inner_function() -> None:
    root = differentiate(tree("sin(x^2+1)"), "x").steps
    outer, inner = root.children
    assert (root.rule, write_text(root.parts[0][1])) == ("chain", "x^2 + 1")
    assert root.inner == tree("x^2+1")
    assert (outer.variable, write_text(outer.result)) == ("u", "cos(u)")
    assert write_text(inner.result) == "2*x"


def test_a_fresh_symbol_avoids_the_names_in_use() -> None:
    root = differentiate(tree("sin(u*x)", ("u", "x")), "x").steps
    assert root.children[0].variable == "v"


def test_other_symbols_are_constants() -> None:
    assert write_text(differentiate(tree("a*x^n", ("a", "n", "x")), "x").result) == (
        "a*n*x^(n - 1)"
    )


def test_a_second_derivative_has_two_derivations() -> None:
    solution = solve(derivative("x^4", order=2))
    assert [write_text(one.result) for one in solution.derivations] == ["4*x^3", "12*x^2"]
    assert solution.key == solution.derivations[-1].result


def test_a_mixed_partial_is_taken_in_order() -> None:
    solution = solve(partial("x^2*y^3", "x", "y"))
    assert [one.variable for one in solution.derivations] == ["x", "y"]
    assert write_text(solution.key) == "6*x*y^2"


def test_a_gradient_has_one_derivation_a_component() -> None:
    solution = solve(gradient("x^2*y"))
    assert write_text(solution.key) == "(2*x*y, x^2)"
    assert solution.key == Vector(tuple(one.result for one in solution.derivations))


@pytest.mark.parametrize("function", ["factorial(x)", "(x, 1)"])
def test_what_has_no_derivative_is_refused(function: str) -> None:
    with pytest.raises(UnsupportedError):
        differentiate(tree(function), "x")


def test_an_undeclared_function_is_refused() -> None:
    with pytest.raises(UnsupportedError):
        differentiate(Call("g", (Symbol("x"),)), "x")


def test_a_function_too_long_to_differentiate_is_refused() -> None:
    factors = tuple(Call("sin", (Product((number(n), Symbol("x"))),)) for n in range(2, 200))
    with pytest.raises(LimitError):
        differentiate(Product(factors), "x")


def test_a_derivative_too_long_to_write_is_refused() -> None:
    nested = "x/(1+" * 18 + "x" + ")" * 18
    with pytest.raises(LimitError):
        differentiate(tree(nested), "x")


def test_differentiating_loads_no_algebra_system() -> None:
    code = (
        "import sys; from questions.maths.differentiation import differentiate;"
        "from questions.maths.mistakes import CATALOGUE, diagnose;"
        "print(sorted({'sympy', 'numpy', 'django'} & sys.modules.keys()))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stdout.strip() == b"[]"
