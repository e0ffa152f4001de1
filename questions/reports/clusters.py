"""Wrong answers that nothing explains, for the teachers of those who gave them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from questions import problems
from questions.models import AnswerCluster, Response, User

from . import feedback, pairing

ENOUGH_STUDENTS = 5
FEW_STUDENTS = 2
A_TENTH = 10
SHOWN = 50


@dataclass(frozen=True)
class Cluster:
    """`wrong` is how many wrong answers there are to the question; formulas are LaTeX."""

    pk: int
    title: str
    prompt: str
    formulas: Sequence[str]
    texts: Sequence[str]
    students: int
    answers: int
    wrong: int
    name: str
    sentence: str
    is_own: bool


@dataclass(frozen=True)
class ClustersPage:
    """Those that wait for a name, those of most students first; and those that have one."""

    waiting: Sequence[Cluster]
    named: Sequence[Cluster]


def page(teacher: User) -> ClustersPage:
    """Three queries. Only answers to assignments of the teacher's own classes count: five students,
    or two at least who make a tenth of the wrong answers to the question.
    """
    counts = _counts(teacher)
    wrong = _wrong(teacher)
    rows = AnswerCluster.objects.filter(pk__in=counts, is_dismissed=False)
    found = [
        _cluster(row, counts[row.pk], wrong.get(row.question_id, 0), teacher)
        for row in rows.select_related("question", "variant", "mal_rule")
    ]
    found.sort(key=lambda one: (-one.students, -one.answers, one.pk))
    waiting = [one for one in found if not one.name and _is_common(one)]
    return ClustersPage(waiting[:SHOWN], [one for one in found if one.name][:SHOWN])


def seen_by(teacher: User) -> QuerySet[AnswerCluster]:
    """The clusters with answers from the teacher's own classes."""
    return AnswerCluster.objects.filter(pk__in=_responses(teacher).values("cluster"))


def _responses(teacher: User) -> QuerySet[Response]:
    return Response.objects.counted().filter(
        item_session__attempt__assignment__classroom__teachers=teacher
    )


def _counts(teacher: User) -> dict[int, tuple[int, int]]:
    rows = _responses(teacher).filter(cluster__isnull=False).order_by().values("cluster")
    told = rows.annotate(
        students=Count("item_session__student", distinct=True), answers=Count("pk", distinct=True)
    )
    return {row["cluster"]: (row["students"], row["answers"]) for row in told}


def _wrong(teacher: User) -> dict[int, int]:
    question = "item_session__variant__version__question"
    is_wrong = Q(verdict=Response.Verdict.INCORRECT) | Q(verdict=Response.Verdict.PARTLY_CORRECT)
    rows = _responses(teacher).filter(is_wrong).order_by().values(question)
    return dict(rows.annotate(count=Count("pk", distinct=True)).values_list(question, "count"))


def _is_common(one: Cluster) -> bool:
    if one.students >= ENOUGH_STUDENTS:
        return True
    return one.students >= FEW_STUDENTS and one.answers * A_TENTH >= one.wrong


def _cluster(row: AnswerCluster, counts: tuple[int, int], wrong: int, teacher: User) -> Cluster:
    problem = problems.stored(row.variant.instance)
    rule: Any = row.mal_rule
    return Cluster(
        pk=row.pk,
        title=row.question.title,
        prompt=problem.prompt,
        formulas=_formulas(problem, row.example),
        texts=pairing.spelled(problem, row.example),
        students=counts[0],
        answers=counts[1],
        wrong=wrong,
        name=rule.name if rule else "",
        sentence=rule.sentence if rule else "",
        is_own=row.decided_by_id == teacher.pk,
    )


def example(row: AnswerCluster) -> list[str]:
    """How the first such answer was read, as texts with LaTeX between dollar signs."""
    formulas = _formulas(problems.stored(row.variant.instance), row.example)
    return [f"${one}$" for one in formulas if one] or list(row.example)


def _formulas(problem: problems.Problem, texts: Sequence[str]) -> list[str]:
    return feedback.formulas(problem, texts) if problem.kind in problems.MATHS_KINDS else []
