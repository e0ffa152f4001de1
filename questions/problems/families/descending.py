"""Whether steps of gradient descent in one variable are worth following by hand."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Final

from questions.maths.expression import Expression
from questions.problems.formulas import derivative, formula, rational_at

RATES: Final = tuple(map(Fraction, ("1/2", "1/4", "1/5", "1/10", "1/20", "1/3", "1/8", "3/10")))
"""Nobody works with a rate that is not short."""


def setting(
    chance: random.Random, draw: Callable[[], str], size: int, steps: int
) -> tuple[str, Fraction, int]:
    """A function's text, a learning rate and a start within `size` of 0, drawn until they descend.

    `draw` has to give functions that descend with some rate from some start.
    """
    while True:
        text, rate, start = draw(), chance.choice(RATES), chance.randint(-size, size)
        if descends(text, start, rate, steps):
            return text, rate, start


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
