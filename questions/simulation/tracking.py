"""How well mistakes are tracked: students whose bugs are known, and what the tracker made of them.

The students are those of `buggy_students`, which is no model that the tracker knows of. An
observation is an opportunity for each mal-rule that its problem exposes; a wrong answer that no
mal-rule explains counts as one without the mistake, as in the product.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles
from typing import Final

import numpy as np

from questions.adaptive import Pattern

from .buggy_students import STEADY, Exposure, History, Population, Spell, cohort, history, timetable

OPEN: Final = frozenset({"active", "relapsed"})
WITHIN: Final = 6
CLEARED_WITHIN: Final = 8
LONG: Final = 20
A_FEW_SESSIONS: Final = 25.0
RULES: Final = tuple("abcdefghijkl")
NEIGHBOURS: Final = {rule: (RULES[at - 1],) for at, rule in enumerate(RULES)}
ONE: Final = RULES[:1]
NINETY_FIVE: Final = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with the 95 % interval of Wilson (1927)."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        square = NINETY_FIVE**2
        middle = (self.hits + square / 2) / (self.of + square)
        spread = math.sqrt(self.value * (1 - self.value) / self.of + square / (4 * self.of**2))
        half = NINETY_FIVE * spread / (1 + square / self.of)
        return max(middle - half, 0.0), min(middle + half, 1.0)


@dataclass(frozen=True, slots=True)
class Chance:
    """One opportunity for a mal-rule, and the pattern after it."""

    day: float
    shown: bool
    pattern: Pattern

    @property
    def is_open(self) -> bool:
        return self.pattern.state in OPEN


def track(past: History, rule: str) -> list[Chance]:
    """The pattern of a mal-rule after each opportunity, in order."""
    pattern, last, found = Pattern(), None, []
    for one in past.observations:
        if rule not in one.exposes:
            continue
        shown = one.fired == rule
        pattern = pattern.after(shown=shown, days=0.0 if last is None else one.day - last)
        found.append(Chance(one.day, shown, pattern))
        last = one.day
    return found


def found_within(
    students: int, *, seed: int, rate: float, opportunities: int = WITHIN
) -> tuple[Share, list[int]]:
    """Of students with one bug that fires at that rate, those who are found within so many
    opportunities; and how many it took, however long.
    """
    population = replace(STEADY, rate=rate)
    people = _histories(students, seed, population, bugs=ONE, opportunities=LONG)
    needed = [
        next((at for at, one in enumerate(chances, start=1) if one.is_open), LONG)
        for chances in (track(past, ONE[0]) for past in people)
    ]
    return Share(sum(one <= opportunities for one in needed), len(needed)), needed


def alarmed_within(
    students: int, *, seed: int, accident: float, opportunities: int = WITHIN
) -> Share:
    """Of students without the bug whose answers look like it by accident at that rate, those who
    are held to have it within so many opportunities.
    """
    population = replace(STEADY, calm_slip=accident, lookalike=1.0)
    people = _histories(students, seed, population, bugs=(), opportunities=opportunities)
    alarms = [any(one.is_open for one in track(past, ONE[0])) for past in people]
    return Share(sum(alarms), len(alarms))


def cleared_within(
    students: int, *, seed: int, accident: float, opportunities: int = CLEARED_WITHIN
) -> tuple[Share, list[int]]:
    """Of students who were found and then cured at once, those whose pattern is resolved within so
    many opportunities without the mistake; and how many it took.
    """
    population = replace(
        STEADY, taught=1.0, useless=0.0, sudden=1.0, calm_slip=accident, lookalike=1.0
    )
    needed = []
    for past in _histories(students, seed, population, bugs=ONE, opportunities=2 * LONG):
        for spell in past.spells:
            clean = _clean_until_resolved(track(past, ONE[0]), spell.end, opportunities)
            needed += [] if clean is None else [clean]
    return Share(sum(one <= opportunities for one in needed), len(needed)), needed


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What a class of mixed people comes to: spells of bugs found within six opportunities of
    theirs; mal-rules that somebody never had but was held to have within six, and ever; of what is
    held to be there, what is; and of what was found and cured at once, what is cleared in time.
    """

    found: Share
    alarmed: Share
    ever_alarmed: Share
    true: Share
    cleared: Share


def of_class(students: int, *, seed: int, population: Population | None = None) -> ClassFigures:
    """Figures over sixty days of practice on a dozen mal-rules."""
    people = list(
        cohort(students, rules=RULES, seed=seed, neighbours=NEIGHBOURS, population=population)
    )
    tracked = [(past, rule, track(past, rule)) for past in people for rule in RULES]
    strangers = [
        chances for past, rule, chances in tracked if not past.ever(rule) and len(chances) >= WITHIN
    ]
    return ClassFigures(
        found=_share(_found(past, rule, chances) for past, rule, chances in tracked),
        alarmed=_share([[any(one.is_open for one in each[:WITHIN]) for each in strangers]]),
        ever_alarmed=_share([[any(one.is_open for one in each) for each in strangers]]),
        true=_share(
            [past.has(rule, one.day) for one in chances if one.is_open]
            for past, rule, chances in tracked
        ),
        cleared=_share(_cleared(past, rule, chances) for past, rule, chances in tracked),
    )


def spread(needed: Sequence[int]) -> tuple[float, float]:
    """The median and the ninetieth percentile."""
    return median(needed), quantiles(needed, n=10)[-1]


def _share(lists: Iterable[Sequence[bool]]) -> Share:
    told = [one for each in lists for one in each]
    return Share(sum(told), len(told))


def _histories(
    students: int, seed: int, population: Population, *, bugs: Sequence[str], opportunities: int
) -> Iterator[History]:
    """People who practise one mal-rule alone, in sessions, so many opportunities each."""
    for person in range(students):
        chance = np.random.default_rng([seed, person])
        plan: list[Exposure] = []
        while len(plan) < opportunities:
            plan = timetable(ONE, chance, days=A_FEW_SESSIONS)
        plan = plan[:opportunities]
        yield history(plan, rules=ONE, chance=chance, population=population, bugs=bugs)


def _found(past: History, rule: str, chances: Sequence[Chance]) -> list[bool]:
    """Of each spell of the bug with opportunities enough before it wears off."""
    return [
        any(one.is_open for one in during[:WITHIN])
        for spell in past.spells
        if spell.rule == rule
        if len(during := _during(spell, chances)) >= WITHIN
    ]


def _during(spell: Spell, chances: Sequence[Chance]) -> list[Chance]:
    end = spell.end if spell.fading is None else spell.fading
    return [one for one in chances if spell.start <= one.day < end]


def _cleared(past: History, rule: str, chances: Sequence[Chance]) -> list[bool]:
    """Of each spell that ended at once while it was held to be there."""
    ended = [spell for spell in past.spells if spell.rule == rule and spell.ending == "sudden"]
    needed = [_clean_until_resolved(chances, spell.end, CLEARED_WITHIN) for spell in ended]
    return [one <= CLEARED_WITHIN for one in needed if one is not None]


def _clean_until_resolved(chances: Sequence[Chance], end: float, enough: int) -> int | None:
    """How many opportunities without the mistake it took after the end; more than `enough` where
    it was still open after these. None where it was not open then, or too little followed.
    """
    before = [one for one in chances if one.day < end]
    if not before or not before[-1].is_open:
        return None
    clean = 0
    for one in chances[len(before) :]:
        clean += not one.shown
        if not one.is_open:
            return clean
        if clean > enough:
            return clean
    return None
