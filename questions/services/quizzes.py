"""Quizzes: ordered slots, given to classrooms."""

import datetime
import uuid
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from questions.models import (
    Assignment,
    Attempt,
    Classroom,
    Group,
    MalRule,
    Question,
    Quiz,
    Slot,
    User,
)
from questions.permissions import TEACHES

from . import variants

MOST_SLOTS = 60
TWICE: Final = "This question is in the quiz already: everybody would get the same one twice."
CLOSED: Final = "This closing time is past, so nobody could begin. Choose one that is to come."
FIXED = "Students have answered this quiz, so its questions stay as they are. Copy it instead."


def create(
    *,
    owner: User,
    title: str,
    introduction: str = "",
    client_key: uuid.UUID | None = None,
    at: datetime.datetime | None = None,
) -> Quiz:
    """An empty quiz. The same title and client key once more give the quiz that is there."""
    if not owner.has_perm("questions.make_classroom"):
        raise PermissionDenied("Only teachers make quizzes.")
    rest = {"introduction": introduction, "created_at": at or timezone.now()}
    if client_key is None:
        return Quiz.objects.create(owner=owner, title=title, **rest)
    quiz, _ = Quiz.objects.get_or_create(
        owner=owner, title=title, client_key=client_key, defaults=rest
    )
    return quiz


def update(*, quiz: Quiz, title: str, introduction: str) -> None:
    """Changes the words around the questions, which is always possible."""
    quiz.title, quiz.introduction = title, introduction
    quiz.save(update_fields=["title", "introduction"])


@transaction.atomic
def delete(*, quiz: Quiz) -> None:
    """Deletes a quiz that was never given to a class."""
    quiz = _changeable(quiz)
    if quiz.assignments.exists():
        raise ValidationError("This quiz was given to a class, so it cannot be deleted.")
    quiz.delete()


def is_fixed(quiz: Quiz) -> bool:
    """Whether somebody has begun it, so that its slots may not change."""
    return Attempt.objects.filter(assignment__quiz=quiz).exists()


@transaction.atomic
def add_slot(
    *,
    quiz: Quiz,
    question: Question,
    points: int = 1,
    mal_rule: MalRule | None = None,
    looks_alike: bool = False,
) -> Slot:
    """Adds a question at the end. A generated one may stand there more than once: each place gets
    a variant of its own, of a mal-rule one that brings it out or only looks like it.
    """
    quiz = _changeable(quiz)
    if not Question.objects.visible_to(quiz.owner).filter(pk=question.pk).exists():
        raise PermissionDenied("This question is in a bank that you cannot use.")
    version = question.ready_version
    if version is None:
        raise ValidationError("This question has no version that is ready.")
    if not variants.is_generated(version) and quiz.slots.filter(question=question).exists():
        raise ValidationError(TWICE)
    if quiz.slots.count() >= MOST_SLOTS:
        raise ValidationError(f"A quiz has at most {MOST_SLOTS} questions.")
    last = quiz.slots.aggregate(last=Max("position"))["last"] or 0
    return Slot.objects.create(
        quiz=quiz,
        position=last + 1,
        question=question,
        points=points,
        mal_rule=mal_rule,
        looks_alike=looks_alike,
    )


@transaction.atomic
def remove_slot(*, slot: Slot) -> None:
    """The last question of a quiz that is given stays: there would be nothing to begin."""
    quiz = _changeable(slot.quiz)
    is_last = not quiz.slots.exclude(pk=slot.pk).exists()
    if is_last and quiz.assignments.exists():
        raise ValidationError("This quiz is given to a class, so one question has to stay in it.")
    slot.delete()
    _number(list(quiz.slots.order_by("position")))


