"""Simulated students who practise for some days, each question chosen by a policy.

The students are `learners`, a model that is not the one the choice is made with: what the tutor
believes of them may be wrong, as with people. The tutor sees whether an answer is right, how long
it took and which mal-rule explains it, and nothing else.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from questions import adaptive
from questions.adaptive import mastery, review

from .learners import Learner, learners

SKILLS: Final[Mapping[str, tuple[str, ...]]] = {
    "meaning": (),
    "power": ("meaning",),
    "sum": ("power",),
    "exponential": ("power",),
    "logarithm": ("power",),
    "trigonometric": ("power",),
    "product": ("sum",),
    "quotient": ("product",),
    "chain": ("sum", "exponential"),
    "partial": ("chain", "product"),
    "gradient": ("partial",),
    "descent": ("gradient",),
}
BUGS: Final = {skill: (f"{skill} bug",) for skill in SKILLS}
DIFFICULTIES: Final = (-2.0, -1.0, 0.0, 1.0, 2.0)
PRIOR_NOISE: Final = 0.4
PER_DAY: Final = 10
MINUTES: Final = 1.5
FIRST_DAY: Final = datetime.datetime(2026, 1, 1, 17, tzinfo=datetime.UTC)
LATE_AFTER: Final = 2.0
FIXED_RUN: Final = 5


@dataclass
class Tutor:
    """What the policy may know of one student."""

    population: adaptive.Population
    priors: Mapping[tuple[str, int], float]
    knowledge: adaptive.Knowledge = field(default_factory=adaptive.Knowledge)
    reviews: dict[str, review.Review] = field(default_factory=dict)
    patterns: dict[str, adaptive.Pattern] = field(default_factory=dict)
    mastered: set[str] = field(default_factory=set)
    recent: list[str] = field(default_factory=list)

    def chance(self, skill: str, level: int) -> float:
        """The forecast for an item of the skill."""
        item = (skill, level)
        answer = adaptive.Answer(item, (skill,), right=True, prior=self.priors[item])
        return self.population.forecast(self.knowledge.look(item, (skill,)), answer).chance

    def _on(self, skill: str) -> adaptive.Estimate:
        row = self.knowledge.skills.get(skill)
        return adaptive.Estimate(row.mean, row.variance) if row else adaptive.prior()[1]

    def typical(self, skill: str) -> float:
        return self.chance(skill, len(DIFFICULTIES) // 2)

    def learn(self, skill: str, level: int, *, right: bool, seconds: float, day: float) -> None:
        """Takes an answer in, as the product does: ratings, fold, review and mastery."""
        answer = adaptive.Answer((skill, level), (skill,), right, prior=self.priors[skill, level])
        look = self.knowledge.look(answer.item, answer.skills)
        reading = self.population.read(answer.item, answer.skills, answer.prior)
        self.knowledge.learn(answer, reading)
        self.population.learn(look, answer)
        at = moment(day)
        before = self.reviews.get(skill)
        if before is None or before.reviewed_at.date() < at.date():
            rating = review.grade(right=right, was_helped=False, seconds=seconds, pace=None)
            self.reviews[skill] = review.reviewed(before, rating, at)
        self._master(skill)
        self.recent.insert(0, skill)

    def _master(self, skill: str) -> None:
        belief = adaptive.Estimate(self.knowledge.mean, self.knowledge.variance)
        middle = (skill, len(DIFFICULTIES) // 2)
        difficulty = self.population.item(middle, self.priors[middle]).mean
        difficulty += self.population.skill(skill).mean
        at_least = adaptive.chance_at_least(belief, self._on(skill), difficulty)
        answers = self.knowledge.skills[skill].answers
        if mastery.is_gained(at_least=at_least, answers=answers):
            self.mastered.add(skill)
        elif not mastery.is_kept(chance=self.typical(skill)):
            self.mastered.discard(skill)

    def notice(self, skill: str, bug: str | None) -> None:
        """A mistake that showed, or that could have shown and did not."""
        for rule in BUGS[skill]:
            pattern = self.patterns.get(rule, adaptive.Pattern())
            self.patterns[rule] = pattern.after(shown=rule == bug)

    def is_troubled(self, skill: str) -> bool:
        open_states = {"suspected", "active", "relapsed"}
        return any(
            rule in self.patterns and self.patterns[rule].state in open_states
            for rule in BUGS[skill]
        )


Policy = Callable[[Tutor, float, np.random.Generator], tuple[str, int]]


def moment(day: float) -> datetime.datetime:
    return FIRST_DAY + datetime.timedelta(days=day)


def by_need(tutor: Tutor, day: float, chance: np.random.Generator) -> tuple[str, int]:
    """The product's choice: by what is due, needed and missing; near a chance of 0.80."""
    typical = {skill: tutor.typical(skill) for skill in SKILLS}
    needed = _needed(tutor, typical)
    candidates = [_candidate(tutor, skill, typical, needed, day) for skill in SKILLS]
    skill = adaptive.rank_skills(candidates, tutor.recent[: adaptive.IN_A_ROW])[0].skill
    items = [adaptive.Item(level, tutor.chance(skill, level)) for level in range(len(DIFFICULTIES))]
    if skill not in tutor.knowledge.skills:
        return skill, adaptive.easiest_first(items)[0].question
    near = adaptive.spread_near_target(items)
    return skill, near[int(chance.integers(len(near)))].question


