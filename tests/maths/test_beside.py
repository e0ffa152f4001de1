"""A student's line beside the right one."""

from questions.maths.comparison import compare
from questions.maths.differentiation import beside, differentiate, redone
from questions.maths.differentiation.steps import Step
from questions.maths.expression import Expression, Product
from questions.maths.mistakes import diagnose
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
