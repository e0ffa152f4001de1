"""Marking answers to earlier versions of a question anew, by the key of the one that is asked.

Judging comes first and changes nothing; a person looks at what would change and confirms. Each item
session is judged by itself, the answers of each student are changed and taken back in a transaction
of their own, and what is done is stored before the next begins, so that a run whose process was
killed goes on where it stopped. What a teacher has decided by hand stays.
"""

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from operator import itemgetter
from threading import Thread
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from questions.models import (
    ItemSession,
    Question,
    Regrade,
    RegradedSession,
    Response,
    User,
    Variant,
)
from questions.models.checking import ALIVE_FOR

from . import background, challenges, grading, people
from .regraded import Known, judged, restored

EDITS: Final = "questions.edit_question"
NOBODY: Final = "No answer to an earlier version is left to be regraded."
HALFWAY: Final = (
    "A regrade of this question has stopped half-way: whoever began it, or an admin, goes on with "
    "it first."
)
DECIDED: Final = ("verdict", "score_numerator", "score_denominator")
NO_REASON: Final = "Say why, in a sentence: the students read it."
Stage: Final = Regrade.Stage
Outcome: Final = RegradedSession.Outcome


def begin(*, question: Question, by: User, at: datetime.datetime | None = None) -> Regrade:
    """A regrade by the key of the version that is asked, whose answers the caller is to judge. The
    same again, as a double click sends it, is the one that is there.
    """
    if not by.has_perm(EDITS, question):
        raise PermissionDenied("This question is in a bank of somebody else.")
    version, at = question.ready_version, at or timezone.now()
    found = question.regrades.filter(stage__in=[*Regrade.WORKING, Stage.JUDGED]).first()
    if found is not None and found.version == version and found.by_id == by.pk:
        return found
    if found is not None and found.is_alive(at):
        raise ValidationError("A regrade of this question is at work. Look at it first.")
    if found is not None and found.stage in (Stage.APPLYING, Stage.UNDOING):
        raise ValidationError(HALFWAY)
    earlier = ItemSession.objects.regradable(question)
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
                begun_at=at,
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
    values = {"reason": reason.strip(), "may_lower": may_lower, "confirmed_at": at, "seen_at": None}
    return bool(waiting.update(stage=Stage.APPLYING, confirmed_by=by, **values))


def take_back(*, regrade: Regrade, by: User, at: datetime.datetime | None = None) -> bool:
    """Gives every answer what it had before. False where that has been asked for already."""
    _require(regrade, by)
    at = at or timezone.now()
    applied = Regrade.objects.filter(pk=regrade.pk, stage=Stage.APPLIED)
    try:
        return bool(applied.update(stage=Stage.UNDOING, undone_by=by, undone_at=at, seen_at=None))
    except IntegrityError as error:
        raise ValidationError("Another regrade of this question is at work.") from error


def take(regrade: Regrade, *, at: datetime.datetime | None = None) -> bool:
    """Whether the caller is to do the work: false where a process is at it, or nothing is to be
    done. A double click, and one who goes on with what a killed process left, take it once.
    """
    at = at or timezone.now()
    idle = Q(seen_at=None) | Q(seen_at__lte=at - ALIVE_FOR)
    free = Regrade.objects.filter(idle, pk=regrade.pk, stage__in=Regrade.WORKING)
    return bool(free.update(seen_at=at))


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
    known: Known = {}
    done = set(regrade.regraded.values_list("item_session", flat=True))
    for key in regrade.item_sessions:
        if key not in done:
            session = _session(key)
            if session is not None:
                row = judged(session, regrade.version, known)
                row.regrade = regrade
                RegradedSession.objects.bulk_create([row], ignore_conflicts=True)
            _seen(regrade)
    _move(regrade, Stage.JUDGING, Stage.JUDGED)


def _apply(regrade: Regrade) -> None:
    wanted = [Outcome.GAINS, Outcome.SAME, *([Outcome.LOSES] if regrade.may_lower else [])]
    waiting = regrade.regraded.filter(is_applied=False, outcome__in=wanted)
    _change_all(regrade, waiting, told=_told(regrade))
    _move(regrade, Stage.APPLYING, Stage.APPLIED)