@transaction.atomic
def move_slot(*, slot: Slot, up: bool) -> None:
    """Swaps a slot with its neighbour; at the edge, or once it is removed, nothing happens."""
    quiz = _changeable(slot.quiz)
    slots = list(quiz.slots.order_by("position"))
    place = next((at for at, one in enumerate(slots) if one.pk == slot.pk), None)
    if place is None:
        return
    other = place - 1 if up else place + 1
    if 0 <= other < len(slots):
        slots[place], slots[other] = slots[other], slots[place]
        _number(slots)


@transaction.atomic
def set_points(*, slot: Slot, points: int) -> None:
    _changeable(slot.quiz)
    Slot.objects.filter(pk=slot.pk).update(points=points)


@transaction.atomic
def copy(*, quiz: Quiz, owner: User) -> Quiz:
    """The same questions under a new title, free to change."""
    other = create(owner=owner, title=f"{quiz.title} (copy)"[:120], introduction=quiz.introduction)
    Slot.objects.bulk_create(
        Slot(
            quiz=other,
            position=one.position,
            question=one.question,
            points=one.points,
            mal_rule_id=one.mal_rule_id,
            looks_alike=one.looks_alike,
        )
        for one in quiz.slots.select_related("question")
    )
    return other


def same_for_all(quiz: Quiz) -> list[str]:
    """The titles of its questions that are not made afresh for each attempt. Two queries."""
    slots = quiz.slots.select_related("question").prefetch_related("question__versions")
    versions = [(slot.question, slot.question.ready_version) for slot in slots]
    return [question.title for question, one in versions if one and not variants.is_generated(one)]


@transaction.atomic
def assign(
    *,
    quiz: Quiz,
    to: Classroom | Group,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    minutes: int | None = None,
    attempts_allowed: int = 1,
    feedback: str = Assignment.Feedback.SUBMITTED,
    at: datetime.datetime | None = None,
) -> Assignment:
    """Gives a quiz to a classroom that its owner teaches, or to a group of it alone.

    The same once more, as a double click sends it, gives the assignment that is there.
    """
    quiz = Quiz.objects.select_for_update().get(pk=quiz.pk)
    group = to if isinstance(to, Group) else None
    room = to.classroom_id if isinstance(to, Group) else to.pk
    classroom = Classroom.objects.select_for_update().get(pk=room)
    if not quiz.owner.has_perm(TEACHES, classroom):
        raise PermissionDenied("You do not teach this classroom.")
    if classroom.is_archived:
        raise ValidationError({"classroom": "This classroom is in the archive."})
    if not quiz.slots.exists():
        raise ValidationError("Put a question into the quiz first.")
    if closes_at <= opens_at:
        raise ValidationError({"closes_at": "It should close after it opens."})
    if closes_at <= (at or timezone.now()):
        raise ValidationError({"closes_at": CLOSED})
    rules = {
        "opens_at": opens_at,
        "closes_at": closes_at,
        "minutes": minutes,
        "attempts_allowed": attempts_allowed,
        "feedback": feedback,
        "group": group,
    }
    same = Assignment.objects.filter(quiz=quiz, classroom=classroom, **rules).first()
    return same or Assignment.objects.create(quiz=quiz, classroom=classroom, **rules)


@transaction.atomic
def withdraw(*, assignment: Assignment) -> None:
    """Takes an assignment back, as long as nobody has begun it."""
    Quiz.objects.select_for_update().get(pk=assignment.quiz_id)
    if assignment.attempts.exists():
        raise ValidationError("Students have begun this assignment, so it cannot be withdrawn.")
    assignment.delete()


def _changeable(quiz: Quiz) -> Quiz:
    """The quiz, locked, if its slots may change."""
    quiz = Quiz.objects.select_for_update().get(pk=quiz.pk)
    if is_fixed(quiz):
        raise ValidationError(FIXED)
    return quiz


def _number(slots: list[Slot]) -> None:
    """Numbers the slots in this order; the constraint is checked when the transaction ends."""
    for position, slot in enumerate(slots, start=1):
        if slot.position != position:
            slot.position = position
            slot.save(update_fields=["position"])
