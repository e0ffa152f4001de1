"""Results of an attempt: each question with its answer, its verdict and the worked answer."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from questions import presets
from questions.models import Attempt, ItemSession, Response
from questions.models.practice import ItemSessionQuerySet

from . import challenges, late, practice, rulings
from .challenges import Mark
from .late import Late, Written
from .points import NOT_ANSWERED, Points, points_of, ruled, total
from .practice import QuestionPage
from .rulings import Told


@dataclass(frozen=True)
class Item:
    """A question of the attempt. `verdict` is "not answered" where there is no response; `mark` is
    None there, and where no teacher has set the question.
    """

    position: int
    question: QuestionPage
    verdict: str
    score: str
    points: Points
    mark: Mark | None = None

    @property
    def is_open(self) -> bool:
        """Whether its points are to be decided still."""
        return self.verdict == Response.Verdict.PENDING and not self.points.ruling


@dataclass(frozen=True)
class HandedIn:
    """What was handed in for a question."""

    position: int
    title: str
    written: Written


@dataclass(frozen=True)
class ResultsPage:
    """`items` is empty until the results are released; `written` is the student's own text; `late`
    what came after the end, with the question's position; `ending` is how the attempt came to it;
    `rulings` are questions that a teacher made count the same for everybody, or count again.
    """

    attempt: Attempt
    is_released: bool
    items: Sequence[Item]
    written: Sequence[HandedIn]
    total: Points
    pending: int
    ending: str
    late: Sequence[tuple[int, Late]]
    rulings: Sequence[Told]


@dataclass(frozen=True)
class ChallengePage:
    """Of an answer whose mark is to be challenged; `item` is None until the results are released.
    `refusal` says why the mark cannot be.
    """

    attempt: Attempt
    position: int
    item: Item | None
    refusal: str


NO_RULINGS: Final[Mapping[int, str]] = {}


def verdict_of(response: Response | None) -> str:
    return response.verdict if response else NOT_ANSWERED


def own(attempt: Attempt, *, at: datetime.datetime) -> ResultsPage:
    """The student's page. Five queries beside the attempt, whatever the number of questions; one
    more where a teacher decided, one where a challenge is closed, one where the attempt ended at
    the assignment's closing.
    """
    sessions = list(challengeable(attempt).select_related("late__decided_by"))
    came_late = [(one.position, found) for one in sessions if (found := late.beside(one))]
    told = rulings.of_attempt(attempt)
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
            rulings=told,
        )
    kinds = rulings.standing(told)
    items = [item(one, at=at, kinds=kinds) for one in sessions]
    pending = sum(one.is_open for one in items)
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
        rulings=told,
    )


def item(
    item_session: ItemSession,
    *,
    at: datetime.datetime | None = None,
    kinds: Mapping[int, str] = NO_RULINGS,
) -> Item:
    """A question of an attempt that was handed in; at an assignment with what the student may do
    about its mark `at` that time, and what the `kinds` of the rulings that hold make of it.
    """
    response, kind = last(item_session), kinds.get(item_session.slot_id or 0, "")
    return Item(
        position=item_session.position,
        question=practice.question(item_session, tries=1),
        verdict=verdict_of(response),
        score=presets.amount(response.score) if response else "0",
        points=ruled(points_of(item_session.points, response), kind),
        mark=challenges.mark(response, at=at, is_ruled=bool(kind)) if response and at else None,
    )


def last(item_session: ItemSession) -> Response | None:
    """The response of an item session in an attempt, from prefetched rows."""
    return next(reversed(item_session.standing()), None)


def _none() -> Points:
    return Points(Fraction(0), 0)


def sessions_of(attempt: Attempt) -> ItemSessionQuerySet:
    rows = attempt.item_sessions.select_related("variant__version__question")
    return rows.prefetch_related("responses__manual_grades__graded_by").order_by("position")


def challenging(item_session: ItemSession, *, at: datetime.datetime) -> ChallengePage:
    """Of one that `challengeable` has read, with an answer."""
    attempt = item_session.attempt
    kinds = rulings.standing(rulings.of_attempt(attempt)) if attempt else NO_RULINGS
    found = item(item_session, at=at, kinds=kinds)
    if attempt is None or found.mark is None:
        raise ValueError("Only marks of answers at an assignment are challenged.")
    shown = found if attempt.is_released(at) else None
    return ChallengePage(attempt, item_session.position, shown, found.mark.refusal)


def challengeable(attempt: Attempt) -> ItemSessionQuerySet:
    """Of an attempt at an assignment, with the challenges of their marks."""
    return sessions_of(attempt).prefetch_related("responses__challenges__closed_by")


def _handed_in(item_session: ItemSession) -> HandedIn:
    title = item_session.variant.version.question.title
    return HandedIn(item_session.position, title, late.written(item_session, item_session.entry))
