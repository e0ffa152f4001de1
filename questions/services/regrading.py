"""Marking answers to earlier versions of a question anew, by the key of the one that is asked.

Judging comes first and changes nothing; a person looks at what would change and confirms. Each item
session is judged, changed and taken back in a transaction of its own, and what is done is stored
before the next begins, so that a run whose process was killed goes on where it stopped. What a
teacher has decided by hand stays.
"""

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from threading import Thread
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from questions.models import ItemSession, Question, Regrade, RegradedSession, Response, User

from . import background, people
from .regraded import judged, restored

EDITS: Final = "questions.edit_question"
NOBODY: Final = "No answer to an earlier version is left to be regraded."
NO_REASON: Final = "Say why, in a sentence: the students read it."
Stage: Final = Regrade.Stage
Outcome: Final = RegradedSession.Outcome


def begin(*, question: Question, by: User, at: datetime.datetime | None = None) -> Regrade:
    """A regrade by the key of the version that is asked, whose answers the caller is to judge. The
    same again, as a double click sends it, is the one that is there.
    """
    if not by.has_perm(EDITS, question):
        raise PermissionDenied("This question is in a bank of somebody else.")
    version = question.ready_version
    found = question.regrades.filter(stage__in=[*Regrade.WORKING, Stage.JUDGED]).first()
    if found is not None and found.version == version and found.by_id == by.pk:
        return found
    if found is not None and found.is_working and not found.is_left(at or timezone.now()):
        raise ValidationError("A regrade of this question is at work. Look at it first.")
    earlier = ItemSession.objects.outlived(question)
    mine = list(earlier.in_reach_of(by).order_by("pk").values_list("pk", flat=True))
    if version is None or not mine:
        raise ValidationError(NOBODY)
    left_out = earlier.count() - len(mine)
    with transaction.atomic():
        question.regrades.unconfirmed().delete()
        try:
            return Regrade.objects.create(
                question=question,
                version=version,
                by=by,
                item_sessions=mine,
                left_out=left_out,
                begun_at=at or timezone.now(),
                seen_at=at or timezone.now(),
            )
        except IntegrityError as error:
            raise ValidationError("Somebody has begun to regrade this question.") from error


def confirm(
    *,
    regrade: Regrade,
    by: User,
    reason: str,
    may_lower: bool,
    at: datetime.datetime | None = None,
) -> bool:
    """Lets what was judged be applied. False where that has been confirmed already."""
    _require(regrade, by)
    if not reason.strip():
        raise ValidationError(NO_REASON)
    at = at or timezone.now()
    waiting = Regrade.objects.filter(pk=regrade.pk, stage=Stage.JUDGED)
    values = {"reason": reason.strip(), "may_lower": may_lower, "confirmed_at": at, "seen_at": at}
    return bool(waiting.update(stage=Stage.APPLYING, by=by, **values))


def take_back(*, regrade: Regrade, by: User, at: datetime.datetime | None = None) -> bool:
    """Gives every answer what it had before. False where that has been asked for already."""
    _require(regrade, by)
    at = at or timezone.now()
    applied = Regrade.objects.filter(pk=regrade.pk, stage=Stage.APPLIED)
    try:
        return bool(applied.update(stage=Stage.UNDOING, undone_by=by, undone_at=at, seen_at=at))
    except IntegrityError as error:
        raise ValidationError("Another regrade of this question is at work.") from error


def go_on(*, regrade: Regrade, at: datetime.datetime | None = None) -> bool:
    """Takes over one whose process has died. False where it works, is done, or another has just
    taken it over.
    """
    at = at or timezone.now()
    if not regrade.is_left(at):
        return False
    taken = Regrade.objects.filter(
        pk=regrade.pk, seen_at=regrade.seen_at, stage__in=Regrade.WORKING
    )
    return bool(taken.update(seen_at=at))


def in_background(regrade: Regrade) -> Thread:
    return background.begin(partial(work, regrade))


