"""Papers of a quiz as they are printed, and their keys for whoever marks by hand."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from questions import maths, problems
from questions.models import MalRule, Paper, PaperQuestion, Printing, Quiz, User
from questions.problems import Problem

from . import computation, feedback, pairing
from .wanted import wanted

QUESTIONS_A_PAGE: Final = 300
"""About: whole papers are shown, at least one. More would take a browser long to lay out."""


@dataclass(frozen=True)
class Made:
    """A printing in a list."""

    pk: int
    whom: str
    papers: int
    created_at: datetime.datetime


@dataclass(frozen=True)
class Listed:
    """A paper of a printing, by its code."""

    code: str
    student: str


@dataclass(frozen=True)
class Part:
    """The papers from one number to another, which one page shows."""

    first: int
    last: int


@dataclass(frozen=True)
class PrintingPage:
    """What there is to print. `drawn` of `questions` are there: when all are, it can be printed."""

    printing: Printing
    papers: Sequence[Listed]
    questions: int
    drawn: int
    parts: Sequence[Part]

    @property
    def is_ready(self) -> bool:
        return self.drawn == self.questions


@dataclass(frozen=True)
class Place:
    """Where something is written, by its label as LaTeX, empty for the whole answer."""

    position: int
    label: str
    name: str = ""


@dataclass(frozen=True)
class Asked:
    """A question as it stands on the paper: nothing of its key."""

    position: int
    points: int
    kind: str
    prompt: str
    wanted: str
    fields: Sequence[Place]
    options: Sequence[pairing.Lettered]
    rows: Sequence[pairing.PairRow]
    graph: computation.Drawing | None


@dataclass(frozen=True)
class Wrong:
    """What a mistake yields: a formula, or what is chosen or said, with the mistake's name."""

    name: str
    latex: str = ""
    text: str = ""


@dataclass(frozen=True)
class Solved:
    """The right answer of a question as formulas and texts, and what typical mistakes yield."""

    position: int
    points: int
    title: str
    formulas: Sequence[str]
    texts: Sequence[str]
    wrong: Sequence[Wrong]


@dataclass(frozen=True)
class Sheet:
    """A paper with its questions. `student` is empty where it is for all."""

    code: str
    student: str
    points: int
    asked: Sequence[Asked] = ()
    solved: Sequence[Solved] = ()


@dataclass(frozen=True)
class SheetsPage:
    printing: Printing
    sheets: Sequence[Sheet]


def made(quiz: Quiz, teacher: User) -> list[Made]:
    """The printings of a quiz that the teacher may see. Two queries."""
    rows = Printing.objects.seen_by(teacher).filter(quiz=quiz).select_related("classroom", "group")
    counts = dict(rows.annotate(count=Count("papers")).values_list("pk", "count"))
    return [Made(one.pk, one.whom, counts[one.pk], one.created_at) for one in rows]


