"""Marks by an exam's rules, as exact fractions.

Each question has an outcome by itself; then it is seen which of a part count. Rulings that exams
announce later are part of the rules: several keys, a question dropped, a bonus to all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from .rules import BEST, SEVERAL, Part

NOTHING: Final = Fraction(0)


class Ruling(StrEnum):
    """What is made of a question for everybody."""

    COUNTS = "counts"
    DROPPED = "dropped"
    BONUS = "bonus"


class Outcome(StrEnum):
    RIGHT = "right"
    PARTLY = "partly right"
    WRONG = "wrong"
    BLANK = "not answered"
    PENDING = "not decided yet"
    BONUS = "bonus to all"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was handed in for a question.

    `chosen` and `keys` are option ids: any one of the keys is right. A number has no options:
    `is_right` says what the engine found, None while that is open. `order` tells answers by the
    time of answering; None for a question without an answer.
    """

    order: Any = None
    chosen: frozenset[str] = frozenset()
    keys: tuple[frozenset[str], ...] = ()
    is_right: bool | None = None
    ruling: Ruling = Ruling.COUNTS


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks of a question. What does not count has none, whatever its outcome."""

    outcome: Outcome
    marks: Fraction
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Total:
    """`lost` is what wrong answers took away, as a number above 0; `pending` how many answers are
    not decided and hold no marks yet.
    """

    earned: Fraction = NOTHING
    possible: Fraction = NOTHING
    lost: Fraction = NOTHING
    pending: int = 0

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.earned + other.earned,
            self.possible + other.possible,
            self.lost + other.lost,
            self.pending + other.pending,
        )


def mark(part: Part, answer: Answer) -> Marked:
    """The marks of one question if it counts."""
    if answer.ruling is Ruling.DROPPED:
        return Marked(Outcome.DROPPED, NOTHING, counts=False)
    if answer.ruling is Ruling.BONUS:
        return Marked(Outcome.BONUS, part.right)
    if answer.order is None:
        return Marked(Outcome.BLANK, part.blank)
    if not answer.keys:
        return _of_verdict(part, is_right=answer.is_right)
    return max((_of_choice(part, answer.chosen, key) for key in answer.keys), key=_by_marks)


def mark_part(part: Part, answers: Sequence[Answer]) -> list[Marked]:
    """The marks of a part's questions, one an answer in their order.

    No more than `part.counted` count. A bonus counts before anything else, a dropped question
    never, and one without an answer takes the place of none that has one.
    """
    found = [mark(part, answer) for answer in answers]
    places = [place for place, one in enumerate(found) if one.counts]
    ranked = sorted(places, key=lambda place: _rank(part, answers[place], found[place], place))
    counted = set(ranked[: part.counted])
    return [
        one if place in counted else replace(one, marks=NOTHING, counts=False)
        for place, one in enumerate(found)
    ]


def total(part: Part, marked: Iterable[Marked]) -> Total:
    """What a part's questions come to. Dropped ones are taken from what is possible where too few
    are left to count.
    """
    rows = list(marked)
    left = sum(one.outcome is not Outcome.DROPPED for one in rows)
    return Total(
        earned=sum((one.marks for one in rows), NOTHING),
        possible=min(part.counted, left) * part.right,
        lost=-sum((one.marks for one in rows if one.marks < 0), NOTHING),
        pending=sum(one.outcome is Outcome.PENDING for one in rows if one.counts),
    )


def _rank(part: Part, answer: Answer, marked: Marked, place: int) -> tuple[Any, ...]:
    """What comes first counts first."""
    if marked.outcome is Outcome.BONUS:
        return (0, 0, place)
    if answer.order is None:
        return (2, 0, place)
    return (1, -marked.marks if part.counting == BEST else answer.order, place)


def _of_verdict(part: Part, *, is_right: bool | None) -> Marked:
    if is_right is None:
        return Marked(Outcome.PENDING, NOTHING)
    return _right(part) if is_right else _wrong(part)


def _of_choice(part: Part, chosen: frozenset[str], key: frozenset[str]) -> Marked:
    if chosen == key:
        return _right(part)
    if part.kind == SEVERAL and chosen < key:
        for rule in part.partial:
            if len(chosen) == rule.chosen and len(key) >= rule.key:
                return Marked(Outcome.PARTLY, rule.marks)
    return _wrong(part)


def _right(part: Part) -> Marked:
    return Marked(Outcome.RIGHT, part.right)


def _wrong(part: Part) -> Marked:
    return Marked(Outcome.WRONG, part.wrong)


def _by_marks(marked: Marked) -> Fraction:
    return marked.marks
