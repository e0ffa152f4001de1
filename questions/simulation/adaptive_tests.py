"""Adaptive tests given to simulated people: how long they are, how right, and what they show."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from questions.adaptive import testing
from questions.adaptive.testing.rules import Exposure

from .test_takers import Bank, people

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Taken:
    """One person's test: the truth, what was found, and what was asked."""

    ability: float
    found: testing.Ability
    asked: tuple[int, ...]


def give(
    bank: Bank,
    rule: testing.Rule,
    settings: testing.Settings,
    *,
    persons: int,
    seed: int,
    progress: Progress = lambda _done, _total: None,
) -> Iterator[Taken]:
    """The tests of that many people from a standard normal population, one after another."""
    items = testing.Items.of(
        bank.discrimination,
        bank.difficulty,
        variance=bank.error**2,
        guessing=bank.guessing,
        areas=bank.topics,
    )
    exposure = Exposure()
    chance = np.random.default_rng([seed, 2])
    for number, person in enumerate(people(persons, seed=seed), start=1):
        answers = person.answers(bank)
        session = testing.Session(items, settings, rule=rule, exposure=exposure)
        while not session.is_over:
            item = session.choose(chance)
            session.learn(item, right=bool(answers[item]))
        exposure.tests += 1
        exposure.shown.update(session.asked)
        progress(number, persons)
        yield Taken(person.ability, session.ability(), tuple(session.asked))


def summary(taken: list[Taken], size: int) -> dict[str, float]:
    """The figures of many tests over a bank of that size.

    `bias` and `rmse` are of the ability found against the true one; `exposure` is the largest
    share of tests that showed an item; `overlap` the mean share of items that two tests share
    (Chen, Ankenmann and Spray 2003).
    """
    lengths = np.array([len(one.asked) for one in taken])
    off = np.array([one.found.mean - one.ability for one in taken])
    shown = np.bincount([item for one in taken for item in one.asked], minlength=size)
    rates = shown / len(taken)
    return {
        "persons": len(taken),
        "length": round(float(lengths.mean()), 2),
        "p90": int(np.quantile(lengths, 0.9)),
        "bias": round(float(off.mean()), 4),
        "rmse": round(float(np.sqrt((off**2).mean())), 4),
        "exposure": round(float(rates.max()), 4),
        "unused": int((shown == 0).sum()),
        "overlap": round(_overlap(shown, lengths, len(taken)), 4),
    }


def _overlap(shown: np.ndarray, lengths: np.ndarray, tests: int) -> float:
    if tests < 2:
        return 0.0
    shared = float((shown * (shown - 1)).sum()) / (tests * (tests - 1))
    return shared / float(lengths.mean())
