"""Calibration: the two-parameter logistic model of each question, from the recorded answers.

Each run is kept under a number of its own; what rests on an earlier one stays as it was. Web
processes begin one in the background once enough answers have come. A run holds its place for a
quarter of an hour: one whose process died is given up after that and another begins.
"""

import datetime
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Final

import numpy as np
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from questions import maths
from questions.adaptive import testing
from questions.models import Calibration, ItemCalibration, Observation, Question

from . import background

LEASE: Final = datetime.timedelta(minutes=15)
LATEST: Final = 200_000
FIRST_ANSWERS: Final = 200
GROWTH: Final = 0.1
LOOKED: Final = "calibration-looked-for"
SECONDS_BETWEEN_LOOKS: Final = 60
SECONDS: Final = 600.0
MEMORY: Final = 4 * 2**30
PIECE: Final = 2_000

Fit = Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray], testing.Calibrated]
Row = tuple[int, int, int, bool, float, float]
"""Observation, student, question, whether right, prior difficulty, the variant's offset from it."""


def begin(*, at: datetime.datetime | None = None) -> Calibration | None:
    """The next calibration, which the caller is to `run`; None while another one runs."""
    at = at or timezone.now()
    if Calibration.objects.running(since=at - LEASE).exists():
        return None
    Calibration.objects.filter(finished_at=None).delete()
    last = Calibration.objects.order_by("-number").first()
    try:
        with transaction.atomic():
            return Calibration.objects.create(number=last.number + 1 if last else 1, started_at=at)
    except IntegrityError:
        return None


def run(
    calibration: Calibration,
    *,
    fit: Fit = testing.calibrate,
    at: datetime.datetime | None = None,
) -> Calibration | None:
    """Fits the model to the latest answers and keeps what it finds, all at once. None, and nothing
    is kept, where there are no answers or the calibration was given up meanwhile.
    """
    rows = _answers()
    if not rows:
        calibration.delete()
        return None
    people, person = np.unique([row[1] for row in rows], return_inverse=True)
    questions, item = np.unique([row[2] for row in rows], return_inverse=True)
    prior = np.zeros(len(questions))
    prior[item] = [row[4] for row in rows]
    right = np.array([row[3] for row in rows])
    offset = np.array([row[5] for row in rows])
    found = fit(person, item, right, prior, offset)
    calibration.up_to, calibration.answers = rows[-1][0], len(rows)
    calibration.people = len(people)
    calibration.finished_at = at or timezone.now()
    return _keep(calibration, questions.tolist(), found)


def in_process(
    person: np.ndarray, item: np.ndarray, right: np.ndarray, prior: np.ndarray, offset: np.ndarray
) -> testing.Calibrated:
    """Fits in a process of its own, so that a web process goes on answering meanwhile."""
    pool = maths.JudgePool([testing.calibrate], deadline=SECONDS, memory=MEMORY)
    try:
        return pool.submit(testing.calibrate, person, item, right, prior, offset)
    finally:
        pool.stop()


def is_due() -> bool:
    """Whether a tenth more answers than the newest calibration rests on have come since."""
    newest = Calibration.objects.newest()
    waiting = Observation.objects.filter(is_to_fold=True, pk__gt=newest.up_to if newest else 0)
    needed = max(FIRST_ANSWERS, int(GROWTH * newest.answers) if newest else 0)
    return bool(waiting[:needed].count() == needed)


def keep_up(*, at: datetime.datetime | None = None) -> Thread | None:
    """What a web process does now and then: looks once a minute, and begins a run in the background
    where one is due. Returns its thread.
    """
    if not cache.add(LOOKED, "done", SECONDS_BETWEEN_LOOKS) or not is_due():
        return None
    calibration = begin(at=at)
    if calibration is None:
        return None
    return background.begin(partial(run, calibration, fit=in_process))


def _answers() -> list[Row]:
    """The latest answers, one an item session: of what was regraded, or counts in another's place,
    the last word.
    """
    rows = (
        Observation.objects.filter(is_to_fold=True)
        .order_by("-pk")
        .values_list(
            "response__item_session", "pk", "student_number", "question_number", "right", "prior",
            "offset",
        )
    )  # fmt: skip
    latest: dict[int, Row] = {}
    for session, pk, who, what, right, prior, offset in rows[:LATEST].iterator(PIECE):
        latest.setdefault(session or -pk, (pk, who, what, right, prior, offset))
    return sorted(latest.values())


@transaction.atomic
def _keep(
    calibration: Calibration, questions: list[int], found: testing.Calibrated
) -> Calibration | None:
    """Of the questions that still exist."""
    if not Calibration.objects.select_for_update().filter(pk=calibration.pk).exists():
        return None
    there = set(Question.objects.values_list("pk", flat=True))
    ItemCalibration.objects.bulk_create(
        [
            ItemCalibration(
                calibration=calibration,
                question_id=question,
                difficulty=float(found.difficulty[place]),
                difficulty_variance=float(found.difficulty_variance[place]),
                discrimination=float(found.discrimination[place]),
                discrimination_variance=float(found.discrimination_variance[place]),
                answers=int(found.answers[place]),
            )
            for place, question in enumerate(questions)
            if question in there
        ],
        batch_size=PIECE,
    )
    calibration.save()
    return calibration
