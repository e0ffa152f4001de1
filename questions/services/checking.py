"""Checking many questions in the background, with progress that outlives its process.

Each question is checked by itself; what has been found is stored before the next one begins, so
that a run whose process was killed goes on where it stopped.
"""

import datetime
from collections.abc import Sequence
from functools import partial
from threading import Thread
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from questions.models import CheckRun, Question, QuestionVersion, User

from . import background, banks, readiness

MOST: Final = 10_000
KEPT: Final = 500
State: Final = QuestionVersion.State


def begin(
    *,
    questions: Sequence[int],
    by: User,
    makes_ready: bool = False,
    at: datetime.datetime | None = None,
) -> CheckRun:
    """A run over the questions, which the caller is to run. Of each what stands in use is checked:
    its draft, or what is ready.
    """
    mine = Question.objects.editable_by(by).filter(pk__in=questions)
    if mine.count() != len(set(questions)):
        raise PermissionDenied("One of these questions is in a bank of somebody else.")
    if len(questions) > MOST:
        raise ValidationError(f"Check {MOST} questions at most at once.")
    at = at or timezone.now()
    return CheckRun.objects.create(
        started_by=by,
        questions=list(questions),
        makes_ready=makes_ready,
        started_at=at,
        seen_at=at,
    )


def go_on(*, run: CheckRun, at: datetime.datetime | None = None) -> bool:
    """Takes over a run whose process has died. False where it works, is done, or another has just
    taken it over.
    """
    at = at or timezone.now()
    if not run.is_left(at):
        return False
    taken = CheckRun.objects.filter(pk=run.pk, seen_at=run.seen_at, finished_at=None)
    return bool(taken.update(seen_at=at))


def in_background(run: CheckRun, *, render: readiness.Render) -> Thread:
    return background.begin(partial(run_all, run, render=render))


def run_all(
    run: CheckRun, *, render: readiness.Render, seeds: int = readiness.SEEDS_AT_ONCE
) -> None:
    """Checks what is left of the run's questions; each is stored before the next begins."""
    run.refresh_from_db()
    for key in run.questions[run.done :]:
        found = _check(run, key, render, seeds)
        run.failures = [*run.failures, *found][:KEPT]
        run.done += 1
        run.seen_at = timezone.now()
        run.save(update_fields=["done", "ready", "failures", "seen_at"])
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])


def _check(run: CheckRun, key: int, render: readiness.Render, seeds: int) -> list[dict[str, Any]]:
    """What fails of one question; nothing of one that is retired or gone."""
    question = Question.objects.filter(pk=key).first()
    version = banks.opened(question) if question else None
    if version is None or version.state == State.RETIRED:
        return []
    try:
        if run.makes_ready and version.is_draft:
            failed = banks.make_ready(
                version=version, by=run.started_by, render=render, seeds=seeds
            )
            run.ready += not failed
        else:
            failed = banks.check(version, render=render, seeds=seeds)
    except (PermissionDenied, ValidationError) as error:
        failed = [readiness.Failure(" ".join(getattr(error, "messages", [str(error)])))]
    return [
        {
            "question": key,
            "title": version.question.title,
            "version": version.number,
            "message": one.sentence,
            "field": one.field,
            "seed": one.seed,
        }
        for one in failed
    ]
