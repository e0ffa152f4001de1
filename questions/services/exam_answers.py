"""Answering in a practice exam: each question once. What costs nothing is told and not taken."""

import datetime
from collections.abc import Sequence
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from questions.models import ItemSession, PracticeExam, Response
from questions.problems import GRADER_VERSION, Judgement

from . import clusters, entries, marking, variants
from .entries import Saved

NOTHING_WRITTEN = "Nothing was written yet. Write an answer, or say that you don't know."
OTHER_SHAPE = (
    "This has another shape than what is asked for. It costs nothing this once: look at the "
    "question again."
)
IS_OVER = "This question was answered already, so nothing was saved."


@transaction.atomic
def save(
    *,
    item_session: ItemSession,
    entry: Sequence[str],
    sequence: int,
    at: datetime.datetime | None = None,
) -> Saved:
    """Keeps what is being written. Raises ValidationError once the question is answered."""
    at = at or timezone.now()
    row = _locked(item_session)
    if row is None:
        raise ValidationError(IS_OVER)
    return entries.keep(row, entry, sequence, at=at)


def answer(
    *, item_session: ItemSession, entry: Sequence[str], at: datetime.datetime | None = None
) -> None:
    """Takes an answer, once: what comes after it changes nothing.

    ValidationError, and nothing is taken, where nothing is written, it can't be read, or has
    another shape for the first time; it is kept as what is being written.
    """
    at = at or timezone.now()
    if item_session.finished_at is not None:
        return
    if not entries.is_written(entry):
        raise ValidationError(NOTHING_WRITTEN)
    variant = item_session.variant
    policy = variant.version.question.bank.partial_credit
    judgement = marking.mark(variants.problem_in(variant), entry, policy)
    with transaction.atomic():
        row = _locked(item_session)
        if row is None:
            return
        row.entry, row.entry_at = list(entry), at
        refusal = _refusal(row, judgement)
        if not refusal:
            _respond(row, judgement, at)
            row.finished_at = at
        row.save(update_fields=["entry", "entry_at", "shape_told", "finished_at"])
    if refusal:
        raise ValidationError(refusal)


def _refusal(row: ItemSession, judgement: Judgement) -> str:
    """Why an answer costs nothing and is not taken; empty where it is."""
    if judgement.verdict == Response.Verdict.UNREADABLE:
        return str((judgement.evidence or {}).get("message", NOTHING_WRITTEN))
    is_shape = (judgement.comparison or {}).get("kind") == "shape"
    if is_shape and not row.shape_told:
        row.shape_told = True
        return OTHER_SHAPE
    return ""


def _respond(row: ItemSession, judgement: Judgement, at: datetime.datetime) -> None:
    cluster, mistakes = clusters.placed(row.variant, judgement)
    begun = row.opened_at or row.started_at
    Response.objects.create(
        item_session=row,
        client_key=uuid4(),
        raw=row.entry,
        reading=judgement.reading,
        comparison=judgement.evidence,
        mistakes=mistakes,
        cluster=cluster,
        verdict=judgement.verdict,
        score_numerator=judgement.score.numerator,
        score_denominator=judgement.score.denominator,
        credit_reason=judgement.reason,
        seconds=max((at - begun).total_seconds(), 0.0),
        grader_version=GRADER_VERSION,
        submitted_at=at,
    )


@transaction.atomic
def skip(*, item_session: ItemSession, at: datetime.datetime | None = None) -> None:
    """Leaves a question without an answer, which counts as not solved."""
    row = _locked(item_session)
    if row is not None:
        row.entry, row.finished_at = [], at or timezone.now()
        row.save(update_fields=["entry", "finished_at"])


def _locked(item_session: ItemSession) -> ItemSession | None:
    """The row, with its exam locked first, where the question is still open."""
    exam = PracticeExam.objects.select_for_update().get(item_sessions=item_session)
    row = (
        ItemSession.objects.select_for_update(of=("self",))
        .select_related("variant__version__question")
        .filter(pk=item_session.pk, finished_at=None)
        .first()
    )
    return row if exam.is_running else None
