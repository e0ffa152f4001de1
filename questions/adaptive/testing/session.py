"""One person's adaptive test: which item next, and whether enough is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from .ability import Ability, Posterior, information
from .items import Items
from .rules import Exposure, Rule, Situation, suited, within_quotas

PRACTICE_ERROR: Final = 0.40
GRADED_ERROR: Final = 0.30


@dataclass(frozen=True)
class Settings:
    """When to stop: at a standard error, but not before `least` nor after `most` items."""

    error: float = PRACTICE_ERROR
    least: int = 8
    most: int = 40
    quotas: Mapping[str, float] = field(default_factory=dict)


class Session:
    """A test as it goes. `mean` and `deviation` are the prior; a session is replayed by giving it
    the same answers.
    """

    def __init__(
        self,
        items: Items,
        settings: Settings,
        *,
        rule: Rule | None = None,
        exposure: Exposure | None = None,
        mean: float = 0.0,
        deviation: float = 1.0,
    ) -> None:
        self.items, self.settings = items, settings
        self.rule = rule or suited(items)
        self.exposure = exposure or Exposure()
        self.asked: list[int] = []
        self._posterior = Posterior(items, mean, deviation)
        self._first = self._posterior.ability().error

    def learn(self, item: int, *, right: bool) -> None:
        """Raises ValueError for an item that was asked before."""
        if item in self.asked:
            raise ValueError("an item is asked once in a test")
        self.asked.append(item)
        self._posterior.learn(item, right=right)

    def ability(self) -> Ability:
        return self._posterior.ability()

    @property
    def is_over(self) -> bool:
        """Whether enough is known, or nothing more may be asked."""
        count = len(self.asked)
        if count >= min(self.settings.most, len(self.items)):
            return True
        return count >= self.settings.least and self.ability().error < self.settings.error

    def choose(self, chance: np.random.Generator) -> int:
        """The next item. Raises ValueError where the test is over."""
        if self.is_over:
            raise ValueError("the test is over")
        now = self.ability()
        situation = Situation(
            worth=information(self.items, np.array([now.mean]))[0],
            progress=self._progress(now.error),
            allowed=within_quotas(self.items, self.asked, self.settings.quotas),
            exposure=self.exposure,
        )
        return self.rule(situation, chance)

    def _progress(self, error: float) -> float:
        """The share of the information wanted that has been gathered, or of the items allowed."""
        wanted = self.settings.error**-2 - self._first**-2
        gathered = (error**-2 - self._first**-2) / wanted if wanted > 0 else 1.0
        return float(min(1.0, max(gathered, len(self.asked) / self.settings.most, 0.0)))
