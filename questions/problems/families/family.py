"""What a family is: code that generates problems of one sort from a level and a seed."""

import random
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from questions.problems.problem import Problem
from questions.problems.rows import ProblemError

DRAWS: Final = 60
LARGEST_SEED: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Family(ABC):
    """Code that generates problems of one sort from a level and a seed.

    `levels` states what each level means, `difficulties` its usual difficulty on the logit scale.
    What is drawn is refused, and drawn again, until it makes a good problem.
    """

    name: str
    title: str
    kind: str
    levels: dict[int, str]
    difficulties: dict[int, float]

    def generate(self, level: int, seed: int) -> Problem:
        """The problem of a level and seed: the same on every machine.

        Raises ProblemError for a level or a seed that there is not.
        """
        found = next(self.good_draws(level, seed), None)
        if found is None:
            told = f"No good problem was found for seed {seed} at level {level}."
            raise ProblemError(told, "seed")
        return found

    def good_draws(self, level: int, seed: int) -> Iterator[Problem]:
        """The good problems among all that are drawn for a level and seed, one after the other.

        Raises ProblemError for a level or a seed that there is not.
        """
        self.check(level, seed)
        for attempt in range(DRAWS):
            problem = self._problem(self._chance(level, seed, attempt), level, seed)
            if problem is not None:
                yield problem

    def likely_skills(self, level: int, seed: int) -> tuple[str, ...]:
        """The skills of the first draw, without the work of making it a whole problem, which has
        them too unless that draw is refused.

        Raises ProblemError for a level or a seed that there is not.
        """
        self.check(level, seed)
        return self._skills(self._chance(level, seed, 0), level)

    @abstractmethod
    def _problem(self, chance: random.Random, level: int, seed: int) -> Problem | None:
        """The whole problem, or None where the draw is no good."""

    @abstractmethod
    def _skills(self, _chance: random.Random, _level: int) -> tuple[str, ...]:
        """What the draw exercises."""

    def _chance(self, level: int, seed: int, attempt: int) -> random.Random:
        return random.Random(f"{self.name}:{level}:{seed}:{attempt}")

    def check(self, level: int, seed: int) -> None:
        if level not in self.levels:
            known = ", ".join(str(one) for one in self.levels)
            raise ProblemError(f"The family {self.name} has the levels {known}.", "level")
        if not 0 <= seed <= LARGEST_SEED:
            raise ProblemError(f"A seed lies between 0 and {LARGEST_SEED}.", "seed")
