"""Mock exams: what is offered, where a question stands, and the report by the exam's rules."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from questions import presets, problems
from questions.models import Attempt, ExamPreset, ItemSession, MockExam, Response, User, is_sure
from questions.models.accommodations import mock_factor
from questions.presets import Answer, Marked, Outcome, Part, Rules, Total

from . import accommodations, practice, results
from .practice import QuestionPage
from .presets import SectionLine, in_words


@dataclass(frozen=True)
class PlaceInExam:
    """`worth` is what a right, a wrong and a blank answer get; all empty outside a mock exam."""

    section: str = ""
    worth: str = ""
    rules: Sequence[str] = ()
    takes_rounded: bool = False


NOWHERE: Final = PlaceInExam()


@dataclass(frozen=True)
class Overview:
    running: Attempt | None
    presets: Sequence[ExamPreset]
    taken: Sequence[Attempt]


@dataclass(frozen=True)
class Offer:
    """A preset with its rules in words, and beside it what there are questions for now."""

    preset: ExamPreset
    whole: Sequence[SectionLine]
    sections: Sequence[SectionLine]
    shown: int
    of: int
    possible: str
    minutes: int
    granted: Sequence[str] = ()

    @property
    def is_whole(self) -> bool:
        return self.shown == self.of


@dataclass(frozen=True)
class Marks:
    """Sums as people write them; `lost` without a sign."""

    earned: str
    possible: str
    lost: str
    pending: int


@dataclass(frozen=True)
class SectionResult:
    """`right`, `wrong`, `blank` and `uncounted` are numbers of questions; `accuracy` is the per
    cent of the answered ones that are wholly right, None where none was answered.
    """

    name: str
    marks: Marks
    right: int
    partly: int
    wrong: int
    blank: int
    uncounted: int
    accuracy: int | None


@dataclass(frozen=True)
class Item:
    """A question with its marks; `time` is how long it took in words, empty if not answered."""

    position: int
    section: str
    question: QuestionPage
    marks: str
    outcome: str
    counts: bool
    time: str


@dataclass(frozen=True)
class Report:
    attempt: Attempt
    mock: MockExam
    total: Marks
    sections: Sequence[SectionResult]
    rules: Sequence[SectionLine]
    mistakes: Sequence[tuple[str, int]]
    median: str
    items: Sequence[Item]


def overview(student: User, at: datetime.datetime) -> Overview:
    """Two queries, however many were taken."""
    mine = Attempt.objects.filter(student=student, assignment=None).select_related("mock")
    attempts = list(mine.order_by("-started_at"))
    return Overview(
        running=next((one for one in attempts if not one.is_over(at)), None),
        presets=list(ExamPreset.objects.offered()),
        taken=[one for one in attempts if one.is_over(at)],
    )


def offer(preset: ExamPreset, whole: Rules, rules: Rules, minutes: int, *, student: User) -> Offer:
    """One query."""
    return Offer(
        preset=preset,
        whole=in_words(whole),
        sections=in_words(rules),
        shown=rules.shown,
        of=whole.shown,
        possible=presets.amount(rules.possible),
        minutes=minutes,
        granted=accommodations.told_of_mock(minutes, mock_factor(student)),
    )


def places(attempt: Attempt) -> Sequence[PlaceInExam]:
    """Of each question in order; none where the attempt is no mock exam."""
    if attempt.mock is None:
        return ()
    return [
        PlaceInExam(
            section.name,
            presets.marks(part),
            [f"{presets.questions(part)}.", *presets.conditions(part)],
            part.decimals is not None or part.tolerance is not None,
        )
        for section, part in presets.read(attempt.mock.rules).places
    ]


def report(attempt: Attempt) -> Report:
    """Of a mock exam that is over. Two queries, and one more where a teacher decided."""
    mock = attempt.mock
    if mock is None:
        raise ValueError("This attempt is no mock exam.")
    rules = presets.read(mock.rules)
    sessions = list(results.sessions_of(attempt))
    responses = [results.last(one) for one in sessions]
    marked = _marked(rules, sessions, responses)
    seconds = [one.seconds for one in responses if one]
    return Report(
        attempt=attempt,
        mock=mock,
        total=_in_text(_sum(rules.parts, marked)),
        sections=_sections(rules, marked),
        rules=in_words(rules),
        mistakes=_mistakes(responses),
        median=_in_words(median(seconds)) if seconds else "",
        items=[
            _item(*row)
            for row in zip(
                [section.name for section, _ in rules.places],
                sessions,
                responses,
                [one for part in marked for one in part],
                strict=True,
            )
        ],
    )


def _marked(
    rules: Rules, sessions: Sequence[ItemSession], responses: Sequence[Response | None]
) -> list[list[Marked]]:
    """The marks of each part's questions."""
    rest = iter([_answer(*row) for row in zip(sessions, responses, strict=True)])
    return [
        presets.mark_part(part, [next(rest) for _ in range(part.shown)]) for part in rules.parts
    ]


