"""Whether steps of gradient descent in one variable are worth following by hand."""

from fractions import Fraction
from itertools import pairwise

from questions.maths.expression import Expression
from questions.problems.formulas import derivative, formula, rational_at


def descends(text: str, start: int | Fraction, rate: Fraction, steps: int) -> bool:
    """Whether every step moves and the function is lower in the end: no start at a stationary
    point, no step from the minimum, and no learning rate with which it runs away.
    """
    tree, places = formula(text, "x"), [Fraction(start)]
    slope = derivative(tree, "x")
    for _ in range(steps):
        places.append(places[-1] - rate * _value(slope, places[-1]))
    moves = all(one != other for one, other in pairwise(places))
    return moves and _value(tree, places[-1]) < _value(tree, places[0])


def _value(tree: Expression, at: Fraction) -> Fraction:
    return rational_at(tree, {"x": at}) or Fraction(0)
