"""Tasks and trees from text, for tests of differentiation and of mistakes."""

from questions.maths.expression import Expression
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