def _needed(tutor: Tutor, typical: Mapping[str, float]) -> dict[str, str]:
    needed = {}
    for skill, row in tutor.knowledge.skills.items():
        if row.outcome < 0 and row.last >= tutor.knowledge.answers - adaptive.IN_A_ROW:
            lacks = adaptive.lacking(str(skill), SKILLS, typical)
            if lacks is not None:
                needed[lacks] = str(skill)
    return needed


def _candidate(
    tutor: Tutor,
    skill: str,
    typical: Mapping[str, float],
    needed: Mapping[str, str],
    day: float,
) -> adaptive.Candidate:
    held = tutor.reviews.get(skill)
    row = tutor.knowledge.skills.get(skill)
    before = [(typical[one], one in tutor.knowledge.skills) for one in SKILLS[skill]]
    return adaptive.Candidate(
        skill=skill,
        mastery=typical[skill],
        answers=row.answers if row else 0,
        days=None,
        readiness=adaptive.readiness(before),
        recall=held.retrievability(moment(day)) if held else None,
        is_mastered=skill in tutor.mastered,
        mistake="a mistake" if tutor.is_troubled(skill) else None,
        needed_for=needed.get(skill),
        easiest=tutor.chance(skill, 0),
    )


def at_random(_tutor: Tutor, _day: float, chance: np.random.Generator) -> tuple[str, int]:
    """Any skill, any level."""
    skills = list(SKILLS)
    return skills[int(chance.integers(len(skills)))], int(chance.integers(len(DIFFICULTIES)))


def in_order(tutor: Tutor, _day: float, _chance: np.random.Generator) -> tuple[str, int]:
    """The same course for everybody: five of a skill from easy to hard, skill after skill."""
    run = tutor.knowledge.answers // FIXED_RUN
    return list(SKILLS)[run % len(SKILLS)], tutor.knowledge.answers % FIXED_RUN


def until_mastered(tutor: Tutor, _day: float, chance: np.random.Generator) -> tuple[str, int]:
    """Skill after skill, each until it is mastered; then any of them."""
    for skill in SKILLS:
        if skill not in tutor.mastered:
            return skill, int(chance.integers(len(DIFFICULTIES)))
    return at_random(tutor, _day, chance)


POLICIES: Final[Mapping[str, Policy]] = {
    "adaptive": by_need,
    "random": at_random,
    "fixed": in_order,
    "mastery-threshold": until_mastered,
}


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
