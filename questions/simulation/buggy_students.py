"""Students whose bugs come, fire, migrate and go, for judging what tracks mistakes.

This is deliberately no log-odds model with a fixed chance to fire. A bug is a spell of time in
which a wrong rule stands for a right one. While it lasts, it fires at a rate that differs between
people, kinds of problem and days; it may give way to a neighbouring bug (VanLehn 1982, Brown and
VanLehn 1980: "bug migration"); teaching ends it at once, wears it down, or does nothing; it may
come back. Beside that there is carelessness in bursts, a two-state Markov chain, and a share of the
careless errors looks like a bug.

Times are days from the first. Everything is reproducible from a seed; a history is the same
whoever reads it and in whatever order.

>>> person = next(cohort(1, rules=("a", "b", "c"), neighbours={"a": ("b",)}, seed=3))
>>> {observation.fired for observation in person.observations} <= {"a", "b", "c", None}
True
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from .histories import Ending, Exposure, History, Observation, Spell, timetable

__all__ = [
    "STEADY",
    "Exposure",
    "History",
    "Observation",
    "Population",
    "Spell",
    "cohort",
    "history",
    "timetable",
]

CONTEXTS: Final = 4
FADED: Final = 0.15


@dataclass(frozen=True, slots=True)
class Population:
    """What people are like. Rates are chances for one opportunity, unless a day is said.

    `rate` and `rate_spread` are mean and standard deviation (between bugs and people) of the rate
    at which a bug fires; `context_spread` and `day_spread` are standard deviations of its logarithm
    between kinds of problem and between days. `wear` is what a gradual cure leaves of the rate
    after each further opportunity. `calm_slip` and `careless_slip` are the chances of an error
    that no bug makes, and `lookalike` the share of these that a mal-rule explains by accident.
    `burst` is the chance that carelessness begins, `burst_length` how many problems it then lasts
    on average. `hidden` is how often two bugs that fire together leave an answer that no single
    mal-rule explains.
    """

    bugs: float = 1.5
    rate: float = 0.7
    rate_spread: float = 0.15
    context_spread: float = 0.25
    day_spread: float = 0.2
    migration_a_day: float = 0.02
    taught: float = 0.7
    sudden: float = 0.5
    wear: float = 0.75
    useless: float = 0.2
    relapse: float = 0.15
    late_onset: float = 0.2
    calm_slip: float = 0.01
    careless_slip: float = 0.15
    lookalike: float = 0.3
    burst: float = 0.02
    burst_length: float = 5.0
    hidden: float = 0.5


STEADY: Final = Population(
    bugs=1.0, rate_spread=0.0, context_spread=0.0, day_spread=0.0, migration_a_day=0.0, taught=0.0,
    relapse=0.0, late_onset=0.0, calm_slip=0.0, burst=0.0,
)  # fmt: skip
"""One bug that fires at one rate and never goes, and no carelessness: `replace` what is to vary."""


def cohort(
    size: int,
    *,
    rules: Sequence[str],
    seed: int,
    neighbours: Mapping[str, Sequence[str]] | None = None,
    population: Population | None = None,
    days: float = 60.0,
) -> Iterator[History]:
    """That many people with their own bugs and timetables; person k is the same for any size."""
    for person in range(size):
        chance = np.random.default_rng([seed, person])
        plan = timetable(rules, chance, days=days)
        yield history(
            plan, rules=rules, chance=chance, neighbours=neighbours, population=population
        )


def history(
    plan: Iterable[Exposure],
    *,
    rules: Sequence[str],
    chance: np.random.Generator,
    neighbours: Mapping[str, Sequence[str]] | None = None,
    population: Population | None = None,
    bugs: Sequence[str] | None = None,
) -> History:
    """What a person with those bugs (drawn, where None) does with problems, in order of time."""
    student = _Student(population or Population(), neighbours or {}, chance)
    exposures = sorted(plan, key=lambda exposure: exposure[0])
    if not exposures:
        return History((), ())
    student.begin(rules, bugs, exposures[0][0], exposures[-1][0])
    observations = tuple(student.meet(day, exposes) for day, exposes in exposures)
    return History(observations, tuple(student.spells()))


@dataclass(slots=True)
class _Bug:
    rule: str
    start: float
    rate: float
    contexts: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    taught_on: float | None
    cure: Ending
    fading: float | None = None
    left: float = 1.0
    migrates_on: float = np.inf


class _Student:
    def __init__(
        self,
        population: Population,
        neighbours: Mapping[str, Sequence[str]],
        chance: np.random.Generator,
    ) -> None:
        self.people = population
        self.neighbours = neighbours
        self.chance = chance
        self.bugs: list[_Bug] = []
        self.over: list[Spell] = []
        self.careless = False
        self.today: tuple[int, float] = (-1, 1.0)
        self.last = 0.0

    def begin(
        self, rules: Sequence[str], bugs: Sequence[str] | None, first: float, last: float
    ) -> None:
        self.last = last
        if bugs is None:
            count = min(len(rules), int(self.chance.poisson(self.people.bugs)))
            bugs = [rules[int(at)] for at in self.chance.choice(len(rules), count, replace=False)]
        for rule in bugs:
            late = self.chance.random() < self.people.late_onset
            start = float(self.chance.uniform(first, last)) if late else first
            self.bugs.append(self._new(rule, start, last))

    def _new(self, rule: str, start: float, last: float) -> _Bug:
        people, chance = self.people, self.chance
        taught = chance.random() < people.taught and last > start
        cure: Ending = "lasting"
        if taught and chance.random() >= people.useless:
            cure = "sudden" if chance.random() < people.sudden else "gradual"
        daily = people.migration_a_day
        return _Bug(
            rule=rule,
            start=start,
            rate=self._rate(),
            contexts=np.exp(chance.normal(0.0, people.context_spread, CONTEXTS)),
            taught_on=float(chance.uniform(start, last)) if taught else None,
            cure=cure,
            migrates_on=start + float(chance.exponential(1 / daily)) if daily else np.inf,
        )

    def _rate(self) -> float:
        mean, spread = self.people.rate, self.people.rate_spread
        if not spread:
            return mean
        size = mean * (1 - mean) / spread**2 - 1
        return float(self.chance.beta(mean * size, (1 - mean) * size))

    def meet(self, day: float, exposes: frozenset[str]) -> Observation:
        self._move_on(day)
        self._mind(day)
        context = int(self.chance.integers(CONTEXTS))
        fired = [
            bug.rule
            for bug in self.bugs
            if bug.start <= day
            and bug.rule in exposes
            and self.chance.random() < self._chance_to_fire(bug, context)
        ]
        self._wear(day, exposes)
        if fired:
            hidden = len(fired) > 1 and self.chance.random() < self.people.hidden
            shown = None if hidden else fired[int(self.chance.integers(len(fired)))]
            return self._seen(day, exposes, shown, correct=False)
        slip = self.people.careless_slip if self.careless else self.people.calm_slip
        if self.chance.random() >= slip:
            return self._seen(day, exposes, None, correct=True)
        looks_alike = bool(exposes) and self.chance.random() < self.people.lookalike
        among = sorted(exposes)
        shown = among[int(self.chance.integers(len(among)))] if looks_alike else None
        return replace(self._seen(day, exposes, shown, correct=False), by_accident=looks_alike)

    def _seen(
        self, day: float, exposes: frozenset[str], fired: str | None, *, correct: bool
    ) -> Observation:
        return Observation(day, exposes, fired, correct, by_accident=False, careless=self.careless)

    def _chance_to_fire(self, bug: _Bug, context: int) -> float:
        return min(1.0, bug.rate * bug.left * float(bug.contexts[context]) * self.today[1])

    def _mind(self, day: float) -> None:
        """Today's form, and whether this problem falls into a burst of carelessness."""
        if int(day) != self.today[0]:
            self.today = (int(day), float(np.exp(self.chance.normal(0.0, self.people.day_spread))))
            self.careless = False
        if self.careless:
            self.careless = self.chance.random() >= 1 / self.people.burst_length
        else:
            self.careless = self.chance.random() < self.people.burst

    def _move_on(self, day: float) -> None:
        for bug in list(self.bugs):
            if bug.migrates_on <= day and self.neighbours.get(bug.rule):
                self._migrate(bug)
            elif bug.taught_on is not None and bug.taught_on <= day:
                self._teach(bug, bug.taught_on)

    def _migrate(self, bug: _Bug) -> None:
        near = [rule for rule in self.neighbours[bug.rule] if not self._is_open(rule)]
        day, bug.migrates_on = bug.migrates_on, np.inf
        if near:
            self._close(bug, day, "migrated")
            rule = near[int(self.chance.integers(len(near)))]
            daily = self.people.migration_a_day
            then = day + float(self.chance.exponential(1 / daily)) if daily else np.inf
            self.bugs.append(replace(bug, rule=rule, start=day, migrates_on=then))

    def _is_open(self, rule: str) -> bool:
        return any(bug.rule == rule for bug in self.bugs)

    def _teach(self, bug: _Bug, day: float) -> None:
        bug.taught_on = None
        if bug.cure == "gradual":
            bug.fading = day
        elif bug.cure == "sudden":
            self._close(bug, day, "sudden")
            if self.chance.random() < self.people.relapse:
                back = day + float(self.chance.exponential(10.0))
                self.bugs.append(replace(bug, start=back, cure="lasting", migrates_on=np.inf))

    def _wear(self, day: float, exposes: frozenset[str]) -> None:
        for bug in list(self.bugs):
            if bug.fading is not None and bug.rule in exposes and bug.start <= day:
                bug.left *= self.people.wear
                if bug.left < FADED:
                    self._close(bug, day, "gradual")

    def _close(self, bug: _Bug, day: float, ending: Ending) -> None:
        self.bugs.remove(bug)
        if day > bug.start:
            self.over.append(Spell(bug.rule, bug.start, day, bug.rate, ending, bug.fading))

    def spells(self) -> list[Spell]:
        left = [
            Spell(bug.rule, bug.start, np.inf, bug.rate, "lasting", bug.fading)
            for bug in self.bugs
            if bug.start <= self.last
        ]
        return sorted([*self.over, *left], key=lambda spell: (spell.start, spell.rule))
