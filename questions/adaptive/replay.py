"""Replay: the recorded answers again, in the recorded order, to the same state to the last bit.

An answer moves its student at once, against the version of the shared part that was published
then; the fold takes it into the shared part later, in a batch that publishes the next version.
Both versions are recorded with the answer, so that the interleaving can be repeated exactly.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from .knowledge import Answer, Knowledge
from .population import Population


class Observation(NamedTuple):
    """An answer as it was taken in.

    `version` is that of the shared part which the student's update read; `folded_in` the version
    that its fold published, None while it waits or where it is not to be folded. `restarts` where
    the student's state began anew with it: after a regrade, or when a guest's work was taken over.
    `was_right` says what the answer was folded in as before it was regraded; None for a new one.
    """

    key: int
    student: Hashable
    answer: Answer
    version: int
    folded_in: int | None = None
    is_to_fold: bool = True
    restarts: bool = False
    was_right: bool | None = None


Waiting = tuple[int, list[float], Answer, bool | None]
"""An observation's key, the student's side, the answer, and what it was before a regrade."""


@dataclass
class Replay:
    """The state after the observations so far, which come ordered by (version, key).

    `waiting` holds the student's side of what no fold has taken in yet, by key.
    """

    population: Population = field(default_factory=Population)
    students: dict[Hashable, Knowledge] = field(default_factory=dict)
    version: int = 0
    waiting: dict[int, list[float]] = field(default_factory=dict)
    _to_fold: defaultdict[int, list[Waiting]] = field(default_factory=lambda: defaultdict(list))

    def take(self, observations: Iterable[Observation]) -> None:
        for one in observations:
            self.advance(one.version)
            self._move_student(one)

    def advance(self, version: int) -> None:
        """Repeats the folds up to the one that published the version."""
        while self.version < version:
            self.version += 1
            for _, look, answer, was_right in sorted(self._to_fold.pop(self.version, []), key=_key):
                self.population.learn(look, answer, was_right=was_right)

    def _move_student(self, one: Observation) -> None:
        knowledge = self.students.get(one.student)
        if knowledge is None or one.restarts:
            knowledge = self.students[one.student] = Knowledge()
        answer = one.answer
        look = knowledge.look(answer.item, answer.skills)
        knowledge.learn(answer, self.population.read(answer.item, answer.skills, answer.prior))
        if one.folded_in is not None:
            self._to_fold[one.folded_in].append((one.key, look, answer, one.was_right))
        elif one.is_to_fold:
            self.waiting[one.key] = look


def _key(entry: Waiting) -> int:
    return entry[0]
