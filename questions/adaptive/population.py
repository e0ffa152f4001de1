"""What is learnt from everybody: ratings of items and skills, and the logistic layer over them.

The logistic layer weighs the features of a prediction, with one more weight an item and a skill,
and learns online by AdaGrad (Duchi, Hazan and Singer 2011). It starts as the ratings' own forecast.
"""

import math
from collections.abc import Hashable
from dataclasses import dataclass, field
from operator import mul
from typing import Final, NamedTuple

import numpy as np

from .knowledge import Answer, Reading
from .ratings import (
    MACKAY,
    SKILL_DIFFICULTY_VARIANCE,
    UNKNOWN_ITEM_VARIANCE,
    logistic,
    step,
)

LOOK: Final = (
    "student", "student variance", "offset", "offset variance",
    "student spread", "offset spread", "right on skills", "wrong on skills", "right on item",
    "wrong on item", "right", "wrong",
    "better .6", "better .8", "better .9", "better .97",
    "better on skills .6", "better on skills .8", "better on skills .9", "better on skills .97",
    "last", "last but one", "last but two", "same skills", "last, same skills",
    "last, same skills, changed", "last on skills", "last on skills, same skills", "streak",
    "gap", "first on skills", "first on item", "first", "several skills", "better together",
)  # fmt: skip
"""The student's side, as `Knowledge.look` gives it."""
SHARED: Final = (
    "one", "rating", "item", "skills", "item spread", "skills spread", "item's answers",
    "rating, signed square", "rating x better on skills", "rating x offset spread",
    "rating x right on skills", "rating x wrong on skills",
)  # fmt: skip
"""What the ratings of items and skills add."""
FEATURES: Final = len(LOOK) + len(SHARED)
OFFSET_SPREAD, RIGHT, WRONG, BETTER = 5, 6, 7, 17
RATING: Final = len(LOOK) + 1
RATE: Final = 0.05
OWN_RATE: Final = 0.08
DAMPING: Final = 1.0


@dataclass(slots=True)
class Difficulty:
    """The rating of an item or a skill, and its own weight in the logistic layer."""

    mean: float
    variance: float
    answers: int = 0
    weight: float = 0.0
    squares: float = DAMPING


class Forecast(NamedTuple):
    """The chance of a right answer, with what it was worked out from."""

    chance: float
    known: float
    features: list[float]


def _first_weights() -> np.ndarray:
    weights = np.zeros(FEATURES)
    weights[RATING] = 1.0
    return weights


