import json

import pytest

from questions.maths.errors import MathsError, UnsupportedError
from questions.maths.task import Task
from tests.maths.tasks import XY, X, derivative, gradient, partial, tree


@pytest.mark.parametrize(
    "task",
    [
        derivative("x^2*sin(x)"),
        derivative("e^(-x)", order=2),
        partial("x^2*y^3", "x", "y"),
        gradient("x*y+ln(x)"),
        Task("derivative", tree("a*x^2", ("a", "x")), X, X, name="g"),
    ],
)
def test_a_task_survives_its_row(task: Task) -> None:
    row = json.loads(json.dumps(task.to_row()))
    assert Task.from_row(row) == task


def test_parameters_are_symbols_after_the_variables() -> None:
    assert Task("derivative", tree("b*x+a", ("a", "b", "x")), X, X).symbols == ("x", "a", "b")


def test_order_repeats_one_variable_and_a_mixed_partial_names_each() -> None:
    assert derivative("x^4", order=3).sequence == ("x", "x", "x")
    assert partial("x*y", "x", "y").sequence == ("x", "y")


@pytest.mark.parametrize(
    ("ask", "by", "order"),
    [
        ("integral", X, 1),
        ("derivative", (), 1),
        ("derivative", ("z",), 1),
        ("derivative", X, 0),
        ("derivative", X, 99),
        ("derivative", XY, 1),
        ("gradient", XY, 2),
    ],
)
def test_a_task_that_makes_no_sense_is_refused(ask: str, by: tuple[str, ...], order: int) -> None:
    with pytest.raises(UnsupportedError):
        Task(ask, tree("x*y"), XY, by, order)


@pytest.mark.parametrize(
    ("field", "value"),
    [("function", 3), ("ask", None), ("variables", "x"), ("order", "1"), ("name", 0)],
)
def test_a_row_with_a_wrong_field_is_refused(field: str, value: object) -> None:
    row = {**derivative("x^2").to_row(), field: value}
    with pytest.raises(MathsError):
        Task.from_row(row)
