"""Groups of a classroom: those that there are, and who would be in one made by need."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from questions.models import Assignment, Classroom, Group, MalRule, MistakeEvidence, Skill

from . import class_mastery


@dataclass(frozen=True)
class Listed:
    """A group as its classroom lists it; `purpose` names its skill or mistake."""

    pk: int
    name: str
    purpose: str
    members: Sequence[str]
    assignments: int


@dataclass(frozen=True)
class GroupPage:
    group: Group
    purpose: str
    assignments: Sequence[Assignment]


def of(classroom: Classroom) -> list[Listed]:
    """Two queries, however many there are."""
    rows = classroom.groups.select_related("skill", "mal_rule").annotate(
        count=Count("assignments", distinct=True)
    )
    through = Group.members.through.objects.filter(
        group__classroom=classroom,
        user__enrolments__classroom=classroom,
        user__enrolments__left_at=None,
    ).select_related("user")
    members: dict[int, list[str]] = {}
    for row in through:
        members.setdefault(row.group_id, []).append(str(row.user))
    return [
        Listed(
            row.pk,
            row.name,
            purpose(row),
            sorted(members.get(row.pk, [])),
            row.count,  # type: ignore[attr-defined]
        )
        for row in rows
    ]


def page(group: Group) -> GroupPage:
    """One query beside the group's own."""
    given = group.assignments.select_related("quiz").order_by("-opens_at")
    return GroupPage(group, purpose(group), list(given))


def purpose(group: Group) -> str:
    """The name of the skill or the mistake; empty where it is gone or there was none."""
    about = group.skill or group.mal_rule
    return about.name if about else ""


def needing(
    classroom: Classroom, *, skill: Skill | None, mal_rule: MalRule | None, at: datetime.datetime
) -> set[int]:
    """The students who would gain, by their answers to assignments of the class: weak on the skill
    as the class's table shows it, or showing the mistake.
    """
    if skill is not None:
        rows = class_mastery.page(classroom, at=at).skills
        return {one.pk for row in rows if row.skill == skill for one in row.need}
    if mal_rule is None:
        return set()
    shown = MistakeEvidence.objects.filter(
        shown=True,
        pattern__mal_rule=mal_rule,
        response__item_session__attempt__assignment__classroom=classroom,
    )
    return set(shown.values_list("pattern__student", flat=True))
