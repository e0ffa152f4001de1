"""The answers behind a cell or a column of a class's heat map."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from questions import problems
from questions.models import Classroom, Enrolment, MalRule, Response, User

from . import feedback, heat_map, pairing

MOST_ANSWERS = 60


@dataclass(frozen=True)
class Answer:
    """An answer that shows the mal-rule, or probably does, beside the right one. `student` is empty
    if anonymous.
    """

    student: str
    assignment: int
    quiz: str
    item_session: int
    prompt: str
    step: str
    typed: Sequence[str]
    lines: Sequence[feedback.Line]
    rows: pairing.Shown | None
    is_sure: bool


@dataclass(frozen=True)
class CellPage:
    classroom: Classroom
    rule: MalRule
    student: User | None
    shown: int
    probable: int
    chances: int
    answers: Sequence[Answer]
    is_anonymous: bool


def page(
    classroom: Classroom, rule: MalRule, *, student: User | None = None, is_anonymous: bool = False
) -> CellPage:
    """The answers behind a cell, or behind a column where no student is named; those that surely
    show it first. Four queries at most; what is read grows with the class's answers alone.
    """
    enrolled = Enrolment.objects.filter(classroom=classroom, left_at=None)
    people = set(enrolled.values_list("student", flat=True))
    people &= {student.pk} if student else people
    told = (
        heat_map.evidence(classroom)
        .order_by("-pk")
        .values_list("pk", "pattern__mal_rule", "pattern__student", "shown")
    )
    own = [(pk, shown) for pk, about, who, shown in told if about == rule.pk and who in people]
    evidence = [pk for pk, shown in own if shown][:MOST_ANSWERS]
    doubtful = [one.pk for one in heat_map.probable_of(classroom, people) if one.code == rule.code]
    likely = Response.objects.filter(pk__in=sorted(doubtful)[-MOST_ANSWERS:])
    sure = Response.objects.filter(mistake_evidence__in=evidence)
    return CellPage(
        classroom=classroom,
        rule=rule,
        student=student,
        shown=sum(shown for _, shown in own),
        probable=len(doubtful),
        chances=len(own),
        answers=[
            _answer(one, is_anonymous=is_anonymous, is_sure=is_certain)
            for rows, is_certain in ((sure, True), (likely, False))
            for one in rows.select_related(*_BESIDE).order_by("-pk")
        ],
        is_anonymous=is_anonymous,
    )


_BESIDE: Final = (
    "item_session__variant",
    "item_session__student",
    "item_session__attempt__assignment__quiz",
)


def _answer(response: Response, *, is_anonymous: bool, is_sure: bool) -> Answer:
    session = response.item_session
    problem = problems.stored(session.variant.instance)
    if session.attempt is None:
        raise ValueError("Evidence of a class comes from its attempts.")
    return Answer(
        student="" if is_anonymous else str(session.student),
        assignment=session.attempt.given_id,
        quiz=session.attempt.given.quiz.title,
        item_session=session.pk,
        prompt=problem.prompt,
        step=response.mistakes[0].get("step", "") if response.mistakes else "",
        typed=response.reading or [],
        lines=feedback.lines(problem, response, is_released=True),
        rows=pairing.answered(problem, response, is_released=True),
        is_sure=is_sure,
    )
