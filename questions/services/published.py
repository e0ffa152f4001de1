"""The shared part of the student model as last published, kept in memory by each process.

What a fold, a refresh or an editor changes is read again by everybody: each use asks for the stamp
of the rows, in one statement, and takes what is in memory only where the stamp is the same.
"""

import json
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from django.db import connection

from questions import adaptive
from questions.models import ItemDifficulty, ModelVersion, Response, Skill, SkillDifficulty

Stamp = tuple[Any, ...]

STAMP: Final = """
    (SELECT number FROM questions_modelversion ORDER BY number DESC LIMIT 1),
    (SELECT published_at FROM questions_modelversion ORDER BY number DESC LIMIT 1),
    (SELECT MAX(refreshed_at) FROM questions_skilldifficulty),
    (SELECT COUNT(*) FROM questions_skill),
    (SELECT COUNT(*) FROM questions_historicalskill),
    (SELECT MAX(history_date) FROM questions_historicalskill),
    (SELECT COUNT(*) FROM questions_skill_prerequisites),
    (SELECT SUM(id) FROM questions_skill_prerequisites)
"""
STAMPED: Final = 8
ANSWERED: Final = (
    STAMP  # noqa: S608
    + """,
    d.mean, d.variance, d.answers, d.weight, d.squares, s.answers, s."right",
    b."right", b.weight, b.skill_numbers, EXISTS (
        SELECT 1 FROM questions_observation o
        WHERE o.student_number = %(student)s AND o.question_number = %(question)s
        AND o.variant_number = %(variant)s AND o.id >= (
            SELECT MAX(id) FROM questions_observation
            WHERE student_number = %(student)s AND restarts
        )
    )
    FROM questions_question q
    LEFT JOIN questions_itemdifficulty d ON d.question_id = q.id
    LEFT JOIN questions_studentitem s ON s.question_id = q.id AND s.student_id = %(student)s
    LEFT JOIN questions_observation b ON b.id = (
        SELECT MAX(o.id) FROM questions_observation o
        JOIN questions_response r ON r.id = o.response_id
        WHERE r.item_session_id = %(session)s
    )
    WHERE q.id = %(question)s
"""
)
"""One statement sees one state: the rating of the question is of the version that it names."""


@dataclass(frozen=True)
class Shared:
    """A version: its weights and the ratings of skills, without those of items.

    `skills` are all skills, `prerequisites` those of each; `typical` holds the typical and the
    easiest difficulty of the questions on them, where `SkillDifficulty.objects.refresh` has stored
    them.
    """

    stamp: Stamp
    number: int
    population: adaptive.Population
    skills: dict[str, Skill]
    prerequisites: dict[str, tuple[Skill, ...]]
    typical: dict[int, tuple[float, float]]


class Observed(NamedTuple):
    """As what an answer was taken in before; `skills` are the keys of those it was on."""

    right: bool
    weight: float
    skills: list[int]


class Standing(NamedTuple):
    """How a question stands for a student: the version that was read and the question's rating in
    it, None where it has none; how often the student has answered it and how often right; as what
    the item session was observed before, if it was; and whether the same variant has counted since
    the student's state last began anew.
    """

    shared: Shared
    rating: adaptive.Difficulty | None
    answers: int
    right: int
    observed: Observed | None
    is_variant_counted: bool


_held: Shared | None = None


def shared() -> Shared:
    """The version published last, with what stands beside it."""
    while True:
        found = _of(_row(f"SELECT {STAMP}", {}))
        if found is not None:
            return found


def standing(response: Response) -> Standing:
    """What a response needs of the shared part and of the student's earlier answers."""
    session = response.item_session
    keys = {
        "student": session.student_id,
        "question": session.variant.version.question_id,
        "variant": session.variant_id,
        "session": session.pk,
    }
    while True:
        row = _row(f"SELECT {ANSWERED}", keys)
        found = _of(row[:STAMPED])
        if found is not None:
            return _standing(found, *row[STAMPED:])


def _standing(shared: Shared, *row: Any) -> Standing:
    *rating, answers, right, was_right, weight, skills, is_counted = row
    return Standing(
        shared,
        adaptive.Difficulty(*rating) if rating[0] is not None else None,
        answers or 0,
        right or 0,
        _observed(was_right, weight, skills) if weight is not None else None,
        bool(is_counted),
    )


def _observed(right: Any, weight: float, skills: Any) -> Observed:
    """A cursor gives JSON as text."""
    return Observed(bool(right), weight, json.loads(skills) if isinstance(skills, str) else skills)


def _row(statement: str, values: dict[str, int]) -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return tuple(cursor.fetchone())


def _of(stamp: Stamp) -> Shared | None:
    """What belongs to the stamp; None where it was replaced while it was read."""
    global _held  # noqa: PLW0603
    held = _held
    if held is None or held.stamp != stamp:
        held = _read(stamp)
        if _row(f"SELECT {STAMP}", {}) != stamp:
            return None
        _held = held
    return held


def _read(stamp: Stamp) -> Shared:
    population = adaptive.Population()
    latest = ModelVersion.objects.order_by("-number").first()
    if latest is not None:
        population.weights = np.array(latest.weights)
    typical = {}
    for row in SkillDifficulty.objects.all():
        population.skills[row.skill_id] = difficulty_of(row)
        if row.typical is not None and row.easiest is not None:
            typical[row.skill_id] = (row.typical, row.easiest)
    skills = {row.slug: row for row in Skill.objects.prefetch_related("prerequisites")}
    before = {slug: tuple(row.prerequisites.all()) for slug, row in skills.items()}
    return Shared(stamp, latest.number if latest else 0, population, skills, before, typical)


def difficulty_of(row: ItemDifficulty | SkillDifficulty) -> adaptive.Difficulty:
    right = row.right if isinstance(row, ItemDifficulty) else 0
    return adaptive.Difficulty(row.mean, row.variance, row.answers, row.weight, row.squares, right)
