"""Choosing what to ask next, and saying why.

A skill scores by what is due, what is not mastered, whether a mistake pattern is open on it,
whether something that builds on it has just gone wrong, and whether its prerequisites are ready.
Inside the skill, an item near a chance of 0.80 is chosen.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

TARGET_CHANCE: Final = 0.80
IN_A_ROW: Final = 3
BEST: Final = 5
SPREAD: Final = 0.8
NEW: Final = 0.5
MASTERED_NEED: Final = 0.25
NOT_PRACTISED: Final = 0.5
OPEN_MISTAKE: Final = 0.6
NEEDED: Final = 0.5
PREREQUISITES_READY: Final = 0.5
READY_FROM: Final = 0.6
DUE_BELOW: Final = 0.9
DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A skill that could be asked.

    `mastery` is the chance on a typical item, `easiest` on the easiest one, None where that
    does not matter; `recall` the chance that the skill is still remembered, None where it was never
    practised, and `days` since then; `readiness` as `readiness` below says; `mistake` the name of
    an open mistake pattern on it, if any; `needed_for` a skill that has just gone wrong and builds
    on this one, which is weak.
    """

    skill: str
    mastery: float
    answers: int
    days: float | None
    readiness: float
    recall: float | None = None
    is_mastered: bool = False
    mistake: str | None = None
    needed_for: str | None = None
    easiest: float | None = None

    @property
    def due(self) -> float:
        """The chance that it has been forgotten."""
        return 0.0 if self.recall is None else 1 - self.recall

    @property
    def need(self) -> float:
        """What is not mastered. Of a skill not practised yet nothing is known: the easier its
        first question, the sooner it comes.
        """
        if not self.answers:
            return NEW * (TARGET_CHANCE if self.easiest is None else self.easiest)
        return (1 - self.mastery) * (MASTERED_NEED if self.is_mastered else 1.0)

    @property
    def score(self) -> float:
        mistake = OPEN_MISTAKE if self.mistake else 0.0
        needed = NEEDED if self.needed_for else 0.0
        ready = PREREQUISITES_READY * min(self.readiness / READY_FROM, 1.0)
        return self.due + self.need + mistake + needed + ready

    @property
    def evidence(self) -> dict[str, float]:
        """The parts of the score, to be kept with the choice."""
        return {
            "due": round(self.due, 3),
            "need": round(self.need, 3),
            "mistake": OPEN_MISTAKE if self.mistake else 0.0,
            "needed": NEEDED if self.needed_for else 0.0,
            "readiness": round(self.readiness, 3),
            "mastery": round(self.mastery, 3),
        }


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


def lacking(
    failed: str,
    prerequisites: Mapping[str, Sequence[str]],
    mastery: Mapping[str, float],
) -> str | None:
    """The weakest skill below `READY_FROM` that the failed one builds on, directly or not.

    None where all of them are good enough: then the failed skill itself is what is lacking.
    """
    below: set[str] = set()
    waiting = list(prerequisites.get(failed, ()))
    while waiting:
        skill = waiting.pop()
        if skill not in below and skill != failed:
            below.add(skill)
            waiting.extend(prerequisites.get(skill, ()))
    weak = [skill for skill in below if skill in mastery and mastery[skill] < READY_FROM]
    return min(weak, key=lambda skill: (mastery[skill], skill), default=None)


def rank_skills(candidates: Sequence[Candidate], recent: Sequence[str]) -> list[Candidate]:
    """Best first. A skill asked `IN_A_ROW` times in a row (recent first) comes last."""
    last = recent[:IN_A_ROW]
    tired = last[0] if len(last) == IN_A_ROW and len(set(last)) == 1 else None
    return sorted(candidates, key=lambda one: (one.skill == tired, -one.score, one.skill))


def most_telling(candidates: Sequence[Candidate], asked: Sequence[str]) -> list[Candidate]:
    """For placement: skills not asked in it first, and of these what is least foreseeable."""
    return sorted(
        candidates,
        key=lambda one: (asked.count(one.skill), abs(one.mastery - 0.5), one.skill),
    )


class Wish(NamedTuple):
    """For an item whose chance is higher than `than` by so many logits, or lower where that is
    negative. Chances are rounded, as they are kept.
    """

    than: float
    by: float

    @property
    def target(self) -> float:
        return 1 / (1 + math.exp(-_logit(self.than) - self.by))

    def is_met(self, chance: float) -> bool:
        chance = round(chance, DIGITS)
        return chance > self.than if self.by > 0 else chance < self.than


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
    """Why this skill, as a code: mistake, needed, new, due, weak or refresh, the first that
    holds.
    """
    if candidate.mistake:
        return "mistake"
    if candidate.needed_for:
        return "needed"
    if candidate.answers == 0:
        return "new"
    if candidate.recall is not None and candidate.recall <= DUE_BELOW:
        return "due"
    return "weak" if candidate.mastery < TARGET_CHANCE else "refresh"


def _logit(chance: float) -> float:
    return math.log(chance / (1 - chance))
