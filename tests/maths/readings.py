"""Readings in the notations that the tests use."""

from questions.maths.expression import Expression, Symbol
from questions.maths.reading import Notation, Reading, read
from tests.maths import fingerprints

XY = Notation(("x", "y", "z", "theta", "w_1", "w_2"))
LATEX = Notation(XY.variables, syntax="latex")
VECTOR = Notation(XY.variables, expected="vector")
BASIS = Notation(("x", "y", "z"), basis=True)
X, Y, Z = Symbol("x"), Symbol("y"), Symbol("z")


def reading(text: str, notation: Notation = XY) -> Reading:
    return read(text, notation)


def tree(text: str, notation: Notation = XY) -> Expression:
    return read(text, notation).expression


def same(text: str, other: str, notation: Notation = XY) -> bool:
    left, right = tree(text, notation), tree(other)
    return fingerprints.of_tree(left) == fingerprints.of_tree(right)
