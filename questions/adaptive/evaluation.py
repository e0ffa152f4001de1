"""How well answers are predicted: prequentially (predict, then learn), against simple baselines."""

import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Protocol

import numpy as np

from .knowledge import Answer, Knowledge
from .logs import Row
from .population import Population

BINS: Final = 10
CLIP: Final = 1e-9
ELO_STEP: Final = 0.7
ELO_SLOWING: Final = 0.1
SHRINKAGE: Final = 5.0
Report = Callable[[str, int], None]


class Model(Protocol):
    """Predicts each answer before it learns it."""

    def learn(self, row: Row) -> float:
        """The chance of a right answer as it was before the row was taken in."""


class StudentModel:
    """The product's student model, with a fold after every answer."""

    def __init__(self) -> None:
        self.population = Population()
        self.students: defaultdict[str, Knowledge] = defaultdict(Knowledge)

    def learn(self, row: Row) -> float:
        knowledge = self.students[row.user]
        answer = Answer(row.item, row.skills, row.correct)
        look = knowledge.look(row.item, row.skills)
        reading = self.population.read(row.item, row.skills)
        knowledge.learn(answer, reading)
        return self.population.learn(look, answer).chance


class AlwaysMean:
    """Forecasts the share of right answers so far."""

    def __init__(self) -> None:
        self.right, self.answers = 1.0, 2.0

    def learn(self, row: Row) -> float:
        chance = self.right / self.answers
        self.right += row.correct
        self.answers += 1
        return chance


class ItemMean:
    """Forecasts the share of right answers to the item so far, shrunk to the general one."""

    def __init__(self) -> None:
        self.general = AlwaysMean()
        self.items: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])

    def learn(self, row: Row) -> float:
        counts = self.items[row.item]
        mean = self.general.learn(row)
        chance = (counts[0] + SHRINKAGE * mean) / (counts[1] + SHRINKAGE)
        counts[0] += row.correct
        counts[1] += 1
        return chance


class Elo:
    """Elo ratings of students and items with slowing steps (Pelánek 2016)."""

    def __init__(self) -> None:
        self.students: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.items: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])

    def learn(self, row: Row) -> float:
        student, item = self.students[row.user], self.items[row.item]
        chance = 1 / (1 + math.exp(item[0] - student[0]))
        error = row.correct - chance
        for rating, sign in ((student, 1.0), (item, -1.0)):
            rating[0] += sign * ELO_STEP / (1 + ELO_SLOWING * rating[1]) * error
            rating[1] += 1
        return chance


MODELS: Final[dict[str, Callable[[], Model]]] = {
    "student_model": StudentModel,
    "always_mean": AlwaysMean,
    "item_mean": ItemMean,
    "elo": Elo,
}


class Figures:
    """Predictions and outcomes as they come, and the time that they took."""

    def __init__(self) -> None:
        self.chances: list[float] = []
        self.outcomes: list[bool] = []
        self.seconds = 0.0
        self.timed = 0

    def summary(self) -> dict[str, float]:
        """AUC, log loss, root mean squared error, expected calibration error in ten bins."""
        outcomes, chances = np.array(self.outcomes), np.array(self.chances)
        return {
            "auc": round(auc(outcomes, chances), 4),
            "log_loss": round(log_loss(outcomes, chances), 4),
            "rmse": round(float(np.sqrt(np.mean((outcomes - chances) ** 2))), 4),
            "ece": round(calibration_error(outcomes, chances), 4),
            "answers": len(outcomes),
            "microseconds_per_answer": round(1e6 * self.seconds / max(self.timed, 1), 1),
        }


def evaluate(
    model: Model, train: Iterable[Row], test: Iterable[Row], figures: Figures, report: Report
) -> None:
    """Learns the train part, then predicts and learns each answer of the test part."""
    for rows in _timed(train, figures, report, "learning"):
        for row in rows:
            model.learn(row)
    for rows in _timed(test, figures, report, "testing"):
        figures.chances.extend(map(model.learn, rows))
        figures.outcomes.extend(row.correct for row in rows)


def _timed(
    rows: Iterable[Row], figures: Figures, report: Report, what: str
) -> Iterator[Sequence[Row]]:
    """The rows in pieces. The processor time that the caller spends on each is added, reading is
    not: the wall clock would measure the machine's other work too.
    """
    done = 0
    for piece in _pieces(rows):
        start = time.process_time()
        yield piece
        figures.seconds += time.process_time() - start
        figures.timed += len(piece)
        done += len(piece)
        report(what, done)


def _pieces(rows: Iterable[Row], size: int = 1_000) -> Iterator[list[Row]]:
    piece: list[Row] = []
    for row in rows:
        piece.append(row)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece


def folds(rows: Sequence[Row], count: int) -> Iterator[tuple[list[Row], list[Row]]]:
    """Train and test parts for cross-validation; a user is in one part only."""
    users = {user: place for place, user in enumerate(dict.fromkeys(row.user for row in rows))}
    for part in range(count):
        yield (
            [row for row in rows if users[row.user] % count != part],
            [row for row in rows if users[row.user] % count == part],
        )


def auc(outcomes: np.ndarray, chances: np.ndarray) -> float:
    """The chance that a right answer was forecast above a wrong one; ties count half.

    NaN where all outcomes are the same.
    """
    right = int(outcomes.sum())
    wrong = len(outcomes) - right
    if not right or not wrong:
        return math.nan
    _, places, counts = np.unique(chances, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    total = float(ranks[places][outcomes.astype(bool)].sum())
    return (total - right * (right + 1) / 2) / (right * wrong)


def log_loss(outcomes: np.ndarray, chances: np.ndarray) -> float:
    """The mean negative log likelihood, in nats."""
    likely = np.clip(np.where(outcomes, chances, 1 - chances), CLIP, 1)
    return float(-np.mean(np.log(likely)))


def calibration_error(outcomes: np.ndarray, chances: np.ndarray) -> float:
    """The expected calibration error: |share right - mean forecast| over ten bins, weighted."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    right = np.bincount(bins, weights=outcomes, minlength=BINS)
    forecast = np.bincount(bins, weights=chances, minlength=BINS)
    return float(np.abs(right - forecast).sum() / len(outcomes))
