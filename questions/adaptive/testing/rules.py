"""How the next item of a test is chosen: rules that spend items well and show none too often.

All but `random` respect content quotas: the area that lags most behind its share is asked next.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from .items import Floats, Items

LARGEST_RATE: Final = 0.33
RANDOMESQUE: Final = 5
SMALL_BANK: Final = 100
YOUNG: Final = 20
STEEPNESS: Final = 0.1


@dataclass
class Exposure:
    """How many tests were given, and how often each item was in one."""

    tests: int = 0
    shown: Counter[int] = field(default_factory=Counter)

    def rates(self, size: int) -> Floats:
        """The share of tests that showed each item, held down while few tests were given."""
        counts = np.array([self.shown[item] for item in range(size)], float)
        found: Floats = counts / (self.tests + YOUNG)
        return found


@dataclass(frozen=True)
class Situation:
    """Where a test stands: `worth` is the information that each item is expected to give, given
    what is known; `progress` goes from 0 to 1, `allowed` marks what may be asked.
    """

    worth: Floats
    progress: float
    allowed: np.ndarray
    exposure: Exposure


Rule = Callable[[Situation, np.random.Generator], int]


def random(situation: Situation, chance: np.random.Generator) -> int:
    """Any item that has not been asked."""
    return int(chance.choice(np.flatnonzero(situation.allowed)))


def maximum_information(situation: Situation, _: np.random.Generator) -> int:
    """The most informative item: the shortest test, and the same few items for everybody."""
    return int(np.argmax(np.where(situation.allowed, situation.worth, -1.0)))


def randomesque(situation: Situation, chance: np.random.Generator) -> int:
    """One of the five most informative items (Kingsbury and Zara 1989)."""
    worth = np.where(situation.allowed, situation.worth, -1.0)
    best = np.argsort(-worth, kind="stable")[: min(RANDOMESQUE, int(situation.allowed.sum()))]
    return int(chance.choice(best))


def progressive_restricted(situation: Situation, chance: np.random.Generator) -> int:
    """At first chance, then ever more information, and no item in more than a third of the tests
    (Revuelta and Ponsoda 1998).

    The share of chance falls steeply: the first item is drawn, so that every item is used, and
    each later one costs little information.
    """
    rates = situation.exposure.rates(len(situation.worth))
    open_still = situation.allowed & (rates < LARGEST_RATE)
    if not open_still.any():
        open_still = situation.allowed
    drawn = chance.uniform(0.0, situation.worth[open_still].max(), len(rates))
    weight = situation.progress**STEEPNESS
    worth = (1 - weight) * drawn + weight * situation.worth
    return int(np.argmax(np.where(open_still, worth, -1.0)))


RULES: Final[Mapping[str, Rule]] = {
    "progressive-restricted": progressive_restricted,
    "randomesque": randomesque,
    "maximum-information": maximum_information,
    "random": random,
}


def suited(items: Items) -> Rule:
    """Progressive-restricted, or randomesque where the bank is too small to restrict."""
    return progressive_restricted if len(items) >= SMALL_BANK else randomesque


def within_quotas(items: Items, asked: list[int], quotas: Mapping[str, float]) -> np.ndarray:
    """Which items may be asked: those of the areas that have not had their share yet."""
    free = np.ones(len(items), bool)
    free[asked] = False
    if not quotas:
        return free
    done = Counter(items.areas[item] for item in asked)
    owed = {area for area, share in quotas.items() if done[area] < share * (len(asked) + 1)}
    inside = free & np.isin(np.array(items.areas), list(owed))
    return np.asarray(inside if inside.any() else free)
