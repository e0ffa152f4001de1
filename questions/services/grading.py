"""Grading what was handed in, and taking in what it teaches. May be repeated at any time.

What a response teaches about the student is taken in when its feedback is released and not before:
a pattern of mistakes that grows during the assignment would tell what is wrong.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from questions.models import Attempt, Response
from questions.problems import GRADER_VERSION

from . import marking, people, variants


def finish(attempt: Attempt, *, at: datetime.datetime | None = None) -> int:
    """Grades what is pending; what cannot be decided stays so. Returns how many were graded.

    May be called at any time and any number of times: it finishes what a killed server left.
    """
    at = at or timezone.now()
    due = Response.objects.to_grade().filter(item_session__attempt=attempt)
    graded = sum(_grade(one) for one in due.select_related("item_session__variant"))
    if attempt.is_released(at):
        _learn(attempt)
    return graded


def _grade(response: Response) -> bool:
    """Stores the judgement. A decision that ran out of time is counted, and tried again later."""
    problem = variants.problem_in(response.item_session.variant)
    judgement = marking.mark(problem, response.raw)
    with transaction.atomic():
        row = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        if row.verdict != Response.Verdict.PENDING:
            return False
        row.verdict = judgement.verdict
        row.score_numerator = judgement.score.numerator
        row.score_denominator = judgement.score.denominator
        row.reading, row.comparison = judgement.reading, judgement.evidence
        if row.comparison is None:
            tries = (response.comparison or {}).get("tries", 0) + 1
            row.comparison = {"kind": "undecided", "reason": "time", "tries": tries}
        row.mistakes = judgement.mistakes
        row.grader_version = GRADER_VERSION
        row.save()
    return row.verdict != Response.Verdict.PENDING


@transaction.atomic
def _learn(attempt: Attempt) -> None:
    """Takes each graded response into the student's estimates and patterns, once."""
    graded = Response.objects.counted().filter(item_session__attempt=attempt, sequence=None)
    waiting = list(graded.select_for_update().order_by("submitted_at", "pk"))
    for row in waiting:
        row.sequence = row.pk
        row.save(update_fields=["sequence"])
    people.learn(*waiting)
