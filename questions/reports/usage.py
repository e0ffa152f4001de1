"""Where a question is used and how it is answered: what retiring it would touch."""

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet

from questions.models import (
    Assignment,
    ItemDifficulty,
    ItemSession,
    MalRule,
    Question,
    Quiz,
    Response,
    Slot,
)
from questions.models.accommodations import ahead

LATEST: Final = 1_000
MISTAKES: Final = 3
QUIZZES: Final = 5


@dataclass(frozen=True)
class Usage:
    """Quizzes with the question, those of them that can be taken now or later, and answers.

    `titles` are those of some quizzes. Of the `looked_at` latest counted answers, `right` are right
    and `mistakes` are the most common that explain the others, with how often; `options` are those
    of the newest version, whether each is right, and how often it was chosen. Of the responses
    `earlier` are to versions before the one that is asked. `first_tries` are what the list of
    questions counts, a student's first answer to each problem, `first_right` of them right.
    """

    quizzes: int
    titles: Sequence[str]
    open_assignments: int
    responses: int
    looked_at: int
    right: int
    mistakes: Sequence[tuple[str, int]]
    options: Sequence[tuple[str, bool, int]] = ()
    earlier: int = 0
    first_tries: int = 0
    first_right: int = 0
    question: int | None = None

    @property
    def facility(self) -> int | None:
        """The share of right answers in hundredths."""
        return _share(self.right, self.looked_at)

    @property
    def first_facility(self) -> int | None:
        """The same of first tries, as in the list of questions."""
        return _share(self.first_right, self.first_tries)


def _share(right: int, among: int) -> int | None:
    return round(100 * right / among) if among else None


@dataclass(frozen=True)
class Outlived:
    """Answers to versions of a question that are not asked any more: how many, and how many of them
    in how many assignments that are still open.
    """

    responses: int
    in_assignments: int
    assignments: int


@dataclass(frozen=True)
class Touched:
    """How many of some questions stand in quizzes, and in how many."""

    questions: int
    quizzes: int


def usage(question: Question, *, at: datetime.datetime) -> Usage:
    """Ten queries, however much there is."""
    quizzes = Quiz.objects.filter(slots__question=question)
    assignments = ahead(Assignment.objects.filter(quiz__in=quizzes), at)
    responses = Response.objects.standing().filter(item_session__question=question)
    latest = responses.counted().order_by("-pk").values_list("verdict", "mistakes", "raw")[:LATEST]
    answers = list(latest)
    told = [(verdict, mistakes) for verdict, mistakes, _ in answers]
    rated = ItemDifficulty.objects.filter(question=question).first()
    return Usage(
        quizzes=quizzes.distinct().count(),
        titles=list(quizzes.distinct().order_by("-pk").values_list("title", flat=True)[:QUIZZES]),
        open_assignments=len(assignments),
        responses=responses.count(),
        looked_at=len(told),
        right=sum(verdict == Response.Verdict.CORRECT for verdict, _ in told),
        mistakes=_common(told),
        options=_chosen(question, [raw for _, _, raw in answers]),
        earlier=outlived_responses(question).count(),
        first_tries=rated.answers if rated else 0,
        first_right=rated.right if rated else 0,
        question=question.pk,
    )


def outlived_responses(question: Question) -> QuerySet[Response]:
    """The responses to versions before the one that is asked; none where none is asked."""
    return Response.objects.standing().filter(
        item_session__in=ItemSession.objects.outlived(question)
    )


def outlived(question: Question, *, at: datetime.datetime) -> Outlived:
    """Four queries."""
    responses = outlived_responses(question)
    asked = Assignment.objects.filter(attempts__item_sessions__question=question).distinct()
    still_open = responses.filter(item_session__attempt__assignment__in=ahead(asked, at))
    counts = still_open.aggregate(
        responses=Count("pk"),
        assignments=Count("item_session__attempt__assignment", distinct=True),
    )
    return Outlived(responses.count(), counts["responses"], counts["assignments"])


def touched(questions: Collection[int]) -> Touched:
    """Two queries."""
    slots = Slot.objects.filter(question__in=questions)
    return Touched(
        questions=slots.values("question").distinct().count(),
        quizzes=slots.values("quiz").distinct().count(),
    )


def _common(told: Sequence[tuple[str, list[dict[str, list[str]]]]]) -> list[tuple[str, int]]:
    """The likeliest explanation of each answer that is not right, by name."""
    wrong = [mistakes[0] for verdict, mistakes in told if mistakes and verdict != "correct"]
    counts = Counter(code for one in wrong for code in one.get("rules", []))
    common = counts.most_common(MISTAKES)
    names = dict(
        MalRule.objects.filter(code__in=[code for code, _ in common]).values_list("code", "name")
    )
    return [(names.get(code, code), count) for code, count in common]


def _chosen(question: Question, raws: Sequence[Sequence[str]]) -> list[tuple[str, bool, int]]:
    """How often each option that a person wrote was chosen."""
    contents = question.versions.order_by("-number").values_list("content", flat=True)
    options = (contents.first() or {}).get("options") or []
    counts = Counter(one for raw in raws for one in raw)
    return [
        (str(one.get("text", "")), bool(one.get("correct")), counts[str(one.get("id", ""))])
        for one in options
        if "correct" in one
    ]
