"""Second derivatives of curves with mistakes in what their slope is made of, as numbers.

The slope is differentiated again, so that a mistake's values are needed around each place: the
tables of the derivatives are taken there too, and the slope's own derivative is a difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log2

import numpy as np

from questions.maths.expression import Expression
from questions.maths.mistakes.asked import SLOPE_STEP, near_slope, sites_of, values_at
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.evidence import rarity
from questions.maths.mistakes.made import MOST_TOGETHER, Faults, Made
from questions.maths.mistakes.rewriting import Fault
from questions.maths.mistakes.table import Floats, Rows


@dataclass(frozen=True, slots=True)
class Around:
    """The tables of x' and y', or of F_x and F_y, at the places and then beside them: to the right
    and left by `widths` of each name in turn, t, or x and y.
    """

    places: Places
    tables: tuple[Candidates, Candidates]
    widths: tuple[Floats, ...]

    def seconds(self, across: Floats, up: Floats) -> Floats:
        """The second derivative that rows of the two derivatives lead to, used rightly."""
        with np.errstate(all="ignore"):
            # Of an equation the slope is -F_x/F_y, of a path y'/x'.
            is_path = len(self.widths) == 1
            here, *beside = self._blocks(up / across if is_path else -across / up)
            sides = zip(beside[::2], beside[1::2], self.widths, strict=True)
            changes = [(right - left) / (2 * width) for right, left, width in sides]
            if is_path:
                return changes[0] / self._blocks(across)[0]
            return changes[0] + changes[1] * here

    def _blocks(self, rows: Floats) -> list[Floats]:
        return np.split(rows, 1 + 2 * len(self.widths), axis=-1)

    def leading_to(self, across: Floats, up: Floats, answer: Expression) -> Rows:
        """The rows that lead to the answer, as far as differences can tell."""
        return near_slope(self.seconds(across, up), values_at(answer, self.places))


@lru_cache(maxsize=32)
def _around(made: Made) -> Around | None:
    places = made.inner_places()
    if places is None:
        return None
    task = made.task
    names = task.with_respect_to
    if task.ask == "implicit":
        names = (*names, task.dependent_variable)
    widths = tuple(SLOPE_STEP * np.maximum(np.abs(places[name]), 0.1) for name in names)
    shifts = [
        (name, side * width) for name, width in zip(names, widths, strict=True) for side in (1, -1)
    ]
    moved = Places(
        {
            name: np.concatenate([one, *(one + by if name == at else one for at, by in shifts)])
            for name, one in places.items()
        }
    )
    across, up = (Candidates(sites_of(one), moved) for one in made.solution.derivations)
    return Around(places, (across, up), widths)


def leading_in(made: Made, index: int, answer: Expression) -> list[tuple[Fault, ...]]:
    """What one derivative's candidates and habits broke that leads to the answer."""
    around = _around(made)
    if around is None:
        return []
    one = around.tables[index]
    faults = [one.explained(row) for row in range(1, len(one.values))]
    faults += [tuple(chain(*habit.values())) for habit in one.habits]
    rows = _beside_right(around, index, np.concatenate([one.values[1:], one.consistent]))
    return [faults[at] for at in around.leading_to(*rows, answer)]


def by_pairs(made: Made, answer: Expression) -> Iterator[tuple[Faults, float]]:
    """Two mistakes, in one derivative or in each, with the bits that choose them."""
    around = _around(made)
    if around is None:
        return
    more = log2(len(around.tables))
    for index, one in enumerate(around.tables):
        if len(one.pairs.values):
            rows = _beside_right(around, index, one.pairs.values)
            for pair in one.pairs.of(around.leading_to(*rows, answer).tolist()):
                yield {index: pair.faults}, one.pairs.bits(pair) + more
    yield from _in_each(around, answer, more)


def _in_each(around: Around, answer: Expression, more: float) -> Iterator[tuple[Faults, float]]:
    one, other = around.tables
    across, up = (each.values[1 : 1 + MOST_TOGETHER] for each in around.tables)
    if not len(across) or not len(up):
        return
    pairs = np.repeat(across, len(up), axis=0), np.tile(up, (len(across), 1))
    for row in around.leading_to(*pairs, answer):
        first, second = divmod(int(row), len(up))
        faults = {0: one.explained(first + 1), 1: other.explained(second + 1)}
        bits = rarity(one.weights[1:], first) + rarity(other.weights[1:], second)
        yield faults, bits + more


def _beside_right(around: Around, index: int, rows: Floats) -> tuple[Floats, Floats]:
    """Rows of one derivative with the right one of the other."""
    across, up = (one.values[:1] for one in around.tables)
    return (across, rows) if index else (rows, up)
