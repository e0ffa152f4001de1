"""What is said of wrong answers, and what is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.maths.comparison import compare
from questions.maths.differentiation import solve
from questions.maths.expression import Call, Expression, Symbol
from questions.maths.mistakes import Diagnosis, Explanation, diagnose
from questions.maths.mistakes.explanation import CERTAIN
from questions.maths.reading import Notation, read
from questions.maths.task import Task
from questions.maths.writing import write_text
from tests.maths.tasks import X, derivative, gradient, partial, tree
from tests.maths.trees import scalars, vectors


def explained(task: Task, answer: str, **history: float) -> tuple[Explanation, ...]:
    expected = "any" if task.ask != "gradient" or "," not in answer else "vector"
    given = read(answer, Notation(variables=task.symbols, expected=expected)).expression
    return diagnose(task, given, prior=history or None).explanations


def test_a_dropped_inner_derivative_is_named_with_its_step() -> None:
    (one, *_) = explained(derivative("x^2+sin(x^3)"), "2x+cos(x^3)")
    assert one.mal_rules == ("inner-derivative-missing",)
    assert one.step == r"Chain rule on $\sin(x^{3})$"
    assert write_text(one.redone) == "2*x + cos(x^3)"
    assert one.skills == ("chain-rule",)


@pytest.mark.parametrize(
    ("function", "answer"),
    [
        ("x^3-4x", "(x*3)*x-2^2"),
        ("(2x+1)^5", "160*x^4+320*x^3+240*x^2+80*x+10"),
        ("sin(x)^2", "sin(2x)"),
        ("tan(x)", "1+tan(x)^2"),
        ("x/(x+1)", "((x+1)-x)/(x+1)^2"),
        ("ln(x)", "1/x"),
        ("x*ln(x^2)", "2*ln(x)+2"),
        ("abs(x)", "sign(x)"),
        ("e^(2x)", "2*e^x*e^x"),
        ("x^3", "3.0x^2"),
        ("sin(3x)^2", "3*sin(6x)"),
    ],
)
def test_a_right_answer_is_never_diagnosed(function: str, answer: str) -> None:
    assert explained(derivative(function), answer) == ()


@pytest.mark.parametrize(
    ("function", "answer", "mal_rules"),
    [
        ("x^2*sin(3x)", "2x*cos(3x)", {"product-of-derivatives", "inner-derivative-missing"}),
        ("x^3+cos(x)+5", "x^2-sin(x)+5", {"exponent-not-brought-down", "constant-kept"}),
        ("sin(x)/x^2", "(x^2*cos(x)+2*x*sin(x))/x^2", {"quotient-plus", "denominator-not-squared"}),
        ("cos(x)*e^(2x)", "sin(x)*e^(2x)+cos(x)*e^(2x)",
         {"trigonometric-sign", "inner-derivative-missing"}),
    ],
)  # fmt: skip
def test_two_mal_rules_are_a_guess(function: str, answer: str, mal_rules: set[str]) -> None:
    found = explained(derivative(function), answer)
    assert set(found[0].mal_rules) == mal_rules
    assert all(one.certainty < CERTAIN for one in found)
    assert found[0].sentence.startswith("It looks as if")


def test_a_mal_rule_with_the_sign_turned_is_found() -> None:
    found = explained(derivative("x^3*e^x"), "-3*x^2*e^x")
    assert ("product-of-derivatives", "sign-of-whole") in [one.mal_rules for one in found]


def test_a_mal_rule_with_a_likely_factor_is_found() -> None:
    found = explained(derivative("x^2*sin(x)"), "4*x*cos(x)")
    assert ("product-of-derivatives", "constant-factor") in [one.mal_rules for one in found]


def test_a_factor_from_nowhere_beside_a_mal_rule_needs_a_longer_answer() -> None:
    assert explained(derivative("x^2*sin(x)"), "10*x*cos(x)") == ()
    found = explained(derivative("x^5*sin(3x)"), "105*x^4*cos(3x)")
    assert ("product-of-derivatives", "constant-factor") in [one.mal_rules for one in found]


@pytest.mark.parametrize(
    ("answer", "mal_rule"),
    [
        ("x^2*sin(x)", "function-itself"),
        ("-2x*sin(x)-x^2*cos(x)", "sign-of-whole"),
        ("4x*sin(x)+2x^2*cos(x)", "constant-factor"),
        ("2x*sin(x)+x^2*cos(x)+1/2", "constant-term"),
        ("2*sin(x)+4*x*cos(x)-x^2*sin(x)", "differentiated-once-too-often"),
        ("-x^2*cos(x)+2*x*sin(x)+2*cos(x)", "antiderivative"),
    ],
)
def test_an_answer_to_another_question_is_named(answer: str, mal_rule: str) -> None:
    (one, *_) = explained(derivative("x^2*sin(x)"), answer)
    assert one.mal_rules == (mal_rule,)
    assert one.step == "The whole answer"


@pytest.mark.parametrize("answer", ["x^17+3", "sin(cos(x))", "42", "e^x/x", "0/0", "ln(-1-x^2)"])
def test_what_nothing_explains_is_left_alone(answer: str) -> None:
    assert explained(derivative("x^2*sin(3x)"), answer) == ()


def test_both_rules_are_named_where_they_give_the_same_answer() -> None:
    found = [one.mal_rules for one in explained(derivative("e^(x^2)"), "e^(2x)")]
    assert found == [("inside-differentiated-in-place",), ("outer-at-inner-derivative",)]


def test_the_history_of_the_student_decides_between_rivals() -> None:
    history = {"outer-at-inner-derivative": 0.9, "inside-differentiated-in-place": 0.01}
    given = tree("e^(2x)", X)
    found = diagnose(derivative("e^(x^2)"), given, prior=history).explanations
    assert found[0].mal_rules == ("outer-at-inner-derivative",)
    assert found[0].certainty > 0.9
    assert found[0].sentence.startswith("The outer derivative")


def test_certainties_of_rivals_share_one_with_those_too_rare_to_be_said() -> None:
    found = explained(derivative("e^(x^2)"), "e^(2x)")
    assert 0.9 < sum(one.certainty for one in found) <= 0.95


def test_a_mistake_in_the_first_of_two_derivations_is_found() -> None:
    (one, *_) = explained(derivative("x^2*sin(x)", order=2), "2*cos(x)-2*x*sin(x)")
    assert one.mal_rules == ("product-of-derivatives",)
    assert "x^{2}" in one.step


def test_a_short_domain_is_found() -> None:
    (one, *_) = explained(derivative("asin(x-5)"), "-1/sqrt(1-(x-5)^2)")
    assert one.mal_rules == ("inverse-trigonometric-sign",)


@pytest.mark.parametrize(
    ("answer", "mal_rules"),
    [
        ("(x^2+x*cos(x*y), 2*x*y+y*cos(x*y))", ("components-swapped",)),
        ("(2*x*y+cos(x*y), x^2+cos(x*y))", ("inner-derivative-missing",)),
        ("(2*x*y+y*cos(x*y), 0)", ("one-component-only",)),
        ("(2*x*y+y*cos(x*y), x^2*y+sin(x*y))", ("one-component-only",)),
        ("2*x*y+y*cos(x*y)", ("one-component-only",)),
        ("x^2*y+sin(x*y)", ("function-itself",)),
        ("2*x*y+y*cos(x*y)+x^2+x*cos(x*y)", ("components-added",)),
        ("(2*x*y+y*cos(x*y), 2*x*y+y*cos(x*y))", ("wrong-variable",)),
    ],
)
def test_a_gradient_is_explained_as_a_whole_or_by_components(
    answer: str, mal_rules: tuple[str, ...]
) -> None:
    (one, *_) = explained(gradient("x^2*y+sin(x*y)"), answer)
    assert one.mal_rules == mal_rules


def test_the_component_that_broke_is_said() -> None:
    (one, *_) = explained(gradient("x^2*y+sin(x*y)"), "(2*x*y+y*cos(x*y), x^2-x*cos(x*y))")
    assert one.mal_rules == ("trigonometric-sign",)
    assert one.step.startswith(r"$\partial/\partial y$: Trigonometric rule on")
    assert write_text(one.redone).startswith("(2*x*y + y*cos(x*y), ")


def test_different_mistakes_in_two_components_are_both_named() -> None:
    (one, *_) = explained(gradient("x^3+y*e^(2*y)"), "(x^2, e^(2*y)+y*e^(2*y))")
    assert set(one.mal_rules) == {"exponent-not-brought-down", "inner-derivative-missing"}


def test_a_component_that_nothing_explains_makes_the_rest_less_certain() -> None:
    (one, *_) = explained(gradient("x^3+y^2"), "(x^2, 17*y^9)")
    assert one.mal_rules == ("exponent-not-brought-down",)
    assert one.certainty < 0.95
    assert write_text(one.redone) == "(x^2, 17*y^9)"


def test_three_variables_swapped_are_found() -> None:
    task = gradient("x*y^2*z^3", ("x", "y", "z"))
    (one, *_) = explained(task, "(2*x*y*z^3, y^2*z^3, 3*x*y^2*z^2)")
    assert one.mal_rules == ("components-swapped",)


def test_a_vector_of_unexplained_components_or_length_is_left_alone() -> None:
    assert explained(gradient("x^3+y^2"), "(x^7, y^9)") == ()
    assert explained(gradient("x^3+y^2"), "(1, 2, 3, 4)") == ()


def test_a_vector_where_a_scalar_was_asked() -> None:
    given = tree("(2*x*y, x^2)")
    assert diagnose(partial("x^2*y"), given).explanations[0].mal_rules == ("gradient-for-partial",)
    assert diagnose(partial("x^2*y"), tree("(1, 2)")) == Diagnosis()
    assert diagnose(derivative("x^2"), tree("(1, 2)")) == Diagnosis()


@pytest.mark.parametrize(
    ("answer", "mal_rules"),
    [
        ("2*y^3", ("same-variable-twice",)),
        ("6*x^2*y", ("same-variable-twice",)),
        ("2*x*y^3", ("stopped-early",)),
    ],
)
def test_a_mixed_partial_is_explained(answer: str, mal_rules: tuple[str, ...]) -> None:
    (one, *_) = explained(partial("x^2*y^3", "x", "y"), answer)
    assert one.mal_rules == mal_rules


TASKS = (derivative("x^2*sin(x)"), derivative("x^3", 2), partial("x^2*y^3"), gradient("x^2*y"))


@given(st.one_of(scalars, vectors), st.sampled_from(TASKS))
@settings(max_examples=150)
def test_any_answer_can_be_diagnosed(answer: Expression, task: Task) -> None:
    for one in diagnose(task, answer).explanations:
        assert 0 < one.certainty <= 1
        assert one.sentence
        assert one.step


def test_an_undeclared_function_is_not_diagnosed() -> None:
    assert diagnose(derivative("x^2"), Call("g", (Symbol("x"),))) == Diagnosis()


def test_a_symbol_that_the_function_lacks_may_stand_in_the_answer() -> None:
    assert diagnose(derivative("x^2"), tree("2*x*y")) == Diagnosis()


def test_every_explanation_is_confirmed_to_give_the_answer() -> None:
    task, answer = derivative("x^2*sin(3x)/(x+1)"), "(2*x*cos(3x)*(x+1)-x^2*sin(3x))/(x+1)^2"
    given = tree(answer, X)
    found = diagnose(task, given).explanations
    assert found
    for one in found:
        assert compare(one.redone, given, variables=X).kind in {"equal", "agrees"}
    assert compare(solve(task).key, given, variables=X).kind == "different"
