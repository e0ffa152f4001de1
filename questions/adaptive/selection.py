"""Choosing what to ask next, and saying why.

A skill scores by what is due, what is not mastered, whether a mistake pattern is open on it and
whether its prerequisites are ready. Inside the skill, an item near a chance of 0.80 is chosen.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

TARGET_CHANCE: Final = 0.80
IN_A_ROW: Final = 3
BEST: Final = 5
SPREAD: Final = 0.8
NEW: Final = 0.5
NOT_PRACTISED: Final = 0.5
OPEN_MISTAKE: Final = 0.6
PREREQUISITES_READY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A skill that could be asked.

    `mastery` is the chance on a typical item, `easiest` on the easiest one; `days` since it was
    last practised, None for never; `readiness` as `readiness` below says; `mistake` the name of an
    open mistake pattern on it, if any.
    """

    skill: str
    mastery: float
    answers: int
    days: float | None
    readiness: float
    mistake: str | None = None
    easiest: float = TARGET_CHANCE

    @property
    def due(self) -> float:
        """1 minus the chance that it is still remembered; the half-life grows with practice."""
        if self.days is None:
            return 0.0
        return 1 - math.exp2(-self.days / (3.0 + 2.0 * self.answers))

    @property
    def need(self) -> float:
        """What is not mastered. Of a skill not practised yet nothing is known: the easier its
        first question, the sooner it comes.
        """
        return 1 - self.mastery if self.answers else NEW * self.easiest

    @property
    def score(self) -> float:
        mistake = OPEN_MISTAKE if self.mistake else 0.0
        ready = PREREQUISITES_READY * min(self.readiness / 0.6, 1.0)
        return self.due + self.need + mistake + ready


@dataclass(frozen=True, slots=True)
class Item:
    """A question with the chance that the student gets it right.

    `is_typed` where the answer is written, not chosen among options.
    """

    question: int
    chance: float
    is_typed: bool = True


def readiness(prerequisites: Iterable[tuple[float, bool]]) -> float:
    """The least mastery among (mastery, is practised), 1 where there are none.

    A prerequisite that was never practised counts half: its mastery is only hoped for.
    """
    return min(
        (mastery if practised else NOT_PRACTISED * mastery for mastery, practised in prerequisites),
        default=1.0,
    )


def rank_skills(candidates: Sequence[Candidate], recent: Sequence[str]) -> list[Candidate]:
    """Best first. A skill asked `IN_A_ROW` times in a row (recent first) comes last."""
    last = recent[:IN_A_ROW]
    tired = last[0] if len(last) == IN_A_ROW and len(set(last)) == 1 else None
    return sorted(candidates, key=lambda one: (one.skill == tired, -one.score, one.skill))


def spread_near_target(items: Sequence[Item]) -> list[Item]:
    """The items nearest the target chance; any of them is a good next question.

    At most `BEST`, and none further from the target than the nearest one by `SPREAD` logits.
    """

    def distance(item: Item) -> float:
        return abs(_logit(item.chance) - _logit(TARGET_CHANCE))

    nearest = sorted(items, key=lambda item: (distance(item), item.question))[:BEST]
    return [item for item in nearest if distance(item) <= distance(nearest[0]) + SPREAD]


def easiest_first(items: Sequence[Item]) -> list[Item]:
    """For somebody new to the skill: questions with a typed answer first, the easiest first."""
    return sorted(items, key=lambda item: (not item.is_typed, -item.chance, item.question))


def reason_for(candidate: Candidate) -> str:
    """Why this skill, as a code: mistake, new, due, weak or refresh, the first that holds."""
    if candidate.mistake:
        return "mistake"
    if candidate.answers == 0:
        return "new"
    if candidate.days is not None and candidate.days >= 1 and candidate.due >= 0.2:
        return "due"
    return "weak" if candidate.mastery < TARGET_CHANCE else "refresh"


def _logit(chance: float) -> float:
    return math.log(chance / (1 - chance))
