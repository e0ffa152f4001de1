"""The fold: the one place where ratings of items and skills and the shared weights advance.

Each fold takes the observations that wait, in order, and publishes the next version. Two folds at
once can't both publish it: the second one's transaction fails whole, and its observations wait.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
from django.core.cache import cache
from django.db import IntegrityError, transaction

from questions import adaptive
from questions.models import (
    ItemDifficulty,
    ModelVersion,
    Observation,
    Question,
    Skill,
    SkillDifficulty,
    User,
)

from . import published
from .upserts import upsert

BATCH: Final = 500
TURN: Final = "folding-turn"
SECONDS_OF_A_TURN: Final = 20
REFRESHED: Final = "typical-difficulties"
SECONDS_TYPICAL_LASTS: Final = 60
RATED: Final = ("mean", "variance", "answers", "weight", "squares")
RATED_ITEM: Final = (*RATED, "right")
PIECE: Final = 2_000


def fold(*, limit: int = BATCH) -> int:
    """Takes in what waits, at most `limit` answers. Returns how many; 0 where another fold won."""
    waiting = list(Observation.objects.waiting()[:limit])
    if not waiting:
        return 0
    latest = ModelVersion.objects.order_by("-number").first()
    population = _population(latest, waiting)
    for row in waiting:
        population.learn(row.look or [], answer_of(row), was_right=row.was_right)
    number = latest.number + 1 if latest else 1
    before = latest.answers if latest else 0
    try:
        with transaction.atomic():
            _publish(population, number, before + len(waiting))
            folded = [row.pk for row in waiting]
            Observation.objects.filter(pk__in=folded).update(folded_in=number, look=None)
    except IntegrityError:
        return 0
    return len(waiting)


def keep_up() -> None:
    """What a web process does now and then: one fold, and once a minute the typical difficulties.

    Processes take turns, so that they do not work out the same fold.
    """
    if Observation.objects.waiting().exists() and cache.add(TURN, "taken", SECONDS_OF_A_TURN):
        fold()
        cache.delete(TURN)
    if cache.add(REFRESHED, "done", SECONDS_TYPICAL_LASTS):
        SkillDifficulty.objects.refresh()


def answer_of(row: Observation) -> adaptive.Answer:
    return adaptive.Answer(
        item=row.question_number,
        skills=tuple(row.skill_numbers),
        right=row.right,
        offset=row.offset,
        guess=row.guess,
        weight=row.weight,
        prior=row.prior,
    )


def _population(latest: ModelVersion | None, waiting: Iterable[Observation]) -> adaptive.Population:
    """The published version, as far as the observations need it."""
    population = adaptive.Population()
    if latest is not None:
        population.weights = np.array(latest.weights)
        population.squares = np.array(latest.squares)
    items = {row.question_number for row in waiting}
    skills = {skill for row in waiting for skill in row.skill_numbers}
    for item in ItemDifficulty.objects.filter(question__in=items):
        population.items[item.question_id] = published.difficulty_of(item)
    for skill in SkillDifficulty.objects.filter(skill__in=skills):
        population.skills[skill.skill_id] = published.difficulty_of(skill)
    return population


def _publish(population: adaptive.Population, number: int, answers: int) -> None:
    ModelVersion.objects.create(
        number=number,
        weights=population.weights.tolist(),
        squares=population.squares.tolist(),
        answers=answers,
    )
    write_difficulties(population)


def write_difficulties(population: adaptive.Population) -> None:
    """Writes the ratings of questions and skills that still exist."""
    questions = existing(Question, population.items)
    items = (
        ItemDifficulty(question_id=key, **_rating(population.items[key], RATED_ITEM))
        for key in questions
    )
    upsert(items, ("question",), RATED_ITEM)
    skills = existing(Skill, population.skills)
    rated = (
        SkillDifficulty(skill_id=key, **_rating(population.skills[key], RATED)) for key in skills
    )
    upsert(rated, ("skill",), RATED)


def existing(model: type[Question] | type[Skill] | type[User], keys: Iterable[object]) -> list[int]:
    """Which of the keys are rows still, in order."""
    wanted = sorted(int(str(key)) for key in keys)
    found: set[int] = set()
    for start in range(0, len(wanted), PIECE):
        part = wanted[start : start + PIECE]
        found |= set(model._default_manager.filter(pk__in=part).values_list("pk", flat=True))
    return sorted(found)


def _rating(row: adaptive.Difficulty, names: Iterable[str]) -> dict[str, float]:
    return {name: getattr(row, name) for name in names}