def page(printing: Printing) -> PrintingPage:
    """Two queries, whatever the number of papers."""
    rows = list(printing.papers.select_related("student"))
    counts = PaperQuestion.objects.filter(paper__printing=printing).aggregate(
        all=Count("pk"), drawn=Count("pk", filter=Q(variant__isnull=False))
    )
    each = max(1, QUESTIONS_A_PAGE * len(rows) // max(1, counts["all"]))
    return PrintingPage(
        printing=printing,
        papers=[Listed(one.code, _name(one)) for one in rows],
        questions=counts["all"],
        drawn=counts["drawn"],
        parts=[
            Part(first, min(first + each - 1, len(rows))) for first in range(1, len(rows) + 1, each)
        ],
    )


def sheets(found: PrintingPage, *, start: int, code: str) -> SheetsPage:
    """The papers to hand out: of the part that begins at a number, or the one with the code. Two
    queries.
    """
    papers = [
        _sheet(one, asked=[_asked(row, problem) for row, problem in _problems(one)])
        for one in _papers(found, start, code)
    ]
    return SheetsPage(found.printing, papers)


def keys(found: PrintingPage, *, start: int, code: str) -> SheetsPage:
    """The keys to the same papers. Three queries."""
    chosen = [(one, _problems(one)) for one in _papers(found, start, code)]
    codes = {rule for _, rows in chosen for _, problem in rows for rule in problem.exposes()}
    names = dict(MalRule.objects.filter(code__in=codes).values_list("code", "name"))
    papers = [
        _sheet(one, solved=[_solved(row, problem, names) for row, problem in rows])
        for one, rows in chosen
    ]
    return SheetsPage(found.printing, papers)


def _papers(found: PrintingPage, start: int, code: str) -> list[Paper]:
    rows = found.printing.papers.select_related("student").prefetch_related(
        "questions__variant", "questions__version__question"
    )
    if code:
        return list(rows.filter(code=code.upper()))
    begins = {one.first: one for one in found.parts}
    part = begins.get(start) or begins.get(1)
    # By place and not by number: the paper of whoever's account was deleted is gone.
    return [] if part is None else list(rows[part.first - 1 : part.last])


def _problems(paper: Paper) -> list[tuple[PaperQuestion, Problem]]:
    rows = [(row, row.variant) for row in paper.questions.all()]
    return [(row, problems.stored(one.instance)) for row, one in rows if one is not None]


def _sheet(paper: Paper, *, asked: Sequence[Asked] = (), solved: Sequence[Solved] = ()) -> Sheet:
    points = sum(one.points for one in paper.questions.all())
    return Sheet(paper.code, _name(paper), points, asked, solved)


def _name(paper: Paper) -> str:
    return str(paper.student) if paper.student else ""


def _asked(row: PaperQuestion, problem: Problem) -> Asked:
    places = [
        Place(position, problem.labels[position] if position < len(problem.labels) else "")
        for position in range(0 if problem.options else problem.fields)
    ]
    takes_maths = problem.kind in problems.MATHS_KINDS
    return Asked(
        position=row.position,
        points=row.points,
        kind=problem.kind,
        prompt=problem.prompt,
        wanted=wanted(problem) if takes_maths else "",
        fields=places,
        options=_options(problem),
        rows=pairing.rows(problem, [], is_released=False),
        graph=computation.drawing(problem, places),
    )


def _options(problem: Problem) -> list[pairing.Lettered]:
    return [
        pairing.Lettered(label, option.text, pairing.drawn(option.picture))
        for option, label in zip(problem.options, problems.labels(problem), strict=True)
    ]


def _solved(row: PaperQuestion, problem: Problem, names: dict[str, str]) -> Solved:
    is_maths = problem.kind in problems.MATHS_KINDS
    return Solved(
        position=row.position,
        points=row.points,
        title=row.version.question.title,
        formulas=feedback.key_formulas(problem) if is_maths else [],
        texts=_right(problem),
        wrong=_wrong(problem, names),
    )


def _right(problem: Problem) -> list[str]:
    """What is chosen, or every text that counts; nothing where formulas say it."""
    if problem.pairs:
        rows = pairing.rows(problem, [], is_released=True)
        return [", ".join(f"{row.position}: {row.right}" for row in rows)]
    labels = zip(problem.options, problems.labels(problem), strict=True)
    right = [f"**{label}**  {option.text}" for option, label in labels if option.correct]
    return [*right, *problem.accepted]


def _wrong(problem: Problem, names: dict[str, str]) -> list[Wrong]:
    """What each typical mistake yields, likeliest first; then what the author says of others."""
    told = [
        Wrong(names.get(rule, rule), latex=maths.write_latex(answer))
        for rule, answer in problem.mistakes
    ]
    for option, label in zip(problem.options, problems.labels(problem), strict=True):
        if not problem.pairs and option.mistake and not option.correct:
            name = names.get(option.mistake, option.mistake)
            told.append(Wrong(name, text=f"**{label}**  {option.text}"))
    for row in pairing.rows(problem, [], is_released=True, names=names):
        for one in row.mistakes:
            label, _, name = one.partition(": ")
            told.append(Wrong(name, text=f"{row.position}: {label}"))
    remarks = [Wrong(one.sentence, latex=maths.write_latex(one.answer)) for one in problem.remarks]
    return [*told, *remarks]
