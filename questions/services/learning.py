"""What a response teaches us about the student: estimates and mistake patterns.

Only the student's own rows are written, and an observation for the fold.
"""

import datetime
from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet

from questions import adaptive, problems
from questions.models import (
    AnswerCluster,
    ItemSession,
    MalRule,
    MistakeEvidence,
    MistakePattern,
    Response,
    StudentEstimate,
)
from questions.problems import Problem

from . import estimates
from .upserts import upsert

MOVED: Final = (
    "log_odds", "state", "opportunities", "occurrences", "hits", "clean_streak", "updated_at",
    "last_seen_at",
)  # fmt: skip


def take_in(responses: Sequence[Response]) -> bool:
    """Updates the rows of the one student who gave the responses, in order, inside the caller's
    transaction. False, and nothing is done, where something that the student answered after one of
    them has been taken in already.
    """
    counted = [one for one in responses if one.verdict in Response.COUNTED]
    if not counted:
        return True
    student = estimates.locked(counted[0].item_session.student)
    last = student.last_at
    if last is not None and any(one.submitted_at < last for one in counted):
        return False
    for one in counted:
        record(one, student)
    return True


def record(response: Response, student: StudentEstimate | None = None) -> None:
    """Updates the student's rows for a counted response, inside the caller's transaction.

    It is taken as the student's latest answer, whatever its time says: a clock that went back makes
    no answer late, and no time passes until it has caught up.

    The first counted response of an item session moves the skills; it is also the opportunity
    for each mal-rule that the variant can expose. A later try only adds what it shows, and a
    mal-rule that has shown does so once in an item session. What an answer shows counts where it
    is sure; mal-rules between which there is doubt are neither shown nor ruled out. `student` is
    the row as `estimates.locked` gives it.
    """
    if response.verdict not in Response.COUNTED:
        return
    session = response.item_session
    student = student or estimates.locked(session.student)
    problem = problems.stored(session.variant.instance)
    earlier = [one for one in _counted(session) if one.pk < response.pk]
    if not earlier:
        estimates.learn(response, problem, student)
    told = {one.sure_mistake for one in earlier} | {None}
    shown = {code for code in [response.sure_mistake] if code is not None and code not in told}
    clean = set() if earlier else _exposed(session, problem) - shown - response.doubtful_mistakes
    if shown | clean:
        _record_mistakes(response, shown, clean)
    student.last_at = max(student.last_at or response.submitted_at, response.submitted_at)
    student.save()


def _counted(session: ItemSession) -> list[Response]:
    """Its counted responses: those that were read with it where they were."""
    return [one for one in session.standing() if one.verdict in Response.COUNTED]


def _exposed(session: ItemSession, problem: Problem) -> set[str]:
    """The mal-rules that would give a distinct answer, with those that teachers named there."""
    named = AnswerCluster.objects.filter(
        question=session.variant.version.question_id, mal_rule__isnull=False
    )
    if problem.is_generated:
        named = named.filter(variant=session.variant_id)
    return problem.exposes() | set(named.values_list("mal_rule__code", flat=True))


def responses_of(sessions: QuerySet[ItemSession]) -> QuerySet[Response]:
    """Their responses in the order given; of attempts and exams, those that have been released."""
    return (
        Response.objects.released()
        .filter(item_session__in=sessions)
        .select_related("item_session__student", "item_session__variant__version")
        .order_by("submitted_at", "pk")
    )


def _record_mistakes(response: Response, shown: set[str], clean: set[str]) -> None:
    """One more opportunity for each mal-rule: it has shown, or could have and has not."""
    student, at = response.item_session.student_id, response.submitted_at
    rules = MalRule.objects.filter(code__in=shown | clean).order_by("code")
    held = {
        row.mal_rule_id: row
        for row in MistakePattern.objects.filter(student=student, mal_rule__in=rules)
    }
    moved = []
    for pk, code in rules.values_list("pk", "code"):
        row = held.get(pk) or MistakePattern(
            student_id=student,
            mal_rule_id=pk,
            log_odds=adaptive.Pattern().log_odds,
            updated_at=at,
        )
        moved.append((row, _move(row, at, shown=code in shown), code in shown))
    upsert([row for row, _, _ in moved], ("student", "mal_rule"), MOVED)
    MistakeEvidence.objects.bulk_create(
        MistakeEvidence(pattern=row, response=response, shown=is_shown, likely=likely)
        for row, likely, is_shown in moved
    )


def _move(row: MistakePattern, at: datetime.datetime, *, shown: bool) -> float:
    """Moves the pattern by one opportunity. Returns how likely the mal-rule is held to be now."""
    days = (at - row.updated_at).total_seconds() / 86_400
    moved = row.belief.after(shown=shown, days=days)
    row.log_odds, row.state = moved.log_odds, moved.state
    row.opportunities, row.occurrences = moved.opportunities, moved.occurrences
    row.hits, row.clean_streak = moved.hits, moved.clean_streak
    row.updated_at = max(row.updated_at, at)
    if shown:
        row.last_seen_at = max(row.last_seen_at or at, at)
    return moved.likely
