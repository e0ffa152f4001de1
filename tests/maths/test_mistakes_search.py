"""What the search finds beside single mal-rules: habits, slips of algebra, slips of the pen."""

from dataclasses import replace

import numpy as np
import pytest

from questions.maths.comparison import compare
from questions.maths.differentiation import differentiate
from questions.maths.mistakes import diagnose
from questions.maths.mistakes.asked import Asked
from questions.maths.mistakes.catalogue import CATALOGUE
from questions.maths.mistakes.explanation import CERTAIN, Explanation
from questions.maths.mistakes.guard import SKIPPED
from questions.maths.mistakes.malrule import Rewrite
from questions.maths.mistakes.rewriting import Breaking, _applicable
from tests.maths.tasks import X, derivative, tree


def first(function: str, answer: str) -> Explanation:
    return diagnose(derivative(function), tree(answer, X)).explanations[0]


@pytest.mark.parametrize(
    ("function", "answer", "mal_rule"),
    [
        ("x^3-2x^2+4x-1", "3x^3-4x^2+4x", "exponent-not-lowered"),
        ("x^3-2x^2+4x-1", "3x^4-4x^3+4x^2", "exponent-raised"),
        ("5x^4+3x^3+2x^2", "9x^3+6x^2+4x", "coefficient-and-exponent-added"),
        ("sin(2x)+cos(3x)+e^(5x)", "cos(2x)-sin(3x)+e^(5x)", "inner-derivative-missing"),
        ("x*sin(x)*e^x", "cos(x)*e^x", "product-of-derivatives"),
    ],
)
def test_a_habit_at_every_step_is_one_mistake(function: str, answer: str, mal_rule: str) -> None:
    found = first(function, answer)
    assert found.mal_rules == (mal_rule,)
    assert found.certainty >= CERTAIN


@pytest.mark.parametrize(
    ("function", "answer", "mal_rule", "step"),
    [
        ("x/(x^2+1)", "(1-x^2)/(x^4+1)", "power-of-sum",
         r"Simplifying: $(x^{2} + 1)^{2}$ turned into $x^{4} + 1$"),
        ("(x+3)^2", "2x", "power-of-sum",
         r"Rewriting: $(x + 3)^{2}$ turned into $x^{2} + 9$"),
        ("1/(2x)", "-2/x^2", "coefficient-across-line",
         r"Rewriting: $\frac{1}{2x}$ turned into $\frac{2}{x}$"),
    ],
)  # fmt: skip
def test_a_slip_of_algebra_is_shown_before_or_after_a_right_derivation(
    function: str, answer: str, mal_rule: str, step: str
) -> None:
    found = first(function, answer)
    assert found.mal_rules == (mal_rule,)
    assert found.step == step


@pytest.mark.parametrize(
    ("answer", "mal_rule", "step"),
    [
        ("5x^4+3x^2-2x", "number-slip", "Written $2$ for $4$"),
        ("5x^4+3x^2+4x", "sign-slip", "Written $5x^{4} + 3x^{2} + 4x$ for $5x^{4} + 3x^{2} - 4x$"),
        ("5x^4+3x^3-4x", "exponent-slip", "Written $x^{3}$ for $x^{2}$"),
    ],
)
def test_one_slip_of_the_pen_is_named_with_what_was_meant(
    answer: str, mal_rule: str, step: str
) -> None:
    found = first("(x^2+1)(x^3-2)", answer)
    assert found.mal_rules == (mal_rule,)
    assert found.step == step


def test_a_mal_rule_and_a_slip_of_the_pen_are_found_together() -> None:
    found = first("x^2*sin(3x)+x^3", "2x*sin(3x)+x^2*cos(3x)+5x^2")
    assert set(found.mal_rules) == {"inner-derivative-missing", "number-slip"}
    assert found.certainty < CERTAIN


def test_every_redone_answer_is_the_answer_given() -> None:
    cases = {"x/(x^2+1)": "(1-x^2)/(x^4+1)", "x^3+2x^2+sin(x)": "3x^3+4x^2+cos(x)"}
    for function, answer in cases.items():
        for one in diagnose(derivative(function), tree(answer, X)).explanations:
            assert compare(one.redone, tree(answer, X), variables=X).kind in {"equal", "agrees"}


def test_a_mal_rule_that_raises_is_skipped_logged_and_counted(monkeypatch, caplog) -> None:
    def raises(_: object) -> None:
        raise ZeroDivisionError

    rule = replace(CATALOGUE["power-of-sum"], slips=(raises,))
    monkeypatch.setitem(CATALOGUE, "power-of-sum", rule)
    broken = Rewrite("product", "factorial(du)*dv")

    def with_broken(step_rule: str, *rest: str | None) -> tuple[Breaking, ...]:
        found = _applicable(step_rule, *rest)
        return ((rule, broken, frozenset()), *found) if step_rule == "product" else found

    monkeypatch.setattr("questions.maths.mistakes.rewriting._applicable", with_broken)
    monkeypatch.setattr("questions.maths.mistakes.numeric.FUNCTIONS_OF_ARRAYS", {"ln": np.log})
    before = SKIPPED["power-of-sum"]
    assert first("x^2*ln(x)+x^5", "2x*ln(x)+x^5").mal_rules
    assert SKIPPED["power-of-sum"] > before
    assert "power-of-sum cannot be applied" in caplog.text


def test_how_far_a_decimal_was_rounded_is_not_taken_from_whoever_came_before() -> None:
    asked = Asked((differentiate(tree("x^2"), "x"),), X)
    value = tree("2013/100", ())
    assert asked.same(value, tree("20.1", ()))
    assert not asked.same(value, tree("20.10", ()))
    assert asked.same(value, tree("20.1", ()))
