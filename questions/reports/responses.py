"""One response to an assignment in full, as a teacher of the class sees it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from questions.models import Assignment, ItemSession, ManualGrade, Response, User

from . import banks, challenges, late, points, practice, results, rulings
from .challenges import Challenged
from .late import Late
from .points import Points
from .practice import QuestionPage
from .rulings import Told


@dataclass(frozen=True)
class Neighbour:
    """The same question of another attempt, by the order of the table."""

    item_session: int
    student: str


@dataclass(frozen=True)
class ResponsePage:
    """One item session in full; `response` is None where nothing was handed in, `late` where
    nothing came after the end, `challenge` where none is to be told of, `ruling` where none holds.
    `places` are all of its attempt: position and key. `is_in_admin` is whether the reader finds the
    question there.
    """

    assignment: Assignment
    item_session: int
    student: User
    position: int
    places: Sequence[tuple[int, int]]
    question: QuestionPage
    question_pk: int
    response: Response | None
    verdict: str
    points: Points
    ruling: Told | None
    slot: int | None
    comparison: str
    version: int
    seed: int
    is_running: bool
    before: Neighbour | None
    after: Neighbour | None
    grades: Sequence[ManualGrade]
    late: Late | None
    challenge: Challenged | None
    is_in_admin: bool
    can_regrade: bool

    @property
    def may_decide(self) -> bool:
        """Whether there is something to decide or to correct."""
        return self.response is not None and not self.is_running

    @property
    def is_pending(self) -> bool:
        return self.verdict == Response.Verdict.PENDING


def page(item_session: ItemSession, *, by: User) -> ResponsePage:
    """What was asked and written in an attempt, and all that was found, for a teacher of its class.
    Three queries beside the rows given; one more for who gets into the admin, and another where the
    mark of a question of theirs is challenged.
    """
    response, attempt = results.last(item_session), item_session.attempt
    if attempt is None:
        raise ValueError("Practice is nobody's to read but the student's.")
    before, after = _neighbours(attempt.given, item_session)
    challenge = challenges.latest(response) if response else None
    is_waiting = challenge is not None and challenge.is_waiting
    question = item_session.variant.version.question
    told = [one for one in rulings.of_attempt(attempt) if one.is_standing]
    ruling = next((one for one in told if one.slot == item_session.slot_id), None)
    by_itself = points.points_of(item_session.points, response)
    return ResponsePage(
        assignment=attempt.given,
        item_session=item_session.pk,
        student=item_session.student,
        position=item_session.position,
        places=list(
            ItemSession.objects.filter(attempt=attempt)
            .order_by("position")
            .values_list("position", "pk")
        ),
        question=practice.question(item_session, tries=1),
        question_pk=question.pk,
        response=response,
        verdict=results.verdict_of(response),
        points=points.ruled(by_itself, ruling.kind if ruling else ""),
        ruling=ruling,
        slot=item_session.slot_id,
        comparison=_as_text(response),
        version=item_session.variant.version_id,
        seed=item_session.variant.seed,
        is_running=attempt.is_running,
        before=before,
        after=after,
        grades=list(response.manual_grades.all()) if response else [],
        late=late.beside(item_session),
        challenge=challenge,
        is_in_admin=bool(banks.in_admin(by, [question.pk])),
        can_regrade=is_waiting and _can_regrade(item_session, by),
    )


def _can_regrade(item_session: ItemSession, by: User) -> bool:
    """Whether a later key than its own is asked, and the person may let it mark answers anew."""
    question = item_session.variant.version.question
    if not (by.is_staff and by.has_perm("questions.edit_question", question)):
        return False
    regradable = ItemSession.objects.regradable(question).in_reach_of(by)
    return regradable.filter(pk=item_session.pk).exists()


def _neighbours(
    assignment: Assignment, item_session: ItemSession
) -> tuple[Neighbour | None, Neighbour | None]:
    """The students before and after, among those who handed in."""
    rows = ItemSession.objects.filter(
        attempt__assignment=assignment, position=item_session.position
    ).exclude(attempt__submitted_at=None)
    found = sorted(rows.select_related("student", "attempt"), key=_place)
    before = [row for row in found if _place(row) < _place(item_session)]
    after = [row for row in found if _place(row) > _place(item_session)]
    return (
        Neighbour(before[-1].pk, str(before[-1].student)) if before else None,
        Neighbour(after[0].pk, str(after[0].student)) if after else None,
    )


def _place(item_session: ItemSession) -> tuple[str, str, int]:
    """Its attempt's place in the table."""
    student, attempt = item_session.student, item_session.attempt
    return (str(student).casefold(), student.email or "", attempt.number if attempt else 0)


def _as_text(response: Response | None) -> str:
    if response is None or response.comparison is None:
        return ""
    return json.dumps(response.comparison, indent=2, ensure_ascii=False)
