"""Practice exams: adaptive tests that stop when enough is known.

One question after the other, without a word on what was right, and none can be gone back to. All
that is needed to go on stands in rows: whatever is killed, the exam goes on with the same question.
Each step may be repeated, from two tabs at once too, and has one effect.
"""

import datetime
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from questions import adaptive
from questions.adaptive import testing
from questions.models import (
    Calibration,
    ItemSession,
    PracticeExam,
    QuestionVersion,
    Response,
    StudentEstimate,
    Topic,
    User,
    Variant,
)
from questions.models.practice import ResponseQuerySet

from . import draws, exam_items, grading, knowing, variants

LEAST: Final = 8


@dataclass(frozen=True, slots=True)
class Length:
    """When an exam is over: at a standard error on the logit scale, or after the most questions."""

    name: str
    wanted_error: float
    most: int


LENGTHS: Final = {
    "full": Length("Full: about 35 questions, 40 at most", testing.Settings().error, 40),
    "short": Length(
        "Short: about 20 questions, 25 at most, and a wider range in the result", 0.5, 25
    ),
}
PRIOR_WIDTH: Final = 2.0
"""A test begins from what practice knows, held to be half as sure."""
EIGHTY: Final = 1.2816
"""Standard errors to either side of the middle that hold a Gaussian four times in five."""
EVERYTHING: Final = "Everything"


def start(
    *,
    student: User,
    topics: Sequence[Topic] = (),
    length: str = "full",
    at: datetime.datetime | None = None,
) -> PracticeExam:
    """The exam that runs, or a new one on the topics; on all of them where none is given. `length`
    is one of `LENGTHS`.

    ValidationError where there are too few questions for an estimate.
    """
    running = PracticeExam.objects.of(student).running().first()
    if running is not None:
        return running
    calibration = Calibration.objects.newest()
    chosen = sorted(topics or Topic.objects.all(), key=lambda one: (one.position, one.slug))
    items = exam_items.pool(student, chosen, calibration)
    if len(items) < LEAST:
        raise ValidationError(_too_few(len(items)))
    prior = StudentEstimate.objects.filter(student=student).first()
    variance = prior.variance if prior else adaptive.STUDENT_VARIANCE
    exam = PracticeExam(
        student=student,
        scope=",".join(one.slug for one in chosen) if topics else "",
        title=", ".join(one.name for one in chosen) if topics else EVERYTHING,
        pool=exam_items.rows_of(items),
        calibration=calibration,
        seed=secrets.randbelow(draws.SEED_LIMIT),
        prior_mean=prior.mean if prior else 0.0,
        prior_deviation=PRIOR_WIDTH * math.sqrt(variance),
        wanted_error=LENGTHS[length].wanted_error,
        least=LEAST,
        most=LENGTHS[length].most,
        started_at=at or timezone.now(),
    )
    try:
        with transaction.atomic():
            exam.save()
    except IntegrityError:
        return PracticeExam.objects.of(student).running().get()
    return exam


def _too_few(count: int) -> str:
    there = "is one question" if count == 1 else f"are {count or 'no'} questions"
    return (
        f"There {there} left for you here, and an estimate takes {LEAST} at least. "
        "Choose more topics."
    )


def go_on(exam: PracticeExam, *, at: datetime.datetime | None = None) -> ItemSession | None:
    """The question that is open, or the next one; None once the exam is over, which this finds out
    and notes.
    """
    at = at or timezone.now()
    current = _open(exam)
    if current is not None or not exam.is_running:
        return current
    done = _done(exam)
    session = exam_items.standing(exam, done, exam_items.exposure_of(exam))
    while (chosen := None if session.is_over else _choose(exam, session)) is not None:
        place, version = chosen
        seed = draws.fresh(knowing.seeds(exam.student, version.question_id))
        variant = variants.if_makeable(version, partial(variants.variant_for, version, seed))
        if variant is not None:
            return _ask(exam, variant, session, len(done) + 1, at)
        session.asked.append(place)
    end(exam, at=at)
    return None


