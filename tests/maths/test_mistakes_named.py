"""Wrong answers as people give them, each with what a teacher would say first."""

from typing import Any

import pytest

from questions import maths
from questions.maths import CATALOGUE, Notation, Task, diagnose

XY: dict[str, Any] = {"variables": ["x", "y"], "with_respect_to": ["x", "y"]}
ST: dict[str, Any] = {"variables": ["s", "t"], "with_respect_to": ["s", "t"]}
ALONG: dict[str, Any] = {"variables": ["t"], "with_respect_to": ["t"]}
X: dict[str, Any] = {"variables": ["x"], "with_respect_to": ["x"]}
FIRST = [
    (
        "hessian",
        {"function": "3*s^2*t", **ST},
        "[[6*s, 6*s], [6*s, 0]]",
        "variable-slip",
    ),
    (
        "tangent",
        {"function": "x^2*y+y^2", "at": {"x": "2", "y": "-1"}, **XY},
        "-3-4*(x-2)+2*(y-1)",
        "sign-slip",
    ),
    (
        "gradient",
        {"function": "(b-w-8)^2", "variables": ["w", "b"], "with_respect_to": ["w", "b"]},
        "(2*(b-w-8), 2*(b-w-8))",
        "inner-derivative-missing",
    ),
    (
        "chain",
        {"function": "x^2*y", "path": {"x": "cos(3*t)", "y": "t^2"}, **ALONG},
        "2*cos(3*t)*t^2*(-sin(3*t))+cos(3*t)^2*2*t",
        "inner-derivative-missing",
    ),
    (
        "chain",
        {"function": "x+y^2", "path": {"x": "t^3", "y": "cos(t)"}, **ALONG},
        "3*t^2+2*cos(t)*sin(t)",
        "trigonometric-sign",
    ),
    (
        "derivative",
        {"function": "x^5*atan(x)", **X},
        "x^5+5*x^4*atan(x)",
        "product-factor-kept-alone",
    ),
    (
        "derivative",
        {"function": "x^4*tanh(x)", **X},
        "tanh(x)+x^4/cosh(x)^2",
        "product-factor-kept-alone",
    ),
    (
        "derivative",
        {"function": "x^4+e^(-3*x)", **X},
        "4*x^3-3*e^(3*x)",
        "negative-exponent-as-sign",
    ),
    (
        "derivative",
        {"function": "sin(x)^x", **X},
        "sin(x)^x*(ln(sin(x))+x/sin(x))",
        "inner-derivative-missing",
    ),
    (
        "derivative",
        {"function": "x^(x^2)", **X},
        "x^(x^2)*(ln(x)+x)",
        "inner-derivative-missing",
    ),
    ("derivative", {"function": "x^2+sqrt(x^5)", **X}, "2*x+2/(5*x^(3/5))", "root-misread"),
]


def _task(ask: str, fields: dict[str, Any]) -> Task:
    return Task.from_row({"version": 2, "ask": ask, "order": 1, **fields})


def _rules(task: Task, text: str, shape: str = "any") -> list[tuple[str, ...]]:
    notation = Notation(variables=task.symbols, expected=shape)  # type: ignore[arg-type]
    answer = maths.read(text, notation).expression
    return [one.mal_rules for one in diagnose(task, answer).explanations]


@pytest.mark.parametrize(("ask", "fields", "answer", "rule"), FIRST)
def test_what_a_teacher_would_say_comes_first(
    ask: str, fields: dict[str, Any], answer: str, rule: str
) -> None:
    shape = {"hessian": "matrix", "gradient": "vector"}.get(ask, "any")
    assert _rules(_task(ask, fields), answer, shape)[0] == (rule,)


CURVE: dict[str, Any] = {"variables": ["x", "y"], "with_respect_to": ["x"]}


@pytest.mark.parametrize(
    ("equation", "answer", "rule"),
    [
        ("e^(x*y)+y=3", "-e^(x*y)", "inner-derivative-missing"),
        ("sin(x*y)+x^2-y=2", "cos(x*y)+2*x", "inner-derivative-missing"),
        ("sqrt(x*y)+y=2*x", "2-1/(2*sqrt(x*y))", "inner-derivative-missing"),
        ("ln(x+y)+y=2", "-1/(x+y)", "inner-derivative-missing"),
        # e^(xy)·y' + y' = 0 with the product rule as (xy)' = 1·y'.
        ("e^(x*y)+y=2*x", "2/(e^(x*y)+1)", "product-of-derivatives"),
        ("(x+y)^3+y=2*x", "2-3*(x+y)^2", "inner-derivative-missing"),
    ],
)
def test_a_function_of_both_variables_is_differentiated_along_the_curve(
    equation: str, answer: str, rule: str
) -> None:
    assert _rules(_task("implicit", {"equation": equation, **CURVE}), answer)[0] == (rule,)


def test_the_step_that_broke_along_a_curve_speaks_of_x_and_y() -> None:
    task = _task("implicit", {"equation": "e^(x*y)+y=3", **CURVE})
    answer = maths.read("-e^(x*y)", Notation(variables=("x", "y"))).expression
    [first, *_] = diagnose(task, answer).explanations
    assert first.step == "Chain rule on $e^{xy}$"


def test_a_term_that_is_no_product_is_not_said_to_be_one() -> None:
    task = _task("implicit", {"equation": "x/y+y^2=2*x", **CURVE})
    assert _rules(task, "(2-1/y)/(2*y)")[0] == ("dependent-held-constant",)


def test_one_double_mistake_comes_before_two_steps_that_give_the_same_by_chance() -> None:
    """The quotient rule with a plus and without the square is what a teacher sees there, although
    two commoner mistakes at two steps lead to the same.
    """
    found = _rules(_task("derivative", {"function": "x^2/(1-x^3)", **X}), "(2x-5x^4)/(1-x^3)")
    assert set(found[0]) == {"quotient-plus", "denominator-not-squared"}


def test_a_direction_of_length_one_has_no_length_that_could_be_forgotten() -> None:
    fields = {"function": "x^2*y+3*x", "at": {"x": "1", "y": "2"}, "direction": ["-1", "0"], **XY}
    assert _rules(_task("directional", fields), "7") == [("sign-of-whole",)]


def test_the_exponent_that_was_subtracted_wrongly_is_told_for_any_exponent() -> None:
    """x^2 to 2/x, x^-3 to -3 x^4: what is said names no exponent of its own."""
    said = CATALOGUE["exponent-subtracted-wrongly"].sentence
    assert "$1-n$" in said
    assert "frac" not in said


def test_sine_and_cosine_are_among_the_derivatives_that_are_listed() -> None:
    said = CATALOGUE["trigonometric-partner"].sentence
    assert all(rf"(\{name} x)'" in said for name in ("sin", "cos", "tan", "cot", "sec", "csc"))
