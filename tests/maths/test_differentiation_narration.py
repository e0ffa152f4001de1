"""The worked solution reads as a good teacher writes."""

import re

import pytest
from hypothesis import given, settings

from questions.maths.differentiation import RULES, differentiate, hints, narrate, work
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.expression import Expression
from tests.maths.tasks import derivative, gradient, partial, tree
from tests.maths.trees import scalars


def names(function: str) -> list[str]:
    return [line.name for line in narrate(differentiate(tree(function), "x"))]


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("7", ["Constant rule"]),
        ("3x^2", ["Power rule"]),
        ("x^3-4x+7", ["Power rule, term by term"]),
        ("x^2+sin(x)", ["Sum rule"]),
        ("-cos(x)", ["Trigonometric rule"]),
        ("x^2*sin(x)", ["Product rule"]),
        ("x^2*sin(3x)", ["Product rule", "Chain rule", "Result"]),
        ("5*(3x^2+1)^5", ["Chain rule", "Constant multiple rule"]),
        ("x*ln(x)-x", ["Sum rule", "Product rule", "Result"]),
        ("sin(cos(3x))", ["Chain rule", "Chain rule", "Result"]),
        ("x^x", ["Logarithmic differentiation", "Both sides", "Result"]),
        ("x^2*e^x*sin(x)", ["Product rule for 3 factors"]),
        ("x*(x+1)", ["Rewrite", "Power rule, term by term"]),
        ("(x^2+3x)/x", ["Rewrite", "Sum rule"]),
        ("(x+1)*(x-2)", ["Product rule"]),
        ("x*sqrt(x+1)/(x-1)^3", ["Logarithmic differentiation", "Both sides", "Result"]),
        ("ln(sqrt(x^2+1))", ["Rewrite", "Chain rule", "Constant multiple rule"]),
    ],
)
def test_trivial_rules_are_folded(function: str, expected: list[str]) -> None:
    assert names(function) == expected


def test_there_is_no_product_rule_on_a_constant_factor() -> None:
    lines = narrate(differentiate(tree("3x^2"), "x"))
    assert len(lines) == 1
    assert "constant factor" in lines[0].sentence
    assert lines[0].latex.endswith("= 6x")


def test_the_chain_rule_names_its_inner_function() -> None:
    line = narrate(differentiate(tree("sin(x^2)"), "x"))[0]
    assert "inner function is $u = x^{2}$" in line.sentence
    assert r"\cdot 2x" in line.latex or "2x" in line.latex


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("x*sin(7x)", r"= \sin(7x) + x \cdot 7\cos(7x) = \sin(7x) + 7x\cos(7x)"),
        ("(x+2)^4", "= 4(x + 2)^{3}"),
        ("sin(x)/(x+2)", r"\frac{\cos(x) \cdot (x + 2) - \sin(x)}{(x + 2)^{2}}"),
        ("x^x", r"\frac{y'}{y} = \ln(x) + x \cdot \frac{1}{x} = \ln(x) + 1"),
        ("cos(7x)", r"= -\sin(7x) \cdot 7 = -7\sin(7x)"),
        ("cos(x)*sin(x)", r"= -\sin(x) \cdot \sin(x) + \cos(x) \cdot \cos(x)"),
        ("4*x^3*ln(x)", r"= 4(3x^{2}\ln(x) + x^{2})"),
        ("-9*e^x", "= -9e^{x}"),
        ("4*sin(7x)", r"= 4 \cdot 7\cos(7x) = 28\cos(7x)"),
    ],
)
def test_a_line_shows_no_factor_one_and_nothing_twice(function: str, expected: str) -> None:
    shown = "\n".join(line.latex for line in narrate(differentiate(tree(function), "x")))
    assert expected in shown
    assert not re.search(r"(?<!\d)1 ?\\cdot|\\cdot 1(?!\d)", shown)


def test_a_constant_factor_is_multiplied_with_a_number_at_once() -> None:
    (line,) = narrate(differentiate(tree("4*s*ln(t) + 2*s", ("s", "t")), "s"))
    assert line.latex.endswith(" = 4\\ln(t) + 2")


