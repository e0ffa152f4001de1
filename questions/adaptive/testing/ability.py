"""What the answers to a test say: the expected a posteriori ability (Bock and Mislevy 1982)."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from .items import Floats, Items

NODES: Final = 61
WIDEST: Final = 5.0


@dataclass(frozen=True, slots=True)
class Ability:
    """The mean of the posterior and its standard deviation, the standard error."""

    mean: float
    error: float


class Posterior:
    """The posterior of an ability on a grid of 61 nodes over the prior's mean ± 5 of its sd."""

    def __init__(self, items: Items, mean: float = 0.0, deviation: float = 1.0) -> None:
        self.nodes: Floats = mean + deviation * np.linspace(-WIDEST, WIDEST, NODES)
        self._log: Floats = -0.5 * ((self.nodes - mean) / deviation) ** 2
        chances = items.chances(self.nodes)
        self._right, self._wrong = np.log(chances), np.log1p(-chances)

    def learn(self, item: int, *, right: bool) -> None:
        self._log = self._log + (self._right if right else self._wrong)[:, item]

    @property
    def density(self) -> Floats:
        """The weight of each node; they sum to one."""
        weights = np.exp(self._log - self._log.max())
        found: Floats = weights / weights.sum()
        return found

    def ability(self) -> Ability:
        density = self.density
        mean = float(density @ self.nodes)
        return Ability(mean, math.sqrt(float(density @ (self.nodes - mean) ** 2)))


def estimate(
    items: Items, answers: dict[int, bool], mean: float = 0.0, deviation: float = 1.0
) -> Ability:
    """The ability given answers by item number, from a Gaussian prior."""
    posterior = Posterior(items, mean, deviation)
    for item, right in answers.items():
        posterior.learn(item, right=right)
    return posterior.ability()


def information(items: Items, abilities: Floats) -> Floats:
    """Fisher's information, one row an ability and one column an item, less where the difficulty
    of the item is uncertain.

    a²pq of the 2PL model becomes a²pq / (1 + a²pq Var b): an answer can't say more of the ability
    than of the difference that it is an answer to. Guessing enters as in the 3PL model.
    """
    away = np.asarray(abilities)[:, None] - items.difficulty
    known = 1 / (1 + np.exp(-items.discrimination * away))
    chance = items.guessing + (1 - items.guessing) * known
    plain = items.discrimination**2 * known**2 * (1 - chance) / chance
    found: Floats = plain / (1 + plain * items.variance)
    return found


def expected_score(items: Items, ability: Ability) -> tuple[float, float, float]:
    """The share of the items that one of that ability is expected to solve, with the same share
    one standard error below and above.
    """
    around = np.array([ability.mean, ability.mean - ability.error, ability.mean + ability.error])
    middle, low, high = items.chances(around).mean(axis=1)
    return float(middle), float(low), float(high)
