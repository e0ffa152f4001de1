"""Printing: papers of a quiz, with variants of their own.

A paper is no attempt: it begins none, and nothing is learnt from it. What it holds is drawn for it
alone, so that nobody has met it before or meets it in practice afterwards.
"""

import secrets
import time
import uuid
from collections.abc import Sequence
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from questions.models import Classroom, Group, Paper, PaperQuestion, Printing, Quiz, Slot, User
from questions.permissions import TEACHES

from . import draws

MOST_QUESTIONS: Final = 3_000
"""On all papers of a printing: 60 students with 50 questions each."""
TOO_MANY: Final = (
    "{papers} papers of {questions} questions are too many to print at once: the limit is {most} "
    "questions in all. Print a shorter quiz."
)
EMPTY: Final = "Put a question into the quiz first."
NOBODY: Final = "Nobody is in this class or group yet."
RETIRED: Final = "The question “{}” was retired. Take it out of the quiz, or copy the quiz."
UNMAKEABLE: Final = (
    "The question “{}” could not be made for paper. Go on to try again; if that does not help, "
    "print a quiz without it."
)
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Nothing that is read as something else."""
LENGTH: Final = 6
SECONDS: Final = 3.0
"""How long one request draws; what is left is drawn by the next ones."""


def begin(
    *, quiz: Quiz, by: User, client_key: uuid.UUID, to: Classroom | Group | None = None
) -> Printing:
    """One paper for all or, with a classroom or a group of it, one for each of its students;
    nothing is drawn yet.

    The same client key once more gives the printing that is there.
    """
    if not Quiz.objects.printed_by(by).filter(pk=quiz.pk).exists():
        raise PermissionDenied("This quiz is neither yours nor given to a class of yours.")
    group = to if isinstance(to, Group) else None
    classroom = to.classroom if isinstance(to, Group) else to
    if classroom is not None and not by.has_perm(TEACHES, classroom):
        raise PermissionDenied("You do not teach this classroom.")
    there = Printing.objects.filter(client_key=client_key, made_by=by).first()
    if there is not None:
        return there
    slots = _slots(quiz)
    students = _students(classroom, group)
    if len(slots) * len(students) > MOST_QUESTIONS:
        sentence = TOO_MANY.format(
            papers=len(students), questions=len(slots), most=f"{MOST_QUESTIONS:,}"
        )
        raise ValidationError(sentence)
    wanted = Printing(
        quiz=quiz, classroom=classroom, group=group, made_by=by, client_key=client_key
    )
    return _store(wanted, slots, students)


def draw(*, printing: Printing, seconds: float = SECONDS) -> int:
    """Draws variants for as long as said, each stored before the next one; how many are left.

    Two requests that draw at once do no harm: a variant that stands on a paper stays there. Raises
    ValidationError where a question makes no problem any more.
    """
    until = time.monotonic() + seconds
    rows = PaperQuestion.objects.filter(paper__printing=printing, variant=None)
    wanted = list(
        rows.select_related("slot__mal_rule", "version__question").order_by(
            "paper__number", "position"
        )
    )
    for done, row in enumerate(wanted):
        if done and time.monotonic() >= until:
            return len(wanted) - done
        _draw(row)
    return 0


def discard(*, printing: Printing) -> None:
    """Deletes papers and keys; their variants are then as any that were built and put to nobody."""
    printing.delete()


def _draw(row: PaperQuestion) -> None:
    slot = row.slot or Slot(question=row.version.question)
    variant = draws.variant_for_slot(slot, row.version)
    if variant is None:
        raise ValidationError(UNMAKEABLE.format(row.version.question.title))
    PaperQuestion.objects.filter(pk=row.pk, variant=None).update(variant=variant)


def _slots(quiz: Quiz) -> list[Slot]:
    slots = list(quiz.slots.select_related("question").prefetch_related("question__versions"))
    if not slots:
        raise ValidationError(EMPTY)
    for slot in slots:
        if slot.question.ready_version is None:
            raise ValidationError(RETIRED.format(slot.question.title))
    return slots


def _students(classroom: Classroom | None, group: Group | None) -> list[User | None]:
    """Whom a paper is for, by name; nobody in particular where it is for all."""
    if classroom is None:
        return [None]
    enrolled = User.objects.filter(enrolments__classroom=classroom, enrolments__left_at=None)
    if group is not None:
        enrolled = enrolled.filter(pk__in=group.members.values("pk"))
    students: list[User | None] = list(enrolled.order_by("name", "email", "pk"))
    if not students:
        raise ValidationError(NOBODY)
    return students


@transaction.atomic
def _store(wanted: Printing, slots: Sequence[Slot], students: Sequence[User | None]) -> Printing:
    said = {"quiz": wanted.quiz, "classroom": wanted.classroom, "group": wanted.group}
    printing, is_new = Printing.objects.get_or_create(
        client_key=wanted.client_key, made_by=wanted.made_by, defaults=said
    )
    if not is_new:
        return printing
    papers = Paper.objects.bulk_create(
        Paper(printing=printing, number=number, code=code, student=student)
        for number, (student, code) in enumerate(
            zip(students, _codes(len(students)), strict=True), start=1
        )
    )
    PaperQuestion.objects.bulk_create(
        PaperQuestion(
            paper=paper,
            position=position,
            slot=slot,
            version=slot.question.ready_version,
            points=slot.points,
        )
        for paper in papers
        for position, slot in enumerate(slots, start=1)
    )
    return printing


def _codes(count: int) -> list[str]:
    """Codes that no paper has yet."""
    found: set[str] = set()
    while len(found) < count:
        drawn = {"".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(count)}
        taken = Paper.objects.filter(code__in=drawn).values_list("code", flat=True)
        found |= drawn - set(taken)
    return sorted(found)[:count]
