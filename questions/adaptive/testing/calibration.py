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
OFFSET_STEP: Final = 0.05
"""Offsets closer than this are counted as one: it is far below what any calibration can tell."""
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
    offset: Floats | None = None,
    progress: Progress = lambda _round, _moved: None,
) -> Calibrated:
    """Parameters from answers as three arrays of equal length: person number, item number, right.

    Both are numbered from 0; `prior` holds the expected difficulty of each item, `offset` by how
    much each answer's variant is harder than its item (logits; none where it is None), so that an
    item's difficulty is that of a variant without offset. Raises ValueError where there is no
    answer.
    """
    if not len(right):
        raise ValueError("there are no answers to calibrate from")
    nodes = np.linspace(-WIDEST, WIDEST, NODES)
    slopes, difficulty = np.zeros(len(prior)), prior.astype(float).copy()
    cells = _cells(items, np.zeros(len(items)) if offset is None else offset)
    outcome = right.astype(float)
    for number in range(ROUNDS):
        before = difficulty.copy()
        expected = _expected(persons, cells, outcome, nodes, slopes, difficulty)
        _maximise(*expected, cells, nodes, slopes, difficulty, prior)
        moved = float(np.abs(difficulty - before).max())
        progress(number + 1, moved)
        if moved < SETTLED:
            break
    of_slope, of_difficulty = _variances(expected[0], cells, nodes, slopes, difficulty)
    return Calibrated(
        discrimination=np.exp(slopes),
        difficulty=difficulty,
        discrimination_variance=of_slope * np.exp(2 * slopes),
        difficulty_variance=of_difficulty,
        answers=np.bincount(items, minlength=len(prior)),
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """Answers to variants of one item that are equally hard: `item` and `offset` of each cell, and
    the cell of each answer.
    """

    item: np.ndarray
    offset: Floats
    of_answer: np.ndarray

    def by_item(self, values: Floats, items: int) -> Floats:
        """What was worked out for each cell and node, summed over both for each item."""
        return np.bincount(self.item, weights=values.sum(1), minlength=items).astype(float)


def _cells(items: np.ndarray, offset: Floats) -> _Cells:
    steps = np.round(np.asarray(offset, float) / OFFSET_STEP).astype(np.int64)
    pairs = np.stack([np.asarray(items, np.int64), steps])
    found, of_answer = np.unique(pairs, axis=1, return_inverse=True)
    return _Cells(found[0], found[1] * OFFSET_STEP, of_answer.ravel())


def _away(cells: _Cells, nodes: Floats, difficulty: Floats) -> Floats:
    """By how much each node's ability exceeds what each cell asks."""
    away: Floats = nodes[None, :] - (difficulty[cells.item] + cells.offset)[:, None]
    return away


def _expected(
    persons: np.ndarray,
    cells: _Cells,
    outcome: Floats,
    nodes: Floats,
    slopes: Floats,
    difficulty: Floats,
) -> tuple[Floats, Floats]:
    """The expected number of answers, and of right ones, by cell and node."""
    logits = np.exp(slopes)[cells.item][:, None] * _away(cells, nodes, difficulty)
    log_right, log_wrong = -np.logaddexp(0, -logits), -np.logaddexp(0, logits)
    answers = cells.of_answer
    per_answer = np.where(outcome[:, None] > 0, log_right[answers], log_wrong[answers])
    people = int(persons.max()) + 1
    posterior = np.tile(-0.5 * nodes**2, (people, 1))
    for node in range(len(nodes)):
        posterior[:, node] += np.bincount(persons, weights=per_answer[:, node], minlength=people)
    posterior = np.exp(posterior - posterior.max(axis=1, keepdims=True))
    posterior /= posterior.sum(axis=1, keepdims=True)
    tries = np.empty((len(cells.item), len(nodes)))
    wins = np.empty_like(tries)
    for node in range(len(nodes)):
        shares = posterior[persons, node]
        tries[:, node] = np.bincount(answers, weights=shares, minlength=len(tries))
        wins[:, node] = np.bincount(answers, weights=shares * outcome, minlength=len(tries))
    return tries, wins


def _maximise(
    tries: Floats,
    wins: Floats,
    cells: _Cells,
    nodes: Floats,
    slopes: Floats,
    difficulty: Floats,
    prior: Floats,
) -> None:
    """Newton steps on log a and b of every item at once, in place, by Fisher's scoring."""
    items = len(prior)
    for _ in range(NEWTON):
        a = np.exp(slopes)[cells.item][:, None]
        away = _away(cells, nodes, difficulty)
        chance = 1 / (1 + np.exp(-a * away))
        miss = wins - tries * chance
        weight = tries * chance * (1 - chance)
        down_slope = cells.by_item(miss * a * away, items) - slopes / SLOPE_DEVIATION**2
        down_b = -cells.by_item(miss * a, items) - (difficulty - prior) / DIFFICULTY_DEVIATION**2
        ss, bb, sb = _precision(weight, a, away, cells, items)
        determinant = ss * bb - sb * sb
        step_slope = (bb * down_slope - sb * down_b) / determinant
        step_b = (ss * down_b - sb * down_slope) / determinant
        slopes += np.clip(step_slope, -LARGEST_MOVE, LARGEST_MOVE)
        difficulty += np.clip(step_b, -LARGEST_MOVE, LARGEST_MOVE)


def _precision(
    weight: Floats, a: Floats, away: Floats, cells: _Cells, items: int
) -> tuple[Floats, Floats, Floats]:
    """Expected information of (log a, b) with the priors': the two diagonals and the cross."""
    ss = cells.by_item(weight * (a * away) ** 2, items) + SLOPE_DEVIATION**-2
    bb = cells.by_item(weight * a**2, items) + DIFFICULTY_DEVIATION**-2
    sb = -cells.by_item(weight * a**2 * away, items)
    return ss, bb, sb


def _variances(
    tries: Floats, cells: _Cells, nodes: Floats, slopes: Floats, difficulty: Floats
) -> tuple[Floats, Floats]:
    a = np.exp(slopes)[cells.item][:, None]
    away = _away(cells, nodes, difficulty)
    chance = 1 / (1 + np.exp(-a * away))
    ss, bb, sb = _precision(tries * chance * (1 - chance), a, away, cells, len(slopes))
    determinant = ss * bb - sb * sb
    return bb / determinant, ss / determinant
