"""Classrooms: making them, joining and leaving them."""

import datetime
import secrets
import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from questions.models import Assignment, Classroom, Enrolment, User
from questions.models.accommodations import ahead

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 6
TRIES = 20


def create(
    *,
    teacher: User,
    name: str,
    client_key: uuid.UUID | None = None,
    at: datetime.datetime | None = None,
) -> Classroom:
    """A classroom with a join code of its own, taught by the teacher.

    The same name under the same client key again gives the classroom that is there.
    """
    if not teacher.has_perm("questions.make_classroom"):
        raise PermissionDenied("Only teachers make classrooms.")
    for _ in range(TRIES):
        made = Classroom.objects.taught_by(teacher).filter(client_key=client_key, name=name)
        earlier = made.first() if client_key else None
        if earlier is not None:
            return earlier
        try:
            with transaction.atomic():
                room = Classroom.objects.create(
                    name=name,
                    join_code=_new_code(),
                    client_key=client_key,
                    created_at=at or timezone.now(),
                )
                room.teachers.add(teacher)
                return room
        except IntegrityError:
            continue
    raise ValidationError("No free join code was found. Try again.")


def _new_code() -> str:
    """Six letters without I, L and O, which look like digits."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def normal_code(code: str) -> str:
    """The code as it is stored: people type small letters, spaces and dashes."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


@transaction.atomic
def join(*, student: User, code: str, at: datetime.datetime | None = None) -> Classroom:
    """Enrols a student by the join code; joining twice is harmless, rejoining is possible."""
    if not student.has_perm("questions.join_classroom"):
        raise PermissionDenied("Sign up or sign in to join a classroom.")
    room = Classroom.objects.filter(join_code=normal_code(code)).first()
    if room is None:
        raise ValidationError("No classroom has this code. Check it with your teacher.")
    enrolment = Enrolment.objects.filter(classroom=room, student=student).first()
    if enrolment is not None and enrolment.left_at is None:
        return room
    if not room.is_open:
        raise ValidationError("This classroom is closed to new students. Ask your teacher.")
    if room.teachers.filter(pk=student.pk).exists():
        raise ValidationError("You teach this classroom.")
    Enrolment.objects.update_or_create(
        classroom=room,
        student=student,
        defaults={"joined_at": at or timezone.now(), "left_at": None},
    )
    return room


def leave(*, student: User, classroom: Classroom, at: datetime.datetime | None = None) -> None:
    """Ends the enrolment; what was answered stays with the classroom.

    A teacher removes a student the same way.
    """
    Enrolment.objects.filter(classroom=classroom, student=student, left_at=None).update(
        left_at=at or timezone.now()
    )


def rename(*, classroom: Classroom, name: str) -> None:
    classroom.name = name
    classroom.save(update_fields=["name"])


@transaction.atomic
def archive(*, classroom: Classroom, at: datetime.datetime | None = None) -> None:
    """Keeps the classroom for its results alone: nobody joins, and nothing new is given to it.

    Raises ValidationError while something is open or upcoming in it, for anybody.
    """
    at = at or timezone.now()
    room = Classroom.objects.select_for_update().get(pk=classroom.pk)
    waiting = ahead(room.assignments.select_related("quiz"), at)
    if waiting:
        raise ValidationError(_not_yet(waiting[0], at))
    room.archived_at, room.is_open = room.archived_at or at, False
    room.save(update_fields=["archived_at", "is_open"])


def restore(*, classroom: Classroom) -> None:
    """Takes the classroom back into use, closed to new students."""
    classroom.archived_at = None
    classroom.save(update_fields=["archived_at"])


def set_open(*, classroom: Classroom, is_open: bool) -> None:
    """Opens or closes the classroom to new students. Raises ValidationError in the archive."""
    if is_open and classroom.is_archived:
        raise ValidationError("Take the classroom out of the archive first.")
    classroom.is_open = is_open
    classroom.save(update_fields=["is_open"])


def _not_yet(waiting: Assignment, at: datetime.datetime) -> str:
    """Why the classroom is not archived, and what helps."""
    if waiting.closes_at > at:
        return (
            f"“{waiting.quiz}” has not closed yet. Close or withdraw it, then archive the "
            "classroom."
        )
    return (
        f"“{waiting.quiz}” has closed for the class, but not for everybody: see its accommodations."
    )
