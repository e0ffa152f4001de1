"""Learners who forget, for judging what is asked next.

Deliberately none of the engine's formulas: no logistic curve, no rating, no card state. Knowledge
of a skill is a sum of memory traces, one for each practice, that each fade by a power of their age
(Wickelgren 1974, Wixted and Ebbesen 1991). A trace laid while the skill is fresh fades faster,
which makes spaced practice last longer than massed (Pavlik and Anderson 2005). What is built on
shaky prerequisites stays thin: they gate how much a practice adds. An item needs all of its skills
at once, so that the chances multiply (a conjunctive model, as DINA: Junker and Sijtsma 2001).

    strength   = sum of weight * (1 + age in days) ** -decay over the traces
    competence = 1 - exp(-strength)
    solves     = product of competence ** 2 ** difficulty over the skills of the item
    correct    = solves and no slip and no bug fires, or a lucky guess

Difficulty is 0 for a typical item, about -2 for the easiest, 2 for the hardest. Times are days.

>>> someone = next(learners(1, {"power": (), "chain": ("power",)}, seed=1))
>>> outcome = someone.answer(("chain",), 0.0, at=0.5)
>>> someone.knows("chain", at=0.6), outcome.seconds > 0
(False, True)
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Final

import numpy as np

TYPICAL: Final = 0.0
KNOWN: Final = 0.8

Prerequisites = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Traits:
    """What one person is like; shares and chances, and times in days or seconds.

    `pace` is the weight of the trace that a solved item leaves; a failed one with feedback leaves
    `feedback` of it, a lucky guess a quarter, a lesson `lesson` of it. `decay` is the exponent of
    forgetting for what was learnt from nothing, `massing` what is added to it at full competence.
    `floor` is what a practice adds although no prerequisite is known. `transfer` is the share of a
    practice that refreshes each prerequisite. `bug_rate` is how often a bug that is held fires,
    `insight` how often the feedback to it ends it.
    """

    pace: float
    decay: float
    massing: float
    feedback: float
    lesson: float
    floor: float
    transfer: float
    slip: float
    guess: float
    bug_rate: float
    insight: float
    seconds: float
    background: float


def draw_traits(chance: np.random.Generator) -> Traits:
    """A person, with medians that make a skill known after five to ten practices."""

    def around(median: float, spread: float) -> float:
        return float(median * np.exp(chance.normal(0.0, spread)))

    return Traits(
        pace=around(0.45, 0.35),
        decay=around(0.18, 0.25),
        massing=around(0.35, 0.3),
        feedback=float(chance.beta(6, 4)),
        lesson=around(0.8, 0.3),
        floor=float(chance.beta(2, 8)),
        transfer=float(chance.beta(2, 12)),
        slip=float(chance.beta(2, 38)),
        guess=float(chance.beta(2, 30)),
        bug_rate=float(chance.beta(6, 3)),
        insight=float(chance.beta(2, 5)),
        seconds=around(35.0, 0.4),
        background=float(chance.gamma(1.2, 0.45)),
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer. Whether it was a slip or a guess is truth that nobody who grades it sees."""

    correct: bool
    seconds: float
    bug: str | None = None
    slipped: bool = False
    guessed: bool = False


