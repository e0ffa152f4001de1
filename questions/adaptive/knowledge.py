"""What is kept of one student: ratings, counts and fading averages, in constant time an answer.

Ratings are Gaussian beliefs on the logit scale, updated by one Newton step an answer (assumed
density filtering, as in Glickman 1999). The fading averages hold by how much the student did
better than the ratings expected, at four speeds. Nothing here is shared between students.
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from .ratings import SKILL_DRIFT, SKILL_VARIANCE, STUDENT_DRIFT, STUDENT_VARIANCE, step

FADING: Final = (0.6, 0.8, 0.9, 0.97)
LONGEST_STREAK: Final = 6
TABLE: Final = 4_096
LOG1P: Final = tuple(math.log1p(count) for count in range(TABLE + 1))
PER_TOTAL: Final = 0.3

Averages = tuple[float, float, float, float]
FRESH: Final[Averages] = (0.0, 0.0, 0.0, 0.0)


class Answer(NamedTuple):
    """One answer, as the student model takes it in.

    `offset` is by how much the variant is harder than its item (logits), `guess` the chance to be
    right without knowing (1/options for a choice), `weight` how much the answer counts, in (0, 1],
    `prior` how hard the item is believed to be before anybody answered it, None if unknown.
    """

    item: Hashable
    skills: tuple[Hashable, ...]
    right: bool
    offset: float = 0.0
    guess: float = 0.0
    weight: float = 1.0
    prior: float | None = None


class Reading(NamedTuple):
    """The ratings of an item and of its skills (their mean), as they were read."""

    item_mean: float
    item_variance: float
    skills_mean: float
    skills_variance: float


@dataclass(slots=True)
class SkillKnowledge:
    """One student and one skill: the offset from the student's overall ability, and counts.

    `last` is how many answers the student had given before the last one on this skill; `outcome`
    is 1 or -1 for that one, 0 before it.
    """

    mean: float = 0.0
    variance: float = SKILL_VARIANCE
    answers: int = 0
    right: int = 0
    last: int = -1
    outcome: int = 0
    averages: Averages = FRESH


@dataclass(slots=True)
class Knowledge:
    """One student. `items` holds (answers, right) for each item answered.

    `streak` counts right answers in a row, or wrong ones as a negative number; `outcomes` are the
    last three, latest first, as 1 or -1.
    """

    mean: float = 0.0
    variance: float = STUDENT_VARIANCE
    answers: int = 0
    right: int = 0
    streak: int = 0
    outcomes: tuple[int, int, int] = (0, 0, 0)
    averages: Averages = FRESH
    last_skills: tuple[Hashable, ...] = ()
    skills: dict[Hashable, SkillKnowledge] = field(default_factory=dict)
    items: dict[Hashable, tuple[int, int]] = field(default_factory=dict)

    def look(self, item: Hashable, skills: tuple[Hashable, ...]) -> list[float]:
        """The student's side of a prediction, before the answer; changes nothing.

        The first four numbers are the means and variances of the student and of the mean of the
        student's offsets; the others are the features of `features.names`, in order.
        """
        mean, variance, wins, fails, gap, first, outcome, fading = self._on(skills)
        answers, right = self.items.get(item, (0, 0))
        spread = math.sqrt(variance)
        same = 1.0 if skills == self.last_skills else 0.0
        last = self.outcomes[0]
        streak = max(-LONGEST_STREAK, min(LONGEST_STREAK, self.streak)) / LONGEST_STREAK
        student = self.variance + STUDENT_DRIFT
        return [
            self.mean,
            student,
            mean,
            variance,
            math.sqrt(student) - 1.0,
            spread - 0.5,
            wins,
            fails,
            log1p(right),
            log1p(answers - right),
            PER_TOTAL * log1p(self.right),
            PER_TOTAL * log1p(self.answers - self.right),
            *self.averages,
            *fading,
            *self.outcomes,
            same,
            last * same,
            last * same if abs(self.streak) == 1 else 0.0,
            outcome,
            outcome * same,
            streak,
            gap,
            first,
            0.0 if answers else 1.0,
            0.0 if self.answers else 1.0,
            1.0 if len(skills) > 1 else 0.0,
            fading[0] * self.averages[0],
        ]

    def _on(
        self, skills: tuple[Hashable, ...]
    ) -> tuple[float, float, float, float, float, float, float, Sequence[float]]:
        """The means over the skills of what is kept of each."""
        if len(skills) == 1:
            row = self.skills.get(skills[0]) or NEW
            fails = log1p(row.answers - row.right)
            fresh = row.answers == 0
            gap = 0.0 if fresh else PER_TOTAL * log1p(self.answers - row.last)
            return (
                row.mean,
                row.variance + SKILL_DRIFT,
                log1p(row.right),
                fails,
                gap,
                1.0 if fresh else 0.0,
                float(row.outcome),
                row.averages,
            )
        rows = [self.skills.get(skill, NEW) for skill in skills]
        share = 1.0 / len(rows) if rows else 0.0
        met = [row for row in rows if row.answers]
        since = min((self.answers - row.last for row in met), default=0)
        return (
            share * sum(row.mean for row in rows),
            share * share * sum(row.variance + SKILL_DRIFT for row in rows),
            share * sum(log1p(row.right) for row in rows),
            share * sum(log1p(row.answers - row.right) for row in rows),
            PER_TOTAL * log1p(since),
            0.0 if len(met) == len(rows) else 1.0,
            share * sum(row.outcome for row in rows),
            [share * sum(row.averages[speed] for row in rows) for speed in range(4)],
        )

    def learn(self, answer: Answer, reading: Reading) -> None:
        """Takes in an answer to an item whose ratings were read as given."""
        share = 1.0 / len(answer.skills) if answer.skills else 0.0
        rows = [self._row(skill) for skill in answer.skills]
        self.variance += STUDENT_DRIFT
        mean = variance = 0.0
        for row in rows:
            row.variance += SKILL_DRIFT
            mean += row.mean
            variance += row.variance
        moved = step(
            self.mean + share * mean - reading.item_mean - answer.offset - reading.skills_mean,
            self.variance
            + share * share * variance
            + reading.item_variance
            + reading.skills_variance,
            answer.right,
            answer.guess,
            answer.weight,
        )
        self.mean += self.variance * moved.surprise
        self.variance *= 1.0 - self.variance * moved.shrink
        surprise, shrink = share * moved.surprise, share * share * moved.shrink
        for row in rows:
            row.mean += row.variance * surprise
            row.variance *= 1.0 - row.variance * shrink
        self._count(answer, rows, answer.weight * moved.residual)

    def _row(self, skill: Hashable) -> SkillKnowledge:
        found = self.skills.get(skill)
        if found is None:
            found = self.skills[skill] = SkillKnowledge()
        return found

    def _count(self, answer: Answer, rows: list[SkillKnowledge], residual: float) -> None:
        outcome = 1 if answer.right else -1
        for row in rows:
            row.averages = _faded(row.averages, residual)
            row.answers += 1
            row.right += answer.right
            row.last = self.answers
            row.outcome = outcome
        self.averages = _faded(self.averages, residual)
        self.answers += 1
        self.right += answer.right
        self.streak = self.streak + outcome if self.streak * outcome > 0 else outcome
        self.outcomes = (outcome, self.outcomes[0], self.outcomes[1])
        self.last_skills = answer.skills
        answers, right = self.items.get(answer.item, (0, 0))
        self.items[answer.item] = (answers + 1, right + answer.right)


NEW: Final = SkillKnowledge()


def log1p(count: int) -> float:
    """log(1 + count), from a table."""
    return LOG1P[count] if count <= TABLE else math.log1p(count)


def _faded(averages: Averages, residual: float) -> Averages:
    a, b, c, d = averages
    return (
        0.6 * a + 0.4 * residual,
        0.8 * b + 0.2 * residual,
        0.9 * c + 0.1 * residual,
        0.97 * d + 0.03 * residual,
    )
