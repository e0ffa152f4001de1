"""Banks: a problem as its author sees it, who changed which version, and who gets at a question."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from questions import maths, problems
from questions.models import MalRule, Question, QuestionVersion, Response, User
from questions.plots import Picture
from questions.problems import Judgement, Problem

from . import computation, feedback, pairing, practice
from .beside import Part, changed


@dataclass(frozen=True)
class Field:
    """Where one part of the answer is written; `label` is LaTeX."""

    position: int
    label: str
    text: str


@dataclass(frozen=True)
class Option:
    id: str
    text: str
    is_chosen: bool
    is_correct: bool
    feedback: str
    mistake: str
    label: str
    picture: Picture | None


@dataclass(frozen=True)
class PredictedMistake:
    """What a mal-rule makes of the problem, as LaTeX."""

    name: str
    latex: str


@dataclass(frozen=True)
class Remark:
    """A wrong answer that the author foresees, as LaTeX, and what is said back."""

    latex: str
    sentence: str


@dataclass(frozen=True)
class Preview:
    """A problem as a student sees it, with everything that a student does not see yet."""

    kind: str
    seed: int
    prompt: str
    fields: Sequence[Field]
    options: Sequence[Option]
    rows: Sequence[pairing.PairRow]
    accepted: Sequence[str]
    answer: practice.Answer
    hints: Sequence[str]
    mistakes: Sequence[PredictedMistake]
    remarks: Sequence[Remark]
    difficulty: float
    result: feedback.Feedback | None
    graph: computation.Drawing | None


@dataclass(frozen=True)
class Change:
    """Somebody's change to a version: what happened, in words. `version` is its key while it is
    there. `parts` are what its text said before and says after that, where the two differ; of a
    version that was begun, before is what the one before it said.
    """

    number: int
    version: int | None
    what: str
    who: str
    at: datetime.datetime
    parts: Sequence[Part]


def preview(problem: Problem, *, entry: Sequence[str], judgement: Judgement | None) -> Preview:
    """The problem with an answer tried on it, if there is one. At most one query."""
    names = _names(set(problem.exposes()))
    fields = _fields(problem, entry)
    return Preview(
        kind=problem.kind,
        seed=problem.seed,
        prompt=problem.prompt,
        fields=[] if problem.options else fields,
        options=[
            Option(
                id=one.id,
                text=one.text,
                is_chosen=one.id in entry,
                is_correct=one.correct,
                feedback=one.feedback,
                mistake=names.get(one.mistake, one.mistake) if one.mistake else "",
                label=label,
                picture=pairing.drawn(one.picture),
            )
            for one, label in zip(problem.options, problems.labels(problem), strict=True)
        ],
        rows=pairing.rows(problem, entry, is_released=True, names=names),
        accepted=problem.accepted,
        answer=practice.answer_to(problem),
        hints=problem.hints,
        mistakes=[
            PredictedMistake(names.get(rule, rule), maths.write_latex(answer))
            for rule, answer in problem.mistakes
        ],
        remarks=[Remark(maths.write_latex(one.answer), one.sentence) for one in problem.remarks],
        difficulty=problem.difficulty,
        result=_result(problem, entry, judgement) if judgement else None,
        graph=computation.drawing(problem, fields),
    )


def in_admin(user: User, keys: Iterable[int]) -> set[int]:
    """Those of the questions that the person finds in the admin, to edit or to read. One query."""
    if not user.is_staff:
        return set()
    readable = Question.objects.readable_by(user).filter(pk__in=list(keys))
    return set(readable.values_list("pk", flat=True))


def changes(question: Question) -> list[Change]:
    """Every change to the question's versions, the newest first. Two queries."""
    there = set(question.versions.values_list("pk", flat=True))
    rows = (
        QuestionVersion.history.filter(question_id=question.pk)
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    found: list[Change] = []
    before: dict[int, Any] = {}
    for row in rows:
        last = before.get(row.number)
        said = (last or before[max(before)]).content if before else {}
        is_gone = row.history_type == "-"
        found.append(
            Change(
                number=row.number,
                version=row.id if row.id in there else None,
                what="discarded" if is_gone else _what(row, last),
                who=str(row.history_user or "GradQuiz itself"),
                at=row.history_date,
                parts=changed(said, {} if is_gone else row.content),
            )
        )
        if is_gone:
            before.pop(row.number, None)
        else:
            before[row.number] = row
    return found[::-1]


def _what(row: Any, before: Any) -> str:
    """What a row of the history did to the one before, of the same version."""
    if before is None:
        is_draft = row.state == QuestionVersion.State.DRAFT
        return "begun" if is_draft else f"added as {row.state}"
    if row.state != before.state:
        return "made ready" if row.state == QuestionVersion.State.READY else "retired"
    if row.review_asked_at and not before.review_asked_at and row.content == before.content:
        return "sent to a second person for review"
    return "changed"


def _names(codes: set[str]) -> dict[str, str]:
    if not codes:
        return {}
    return dict(MalRule.objects.filter(code__in=codes).values_list("code", "name"))


def _fields(problem: Problem, entry: Sequence[str]) -> list[Field]:
    texts = [*entry, *[""] * problem.fields]
    labels = [*problem.labels, *[""] * problem.fields]
    return [Field(place, labels[place], texts[place]) for place in range(problem.fields)]


def _result(problem: Problem, entry: Sequence[str], judgement: Judgement) -> feedback.Feedback:
    """What a student would be told, through the same words; the response is never stored."""
    response = Response(
        raw=list(entry),
        reading=judgement.reading,
        comparison=judgement.evidence,
        mistakes=judgement.mistakes,
        verdict=judgement.verdict,
        seconds=0.0,
    )
    return feedback.of(problem, response, is_released=True)
