"""Ratings: Gaussian beliefs on the logit scale, updated by every answer in constant time.

The logit of a right answer is the student's overall ability, plus the student's offset on the
item's skills, minus the difficulty of the item and of its skills. Each is a Gaussian; the chance of
a right answer is the logistic function averaged over the beliefs. An update keeps means and
variances only: one Newton step on the log posterior (assumed density filtering; Glickman 1999).
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final, NamedTuple

STUDENT_VARIANCE: Final = 1.0
SKILL_VARIANCE: Final = 0.2
UNKNOWN_ITEM_VARIANCE: Final = 1.5
ITEM_VARIANCE: Final = 0.5
SKILL_DIFFICULTY_VARIANCE: Final = 0.5
STUDENT_DRIFT: Final = 0.002
SKILL_DRIFT: Final = 0.008
MACKAY: Final = math.pi / 8


@dataclass(frozen=True, slots=True)
class Estimate:
    """A Gaussian belief on the logit scale."""

    mean: float
    variance: float


class Step(NamedTuple):
    """What an answer says: each belief moves by variance x share x surprise, and its variance
    shrinks by the factor 1 - variance x share² x shrink. `residual` is the outcome minus the chance
    that was expected.
    """

    surprise: float
    shrink: float
    residual: float


def step(logit: float, variance: float, right: bool, guess: float, weight: float) -> Step:  # noqa: FBT001
    """The Newton step for an answer expected at `logit`, a Gaussian of that variance.

    With a chance `guess` to be right without knowing, a right answer says less; `weight` scales
    what the answer counts.
    """
    known = logistic(logit / math.sqrt(1.0 + MACKAY * variance))
    chance = guess + (1.0 - guess) * known
    information = known * (1.0 - known)
    slope = information * (1.0 - guess) / chance if right else -known
    curvature = weight * information * ((1.0 - guess) * known / chance if right else 1.0)
    damping = 1.0 / (1.0 + variance * curvature)
    return Step(weight * slope * damping, curvature * damping, float(right) - chance)


def prior() -> tuple[Estimate, Estimate]:
    """What is believed of a student, and of the student's offset on a skill, before any answer."""
    return Estimate(0.0, STUDENT_VARIANCE), Estimate(0.0, SKILL_VARIANCE)


def chance(student: Estimate, skill: Estimate, difficulty: float = 0.0) -> float:
    """The chance of a right answer on an item of that difficulty, in (0, 1).

    The logistic function is averaged over the belief by MacKay's approximation (1992).
    """
    variance = student.variance + skill.variance + ITEM_VARIANCE
    mean = student.mean + skill.mean - difficulty
    return logistic(mean / math.sqrt(1 + MACKAY * variance))


def chance_at_least(
    student: Estimate, skill: Estimate, difficulty: float = 0.0, confidence: float = 0.8
) -> float:
    """A lower bound on the chance of a right answer: with this confidence it is no smaller."""
    spread = math.sqrt(student.variance + skill.variance)
    bound = student.mean + skill.mean - difficulty - NormalDist().inv_cdf(confidence) * spread
    return logistic(bound)


def logistic(logit: float) -> float:
    """1 / (1 + exp(-logit)), without overflow."""
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    return math.exp(logit) / (1 + math.exp(logit))
