"""What a simulated person did, the truth behind it, and when people practise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Ending = Literal["lasting", "sudden", "gradual", "migrated"]
Exposure = tuple[float, frozenset[str]]
"""A day, and the mal-rules that would give answers of their own to a problem met then."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A bug was there from `start` until before `end`; from `fading` on, if any, it wore off."""

    rule: str
    start: float
    end: float
    rate: float
    ending: Ending
    fading: float | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One problem. `exposes` are the mal-rules that would have given answers of their own.

    `fired` is the mal-rule that the answer shows, by a bug or `by_accident`; a wrong answer with
    `fired` None is one that no mal-rule explains. The last two are truth, not to be tracked from.
    """

    day: float
    exposes: frozenset[str]
    fired: str | None
    correct: bool
    by_accident: bool
    careless: bool


@dataclass(frozen=True, slots=True)
class History:
    """What one person did, and the truth behind it."""

    observations: tuple[Observation, ...]
    spells: tuple[Spell, ...]

    def has(self, rule: str, day: float) -> bool:
        """Whether the bug was there on that day; a fading one is, until it has all but gone."""
        return any(spell.rule == rule and spell.start <= day < spell.end for spell in self.spells)

    def ever(self, rule: str) -> bool:
        return any(spell.rule == rule for spell in self.spells)


def timetable(
    rules: Sequence[str],
    chance: np.random.Generator,
    *,
    days: float = 60.0,
    a_session: float = 8.0,
    gap: float = 3.0,
    together: int = 3,
) -> list[Exposure]:
    """When somebody practises, and what each problem exposes.

    Sessions lie `gap` days apart on average and hold `a_session` problems on average, a minute or
    so apart; a session keeps to one stretch of the rules, as practice of one topic does, and each
    problem exposes up to `together` of them.
    """
    plan: list[Exposure] = []
    day = float(chance.exponential(gap))
    width = min(len(rules), 2 * together)
    while day < days:
        first = int(chance.integers(len(rules)))
        topic = [rules[(first + step) % len(rules)] for step in range(width)]
        for problem in range(1 + int(chance.poisson(a_session - 1))):
            count = 1 + int(chance.integers(min(together, width)))
            chosen = chance.choice(width, size=count, replace=False)
            plan.append((day + problem / 1440, frozenset(topic[int(at)] for at in chosen)))
        day += float(chance.exponential(gap))
    return plan