def _answer(item_session: ItemSession, response: Response | None) -> Answer:
    """What cannot be read counts as not answered: a slip of the keyboard costs nothing."""
    if response is None or response.verdict == Response.Verdict.UNREADABLE:
        return Answer()
    order = item_session.answered_at or response.submitted_at
    problem = problems.stored(item_session.variant.instance)
    right = frozenset(one.id for one in problem.options if one.correct)
    if not right:
        is_pending = response.verdict == Response.Verdict.PENDING
        return Answer(order, is_right=None if is_pending else response.score == 1)
    is_choice = problem.kind == presets.CHOICE
    keys = tuple(frozenset({one}) for one in sorted(right)) if is_choice else (right,)
    return Answer(order, frozenset(response.raw), keys)


def _sections(rules: Rules, marked: Sequence[Sequence[Marked]]) -> list[SectionResult]:
    rest = iter(marked)
    found = []
    for section in rules.sections:
        parts = [next(rest) for _ in section.parts]
        rows = [one for part in parts for one in part]
        outcomes = Counter(one.outcome for one in rows)
        right, partly = outcomes[Outcome.RIGHT], outcomes[Outcome.PARTLY]
        answered = right + partly + outcomes[Outcome.WRONG]
        found.append(
            SectionResult(
                name=section.name,
                marks=_in_text(_sum(section.parts, parts)),
                right=right,
                partly=partly,
                wrong=outcomes[Outcome.WRONG],
                blank=outcomes[Outcome.BLANK],
                uncounted=sum(not one.counts and one.outcome is not Outcome.BLANK for one in rows),
                accuracy=round(100 * right / answered) if answered else None,
            )
        )
    return found


def _sum(parts: Sequence[Part], marked: Sequence[Sequence[Marked]]) -> Total:
    totals = [presets.total(part, rows) for part, rows in zip(parts, marked, strict=True)]
    return sum(totals, Total())


def _in_text(total: Total) -> Marks:
    amount = presets.amount
    return Marks(amount(total.earned), amount(total.possible), amount(total.lost), total.pending)


def _mistakes(responses: Sequence[Response | None]) -> list[tuple[str, int]]:
    """The mistakes that surely explain an answer, most frequent first."""
    first = [one.named_mistakes[0] for one in responses if one and one.named_mistakes]
    return Counter(str(one["name"]) for one in first if is_sure(one)).most_common()


def _item(
    section: str, item_session: ItemSession, response: Response | None, marked: Marked
) -> Item:
    return Item(
        position=item_session.position,
        section=section,
        question=practice.question(item_session, tries=1),
        marks=presets.signed(marked.marks),
        outcome=marked.outcome,
        counts=marked.counts or marked.outcome is Outcome.BLANK,
        time=_in_words(response.seconds) if response else "",
    )


def _in_words(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
