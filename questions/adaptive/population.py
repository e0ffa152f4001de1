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

from .knowledge import Answer, Reading, log1p
from .ratings import (
    ITEM_VARIANCE,
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
    """The rating of an item or a skill, and its own weight in the logistic layer.

    `right` of an item's answers were right; of skills nobody asks that.
    """

    mean: float
    variance: float
    answers: int = 0
    weight: float = 0.0
    squares: float = DAMPING
    right: int = 0


UNKNOWN_SKILL: Final = Difficulty(0.0, SKILL_DIFFICULTY_VARIANCE)


class Forecast(NamedTuple):
    """The chance of a right answer, with what it was worked out from."""

    chance: float
    known: float
    features: list[float]
    reading: Reading


def _first_weights() -> np.ndarray:
    weights = np.zeros(FEATURES)
    weights[RATING] = 1.0
    return weights


@dataclass(slots=True)
class Population:
    """All that is shared: one state, or version, of it."""

    items: dict[Hashable, Difficulty] = field(default_factory=dict)
    skills: dict[Hashable, Difficulty] = field(default_factory=dict)
    weights: np.ndarray = field(default_factory=_first_weights)
    squares: np.ndarray = field(default_factory=lambda: np.full(FEATURES, DAMPING))

    def item(self, item: Hashable, prior: float | None = None) -> Difficulty:
        """The item's rating; that of an item not answered yet is its prior."""
        found = self.items.get(item)
        if found is not None:
            return found
        if prior is None:
            return Difficulty(0.0, UNKNOWN_ITEM_VARIANCE)
        return Difficulty(prior, ITEM_VARIANCE)

    def skill(self, skill: Hashable) -> Difficulty:
        """The skill's rating, or what is believed of any skill before an answer."""
        return self.skills.get(skill) or UNKNOWN_SKILL

    def read(
        self, item: Hashable, skills: tuple[Hashable, ...], prior: float | None = None
    ) -> Reading:
        """The ratings that an answer to the item is measured against."""
        of_item = self.item(item, prior)
        return self._reading(of_item, [self.skill(skill) for skill in skills])

    def _reading(self, item: Difficulty, skills: list[Difficulty]) -> Reading:
        if len(skills) == 1:
            return Reading(item.mean, item.variance, skills[0].mean, skills[0].variance)
        share = 1.0 / len(skills) if skills else 0.0
        return Reading(
            item.mean,
            item.variance,
            share * sum(row.mean for row in skills),
            share * share * sum(row.variance for row in skills),
        )

    def forecast(self, look: list[float], answer: Answer) -> Forecast:
        """The chance that the student who was looked at gets the item right.

        Of the answer all is read but whether it is right.
        """
        return self._forecast(
            look,
            answer,
            self.item(answer.item, answer.prior),
            [self.skill(skill) for skill in answer.skills],
        )

    def learn(
        self, look: list[float], answer: Answer, *, was_right: bool | None = None
    ) -> Forecast:
        """Folds one answer in, given the student's side before it. Returns what was forecast.

        One that was folded before, and is another one after a regrade, `was_right` or not: it moves
        the ratings once more, and is counted in place of what it was.
        """
        item = self.items.get(answer.item)
        if item is None:
            item = self.items[answer.item] = self.item(answer.item, answer.prior)
        skills = [self._own(skill) for skill in answer.skills]
        forecast = self._forecast(look, answer, item, skills)
        self._move_weights(forecast, answer, item, skills)
        _move_ratings(look, answer, item, skills, forecast.reading)
        if was_right is not None:
            item.right -= was_right
            for row in (item, *skills):
                row.answers -= 1
        return forecast

    def _own(self, skill: Hashable) -> Difficulty:
        found = self.skills.get(skill)
        if found is None:
            found = self.skills[skill] = Difficulty(0.0, SKILL_DIFFICULTY_VARIANCE)
        return found

    def _forecast(
        self, look: list[float], answer: Answer, item: Difficulty, skills: list[Difficulty]
    ) -> Forecast:
        read = self._reading(item, skills)
        features = _features(look, read, answer.offset, item.answers)
        own = sum(row.weight for row in skills) / len(skills) if skills else 0.0
        logit = item.weight + own + sum(map(mul, self.weights.tolist(), features))
        known = logistic(logit)
        return Forecast(answer.guess + (1.0 - answer.guess) * known, known, features, read)

    def _move_weights(
        self, forecast: Forecast, answer: Answer, item: Difficulty, skills: list[Difficulty]
    ) -> None:
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
        _move(item, error)
        for row in skills:
            _move(row, error / len(skills))


def _features(look: list[float], read: Reading, offset: float, answers: int) -> list[float]:
    """The student's side and what the ratings of items and skills add, as the names say."""
    difficulty = read.item_mean + offset
    variance = look[1] + look[3] + read.item_variance + read.skills_variance
    logit = look[0] + look[2] - difficulty - read.skills_mean
    rating = logit / math.sqrt(1.0 + MACKAY * variance)
    return [
        *look,
        1.0,
        rating,
        -difficulty,
        -read.skills_mean,
        math.sqrt(read.item_variance) - 0.5,
        math.sqrt(read.skills_variance) - 0.3,
        0.3 * log1p(answers),
        0.2 * rating * abs(rating),
        rating * look[BETTER],
        rating * (look[OFFSET_SPREAD] + 0.5),
        0.3 * rating * look[RIGHT],
        0.3 * rating * look[WRONG],
    ]


def _move_ratings(
    look: list[float], answer: Answer, item: Difficulty, skills: list[Difficulty], read: Reading
) -> None:
    moved = step(
        look[0] + look[2] - read.item_mean - answer.offset - read.skills_mean,
        look[1] + look[3] + read.item_variance + read.skills_variance,
        answer.right,
        answer.guess,
        answer.weight,
    )
    item.answers += 1
    item.right += answer.right
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
