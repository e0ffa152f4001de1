"""Calibration: difficulty and discrimination of items from answers (2PL, MAP with priors).

Marginal maximum a posteriori by EM (Bock and Aitkin 1981; Mislevy 1986): abilities are standard
normal and integrated out, log a and b have Gaussian priors, so that an item with few answers stays
near what its generator expected. Variances come from the inverse of the expected information.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from .items import Floats

NODES: Final = 41
WIDEST: Final = 4.0
ROUNDS: Final = 60
SETTLED: Final = 1e-3
NEWTON: Final = 4
SLOPE_DEVIATION: Final = 0.4
DIFFICULTY_DEVIATION: Final = 1.2
LARGEST_MOVE: Final = 0.5
Progress = Callable[[int, float], None]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Arrays of one value an item: discrimination, difficulty, their variances, and answers."""

    discrimination: Floats
    difficulty: Floats
    discrimination_variance: Floats
    difficulty_variance: Floats
    answers: np.ndarray


def calibrate(
    persons: np.ndarray,
    items: np.ndarray,
    right: np.ndarray,
    prior: Floats,
    progress: Progress = lambda _round, _moved: None,
) -> Calibrated:
    """Parameters from answers as three arrays of equal length: person number, item number, right.

    Both are numbered from 0; `prior` holds the expected difficulty of each item. Raises ValueError
    where there is no answer.
    """
    if not len(right):
        raise ValueError("there are no answers to calibrate from")
    nodes = np.linspace(-WIDEST, WIDEST, NODES)
    log_weight = -0.5 * nodes**2
    slopes, difficulty = np.zeros(len(prior)), prior.astype(float).copy()
    outcome = right.astype(float)
    for number in range(ROUNDS):
        before = difficulty.copy()
        expected = _expected(persons, items, outcome, nodes, log_weight, slopes, difficulty)
        _maximise(*expected, nodes, slopes, difficulty, prior)
        moved = float(np.abs(difficulty - before).max())
        progress(number + 1, moved)
        if moved < SETTLED:
            break
    of_slope, of_difficulty = _variances(expected[0], nodes, slopes, difficulty)
    return Calibrated(
        discrimination=np.exp(slopes),
        difficulty=difficulty,
        discrimination_variance=of_slope * np.exp(2 * slopes),
        difficulty_variance=of_difficulty,
        answers=np.bincount(items, minlength=len(prior)),
    )


def _expected(
    persons: np.ndarray,
    items: np.ndarray,
    outcome: Floats,
    nodes: Floats,
    log_weight: Floats,
    slopes: Floats,
    difficulty: Floats,
) -> tuple[Floats, Floats]:
    """The expected number of answers, and of right ones, by item and node."""
    logits = np.exp(slopes)[:, None] * (nodes[None, :] - difficulty[:, None])
    log_right, log_wrong = -np.logaddexp(0, -logits), -np.logaddexp(0, logits)
    per_answer = np.where(outcome[:, None] > 0, log_right[items], log_wrong[items])
    people = int(persons.max()) + 1
    posterior = np.tile(log_weight, (people, 1))
    for node in range(len(nodes)):
        posterior[:, node] += np.bincount(persons, weights=per_answer[:, node], minlength=people)
    posterior = np.exp(posterior - posterior.max(axis=1, keepdims=True))
    posterior /= posterior.sum(axis=1, keepdims=True)
    tries = np.empty((len(slopes), len(nodes)))
    wins = np.empty_like(tries)
    for node in range(len(nodes)):
        shares = posterior[persons, node]
        tries[:, node] = np.bincount(items, weights=shares, minlength=len(slopes))
        wins[:, node] = np.bincount(items, weights=shares * outcome, minlength=len(slopes))
    return tries, wins


def _maximise(
    tries: Floats, wins: Floats, nodes: Floats, slopes: Floats, difficulty: Floats, prior: Floats
) -> None:
    """Newton steps on log a and b of every item at once, in place, by Fisher's scoring."""
    for _ in range(NEWTON):
        a = np.exp(slopes)[:, None]
        away = nodes[None, :] - difficulty[:, None]
        chance = 1 / (1 + np.exp(-a * away))
        miss = wins - tries * chance
        weight = tries * chance * (1 - chance)
        down_slope = (miss * a * away).sum(1) - slopes / SLOPE_DEVIATION**2
        down_b = -(miss * a).sum(1) - (difficulty - prior) / DIFFICULTY_DEVIATION**2
        ss, bb, sb = _precision(weight, a, away)
        determinant = ss * bb - sb * sb
        step_slope = (bb * down_slope - sb * down_b) / determinant
        step_b = (ss * down_b - sb * down_slope) / determinant
        slopes += np.clip(step_slope, -LARGEST_MOVE, LARGEST_MOVE)
        difficulty += np.clip(step_b, -LARGEST_MOVE, LARGEST_MOVE)


def _precision(weight: Floats, a: Floats, away: Floats) -> tuple[Floats, Floats, Floats]:
    """Expected information of (log a, b) with the priors': the two diagonals and the cross."""
    ss = (weight * (a * away) ** 2).sum(1) + SLOPE_DEVIATION**-2
    bb = (weight * a**2).sum(1) + DIFFICULTY_DEVIATION**-2
    sb = -(weight * a**2 * away).sum(1)
    return ss, bb, sb


def _variances(
    tries: Floats, nodes: Floats, slopes: Floats, difficulty: Floats
) -> tuple[Floats, Floats]:
    a = np.exp(slopes)[:, None]
    away = nodes[None, :] - difficulty[:, None]
    chance = 1 / (1 + np.exp(-a * away))
    ss, bb, sb = _precision(tries * chance * (1 - chance), a, away)
    determinant = ss * bb - sb * sb
    return bb / determinant, ss / determinant
