"""Item banks and people who take adaptive tests, with the truth that a test has to find.

A bank states the parameters that a test is given, and keeps the true ones by which people answer.
In a well-specified bank they are the same. The others are wrong in one way each, as real banks
are: people guess, items drift, were calibrated on few answers, or measure something else as well.

    chance of a correct answer = guessing + (1 - guessing) / (1 + exp(-a * (ability - b)))

(two- and three-parameter logistic models, Birnbaum 1968). Abilities and difficulties share one
scale, on which the population has mean 0 and standard deviation 1; there is no constant 1.7.

>>> items = bank("2pl-200", seed=1)
>>> someone = next(people(1, seed=1))
>>> len(items.discrimination), someone.answer(items, 0) in (True, False)
(200, True)
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

TOPICS: Final = ("rules", "reading", "partial", "gradient", "descent")
SHARES: Final = (0.3, 0.15, 0.2, 0.2, 0.15)
NAMES: Final = "2pl-N, 3pl-N, 2pl-N-guessing, -drift, -calibrated, -second, -coarse (N items)"


@dataclass(frozen=True, slots=True)
class Bank:
    """Arrays of one value an item. `discrimination`, `difficulty` and `guessing` are stated to the
    test, `error` is the standard error that is stated for the difficulty (0: known). The `true_`
    ones make the answers; `second` is how much an item measures of another ability as well.
    """

    name: str
    discrimination: Floats
    difficulty: Floats
    guessing: Floats
    error: Floats
    topics: tuple[str, ...]
    true_discrimination: Floats
    true_difficulty: Floats
    true_guessing: Floats
    second: Floats

    def __len__(self) -> int:
        return len(self.difficulty)

    def chance(self, ability: float, other: float = 0.0) -> Floats:
        """The true chance of a correct answer to each item."""
        logit = self.true_discrimination * (ability - self.true_difficulty) + self.second * other
        found: Floats = self.true_guessing + (1 - self.true_guessing) / (1 + np.exp(-logit))
        return found

    def information(self, ability: float) -> Floats:
        """Fisher's information of each item by the true parameters, for a person of one ability."""
        chance, guessing = self.chance(ability), self.true_guessing
        solved = (chance - guessing) / (1 - guessing)
        return self.true_discrimination**2 * solved**2 * (1 - chance) / chance


def bank(name: str, seed: int) -> Bank:
    """A bank by its name, which says the model, the number of items, and what is wrong with it.

    `2pl-200` is the gate: discrimination log-normal (median 1.2, spread .3), difficulty standard
    normal. `3pl-` has guessing about .2, and states it. Of the misspecified ones, `-guessing` has
    the same guessing and states none; in `-drift` a fifth of the items has become easier by .8;
    in `-calibrated` the parameters come with the errors of 200 answers an item, and in `-coarse`
    of 30, both stated; in `-second` every third item depends on another ability half as much.
    Raises ValueError for another name.
    """
    match = re.fullmatch(r"([23])pl-(\d{1,4})(?:-(\w+))?", name)
    flaw = match[3] if match else None
    if not match or int(match[2]) == 0 or (flaw is not None and flaw not in _FLAWS):
        raise ValueError(f"no bank {name!r}; there are {NAMES}")
    chance = np.random.default_rng([seed, int(match[2])])
    items = _well_specified(name, int(match[2]), chance, guesses=match[1] == "3")
    return items if flaw is None else _FLAWS[flaw](items, chance)


def _well_specified(name: str, size: int, chance: np.random.Generator, *, guesses: bool) -> Bank:
    discrimination = np.exp(chance.normal(np.log(1.2), 0.3, size))
    difficulty = chance.normal(0.0, 1.0, size)
    drawn = chance.beta(5.0, 20.0, size)
    guessing = drawn if guesses else np.zeros(size)
    topics = tuple(str(topic) for topic in chance.choice(TOPICS, size, p=SHARES))
    nothing = np.zeros(size)
    return Bank(
        name, discrimination, difficulty, guessing, nothing, topics,
        discrimination, difficulty, guessing, nothing,
    )  # fmt: skip


def _guessing(items: Bank, chance: np.random.Generator) -> Bank:
    return replace(items, true_guessing=chance.beta(5.0, 20.0, len(items)))


def _drift(items: Bank, chance: np.random.Generator) -> Bank:
    known = chance.permutation(len(items)) < len(items) / 5
    return replace(items, true_difficulty=items.difficulty - 0.8 * known)


def _second(items: Bank, chance: np.random.Generator) -> Bank:
    mixed = chance.permutation(len(items)) < len(items) / 3
    return replace(items, second=0.5 * items.true_discrimination * mixed)


def _calibrated_on(answers: int) -> Callable[[Bank, np.random.Generator], Bank]:
    def calibrate(items: Bank, chance: np.random.Generator) -> Bank:
        """Errors as large as maximum likelihood makes them from so many people."""
        a, b = items.true_discrimination, items.true_difficulty
        error_b, error_a = _standard_errors(a, b, answers)
        size = len(items)
        return replace(
            items,
            difficulty=b + chance.normal(0.0, 1.0, size) * error_b,
            discrimination=a * np.exp(chance.normal(0.0, 1.0, size) * error_a / a),
            error=error_b,
        )

    return calibrate


def _standard_errors(a: Floats, b: Floats, answers: int) -> tuple[Floats, Floats]:
    """Of difficulty and discrimination, from the expected information over a normal population."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(41)
    weights = weights / weights.sum()
    away = nodes[None, :] - b[:, None]
    chance = 1 / (1 + np.exp(-a[:, None] * away))
    spread = answers * weights * chance * (1 - chance)
    by_b, by_a = (a[:, None] ** 2 * spread).sum(axis=1), (away**2 * spread).sum(axis=1)
    mixed = -(a[:, None] * away * spread).sum(axis=1)
    determinant = by_a * by_b - mixed**2
    # An item far from everybody has next to no information: a calibration would shrink its error.
    return (
        np.minimum(np.sqrt(by_a / determinant), 1.0),
        np.minimum(np.sqrt(by_b / determinant), 0.5 * a),
    )


@dataclass(frozen=True, slots=True)
class TestTaker:
    """A person with an ability, another one that no test is after, and answers fixed in advance.

    The same person gives the same answer to the same item of a bank, whatever was asked before:
    two ways of choosing items are compared on the same people and the same luck.
    """

    __test__ = False  # pytest collects what is called Test

    ability: float
    other: float
    seed: tuple[int, int]

    def luck(self, size: int) -> Floats:
        return np.random.default_rng([*self.seed, 1]).random(size)

    def answers(self, items: Bank) -> npt.NDArray[np.bool_]:
        """All of the answers that this person would give."""
        return self.luck(len(items)) < items.chance(self.ability, self.other)

    def answer(self, items: Bank, item: int) -> bool:
        return bool(self.answers(items)[item])


def people(size: int, *, seed: int, ability: float | None = None) -> Iterator[TestTaker]:
    """That many people from a standard normal population, or all of one ability."""
    for person in range(size):
        drawn, other = np.random.default_rng([seed, person]).normal(size=2)
        own = float(drawn) if ability is None else ability
        yield TestTaker(own, float(other), (seed, person))


_FLAWS: Final = {
    "guessing": _guessing,
    "drift": _drift,
    "second": _second,
    "calibrated": _calibrated_on(200),
    "coarse": _calibrated_on(30),
}
