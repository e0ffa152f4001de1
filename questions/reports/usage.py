"""Where a question is used and how it is answered: what retiring it would touch."""

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from questions.models import Assignment, MalRule, Question, Quiz, Response, Slot

LATEST: Final = 1_000
MISTAKES: Final = 3
QUIZZES: Final = 5


@dataclass(frozen=True)
class Usage:
    """Quizzes with the question, those of them that can be taken now or later, and answers.

    `titles` are those of some quizzes. Of the `looked_at` latest counted answers, `right` are right
    and `mistakes` are the most common that explain the others, with how often; `options` are those
    of the newest version, whether each is right, and how often it was chosen.
    """

    quizzes: int
    titles: Sequence[str]
    open_assignments: int
    responses: int
    looked_at: int
    right: int
    mistakes: Sequence[tuple[str, int]]
    options: Sequence[tuple[str, bool, int]] = ()

    @property
    def facility(self) -> int | None:
        """The share of right answers in hundredths."""
        return round(100 * self.right / self.looked_at) if self.looked_at else None


@dataclass(frozen=True)
class Touched:
    """How many of some questions stand in quizzes, and in how many."""

    questions: int
    quizzes: int


def usage(question: Question, *, at: datetime.datetime) -> Usage:
    """Seven queries, however much there is."""
    quizzes = Quiz.objects.filter(slots__question=question)
    assignments = Assignment.objects.filter(quiz__in=quizzes, closes_at__gt=at)
    responses = Response.objects.filter(item_session__question=question)
    latest = responses.counted().order_by("-pk").values_list("verdict", "mistakes", "raw")[:LATEST]
    answers = list(latest)
    told = [(verdict, mistakes) for verdict, mistakes, _ in answers]
    return Usage(
        quizzes=quizzes.distinct().count(),
        titles=list(quizzes.distinct().order_by("-pk").values_list("title", flat=True)[:QUIZZES]),
        open_assignments=assignments.count(),
        responses=responses.count(),
        looked_at=len(told),
        right=sum(verdict == Response.Verdict.CORRECT for verdict, _ in told),
        mistakes=_common(told),
        options=_chosen(question, [raw for _, _, raw in answers]),
    )


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
