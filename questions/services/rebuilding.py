"""Rebuilding: all state of the student model again, from the record of observations."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from questions import adaptive
from questions.models import (
    ModelVersion,
    Observation,
    Question,
    Skill,
    SkillEstimate,
    StudentEstimate,
    User,
)

from . import beliefs, estimates, folding
from .upserts import batched, upsert

PIECE: Final = 2_000
ITEMS: Final = """
    INSERT INTO questions_studentitem (student_id, question_id, answers, "right")
    VALUES (%s, %s, %s, %s) ON CONFLICT (student_id, question_id)
    DO UPDATE SET answers = excluded.answers, "right" = excluded."right"
"""
Progress = Callable[[int, int], None]


def rebuild(*, progress: Progress = lambda _done, _total: None) -> int:
    """Works all state out again from the observations in their recorded order; returns how many.

    Means, counts and weights come out as they were to the last bit. Reviews and mistake patterns
    are not touched: they are the student's own and no fold reaches them. The work is done outside
    any transaction; what is answered meanwhile is taken in before the rows are written in one.
    """
    replay = adaptive.Replay()
    total = Observation.objects.count()
    done, last = 0, (0, 0)
    for piece in _pieces(last):
        replay.take(piece)
        done += len(piece)
        last = (piece[-1].version, piece[-1].key)
        progress(done, max(total, done))
    with transaction.atomic():
        # An answer locks its student's row first, so that all wait until the rows are written.
        list(StudentEstimate.objects.select_for_update().values_list("pk", flat=True))
        for piece in _pieces(last):
            replay.take(piece)
            done += len(piece)
        latest = ModelVersion.objects.order_by("-number").first()
        if latest is not None:
            replay.advance(latest.number)
        _rewrite(replay, latest)
    return done


def _pieces(after: tuple[int, int]) -> Iterator[list[adaptive.Observation]]:
    """The observations after a place, ordered by version and number, in pieces."""
    columns = (
        "pk", "student_number", "question_number", "skill_numbers", "right", "offset", "guess",
        "weight", "prior", "version", "folded_in", "is_to_fold", "restarts", "was_right",
    )  # fmt: skip
    version, key = after
    rows = Observation.objects.filter(Q(version=version, pk__gt=key) | Q(version__gt=version))
    later = rows.order_by("version", "pk").values_list(*columns)
    piece: list[adaptive.Observation] = []
    for row in later.iterator(PIECE):
        piece.append(_observation(row))
        if len(piece) == PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def _observation(row: tuple[Any, ...]) -> adaptive.Observation:
    key, student, question, skills, right, offset, guess, weight, prior, *rest = row
    answer = adaptive.Answer(question, tuple(skills), right, offset, guess, weight, prior)
    return adaptive.Observation(key, student, answer, *rest)


def _rewrite(replay: adaptive.Replay, latest: ModelVersion | None) -> None:
    """Replaces what the rows hold by what the replay came to."""
    if latest is not None:
        latest.weights = replay.population.weights.tolist()
        latest.squares = replay.population.squares.tolist()
        latest.published_at = timezone.now()
        latest.save(update_fields=["weights", "squares", "published_at"])
    folding.write_difficulties(replay.population)
    for key, look in replay.waiting.items():
        Observation.objects.filter(pk=key).update(look=look)
    students = {key: replay.students[key] for key in folding.existing(User, replay.students)}
    _write_students(students)
    _write_skills(students, set(Skill.objects.values_list("pk", flat=True)))
    _write_items(students, set(folding.existing(Question, replay.population.items)))


def _write_students(students: Mapping[int, adaptive.Knowledge]) -> None:
    rows = (
        beliefs.apply_student(StudentEstimate(student_id=key), one) for key, one in students.items()
    )
    upsert(rows, ("student",), estimates.STUDENT_COLUMNS)


def _write_skills(students: Mapping[int, adaptive.Knowledge], known: set[int]) -> None:
    rows = (
        beliefs.apply_skill(SkillEstimate(student_id=key, skill_id=skill), state)
        for key, one in students.items()
        for skill, state in one.skills.items()
        if skill in known and isinstance(skill, int)
    )
    upsert(rows, ("student", "skill"), estimates.SKILL_COLUMNS)


def _write_items(students: Mapping[int, adaptive.Knowledge], known: set[int]) -> None:
    """One row for each question that a student has met: so many that none becomes an object. In the
    order of their index, which is then written from its beginning to its end.
    """
    rows = (
        (key, item, answers, right)
        for key, one in sorted(students.items(), key=_number)
        for item, (answers, right) in sorted(one.items.items(), key=_number)
        if item in known
    )
    with connection.cursor() as cursor:
        for piece in batched(rows, PIECE):
            cursor.executemany(ITEMS, piece)


def _number(pair: tuple[Any, Any]) -> Any:
    return pair[0]
