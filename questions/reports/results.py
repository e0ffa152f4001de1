"""Results of an attempt: each question with its answer, its verdict and the worked answer."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from questions import presets
from questions.models import Attempt, ItemSession, Response
from questions.models.practice import ItemSessionQuerySet

from . import late, practice
from .late import Late, Written
from .practice import QuestionPage


@dataclass(frozen=True)
class Points:
    """Exact points out of those that there are."""

    earned: Fraction
    possible: int

    @property
    def text(self) -> str:
        return presets.amount(self.earned)


@dataclass(frozen=True)
class Item:
    """A question of the attempt. `verdict` is "not answered" where there is no response."""

    position: int
    question: QuestionPage
    verdict: str
    score: str
    points: Points


@dataclass(frozen=True)
class HandedIn:
    """What was handed in for a question."""

    position: int
    title: str
    written: Written


@dataclass(frozen=True)
class ResultsPage:
    """`items` is empty until the results are released; `written` is the student's own text; `late`
    what came after the end, with the question's position; `ending` is how the attempt came to it.
    """

    attempt: Attempt
    is_released: bool
    items: Sequence[Item]
    written: Sequence[HandedIn]
    total: Points
    pending: int
    ending: str
    late: Sequence[tuple[int, Late]]


NOT_ANSWERED = "not answered"


def points_of(points: int, response: Response | None) -> Fraction:
    """What a response is worth; what is pending is not counted yet."""
    return points * response.score if response else Fraction(0)


def verdict_of(response: Response | None) -> str:
    return response.verdict if response else NOT_ANSWERED


def own(attempt: Attempt, *, at: datetime.datetime) -> ResultsPage:
    """The student's page. Two queries beside the attempt, whatever the number of questions; two
    more where a teacher decided, one where the attempt ended at the assignment's closing.
    """
    sessions = list(sessions_of(attempt).select_related("late__decided_by"))
    came_late = [(one.position, found) for one in sessions if (found := late.beside(one))]
    if not attempt.is_released(at):
        written = [_handed_in(one) for one in sessions]
        return ResultsPage(
            attempt,
            is_released=False,
            items=[],
            written=written,
            total=_none(),
            pending=0,
            ending=attempt.ending(),
            late=came_late,
        )
    items = [item(one) for one in sessions]
    pending = sum(one.verdict == Response.Verdict.PENDING for one in items)
    points = total(one.points for one in items)
    return ResultsPage(
        attempt,
        is_released=True,
        items=items,
        written=[],
        total=points,
        pending=pending,
        ending=attempt.ending(),
        late=came_late,
    )


def item(item_session: ItemSession) -> Item:
    """A question of an attempt that was handed in."""
    response = last(item_session)
    return Item(
        position=item_session.position,
        question=practice.question(item_session, tries=1),
        verdict=verdict_of(response),
        score=presets.amount(response.score) if response else "0",
        points=Points(points_of(item_session.points, response), item_session.points),
    )


def last(item_session: ItemSession) -> Response | None:
    """The response of an item session in an attempt, from prefetched rows."""
    return next(reversed(item_session.standing()), None)


def total(points: Iterable[Points]) -> Points:
    """Whole points are added as such: a class has thousands, and few parts of points."""
    given = list(points)
    whole = sum(one.earned.numerator for one in given if one.earned.denominator == 1)
    parts = (one.earned for one in given if one.earned.denominator != 1)
    return Points(sum(parts, Fraction(whole)), sum(one.possible for one in given))


def _none() -> Points:
    return Points(Fraction(0), 0)


def sessions_of(attempt: Attempt) -> ItemSessionQuerySet:
    rows = attempt.item_sessions.select_related("variant__version__question")
    return rows.prefetch_related("responses__manual_grades__graded_by").order_by("position")


def _handed_in(item_session: ItemSession) -> HandedIn:
    title = item_session.variant.version.question.title
    return HandedIn(item_session.position, title, late.written(item_session, item_session.entry))