def test_a_hint_lists_with_commas() -> None:
    rule, *_ = hints(work(derivative("4x^6 - 2*sqrt(x) + 7/x^2 + sin(x)")))
    assert rule == (
        r"Use the power rule for $x^{6}$, $\sqrt{x}$ and $\frac{1}{x^{2}}$, "
        r"and the trigonometric rule for $\sin(x)$."
    )


def test_a_quotient_is_assembled_before_it_is_tidied() -> None:
    line = narrate(differentiate(tree("ln(x)/x^2"), "x"))[0]
    assert line.latex.count(" = ") == 5


def test_a_root_is_written_as_a_power_first() -> None:
    line = narrate(differentiate(tree("sqrt(x)"), "x"))[0]
    assert line.sentence.startswith("Write $")


def test_a_function_of_two_variables_has_round_derivatives() -> None:
    line = narrate(differentiate(tree("x^2*y"), "x"))[0]
    assert r"\frac{\partial}{\partial x}" in line.latex


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "variable"])
def test_every_rule_has_a_sentence(rule: str) -> None:
    functions = {
        "constant": "7", "sum": "x^2+sin(x)", "constant-multiple": "3*sin(2x)", "product": "x*e^x",
        "quotient": "x/(x+1)", "reciprocal": "1/(x+1)", "power": "x^2", "general-power": "x^x",
        "exponential": "2^x", "logarithm": "ln(x)", "trigonometric": "sec(x)",
        "inverse-trigonometric": "asin(x)", "hyperbolic": "cosh(x)", "inverse-hyperbolic":
        "asinh(x)", "absolute-value": "abs(x)", "activation": "sigmoid(x)", "error-function":
        "erf(x)", "piecewise-constant": "floor(x)", "two-argument-arctangent": "atan2(x,1)",
        "maximum": "max(x,1)", "chain": "sin(2x)", "piecewise": "{x if x<0, 1 otherwise}",
    }  # fmt: skip
    lines = narrate(differentiate(tree(functions[rule]), "x"))
    assert rule in {line.rule for line in lines}
    assert all(line.sentence and line.name for line in lines)
    assert lines[-1].latex


def test_hints_go_from_the_rule_to_the_first_step() -> None:
    first, second, third = hints(work(derivative("x^2*sin(3x)")))
    assert first == (
        r"Use the product rule, and inside it the chain rule: in $x^{2}\sin(3x)$ "
        "two factors change."
    )
    assert "$u = x^{2}$" in second
    assert third == "A first step: $u' = 2x$."


def test_hints_say_what_a_gradient_and_a_partial_are() -> None:
    assert hints(work(gradient("x^2*y")))[0].startswith(
        "The gradient collects the partial derivatives"
    )
    assert hints(work(partial("x^2*y")))[0].startswith(
        "Treat every variable but $x$ as a constant."
    )
    assert hints(work(derivative("x^3", order=2)))[0].startswith("Differentiate twice.")


def test_hints_lead_to_what_is_done_before_differentiating() -> None:
    logarithmic = hints(work(derivative("x^x")))
    assert "logarithm" in logarithmic[0]
    assert r"$\ln(y) = x\ln(x)$" in logarithmic[1]
    rewritten = hints(work(derivative("x*(x+1)")))
    assert rewritten[0].startswith("Multiply out first")
    assert rewritten[2] == "A first step: $x(x + 1) = x^{2} + x$."


@given(scalars)
@settings(max_examples=100)
def test_any_function_is_narrated_or_refused(function: Expression) -> None:
    try:
        derivation = differentiate(function, "x")
    except (UnsupportedError, LimitError):
        return
    lines = narrate(derivation)
    assert lines
    assert all(line.name and line.sentence.endswith((".", ".$")) for line in lines)
    assert lines[-1].latex


def test_a_greek_variable_is_written_as_its_letter():
    function = tree("theta*sin(theta)", ("theta",))
    (line,) = narrate(differentiate(function, "theta"))
    assert r"\frac{d}{d \theta}" in line.latex
