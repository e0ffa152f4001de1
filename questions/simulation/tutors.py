"""What a tutor may know of a simulated student, and the skills that are practised."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from questions import adaptive
from questions.adaptive import mastery, review

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
FIRST_DAY: Final = datetime.datetime(2026, 1, 1, 17, tzinfo=datetime.UTC)


def moment(day: float) -> datetime.datetime:
    return FIRST_DAY + datetime.timedelta(days=day)


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
