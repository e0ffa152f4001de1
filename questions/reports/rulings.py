"""Questions of an assignment that are dropped or a bonus: what is told, and who changes."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from questions.models import Assignment, Attempt, QuestionRuling, Slot
from questions.models.rulings import leaves_nothing

from . import marked
from .marked import Marked
from .points import Points, ruled, total

Kind: Final = QuestionRuling.Kind
HOLDS: Final[Mapping[str, str]] = {
    Kind.DROPPED: "is dropped: it counts for nobody",
    Kind.BONUS: "is a bonus: everybody gets all its points",
}
NO_MORE: Final[Mapping[str, str]] = {
    Kind.DROPPED: "counts again: it is no longer dropped",
    Kind.BONUS: "counts again by its answers: it is no longer a bonus",
}
RISES: Final = "rises"
FALLS: Final = "falls"
STAYS: Final = "stays"


@dataclass(frozen=True)
class Told:
    """The last ruling on a question; one that was taken back is told of, too."""

    pk: int
    slot: int
    position: int
    kind: str
    reason: str
    made_by: str
    made_at: datetime.datetime
    taken_back_at: datetime.datetime | None

    @property
    def is_standing(self) -> bool:
        return self.taken_back_at is None

    @property
    def sentence(self) -> str:
        said = HOLDS if self.is_standing else NO_MORE
        return f"Question {self.position} {said[self.kind]}."

    @property
    def since(self) -> datetime.datetime:
        return self.taken_back_at or self.made_at


@dataclass(frozen=True)
class Total:
    """The points of an attempt as they would be. `way` is what its share of the possible ones does:
    rises, falls or stays.
    """

    points: Points
    way: str

    @property
    def percent(self) -> str:
        share = self.points.share
        return "" if share is None else f"{float(100 * share):.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Change:
    """An attempt that was handed in, now and as each choice would have it."""

    student: str
    number: int
    now: Total
    then: Sequence[Total]


@dataclass(frozen=True)
class Choice:
    """What may become of the question, and how many attempts rise, fall and stay."""

    kind: str
    label: str
    rises: int
    falls: int
    stays: int


@dataclass(frozen=True)
class RulingPage:
    """Of a question that counts, `choices` are the rulings on it; of one on which one holds, the
    only choice is that it counts again. `standing` are the keys of all rulings that hold, `running`
    the attempts that are not handed in. `can_drop` is false for the last question that counts.
    """

    assignment: Assignment
    slot: int
    position: int
    title: str
    worth: int
    holds: Told | None
    standing: Sequence[int]
    choices: Sequence[Choice]
    changes: Sequence[Change]
    running: int
    can_drop: bool


def told(assignments: Iterable[int]) -> dict[int, list[Told]]:
    """By assignment, of each question that was ever ruled on the last, in the questions' order.
    One query.
    """
    rows = QuestionRuling.objects.filter(assignment__in=assignments)
    last = {
        (row.assignment_id, row.slot_id): row
        for row in rows.select_related("slot", "made_by").order_by("pk")
    }
    found: dict[int, list[Told]] = {}
    for (assignment, _), row in sorted(last.items(), key=lambda pair: pair[1].slot.position):
        found.setdefault(assignment, []).append(_told(row))
    return found


def of_attempt(attempt: Attempt) -> list[Told]:
    """None of a mock exam, which belongs to nobody else."""
    given = attempt.assignment_id
    return told([given]).get(given, []) if given is not None else []


def standing(rows: Iterable[Told]) -> dict[int, str]:
    """What holds, by the keys of the slots."""
    return {one.slot: one.kind for one in rows if one.is_standing}


def page(assignment: Assignment, slot: Slot) -> RulingPage:
    """Who would change, and by how much. Seven queries, whatever the number of students."""
    rows = told([assignment.pk]).get(assignment.pk, [])
    kinds = standing(rows)
    holds = next((one for one in rows if one.slot == slot.pk and one.is_standing), None)
    can_drop = holds is None and not leaves_nothing(slot, kinds)
    wanted = _wanted(is_ruled=holds is not None, can_drop=can_drop)
    attempts = list(Attempt.objects.filter(assignment=assignment).select_related("student"))
    found = marked.of(assignment, kinds=kinds, texts=False)
    over = [one for one in attempts if not one.is_running]
    changes = [_change(one, found[one.pk], slot.pk, list(wanted)) for one in over]
    return RulingPage(
        assignment=assignment,
        slot=slot.pk,
        position=slot.position,
        title=slot.question.title,
        worth=slot.points,
        holds=holds,
        standing=[one.pk for one in rows if one.is_standing],
        choices=[
            _choice(kind, label, [one.then[place].way for one in changes])
            for place, (kind, label) in enumerate(wanted.items())
        ],
        changes=sorted(changes, key=_by_effect),
        running=len(attempts) - len(over),
        can_drop=can_drop,
    )


def _wanted(*, is_ruled: bool, can_drop: bool) -> dict[str, str]:
    """The choices: what would hold, in words."""
    if is_ruled:
        return {"": "Counts again"}
    drop = {str(Kind.DROPPED): "Dropped"} if can_drop else {}
    return drop | {str(Kind.BONUS): "Bonus to all"}


def _told(row: QuestionRuling) -> Told:
    return Told(
        pk=row.pk,
        slot=row.slot_id,
        position=row.slot.position,
        kind=row.kind,
        reason=row.reason,
        made_by=str(row.made_by or "A teacher who has left"),
        made_at=row.made_at,
        taken_back_at=row.taken_back_at,
    )


def _change(attempt: Attempt, rows: Sequence[Marked], slot: int, kinds: Sequence[str]) -> Change:
    now = total(one.points for one in rows)
    return Change(
        student=str(attempt.student),
        number=attempt.number,
        now=Total(now, STAYS),
        then=[_compared(now, _total(rows, slot, kind)) for kind in kinds],
    )


def _total(rows: Sequence[Marked], slot: int, kind: str) -> Points:
    """With another ruling on the one question."""
    return total(ruled(one.by_itself, kind) if one.slot == slot else one.points for one in rows)


def _compared(now: Points, then: Points) -> Total:
    before, after = now.share, then.share
    if before is None or after is None or before == after:
        return Total(then, STAYS)
    return Total(then, RISES if after > before else FALLS)


def _choice(kind: str, label: str, ways: Sequence[str]) -> Choice:
    return Choice(kind, label, ways.count(RISES), ways.count(FALLS), ways.count(STAYS))


def _by_effect(one: Change) -> tuple[bool, str, int]:
    """Who changes in front."""
    return (all(then.way == STAYS for then in one.then), one.student.casefold(), one.number)
