"""Practice exams: where one stands, the question that is open, and what was found at the end.

Nothing of a running exam tells what is right: a question is shown from its prompt and what is
being written.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from questions import plots
from questions.models import ItemSession, PracticeExam, Response, Skill, Topic, User
from questions.plots import Picture

from . import practice, results
from .practice import QuestionPage
from .results import Item

ENDINGS = {
    PracticeExam.Ending.KNOWN: "It ended by itself because enough was known",
    PracticeExam.Ending.LONGEST: "It ended after the most questions that it asks",
    PracticeExam.Ending.EXHAUSTED: "It ended because no question was left",
    PracticeExam.Ending.STOPPED: "You stopped it before enough was known",
}
WIDER = ", so the range is wider than it aims for"
"""Where a range is told and it did not end because enough was known."""


@dataclass(frozen=True)
class Taken:
    """An exam that is over; `share`, `low` and `high` of 100 questions, None without answers.

    `right` is how many of its questions were answered right.
    """

    pk: int
    title: str
    ended_at: datetime.datetime
    questions: int
    right: int
    share: int | None
    low: int | None
    high: int | None

    @property
    def is_bound(self) -> bool:
        """Whether all answers went one way, so that they bound the share on one side alone."""
        return self.share is not None and self.right in {0, self.questions}


@dataclass(frozen=True)
class Overview:
    running: PracticeExam | None
    answered: int
    topics: Sequence[Topic]
    taken: Sequence[Taken]


@dataclass(frozen=True)
class ExamPage:
    """`sequence` is the number of the next save."""

    pk: int
    title: str
    position: int
    least: int
    most: int
    question: QuestionPage
    sequence: int
    saved_at: datetime.datetime | None


@dataclass(frozen=True)
class ResultPage:
    """`ability` and `error` are on the scale of difficulties; `pool` is how many questions the
    share is of.
    """

    exam: PracticeExam
    taken: Taken
    pending: int
    ending: str
    ability: str
    error: str
    pool: int
    course: Picture | None
    items: Sequence[Item]


def overview(student: User) -> Overview:
    """Four queries, however many exams were taken."""
    exams = list(PracticeExam.objects.of(student).defer("pool"))
    counts = _answered(student)
    asked = Skill.objects.in_practice()
    return Overview(
        running=next((one for one in exams if one.is_running), None),
        answered=sum(counts.get(one.pk, (0, 0))[0] for one in exams if one.is_running),
        topics=list(Topic.objects.filter(skills__in=asked).distinct()),
        taken=[_taken(one, *counts.get(one.pk, (0, 0))) for one in exams if not one.is_running],
    )


def _answered(student: User) -> dict[int, tuple[int, int]]:
    """How many questions of each exam were answered or left out, and how many of them right."""
    counts: dict[int, tuple[int, int]] = {}
    done = ItemSession.objects.of(student).exclude(exam=None).exclude(finished_at=None)
    correct = Response.objects.filter(item_session=OuterRef("pk"), verdict=Response.Verdict.CORRECT)
    for exam, is_right in done.values_list("exam", Exists(correct)):
        answered, right = counts.get(exam, (0, 0))
        counts[exam] = answered + 1, right + is_right
    return counts


def _taken(exam: PracticeExam, questions: int, right: int) -> Taken:
    return Taken(
        pk=exam.pk,
        title=exam.title,
        ended_at=exam.ended_at or exam.started_at,
        questions=questions,
        right=right,
        share=_in_hundred(exam.share),
        low=_in_hundred(exam.share_low),
        high=_in_hundred(exam.share_high),
    )


def _in_hundred(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def page(
    exam: PracticeExam, item_session: ItemSession, *, entry: Sequence[str] | None = None
) -> ExamPage:
    """No query beside the rows given. `entry` is what was just written where it is not stored."""
    return ExamPage(
        pk=exam.pk,
        title=exam.title,
        position=item_session.position,
        least=exam.least,
        most=exam.most,
        question=practice.question(item_session, tries=1, entry=entry),
        sequence=item_session.entry_sequence + 1,
        saved_at=item_session.entry_at,
    )


def result(exam: PracticeExam) -> ResultPage:
    """Three queries, whatever the number of questions. Not of an exam that runs."""
    sessions = list(
        exam.item_sessions.select_related("variant__version__question")
        .prefetch_related("responses__manual_grades__graded_by")
        .order_by("position")
    )
    items = [results.item(one) for one in sessions]
    right = sum(one.verdict == Response.Verdict.CORRECT for one in items)
    taken = _taken(exam, len(sessions), right)
    return ResultPage(
        exam=exam,
        taken=taken,
        pending=sum(one.verdict == Response.Verdict.PENDING for one in items),
        ending=_ending(exam, taken),
        ability=_signed(exam.ability),
        error="" if exam.error is None else f"{exam.error:.2f}",
        pool=len(exam.pool),
        course=_course(exam, sessions, items),
        items=items,
    )


def _ending(exam: PracticeExam, taken: Taken) -> str:
    if not exam.ending:
        return ""
    ending = PracticeExam.Ending(exam.ending)
    is_wide = ending is not PracticeExam.Ending.KNOWN and not taken.is_bound
    return f"{ENDINGS[ending]}{WIDER if is_wide else ''}."


def _signed(ability: float | None) -> str:
    """With a true minus sign."""
    if ability is None:
        return ""
    text = f"{ability:.2f}"
    return "0.00" if text == "-0.00" else text.replace("-", "−")


def _course(
    exam: PracticeExam, sessions: Sequence[ItemSession], items: Sequence[Item]
) -> Picture | None:
    """The share after each question, from what each item session notes of the ones before it."""
    if exam.share is None or exam.share_low is None or exam.share_high is None:
        return None
    known = [one.reason for one in sessions]
    shares = [(row["share"], row["share_low"], row["share_high"]) for row in known]
    shares.append((exam.share, exam.share_low, exam.share_high))
    outcomes: list[bool | None] = [None, *(_outcome(one) for one in items)]
    points = [
        plots.Estimated(float(place), 100 * share, 100 * low, 100 * high, right)
        for place, ((share, low, high), right) in enumerate(zip(shares, outcomes, strict=True))
    ]
    title = "The share of questions that you would solve, after each question, in per cent"
    return plots.course(points, variable="question", title=title)


def _outcome(item: Item) -> bool | None:
    if item.verdict == Response.Verdict.PENDING:
        return None
    return bool(item.verdict == Response.Verdict.CORRECT)