def work(regrade: Regrade) -> None:
    """Does what is left of the stage."""
    regrade.refresh_from_db()
    if regrade.is_working:
        _WORK[Stage(regrade.stage)](regrade)


def _require(regrade: Regrade, by: User) -> None:
    if not (by.is_superuser or regrade.by_id == by.pk):
        raise PermissionDenied("Only who began it, or an admin, decides on a regrade.")


def _judge(regrade: Regrade) -> None:
    done = set(regrade.regraded.values_list("item_session", flat=True))
    for key in regrade.item_sessions:
        if key not in done:
            session = _session(key)
            if session is not None:
                row = judged(session, regrade.version)
                row.regrade = regrade
                row.save()
            _seen(regrade)
    _move(regrade, Stage.JUDGING, Stage.JUDGED)


def _apply(regrade: Regrade) -> None:
    wanted = [Outcome.GAINS, Outcome.SAME, *([Outcome.LOSES] if regrade.may_lower else [])]
    for row in regrade.regraded.filter(is_applied=False, outcome__in=wanted):
        _change(row, row.before, row.after, is_applied=True, told=_told(regrade))
        _seen(regrade)
    _move(regrade, Stage.APPLYING, Stage.APPLIED)


def _undo(regrade: Regrade) -> None:
    for row in regrade.regraded.filter(is_applied=True):
        _change(row, row.after, row.before, is_applied=False, told=None)
        _seen(regrade)
    _move(regrade, Stage.UNDOING, Stage.UNDONE)


_WORK: Final[Mapping[str, Callable[[Regrade], None]]] = {
    Stage.JUDGING: _judge,
    Stage.APPLYING: _apply,
    Stage.UNDOING: _undo,
}


def _told(regrade: Regrade) -> dict[str, Any]:
    """What the student is told beside the evidence."""
    at = regrade.confirmed_at or timezone.now()
    return {"at": at.isoformat(), "because": regrade.reason}


@transaction.atomic
def _change(
    row: RegradedSession,
    given: Mapping[str, Any],
    wanted: Mapping[str, Any],
    *,
    is_applied: bool,
    told: dict[str, Any] | None,
) -> None:
    """Gives the answers of an item session the wanted columns, and its student's estimates what
    follows from them. Left as it is where somebody has decided otherwise meanwhile.
    """
    session = ItemSession.objects.select_for_update(of=("self",)).get(pk=row.item_session_id)
    responses = list(session.responses.select_for_update(of=("self",)))
    if any(one.manual_grades.exists() for one in responses) or not _are(responses, given):
        row.problem = "It was decided otherwise meanwhile."
        row.outcome = Outcome.LEFT
        row.save(update_fields=["problem", "outcome"])
        return
    for response in responses:
        restored(response, wanted[str(response.pk)], told)
        response.save()
    session.variant_id = wanted["variant"]
    session.save(update_fields=["variant"])
    row.is_applied = is_applied
    row.save(update_fields=["is_applied"])
    if session.attempt_id is None or any(one.sequence is not None for one in responses):
        people.replay(session.student)


def _are(responses: list[Response], given: Mapping[str, Any]) -> bool:
    """Whether they have the verdicts and scores that were seen, and no other has come."""
    now = {
        str(one.pk): [one.verdict, one.score_numerator, one.score_denominator] for one in responses
    }
    names = ("verdict", "score_numerator", "score_denominator")
    seen = {key: [one[name] for name in names] for key, one in given.items() if key != "variant"}
    return now == seen


def _session(key: int) -> ItemSession | None:
    rows = ItemSession.objects.select_related(
        "variant__version__question__bank", "attempt__mock", "student"
    )
    return rows.prefetch_related("responses__manual_grades").filter(pk=key).first()


def _seen(regrade: Regrade) -> None:
    Regrade.objects.filter(pk=regrade.pk).update(seen_at=timezone.now())


def _move(regrade: Regrade, stage: str, following: str) -> None:
    Regrade.objects.filter(pk=regrade.pk, stage=stage).update(
        stage=following, seen_at=timezone.now()
    )
    regrade.refresh_from_db()
