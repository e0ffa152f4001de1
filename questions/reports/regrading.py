"""A regrade of a question: how far it is, what it changes, for whom and in which quizzes."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.db.models import Count, Q, QuerySet

from questions import presets, problems
from questions.models import (
    ItemSession,
    Question,
    QuestionVersion,
    Regrade,
    RegradedSession,
    Response,
    User,
)

LISTED: Final = 200
Outcome: Final = RegradedSession.Outcome
MOVED: Final = (Outcome.GAINS, Outcome.LOSES)
ORDER: Final = [one.label for one in (Outcome.LOSES, Outcome.GAINS, Outcome.LEFT, Outcome.SAME)]


@dataclass(frozen=True)
class Offered:
    """How many answers to earlier versions a person may have judged by the newer key: none where
    that key marks as the earlier ones did, which is when they are `alike`. Of `tries` to earlier
    versions, `left` are not among them, each kind with its number.
    """

    answers: int
    version: int
    latest: Regrade | None
    alike: int = 0
    tries: int = 0
    left: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True)
class Changed:
    """One student's answers: where they were given, and their points before and after."""

    student: str
    where: str
    outcome: str
    was: str
    becomes: str
    problem: str
    is_applied: bool


@dataclass(frozen=True)
class Sum:
    """What becomes of the answers of a quiz, or of practice."""

    where: str
    gains: int
    loses: int
    same: int
    left: int


@dataclass(frozen=True)
class RegradePage:
    """`done` of `total` in the present stage; `changed` are the first, those whose points change in
    front. `students` have other results in some quiz. `is_reworded` where some were answers to a
    question that read otherwise.
    """

    regrade: Regrade
    done: int
    total: int
    is_left: bool
    gains: int
    loses: int
    same: int
    left: int
    students: int
    is_reworded: bool
    sums: Sequence[Sum]
    changed: Sequence[Changed]
    is_cut: bool


def offered(question: Question, by: User) -> Offered | None:
    """None where no answer to an earlier version is left and nothing was regraded. Six queries,
    and two where no version came before the one that is asked."""
    version = question.ready_version
    latest = question.regrades.visible_to(by).select_related("version").first()
    if version is None or version.number == 1:
        return None
    answers = ItemSession.objects.regradable(question).in_reach_of(by).count()
    if not answers and not latest:
        return None
    if marks_alike(version):
        return Offered(0, version.number, latest, alike=answers)
    tries, left = _left(question, by, answers)
    return Offered(answers, version.number, latest, tries=tries, left=left)


def _left(question: Question, by: User, answers: int) -> tuple[int, list[tuple[int, str]]]:
    """All tries at earlier versions, and those that are not among the answers to be judged."""
    fits = ItemSession.objects.regradable(question)
    told = {
        "in practice exams": Q(item_session__exam__isnull=False),
        "in mock exams": Q(item_session__attempt__mock__isnull=False),
        "of students whom you do not teach": Q(item_session__in=fits)
        & ~Q(item_session__in=fits.in_reach_of(by)),
    }
    mine = Q(item_session__in=fits.in_reach_of(by))
    tries = Response.objects.standing().filter(
        item_session__in=ItemSession.objects.outlived(question)
    )
    counts = tries.aggregate(
        all=Count("pk"),
        mine=Count("pk", filter=mine),
        **{f"kind_{place}": Count("pk", filter=one) for place, one in enumerate(told.values())},
    )
    left = [(counts[f"kind_{place}"], name) for place, name in enumerate(told)]
    left.append((counts["mine"] - answers, "more at the same problems, judged with them"))
    unfinished = counts["all"] - answers - sum(count for count, _ in left)
    left.append((unfinished, "in what is not handed in or finished yet"))
    return counts["all"], [one for one in left if one[0]]


def marks_alike(version: QuestionVersion) -> bool:
    """Whether every version before, which may have been answered, marks as this one does."""
    before = version.question.versions.filter(number__lt=version.number)
    asked = before.exclude(state=QuestionVersion.State.DRAFT)
    return all(problems.mark_alike(one.content, version.content) for one in asked)


def page(regrade: Regrade, *, at: datetime.datetime) -> RegradePage:
    """Six queries, however much there is."""
    rows = regrade.regraded.all()
    counts = Counter(dict(rows.values_list("outcome").annotate(count=Count("pk")).order_by()))
    moved = rows.filter(outcome__in=MOVED)
    students = moved.aggregate(count=Count("item_session__student", distinct=True))["count"]
    listed = _listed(moved) + _listed(rows.exclude(outcome__in=MOVED))
    listed.sort(key=lambda one: ORDER.index(one.outcome))
    done, total = _progress(regrade, rows, counts)
    return RegradePage(
        regrade=regrade,
        done=done,
        total=total,
        is_left=regrade.is_left(at),
        gains=counts[Outcome.GAINS],
        loses=counts[Outcome.LOSES],
        same=counts[Outcome.SAME],
        left=counts[Outcome.LEFT],
        students=students,
        is_reworded=_is_reworded(regrade),
        sums=_sums(rows),
        changed=listed[:LISTED],
        is_cut=sum(counts.values()) > LISTED,
    )


def _is_reworded(regrade: Regrade) -> bool:
    earlier = QuestionVersion.objects.filter(variants__item_sessions__regraded__regrade=regrade)
    return earlier.exclude(prompt=regrade.version.prompt).exists()


def _progress(
    regrade: Regrade, rows: QuerySet[RegradedSession], counts: Counter[str]
) -> tuple[int, int]:
    judged, asked = sum(counts.values()), len(regrade.item_sessions)
    if regrade.stage in (Regrade.Stage.JUDGING, Regrade.Stage.JUDGED):
        return judged, asked
    applied = rows.filter(is_applied=True).count()
    to_apply = judged - counts[Outcome.LEFT]
    to_apply -= 0 if regrade.may_lower else counts[Outcome.LOSES]
    if regrade.stage in (Regrade.Stage.UNDOING, Regrade.Stage.UNDONE):
        return to_apply - applied, to_apply
    return applied, to_apply


def _listed(rows: QuerySet[RegradedSession]) -> list[Changed]:
    told = rows.select_related(
        "item_session__student", "item_session__attempt__assignment__quiz",
        "item_session__attempt__assignment__classroom",
    )  # fmt: skip
    return [_changed(one) for one in told.order_by("outcome", "pk")[:LISTED]]


def _changed(row: RegradedSession) -> Changed:
    session = row.item_session
    return Changed(
        student=str(session.student),
        where=_where(session),
        outcome=row.get_outcome_display(),
        was=presets.amount(Fraction(row.old_points)),
        becomes=presets.amount(Fraction(row.new_points)),
        problem=row.problem,
        is_applied=row.is_applied,
    )


def _where(session: ItemSession) -> str:
    if session.attempt is None:
        return "practice"
    return str(session.attempt.assignment)


def _sums(rows: QuerySet[RegradedSession]) -> list[Sum]:
    """By quiz and classroom, and practice."""
    names = ("item_session__attempt__assignment__quiz__title",
             "item_session__attempt__assignment__classroom__name")  # fmt: skip
    counted = rows.values_list(*names, "outcome").annotate(count=Count("pk")).order_by(*names)
    found: dict[str, Counter[str]] = {}
    for quiz, classroom, outcome, count in counted:
        where = f"{quiz}, {classroom}" if quiz else "Practice"
        found.setdefault(where, Counter())[outcome] += count
    return [
        Sum(where, one[Outcome.GAINS], one[Outcome.LOSES], one[Outcome.SAME], one[Outcome.LEFT])
        for where, one in found.items()
    ]