class Learner:
    """One person over time. Asking what is true changes nothing; answering and lessons teach.

    `prerequisites` names every skill; those that a skill builds on come from the same mapping.
    `bugs` are the mal-rules that a person may hold in a skill, each with the chance `bugginess`.
    Raises ValueError for a skill that is not in the mapping, prerequisites in a circle, and a time
    before the last practice.
    """

    def __init__(
        self,
        prerequisites: Prerequisites,
        traits: Traits,
        chance: np.random.Generator,
        bugs: Mapping[str, Sequence[str]] | None = None,
        bugginess: float = 0.25,
    ) -> None:
        self.prerequisites = {
            skill: tuple(sorted(needed)) for skill, needed in prerequisites.items()
        }
        self.traits = traits
        self.now = 0.0
        self.answered = 0
        self._chance = chance
        self._traces = _begin(self.prerequisites, traits, chance)
        self.bugs = {
            skill: [rule for rule in rules if chance.random() < bugginess]
            for skill, rules in sorted((bugs or {}).items())
        }

    def competence(self, skill: str, at: float) -> float:
        """The chance to solve a typical item of that skill alone, without slips and guesses."""
        return float(-np.expm1(-self._strength(skill, at)))

    def knows(self, skill: str, at: float, level: float = KNOWN) -> bool:
        """Whether the competence reaches a level and no bug is held: mastery, as a truth."""
        return self.competence(skill, at) >= level and not self.bugs.get(skill)

    def chance(self, skills: Sequence[str], difficulty: float, at: float) -> float:
        """The chance of a correct answer, with slips, guesses and bugs."""
        held = sum(len(self.bugs.get(skill, ())) for skill in skills)
        clean = (1 - self.traits.bug_rate) ** held
        solves = self._solves(skills, difficulty, at)
        return clean * (solves * (1 - self.traits.slip) + (1 - solves) * self.traits.guess)

    def expected_score(self, exam: Sequence[tuple[Sequence[str], float]], at: float) -> float:
        """The mean chance over an exam's items (skills, difficulty), sat at that time."""
        return float(np.mean([self.chance(skills, difficulty, at) for skills, difficulty in exam]))

    def answer(self, skills: Sequence[str], difficulty: float, at: float) -> Outcome:
        """Answer an item, be told whether it was right, and learn from that."""
        self._advance(at)
        solves = self._solves(skills, difficulty, at)
        seconds = self._seconds(difficulty, solves)
        self.answered += 1
        bug = self._firing_bug(skills)
        if bug is not None:
            self._practise(skills, at, self.traits.feedback)
            return Outcome(correct=False, seconds=seconds, bug=bug)
        if self._chance.random() < solves:
            slipped = self._chance.random() < self.traits.slip
            self._practise(skills, at, self.traits.feedback if slipped else 1.0)
            return Outcome(not slipped, seconds, slipped=slipped)
        guessed = self._chance.random() < self.traits.guess
        self._practise(skills, at, 0.25 if guessed else self.traits.feedback)
        return Outcome(guessed, seconds, guessed=guessed)

    def take_lesson(self, skill: str, at: float) -> None:
        """Read or hear about a skill; every bug in it may be seen through."""
        self._advance(at)
        self._practise((skill,), at, self.traits.lesson)
        self.bugs[skill] = [
            rule
            for rule in self.bugs.get(skill, [])
            if self._chance.random() >= self.traits.insight
        ]

    def _advance(self, at: float) -> None:
        if at < self.now:
            raise ValueError(f"day {at} lies before the last practice, day {self.now}")
        self.now = at

    def _strength(self, skill: str, at: float) -> float:
        if skill not in self._traces:
            raise ValueError(f"no skill {skill!r}")
        times, weights, decays = np.array(self._traces[skill]).T
        ages = np.maximum(at - times, 0.0)
        return float((weights * (1 + ages) ** -decays).sum())

    def _solves(self, skills: Sequence[str], difficulty: float, at: float) -> float:
        if not skills:
            raise ValueError("an item needs a skill")
        found = np.prod([self.competence(skill, at) for skill in skills])
        return float(found ** (2.0**difficulty))

    def _firing_bug(self, skills: Sequence[str]) -> str | None:
        for skill in skills:
            for rule in list(self.bugs.get(skill, ())):
                if self._chance.random() < self.traits.bug_rate:
                    if self._chance.random() < self.traits.insight:
                        self.bugs[skill].remove(rule)
                    return rule
        return None

    def _practise(self, skills: Sequence[str], at: float, share: float) -> None:
        for skill in skills:
            self._lay(skill, at, share * self._readiness(skill, at) / len(skills) ** 0.5)
            for needed in self.prerequisites[skill]:
                self._lay(needed, at, share * self.traits.transfer)

    def _readiness(self, skill: str, at: float) -> float:
        weakest = min((self.competence(one, at) for one in self.prerequisites[skill]), default=1.0)
        return self.traits.floor + (1 - self.traits.floor) * weakest

    def _lay(self, skill: str, at: float, share: float) -> None:
        decay = self.traits.decay + self.traits.massing * self.competence(skill, at)
        self._traces[skill].append((at, self.traits.pace * share, decay))

    def _seconds(self, difficulty: float, solves: float) -> float:
        """Harder items and weaker knowledge take longer, log-normally spread."""
        median = self.traits.seconds * 1.3**difficulty * (1.6 - 0.8 * solves)
        return round(float(median * np.exp(self._chance.normal(0.0, 0.45))), 1)


def learners(
    size: int,
    prerequisites: Prerequisites,
    *,
    seed: int,
    bugs: Mapping[str, Sequence[str]] | None = None,
    bugginess: float = 0.25,
) -> Iterator[Learner]:
    """That many people; person k begins the same for any size and whatever they are asked."""
    for person in range(size):
        chance = np.random.default_rng([seed, person])
        yield Learner(prerequisites, draw_traits(chance), chance, bugs, bugginess)


def _begin(
    prerequisites: Mapping[str, tuple[str, ...]], traits: Traits, chance: np.random.Generator
) -> dict[str, list[tuple[float, float, float]]]:
    """What somebody brings along: old, lasting traces, the thinner the more a skill builds on."""
    unknown = {one for needed in prerequisites.values() for one in needed} - set(prerequisites)
    if unknown:
        raise ValueError(f"prerequisites that are no skills: {', '.join(sorted(unknown))}")
    order = TopologicalSorter(
        {skill: prerequisites[skill] for skill in sorted(prerequisites)}
    ).static_order()
    depth: dict[str, int] = {}
    traces: dict[str, list[tuple[float, float, float]]] = {}
    for skill in order:
        depth[skill] = 1 + max((depth[one] for one in prerequisites[skill]), default=-1)
        weight = traits.background * 0.6 ** depth[skill] * float(chance.gamma(2.0, 0.5))
        traces[skill] = [(0.0, weight, 0.3 * traits.decay)]
    return traces
