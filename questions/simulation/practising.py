"""Simulated students who practise for some days, each question chosen by a policy.

The students are `learners`, a model that is not the one the choice is made with: what the tutor
believes of them may be wrong, as with people. The tutor sees whether an answer is right, how long
it took and which mal-rule explains it, and nothing else.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from questions import adaptive

from .learners import Learner, learners
from .policies import Policy
from .tutors import BUGS, DIFFICULTIES, SKILLS, Tutor, moment

PRIOR_NOISE: Final = 0.4
PER_DAY: Final = 10
MINUTES: Final = 1.5
LATE_AFTER: Final = 2.0


@dataclass(frozen=True)
class Course:
    """How one student's practice went, by what is true of the student.

    `first_known` holds the number of answers after which each skill was known for the first time;
    a skill never known is missing. `kept` is the share of skills known a week after the last day.
    """

    answers: int
    first_known: Mapping[str, int]
    kept: float
    reviews_due: int
    reviews_done: int
    bugs: int
    bugs_resolved: int
    mastery_claims: int
    mastery_true: int

    @property
    def until_all_known(self) -> int | None:
        if len(self.first_known) < len(SKILLS):
            return None
        return max(self.first_known.values())


def practise(
    policy: Policy, *, students: int, days: int, seed: int, per_day: int = PER_DAY
) -> Iterator[Course]:
    """The courses of that many students; student k begins the same under every policy."""
    chance = np.random.default_rng([seed, 3])
    priors = {
        (skill, level): 1.1 * difficulty + float(chance.normal(0, PRIOR_NOISE))
        for skill in SKILLS
        for level, difficulty in enumerate(DIFFICULTIES)
    }
    population = adaptive.Population()
    for learner in learners(students, SKILLS, seed=seed, bugs=BUGS):
        yield _course(policy, learner, Tutor(population, priors), days, per_day, chance)


def _course(
    policy: Policy,
    learner: Learner,
    tutor: Tutor,
    days: int,
    per_day: int,
    chance: np.random.Generator,
) -> Course:
    held = {(skill, bug) for skill, bugs in learner.bugs.items() for bug in bugs}
    first_known: dict[str, int] = {}
    done = due = 0
    for day in range(days):
        for number in range(per_day):
            now = day + number * MINUTES / 1_440
            skill, level = policy(tutor, now, chance)
            before = tutor.reviews.get(skill)
            outcome = learner.answer((skill,), DIFFICULTIES[level], now)
            tutor.learn(skill, level, right=outcome.correct, seconds=outcome.seconds, day=now)
            tutor.notice(skill, outcome.bug)
            if before is not None and tutor.reviews[skill] != before:
                late = (moment(now) - before.due_at) / datetime.timedelta(days=1)
                due += late >= 0
                done += 0 <= late <= LATE_AFTER
            for one in SKILLS:
                if one not in first_known and learner.knows(one, now):
                    first_known[one] = tutor.knowledge.answers
    end = float(days)
    due += sum(
        (moment(end) - one.due_at) / datetime.timedelta(days=1) > LATE_AFTER
        for one in tutor.reviews.values()
    )
    left = {(skill, bug) for skill, bugs in learner.bugs.items() for bug in bugs}
    return Course(
        answers=tutor.knowledge.answers,
        first_known=first_known,
        kept=float(np.mean([learner.knows(skill, end + 7) for skill in SKILLS])),
        reviews_due=due,
        reviews_done=done,
        bugs=len(held),
        bugs_resolved=len(held - left),
        mastery_claims=len(tutor.mastered),
        mastery_true=sum(learner.knows(skill, end, 0.7) for skill in tutor.mastered),
    )


def summary(courses: Sequence[Course], limit: int) -> dict[str, object]:
    """The figures of a policy, each mean with its 95 % interval.

    Somebody who has not come to know all skills counts with `limit`, all the answers given: where
    `finished` is well below 1 the mean is a lower bound.
    """
    finished = [course.until_all_known for course in courses]
    return {
        "students": len(courses),
        "until_all_known": _mean([limit if one is None else one for one in finished]),
        "finished": round(float(np.mean([one is not None for one in finished])), 3),
        "until_half_known": _mean([_until(course, 0.5, limit) for course in courses]),
        "known_a_week_later": _mean([course.kept for course in courses]),
        "reviews_in_time": _share(
            sum(one.reviews_done for one in courses), sum(one.reviews_due for one in courses)
        ),
        "mistakes_resolved": _share(
            sum(one.bugs_resolved for one in courses), sum(one.bugs for one in courses)
        ),
        "mastery_true": _share(
            sum(one.mastery_true for one in courses), sum(one.mastery_claims for one in courses)
        ),
    }


def _until(course: Course, share: float, limit: int) -> int:
    counts = sorted(course.first_known.values())
    place = int(np.ceil(share * len(SKILLS))) - 1
    return counts[place] if place < len(counts) else limit


def _mean(values: Sequence[float]) -> list[float]:
    """Mean, and its 95 % interval."""
    found = np.array(values, float)
    spread = 1.96 * float(found.std(ddof=1)) / len(found) ** 0.5 if len(found) > 1 else 0.0
    mean = float(found.mean())
    return [round(mean, 3), round(mean - spread, 3), round(mean + spread, 3)]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