def _undo(regrade: Regrade) -> None:
    _change_all(regrade, regrade.regraded.filter(is_applied=True), told=None)
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


def _change_all(
    regrade: Regrade, rows: QuerySet[RegradedSession], *, told: dict[str, Any] | None
) -> None:
    """Changes the answers of one student after another. What is known of a student follows in the
    same transaction, once.
    """
    ordered = rows.order_by("item_session__student", "pk")
    named = ordered.values_list("item_session__student", "pk")
    for student, own in groupby(list(named), key=itemgetter(0)):
        with transaction.atomic():
            changed = [_change(regrade, pk, told) for _, pk in own]
            _learn(student, [one for one in changed if one is not None])
        _seen(regrade)


def _change(regrade: Regrade, pk: int, told: dict[str, Any] | None) -> ItemSession | None:
    """Gives the answers of an item session what was judged or, taking back, what they had. Returns
    it where that may teach something else. Left as it is where somebody has decided otherwise
    meanwhile, or another process has done it.
    """
    row = RegradedSession.objects.select_for_update(of=("self",)).get(pk=pk)
    is_forward = regrade.stage == Stage.APPLYING
    is_stopped = not Regrade.objects.filter(pk=regrade.pk, stage=regrade.stage).exists()
    if row.is_applied == is_forward or is_stopped:
        return None
    given, wanted = (row.before, row.after) if is_forward else (row.after, row.before)
    session = ItemSession.objects.select_for_update(of=("self",)).get(pk=row.item_session_id)
    responses = list(session.responses.select_for_update(of=("self",)))
    if any(one.manual_grades.exists() for one in responses) or not _are(session, responses, given):
        row.problem = "It was decided otherwise meanwhile."
        row.outcome = Outcome.LEFT
        row.save(update_fields=["problem", "outcome"])
        return None
    session.variant = Variant.objects.select_related("version__question").get(pk=wanted["variant"])
    session.save(update_fields=["variant"])
    before = _taught(responses)
    for response in responses:
        restored(response, wanted[str(response.pk)], session.variant, told)
        response.save()
    (challenges.regraded if is_forward else challenges.reopen)(regrade, responses)
    row.is_applied = is_forward
    row.save(update_fields=["is_applied"])
    return session if _taught(responses) != before else None


def _taught(responses: list[Response]) -> list[Any]:
    """What the student model takes of them."""
    return [[getattr(one, name) for name in (*DECIDED, "mistakes")] for one in responses]


def _learn(student: int, changed: list[ItemSession]) -> None:
    """What is known of the student as if the answers had been marked so at once. What an attempt
    teaches is taken in when its results are released, as everywhere.
    """
    at = timezone.now()
    placed = [
        one
        for session in changed
        if session.attempt is not None and session.attempt.is_released(at)
        for one in grading.in_sequence(
            Response.objects.filter(item_session__attempt=session.attempt)
        )
    ]
    if placed or any(
        session.attempt_id is None or session.responses.exclude(sequence=None).exists()
        for session in changed
    ):
        people.replay(User.objects.get(pk=student))


def _are(session: ItemSession, responses: list[Response], given: Mapping[str, Any]) -> bool:
    """Whether they have the key, the verdicts and the scores that were seen, and no other answer
    has come.
    """
    now = {str(one.pk): [getattr(one, name) for name in DECIDED] for one in responses}
    kept = {key: one for key, one in given.items() if key != "variant"}
    seen = {key: [one[name] for name in DECIDED] for key, one in kept.items()}
    return session.variant_id == given["variant"] and now == seen


def _session(key: int) -> ItemSession | None:
    rows = ItemSession.objects.select_related(
        "variant__version__question__bank", "attempt", "student"
    )
    beside = ("responses__manual_grades", "responses__cluster")
    return rows.prefetch_related(*beside).filter(pk=key).first()


def _seen(regrade: Regrade) -> None:
    Regrade.objects.filter(pk=regrade.pk).update(seen_at=timezone.now())


def _move(regrade: Regrade, stage: str, following: str) -> None:
    Regrade.objects.filter(pk=regrade.pk, stage=stage).update(
        stage=following, seen_at=timezone.now()
    )
    regrade.refresh_from_db()