@dataclass(slots=True)
class Population:
    """All that is shared. `priors` gives (mean, variance) of an item not seen before, if known."""

    items: dict[Hashable, Difficulty] = field(default_factory=dict)
    skills: dict[Hashable, Difficulty] = field(default_factory=dict)
    weights: np.ndarray = field(default_factory=_first_weights)
    squares: np.ndarray = field(default_factory=lambda: np.full(FEATURES, DAMPING))

    def item(self, item: Hashable) -> Difficulty:
        found = self.items.get(item)
        if found is None:
            found = self.items[item] = Difficulty(0.0, UNKNOWN_ITEM_VARIANCE)
        return found

    def skill(self, skill: Hashable) -> Difficulty:
        found = self.skills.get(skill)
        if found is None:
            found = self.skills[skill] = Difficulty(0.0, SKILL_DIFFICULTY_VARIANCE)
        return found

    def read(self, item: Hashable, skills: tuple[Hashable, ...]) -> Reading:
        """The ratings that an answer to the item is measured against."""
        of_item = self.item(item)
        if len(skills) == 1:
            of_skill = self.skill(skills[0])
            return Reading(of_item.mean, of_item.variance, of_skill.mean, of_skill.variance)
        rows = [self.skill(skill) for skill in skills]
        share = 1.0 / len(rows) if rows else 0.0
        return Reading(
            of_item.mean,
            of_item.variance,
            share * sum(row.mean for row in rows),
            share * share * sum(row.variance for row in rows),
        )

    def forecast(
        self,
        look: list[float],
        item: Hashable,
        skills: tuple[Hashable, ...],
        offset: float = 0.0,
        guess: float = 0.0,
    ) -> Forecast:
        """The chance that the student who was looked at gets the item right."""
        features, weight = self._features(look, item, skills, offset, self.read(item, skills))
        return self._forecast(features, weight, guess)

    def _forecast(self, features: list[float], weight: float, guess: float) -> Forecast:
        logit = weight + sum(map(mul, self.weights.tolist(), features))
        known = logistic(logit)
        return Forecast(guess + (1.0 - guess) * known, known, features)

    def _features(
        self,
        look: list[float],
        item: Hashable,
        skills: tuple[Hashable, ...],
        offset: float,
        read: Reading,
    ) -> tuple[list[float], float]:
        """All features, and what the item's and the skills' own weights add to the logit."""
        of_item = self.items[item]
        difficulty = read.item_mean + offset
        variance = look[1] + look[3] + read.item_variance + read.skills_variance
        logit = look[0] + look[2] - difficulty - read.skills_mean
        rating = logit / math.sqrt(1.0 + MACKAY * variance)
        own = [self.skills[skill].weight for skill in skills]
        return [
            *look,
            1.0,
            rating,
            -difficulty,
            -read.skills_mean,
            math.sqrt(read.item_variance) - 0.5,
            math.sqrt(read.skills_variance) - 0.3,
            0.3 * math.log1p(of_item.answers),
            0.2 * rating * abs(rating),
            rating * look[BETTER],
            rating * (look[OFFSET_SPREAD] + 0.5),
            0.3 * rating * look[RIGHT],
            0.3 * rating * look[WRONG],
        ], of_item.weight + (sum(own) / len(own) if own else 0.0)

    def learn(self, look: list[float], answer: Answer) -> Forecast:
        """Folds one answer in, given the student's side before it. Returns what was forecast."""
        read = self.read(answer.item, answer.skills)
        features, weight = self._features(look, answer.item, answer.skills, answer.offset, read)
        forecast = self._forecast(features, weight, answer.guess)
        self._move_weights(forecast, answer)
        self._move_ratings(look, answer, read)
        return forecast

    def _move_weights(self, forecast: Forecast, answer: Answer) -> None:
        """AdaGrad on the log loss."""
        known = forecast.known
        if answer.right:
            error = -(1.0 - answer.guess) * known * (1.0 - known) / forecast.chance
        else:
            error = known
        error *= answer.weight
        gradient = np.array(forecast.features)
        gradient *= error
        self.squares += gradient * gradient
        gradient /= np.sqrt(self.squares)
        gradient *= RATE
        self.weights -= gradient
        _move(self.items[answer.item], error)
        if answer.skills:
            share = error / len(answer.skills)
            for skill in answer.skills:
                _move(self.skills[skill], share)

    def _move_ratings(self, look: list[float], answer: Answer, read: Reading) -> None:
        item, skills = self.items[answer.item], [self.skills[one] for one in answer.skills]
        moved = step(
            look[0] + look[2] - read.item_mean - answer.offset - read.skills_mean,
            look[1] + look[3] + read.item_variance + read.skills_variance,
            answer.right,
            answer.guess,
            answer.weight,
        )
        item.answers += 1
        item.mean -= item.variance * moved.surprise
        item.variance *= 1.0 - item.variance * moved.shrink
        share = 1.0 / len(skills) if skills else 0.0
        for skill in skills:
            skill.answers += 1
            skill.mean -= skill.variance * share * moved.surprise
            skill.variance *= 1.0 - skill.variance * share * share * moved.shrink


def _move(row: Difficulty, error: float) -> None:
    row.squares += error * error
    row.weight -= OWN_RATE * error / math.sqrt(row.squares)
