"""Tasks and trees from text, for tests of differentiation and of mistakes."""

from typing import Any

from questions.maths.expression import Expression
from questions.maths.mistakes import diagnose
from questions.maths.reading import Notation, read
from questions.maths.task import Task

X = ("x",)
XY = ("x", "y")


def tree(text: str, variables: tuple[str, ...] = XY) -> Expression:
    return read(text, Notation(variables=variables)).expression


def derivative(text: str, order: int = 1) -> Task:
    return Task("derivative", tree(text), X, X, order)


def partial(text: str, *by: str, order: int = 1) -> Task:
    return Task("partial", tree(text), XY, by or X, order)


def gradient(text: str, variables: tuple[str, ...] = XY) -> Task:
    return Task("gradient", tree(text, variables), variables, variables)


def task_to(ask: str, **fields: Any) -> Task:
    """A task in x and y from its fields as they are stored."""
    fields = {"variables": ["x", "y"], "with_respect_to": ["x"], **fields}
    return Task.from_row({"version": 2, "ask": ask, **fields})


def named(task: Task, answer: str, shape: str | None = None) -> list[set[str]]:
    """The mal-rules of each explanation of an answer, best first."""
    given = read(answer, Notation(task.symbols, expected=shape)).expression
    return [set(one.mal_rules) for one in diagnose(task, given).explanations]


def first_named(task: Task, answer: str, shape: str | None = None) -> set[str]:
    """The mal-rules of the best explanation; none where nothing is said."""
    return next(iter(named(task, answer, shape)), set())