def _choose(exam: PracticeExam, session: testing.Session) -> tuple[int, QuestionVersion] | None:
    """The next item by the test's rule, with its place; None where all that is left was retired
    meanwhile.
    """
    items = exam_items.items_of(exam)
    chance = np.random.default_rng([exam.seed, len(session.asked)])
    while len(session.asked) < len(items):
        if session.is_over:
            return None
        place = session.choose(chance)
        ready = QuestionVersion.objects.filter(state=QuestionVersion.State.READY)
        version = ready.filter(pk=items[place].version).select_related("question").first()
        if version is not None:
            return place, version
        session.asked.append(place)
    return None


def _ask(
    exam: PracticeExam,
    variant: Variant,
    session: testing.Session,
    position: int,
    at: datetime.datetime,
) -> ItemSession | None:
    """Puts a variant. Where another tab did so, that one."""
    version = variant.version
    offset = variants.problem_in(variant).difficulty - variants.difficulty_of(version)
    try:
        with transaction.atomic():
            exam = PracticeExam.objects.select_for_update().get(pk=exam.pk)
            if not exam.is_running:
                return None
            return ItemSession.objects.create(
                student_id=exam.student_id,
                exam=exam,
                variant=variant,
                question_id=version.question_id,
                position=position,
                reason={"code": "exam", "offset": round(offset, 6), **_found(exam, session)},
                started_at=at,
            )
    except IntegrityError:
        return _open(exam)


@transaction.atomic
def end(exam: PracticeExam, *, at: datetime.datetime | None = None) -> None:
    """Ends the exam, notes what the answers say, and takes them into the student's estimates. The
    question that was open is left out. A second time it changes nothing.
    """
    row = PracticeExam.objects.select_for_update().get(pk=exam.pk)
    if row.is_running:
        row.ended_at = at or timezone.now()
        row.item_sessions.unfinished().delete()
        _note(row)
        row.save()
        grading.take_in(_responses(row))
    exam.refresh_from_db()


def settle(exam: PracticeExam) -> None:
    """Grades what could not be decided in time; where that helped, works the result out again."""
    if exam.is_running or not grading.grade_all(_responses(exam).to_grade()):
        return
    with transaction.atomic():
        row = PracticeExam.objects.select_for_update().get(pk=exam.pk)
        _note(row)
        row.save()
        grading.take_in(_responses(row))
    exam.refresh_from_db()


def _note(exam: PracticeExam) -> None:
    """The result, from the answers alone: ability, its standard error, the share of the pool."""
    done = _done(exam)
    session = exam_items.standing(exam, done)
    exam.ending = _ending(session)
    if done:
        for name, value in _found(exam, session).items():
            setattr(exam, name, value)


def _found(exam: PracticeExam, session: testing.Session) -> dict[str, float]:
    """What is known after the answers so far, by the names of the exam's columns."""
    ability, bank = session.ability(), exam_items.bank_of(exam)
    band = testing.Ability(ability.mean, EIGHTY * ability.error)
    share, low, high = testing.expected_score(bank, band)
    found = {"ability": ability.mean, "error": ability.error}
    return found | {"share": share, "share_low": low, "share_high": high}


def _ending(session: testing.Session) -> str:
    count, settings = len(session.asked), session.settings
    if count >= settings.least and session.ability().error < settings.error:
        return PracticeExam.Ending.KNOWN
    if count >= settings.most:
        return PracticeExam.Ending.LONGEST
    is_used_up = count >= len(session.items)
    return PracticeExam.Ending.EXHAUSTED if is_used_up else PracticeExam.Ending.STOPPED


def _open(exam: PracticeExam) -> ItemSession | None:
    sessions = exam.item_sessions.unfinished()
    return sessions.select_related("variant__version__question__bank").first()


def _done(exam: PracticeExam) -> list[exam_items.Asked]:
    sessions = exam.item_sessions.select_related("variant").defer("variant__instance")
    return exam_items.asked(sessions.prefetch_related("responses"))


def _responses(exam: PracticeExam) -> ResponseQuerySet:
    return Response.objects.filter(item_session__exam=exam)
