"""Grading what was handed in, by the engine or by a teacher, and taking in what it teaches.

What a response teaches about the student is taken in when its feedback is released and not before:
a pattern of mistakes that grows during the assignment would tell what is wrong.
"""

import datetime
from fractions import Fraction

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from questions.models import Attempt, ManualGrade, Response, User
from questions.models.grading import shown_mark
from questions.models.practice import MOST_TRIES, ResponseQuerySet
from questions.permissions import TEACHES
from questions.problems import GRADER_VERSION

from . import accepting, challenges, clusters, marking, people, variants

REPLACED = "Another answer counts here meanwhile. Look at it first."
EVIDENCE = "This answer was decided meanwhile, with evidence. Look at it first."


def finish(attempt: Attempt, *, at: datetime.datetime | None = None) -> int:
    """Grades what is pending; what cannot be decided stays so. Returns how many were graded.

    May be called at any time and any number of times: it finishes what a killed server left.
    """
    at = at or timezone.now()
    due = Response.objects.to_grade().filter(item_session__attempt=attempt)
    graded = grade_all(due)
    if attempt.is_released(at):
        take_in(_of(attempt))
    return graded


def grade_all(due: ResponseQuerySet) -> int:
    """Grades each; returns how many were decided."""
    rows = due.select_related(
        "item_session__variant__version__question__bank", "item_session__attempt__mock"
    )
    return sum(_grade(one) for one in rows)


@transaction.atomic
def decide(
    *,
    response: Response,
    verdict: str,
    score: Fraction,
    reason: str,
    by: User,
    seen: str = "",
    seen_grade: int | None = None,
    at: datetime.datetime | None = None,
) -> ManualGrade:
    """A teacher's verdict on a response to an assignment, whether the engine decided it, could not,
    or a teacher did before; the engine's evidence and the earlier decisions stay. A challenge of
    the mark is answered by it.

    `score` is the part of the points, `seen` the mark, as `shown_mark` writes it, and `seen_grade`
    the key of the latest decision that the teacher saw. Raises PermissionDenied for anybody who
    does not teach the class, ValidationError where another mark or decision has come meanwhile, or
    another answer counts.
    The same decision once more, as a double click sends it, gives the one that is there, unless a
    challenge waits for an answer.
    """
    at = at or timezone.now()
    row = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    attempt = row.item_session.attempt
    given = attempt.assignment if attempt else None
    if attempt is None or given is None or not by.has_perm(TEACHES, given.classroom):
        raise PermissionDenied("You do not teach this class.")
    if row.is_superseded:
        raise ValidationError(REPLACED)
    latest = row.manual_grades.order_by("-pk").first()
    earlier = latest and (latest.verdict, latest.score, latest.reason, latest.graded_by_id)
    if latest and earlier == (verdict, score, reason, by.pk) and not challenges.waits(row):
        return latest
    if latest and latest.pk != seen_grade:
        raise ValidationError(_meanwhile(latest))
    if latest is None and shown_mark(row) != (seen or Response.Verdict.PENDING):
        raise ValidationError(EVIDENCE)
    grade = ManualGrade.objects.create(
        response=row,
        verdict=verdict,
        score_numerator=score.numerator,
        score_denominator=score.denominator,
        reason=reason,
        graded_by=by,
        graded_at=at,
    )
    row.verdict, row.comparison = verdict, row.comparison or _out_of_time(MOST_TRIES)
    row.score_numerator, row.score_denominator = score.numerator, score.denominator
    row.credit_reason = ""
    row.save()
    challenges.decided(grade)
    if row.sequence is not None:
        people.replay(row.item_session.student)
    elif attempt.is_released(at):
        take_in(_of(attempt))
    return grade


def _meanwhile(grade: ManualGrade) -> str:
    who = grade.graded_by or "A teacher who has left"
    part = f"{grade.score} of the question"
    return f"{who} decided meanwhile: {grade.verdict}, {part}. Look at the reason first."


def _out_of_time(tries: int) -> dict[str, object]:
    return {"kind": "undecided", "reason": "time", "tries": tries}


def _grade(response: Response) -> bool:
    """Stores the judgement. A decision that ran out of time is counted, and tried again later."""
    variant = response.item_session.variant
    policy = variant.version.question.bank.partial_credit
    problem = accepting.by_the_exam(variants.problem_in(variant), response.item_session)
    judgement = marking.mark(problem, response.raw, policy, is_final=True)
    with transaction.atomic():
        row = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        if row.verdict != Response.Verdict.PENDING:
            return False
        row.verdict = judgement.verdict
        row.score_numerator = judgement.score.numerator
        row.score_denominator = judgement.score.denominator
        row.credit_reason = judgement.reason
        row.reading, row.comparison = judgement.reading, judgement.evidence
        if row.comparison is None:
            row.comparison = _out_of_time((response.comparison or {}).get("tries", 0) + 1)
        row.cluster, row.mistakes = clusters.placed(variant, judgement)
        row.grader_version = GRADER_VERSION
        row.save()
    return row.verdict != Response.Verdict.PENDING


def _of(attempt: Attempt) -> ResponseQuerySet:
    return Response.objects.filter(item_session__attempt=attempt)


@transaction.atomic
def take_in(responses: ResponseQuerySet) -> None:
    """Takes each graded one into its student's estimates and patterns, once, and out of them those
    in whose place another stands: all are of one student.
    """
    placed = in_sequence(responses)
    if any(row.is_superseded for row in placed):
        people.replay(placed[0].item_session.student)
    else:
        people.learn(*placed)


def in_sequence(responses: ResponseQuerySet) -> list[Response]:
    """Those that get their place in the fold now, or lose it, in order; within the caller's
    transaction, which is to learn from them.
    """
    rows = responses.to_learn().select_for_update(of=("self",)).order_by("submitted_at", "pk")
    changed = list(rows)
    for row in changed:
        row.sequence = None if row.is_superseded else row.pk
        row.save(update_fields=["sequence"])
    return changed
