"""The questions that a choice looks at: all on a skill, or a fair part where there are many."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from questions.models import ItemDifficulty, MalRule, Question, QuestionVersion, Skill, Topic

from . import variants

POOL = 24


def on_skill(skill: Skill) -> list[QuestionVersion]:
    """The ready versions of at most `POOL` questions in practice on the skill."""
    tags = Question.skills.through.objects.filter(
        skill=skill,
        question__bank__in_practice=True,
        question__versions__state=QuestionVersion.State.READY,
    )
    return _versions(_some(tags, "question", POOL))


def on_topic(topic: Topic, most: int) -> list[QuestionVersion]:
    """The ready versions of at most so many questions in practice whose last topic this is: what
    a question on gradients takes of the rules does not make it one of the rules.
    """
    later = Skill.objects.filter(topic__position__gt=topic.position)
    on_it = Question.objects.filter(skills__topic=topic).values("pk")
    questions = Question.objects.in_practice().filter(pk__in=on_it).exclude(skills__in=later)
    rows = _versions(_some(questions, "pk", most))
    prefetch_related_objects([row.question for row in rows], "skills")
    return rows


def _some(rows: QuerySet[Any], column: str, most: int) -> list[int]:
    """What stands in the column of at most so many rows. Where there are more, of as many as stand
    together from a random place on, so that any comes up.
    """
    ordered = rows.order_by("pk")
    found = list(ordered.values_list("pk", column)[: most + 1])
    if len(found) > most:
        first = found[0][0]
        last = rows.order_by("-pk").values_list("pk", flat=True)[0]
        place = first + secrets.randbelow(last - first + 1)
        found = list(ordered.filter(pk__gte=place).values_list("pk", column)[:most])
        found += ordered.filter(pk__lt=place).values_list("pk", column)[: most - len(found)]
    return [value for _, value in found]


def for_mal_rule(mal_rule: MalRule) -> list[QuestionVersion]:
    """Versions that may bring the mal-rule out: those on its skill, then some others."""
    own = on_skill(mal_rule.skill) if mal_rule.skill else []
    prefetch_related_objects([row.question for row in own], "skills")
    others = QuestionVersion.objects.in_practice().exclude(pk__in=[row.pk for row in own])
    return own + list(others.select_related("question").prefetch_related("question__skills")[:POOL])


def _versions(questions: list[int]) -> list[QuestionVersion]:
    rows = QuestionVersion.objects.filter(question__in=questions, state=QuestionVersion.State.READY)
    return list(rows.select_related("question"))


def difficulties(versions: Iterable[QuestionVersion]) -> dict[int, float]:
    """How hard each version is, by its key: as rated, or as it was expected to be."""
    rows = list(versions)
    rated = dict(
        ItemDifficulty.objects.filter(question__in=[row.question_id for row in rows]).values_list(
            "question", "mean"
        )
    )
    return {row.pk: rated.get(row.question_id, variants.difficulty_of(row)) for row in rows}
