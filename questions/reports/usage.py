"""Where a question is used: what retiring it would touch."""

import datetime
from dataclasses import dataclass

from questions.models import Assignment, Question, Quiz, Response


@dataclass(frozen=True)
class Usage:
    """Quizzes with the question, those of them that can be taken now or later, and answers."""

    quizzes: int
    open_assignments: int
    responses: int


def usage(question: Question, *, at: datetime.datetime) -> Usage:
    """Three queries, however much there is."""
    quizzes = Quiz.objects.filter(slots__question=question)
    assignments = Assignment.objects.filter(quiz__in=quizzes, closes_at__gt=at)
    responses = Response.objects.filter(item_session__variant__version__question=question)
    return Usage(quizzes.distinct().count(), assignments.count(), responses.count())
