"""One fault in the derivatives that an answer is made of, as numbers: whatever is made of them."""

from collections.abc import Sequence
from math import log2

import numpy as np

from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import Expression, components, symbols
from questions.maths.mistakes.asked import values_at
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.evidence import rarity
from questions.maths.mistakes.made import Answers, Faults, Made, stand_ins
from questions.maths.mistakes.table import Rows


class OneFault:
    """The derivatives with each fault of each of them, a row a fault, the others right.

    `every` are the tables of the derivatives where they are taken, `outer` the places where what is
    made of them is looked at.
    """

    def __init__(self, made: Made, every: Sequence[Candidates], inner: Places, outer: Places):
        self._every = every
        self._names = [one.name for one in stand_ins(made)]
        self._outer = outer
        sizes = [len(one.values) - 1 for one in every]
        self._derivative = np.repeat(np.arange(len(every)), sizes)
        self._row = np.concatenate([np.arange(1, size + 1) for size in sizes])
        known = {}
        for index, (name, right) in enumerate(zip(self._names, made.results, strict=True)):
            values = np.tile(values_at(right, inner), (len(self._row), 1))
            values[self._derivative == index] = every[index].values[1:]
            known[name] = values
        self._numbers = Evaluation({**outer, **known})

    @classmethod
    def of(cls, made: Made, every: Sequence[Candidates]) -> "OneFault | None":
        """None where there is nowhere to look, or nothing that may go wrong."""
        inner, outer = made.inner_places(), made.places_of(made.point(None))
        if inner is None or outer is None or all(len(one.values) == 1 for one in every):
            return None
        return cls(made, every, inner, outer)

    def leading_through(self, tree: Expression) -> tuple[Rows, Answers]:
        """The faults in the derivatives that `tree` is made of, in which they are `stand_ins`, and
        what each leads to.
        """
        used = symbols(tree)
        own = [index for index, name in enumerate(self._names) if name in used]
        rows = np.isin(self._derivative, own).nonzero()[0]
        found = [self._numbers.floats(part) for part in components(tree)]
        return rows, Answers(np.concatenate([one[rows] for one in found], axis=1), self._outer)

    def fault(self, row: int) -> Faults:
        """The fault of a row."""
        index = int(self._derivative[row])
        return {index: self._every[index].explained(int(self._row[row]))}

    def bits(self, row: int) -> float:
        """Those that choose the fault among all."""
        one = self._every[self._derivative[row]]
        return log2(len(self._every)) + rarity(one.weights[1:], int(self._row[row]) - 1)
