"""Ratings: Gaussian beliefs about a student, updated by every answer in constant time.

A student's logit on an item is the student's overall ability, plus the student's offset on the
item's skill, minus the item's difficulty. Each is a Gaussian; the chance of a right answer is the
logistic function of their sum. The update keeps means and variances only (assumed-density
filtering, as in Glickman 1999 and Bayesian Elo): one Newton step on the log posterior.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

STUDENT_VARIANCE: Final = 1.0
SKILL_VARIANCE: Final = 0.2
ITEM_VARIANCE: Final = 0.5
STUDENT_DRIFT: Final = 0.002
SKILL_DRIFT: Final = 0.008
WEIGHTS_VERSION: Final = "ratings-1"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A Gaussian belief on the logit scale."""

    mean: float
    variance: float


def prior() -> tuple[Estimate, Estimate]:
    """What is believed of a student, and of the student's offset on a skill, before any answer."""
    return Estimate(0.0, STUDENT_VARIANCE), Estimate(0.0, SKILL_VARIANCE)


def chance(student: Estimate, skill: Estimate, difficulty: float = 0.0) -> float:
    """The chance of a right answer on an item of that difficulty, in (0, 1).

    The logistic function is averaged over the belief by MacKay's approximation (1992).
    """
    variance = student.variance + skill.variance + ITEM_VARIANCE
    mean = student.mean + skill.mean - difficulty
    return _logistic(mean / math.sqrt(1 + math.pi * variance / 8))


def chance_at_least(
    student: Estimate, skill: Estimate, difficulty: float = 0.0, confidence: float = 0.8
) -> float:
    """A lower bound on the chance of a right answer: with this confidence it is no smaller."""
    spread = math.sqrt(student.variance + skill.variance)
    bound = student.mean + skill.mean - difficulty - NormalDist().inv_cdf(confidence) * spread
    return _logistic(bound)


def update(
    student: Estimate, skill: Estimate, *, difficulty: float, right: bool
) -> tuple[Estimate, Estimate]:
    """What is believed after an answer to an item of that difficulty."""
    student = Estimate(student.mean, student.variance + STUDENT_DRIFT)
    skill = Estimate(skill.mean, skill.variance + SKILL_DRIFT)
    expected = chance(student, skill, difficulty)
    information = expected * (1 - expected)
    total = student.variance + skill.variance + ITEM_VARIANCE
    surprise = ((1.0 if right else 0.0) - expected) / (1 + total * information)
    shrink = information / (1 + total * information)
    return _moved(student, surprise, shrink), _moved(skill, surprise, shrink)


def _moved(belief: Estimate, surprise: float, shrink: float) -> Estimate:
    return Estimate(
        belief.mean + belief.variance * surprise,
        belief.variance * (1 - belief.variance * shrink),
    )


def _logistic(logit: float) -> float:
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    return math.exp(logit) / (1 + math.exp(logit))
