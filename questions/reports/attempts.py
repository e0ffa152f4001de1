"""An attempt that runs: its questions, the one that is open, and what handing in would take.

Nothing here tells what is right: a question is shown from its prompt and the student's entry.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from questions import problems
from questions.models import Attempt, ItemSession
from questions.models.accommodations import Window, mock_factor, window
from questions.problems import Problem

from . import accommodations, mocks, pairing, practice, readings, rulings, wanted
from .points import NOT_ANSWERED
from .practice import QuestionPage
from .rulings import Told

NOT_VISITED = "not visited"
ANSWERED = "answered"
MARKED = "marked for review"
ANSWERED_AND_MARKED = "answered and marked"
INCOMPLETE = "incomplete"
UNREAD = "cannot be read yet"
AS_TYPED = "Saved as it was typed. "


@dataclass(frozen=True)
class Place:
    """A question in the palette, with its state in words.

    `with_answer` and `without` are what the state becomes while the question is being answered.
    """

    position: int
    state: str
    is_here: bool
    is_answered: bool
    is_marked: bool
    with_answer: str
    without: str
    section: str = ""
    ruling: str = ""


@dataclass(frozen=True)
class AttemptPage:
    """`sequence` is the number of the next save. Of a mock exam, `section` is where the question
    stands and `rules` how its part is marked. `granted` is what the student has beyond the others.
    """

    pk: int
    title: str
    number: int
    attempts_allowed: int
    position: int
    worth: str
    is_marked: bool
    places: Sequence[Place]
    question: QuestionPage
    sequence: int
    saved_at: datetime.datetime | None
    deadline: datetime.datetime
    now: datetime.datetime
    section: str = ""
    rules: Sequence[str] = ()
    granted: Sequence[str] = ()
    rulings: Sequence[Told] = ()

    @property
    def ruling(self) -> Told | None:
        """What holds of the question that is shown, whatever is answered."""
        held = (one for one in self.rulings if one.is_standing)
        return next((one for one in held if one.position == self.position), None)

    @property
    def has_next(self) -> bool:
        return self.position < len(self.places)

    @property
    def minutes_left(self) -> int:
        return int((self.deadline - self.now).total_seconds() // 60)


@dataclass(frozen=True)
class Unfinished:
    """A question that would be handed in without an answer that can be marked, and why."""

    position: int
    title: str
    state: str
    sentence: str


@dataclass(frozen=True)
class HandingIn:
    pk: int
    title: str
    questions: int
    unfinished: Sequence[Unfinished]
    marked: Sequence[int]
    rulings: Sequence[Told]
    deadline: datetime.datetime


def page(
    attempt: Attempt,
    item_session: ItemSession,
    *,
    at: datetime.datetime,
    entry: Sequence[str] | None = None,
) -> AttemptPage:
    """Three queries beside the rows given. `entry` is what was just written, where it is not
    stored.
    """
    sessions = attempt.item_sessions.order_by("position").defer("reason")
    parts = mocks.places(attempt)
    here = parts[item_session.position - 1] if parts else mocks.NOWHERE
    points = item_session.points
    own = _window(attempt)
    told = rulings.of_attempt(attempt)
    kinds = rulings.standing(told)
    question = practice.question(item_session, tries=1, entry=entry)
    if here.takes_rounded:
        asked = question.wanted.replace(wanted.EXACT, wanted.BY_THE_EXAM)
        question = replace(question, wanted=asked)
    return AttemptPage(
        pk=attempt.pk,
        title=attempt.title,
        number=attempt.number,
        attempts_allowed=own.attempts_allowed if own else 1,
        position=item_session.position,
        worth=here.worth or f"{points} point{'' if points == 1 else 's'}",
        is_marked=item_session.is_marked,
        places=[
            _place(
                one,
                is_here=one.pk == item_session.pk,
                section=part.section,
                ruling=kinds.get(one.slot_id or 0, ""),
            )
            for one, part in zip(sessions, parts or repeat(mocks.NOWHERE), strict=False)
        ],
        question=question,
        sequence=item_session.entry_sequence + 1,
        saved_at=item_session.entry_at,
        deadline=attempt.deadline,
        now=at,
        section=here.section,
        rules=here.rules,
        granted=_granted(attempt, own),
        rulings=told,
    )


def granted(attempt: Attempt) -> Sequence[str]:
    """What the student has beyond the others, as sentences. One query."""
    return _granted(attempt, _window(attempt))


def _window(attempt: Attempt) -> Window | None:
    return window(attempt.assignment, attempt.student) if attempt.assignment else None


def _granted(attempt: Attempt, own: Window | None) -> Sequence[str]:
    if own is not None:
        return accommodations.told(own)
    minutes = attempt.mock.minutes if attempt.mock else 0
    return accommodations.told_of_mock(minutes, mock_factor(attempt.student))


def handing_in(attempt: Attempt) -> HandingIn:
    """What the student confirms; what is dropped or a bonus lacks nothing. Two queries beside the
    rows given.
    """
    sessions = list(
        attempt.item_sessions.select_related("variant__version__question").order_by("position")
    )
    told = rulings.of_attempt(attempt)
    kinds = rulings.standing(told)
    found = [_unfinished(one) for one in sessions if one.slot_id not in kinds]
    return HandingIn(
        pk=attempt.pk,
        title=attempt.title,
        questions=len(sessions),
        unfinished=[one for one in found if one is not None],
        marked=[one.position for one in sessions if one.is_marked],
        rulings=told,
        deadline=attempt.deadline,
    )


def first_unanswered(attempt: Attempt) -> int:
    """Where to go on: the first question without an answer, or the first one."""
    rows = attempt.item_sessions.order_by("position").values_list("position", "entry")
    return next((position for position, entry in rows if not _is_answered(entry)), 1)


def _is_answered(entry: Sequence[str]) -> bool:
    return any(text.strip() for text in entry)


def _place(item_session: ItemSession, *, is_here: bool, section: str, ruling: str) -> Place:
    is_answered, is_marked = _is_answered(item_session.entry), item_session.is_marked
    with_answer = ANSWERED_AND_MARKED if is_marked else ANSWERED
    without = MARKED if is_marked else NOT_ANSWERED
    if not is_answered and not is_here and not is_marked and item_session.opened_at is None:
        without = NOT_VISITED
    return Place(
        position=item_session.position,
        state=with_answer if is_answered else without,
        is_here=is_here,
        is_answered=is_answered,
        is_marked=is_marked,
        with_answer=with_answer,
        without=without,
        section=section,
        ruling=ruling,
    )


def _unfinished(item_session: ItemSession) -> Unfinished | None:
    problem = Problem.from_row(item_session.variant.instance)
    state, sentence = _lacking(problem, item_session.entry)
    if not state:
        return None
    title = item_session.variant.version.question.title
    return Unfinished(item_session.position, title, state, sentence)


def _lacking(problem: Problem, entry: Sequence[str]) -> tuple[str, str]:
    """What stands in the way of marking an entry; empty where nothing does."""
    if not _is_answered(entry):
        return NOT_ANSWERED, ""
    if problem.pairs:
        return pairing.lacking(problem, entry, INCOMPLETE)
    if problem.options or problems.read_together(problem, entry):
        return "", ""
    texts = [*entry, *[""] * problem.fields][: problem.fields]
    empty = [str(place) for place, text in enumerate(texts, start=1) if not text.strip()]
    if empty:
        fields = f"Field {empty[0]} is" if len(empty) == 1 else f"Fields {_and(empty)} are"
        return INCOMPLETE, f"{fields} empty."
    messages = [readings.of_text(problem, text).message for text in texts]
    return next(((UNREAD, AS_TYPED + message) for message in messages if message), ("", ""))


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
