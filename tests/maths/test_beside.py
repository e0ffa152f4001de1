"""A student's line beside the right one."""

import pytest

from questions.maths.comparison import compare
from questions.maths.differentiation import beside, differentiate, redone
from questions.maths.differentiation.steps import Step
from questions.maths.expression import Expression, Product
from questions.maths.mistakes import CATALOGUE, diagnose, lines_beside
from questions.maths.reading import Notation, read
from questions.maths.task import Task
from tests.maths.tasks import X, tree


def without_inner(step: Step, results: tuple[Expression, ...]) -> Expression | None:
    """The chain rule without the derivative of the inner function."""
    return tree("cos(3*x)") if step.rule == "chain" else None


def product_of_derivatives(step: Step, results: tuple[Expression, ...]) -> Expression | None:
    return Product(results) if step.rule == "product" else None


def test_what_follows_a_mistake_is_done_right() -> None:
    right = differentiate(tree("x^2*sin(3x)"), "x")
    wrong = redone(right.steps, without_inner)
    expected = tree("2*x*sin(3*x) + x^2*cos(3*x)")
    assert compare(expected, wrong.result, variables=("x",)).kind == "equal"
    assert redone(right.steps, lambda step, results: None) is right.steps


def test_the_line_that_broke_stands_beside_the_right_one() -> None:
    lines = beside(differentiate(tree("x^2*sin(3x)"), "x"), without_inner)
    assert [line.broke for line in lines] == [False, True, False]
    assert [line.differs for line in lines] == [False, True, True]
    broken = lines[1]
    assert broken.right.rows[-1] == "v′ = cos(3x)·3 = 3cos(3x)"
    assert broken.wrong.rows[-1] == "v′ = cos(3x)"
    assert lines[2].wrong.rows[-1].endswith("2x·sin(3x) + x²·cos(3x)")


def test_the_last_wrong_line_is_the_answer_that_is_diagnosed() -> None:
    task = Task("derivative", tree("x^2*sin(x)"), X, X)
    last = beside(differentiate(task.function, "x"), product_of_derivatives)[-1].wrong
    assert last.equation is not None
    answer = last.equation.trees[-1]
    assert diagnose(task, answer).explanations[0].mal_rules == ("product-of-derivatives",)


BREAKING = [
    rule.id
    for rule in CATALOGUE.values()
    if rule.rewrites and rule.example is not None and rule.example.ask == "derivative"
]


@pytest.mark.parametrize("name", BREAKING)
def test_lines_beside_lead_to_the_answer_of_a_mal_rule(name: str) -> None:
    """Where a first derivative broke at a step, its last wrong line is the student's answer."""
    example = CATALOGUE[name].example
    assert example is not None
    task = example.task()
    if task.order > 1 or task.at:
        return
    answer = read(example.answer, Notation(task.symbols)).expression
    first = diagnose(task, answer).explanations[0]
    lines = lines_beside(task, first)
    assert any(line.differs for line in lines) == bool(lines)
    if not lines:
        return
    last = lines[-1].wrong.equation
    assert last is not None
    assert compare(last.trees[-1], answer, variables=task.symbols).kind in {"equal", "agrees"}


def test_a_line_of_a_mistake_does_not_begin_as_the_right_one() -> None:
    task = Task("derivative", tree("x^3 - 4*x^2"), X, X)
    wrong = tree("3*x^2 + 8*x")
    (line,) = lines_beside(task, diagnose(task, wrong).explanations[0])
    assert line.broke
    assert line.right.rows == ("f′(x) = 3x² − 4·2x = 3x² − 8x",)
    assert line.wrong.rows == ("f′(x) = 3x² + 8x",)


@pytest.mark.parametrize(
    ("function", "answer", "line"),
    [
        ("(3x+2)/(x+5)", "13/(x+5)", "f′(x) = (3(x + 5) − (3x + 2))/(x + 5) = 13/(x + 5)"),
        ("(x^2+1)^5", "5*(2x)^4", "f′(x) = 5(2x)⁴ = 80x⁴"),
        ("x^2*sin(x)", "2x*cos(x)", "f′(x) = 2x·cos(x)"),
    ],
)
def test_a_line_that_broke_shows_what_was_done_for_the_rule(
    function: str, answer: str, line: str
) -> None:
    task = Task("derivative", tree(function), X, X)
    (*_, last) = lines_beside(task, diagnose(task, tree(answer)).explanations[0])
    assert last.broke
    assert last.wrong.rows[-1] == line


def test_another_question_answered_has_no_lines_beside() -> None:
    task = Task("derivative", tree("x^3*sin(x)"), X, X)
    (first, *_) = diagnose(task, task.function).explanations
    assert first.mal_rules == ("function-itself",)
    assert lines_beside(task, first) == ()
