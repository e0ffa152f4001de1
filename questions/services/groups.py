"""Groups of a classroom: made by need, changed, given quizzes, and taken away."""

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from questions.models import Classroom, Group, MalRule, Skill, User

NOBODY = "Choose at least one student."
NOT_IN_CLASS = "Somebody has left the classroom meanwhile. Choose again."
TAKEN = "This classroom has a group of that name already. Choose another name."
IN_USE = "It was given a quiz, so it stays: who was to answer it must not change unseen."


@transaction.atomic
def make(
    *,
    classroom: Classroom,
    name: str,
    members: Collection[User],
    skill: Skill | None = None,
    mal_rule: MalRule | None = None,
    at: datetime.datetime | None = None,
) -> Group:
    """A group of enrolled students. The same once more, as a double click sends it, is the one that
    is there. Raises ValidationError for a name that another group has, and for nobody.
    """
    room = Classroom.objects.select_for_update().get(pk=classroom.pk)
    _require_enrolled(room, members)
    earlier = room.groups.filter(name=name).first()
    if earlier is not None:
        if {one.pk for one in earlier.members.all()} == {one.pk for one in members}:
            return earlier
        raise ValidationError({"name": TAKEN})
    group = Group.objects.create(
        classroom=room, name=name, skill=skill, mal_rule=mal_rule, made_at=at or timezone.now()
    )
    group.members.set(members)
    return group


@transaction.atomic
def change(*, group: Group, name: str, members: Collection[User]) -> Group:
    """Another name or other members. Who is no longer in it keeps what was begun."""
    room = Classroom.objects.select_for_update().get(pk=group.classroom_id)
    _require_enrolled(room, members)
    if room.groups.filter(name=name).exclude(pk=group.pk).exists():
        raise ValidationError({"name": TAKEN})
    group.name = name
    group.save(update_fields=["name"])
    group.members.set(members)
    return group


@transaction.atomic
def remove(*, group: Group) -> None:
    """Takes the group away, unless a quiz was given to it."""
    Classroom.objects.select_for_update().get(pk=group.classroom_id)
    if group.assignments.exists():
        raise ValidationError(IN_USE)
    group.delete()


def _require_enrolled(room: Classroom, members: Collection[User]) -> None:
    if not members:
        raise ValidationError({"member": NOBODY})
    there = set(room.enrolments.filter(left_at=None).values_list("student", flat=True))
    if not {one.pk for one in members} <= there:
        raise ValidationError({"member": NOT_IN_CLASS})
