"""The questions that a choice looks at: all on a skill, or a fair part where there are many."""

import secrets
from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from questions.models import ItemDifficulty, MalRule, Question, QuestionVersion, Skill

from . import variants

POOL = 24


def on_skill(skill: Skill) -> list[QuestionVersion]:
    """The ready versions of at most `POOL` questions in practice on the skill.

    Where there are more, as many as stand together from a random place on, so that any comes up.
    """
    tags = Question.skills.through.objects.filter(
        skill=skill,
        question__bank__in_practice=True,
        question__versions__state=QuestionVersion.State.READY,
    ).order_by("pk")
    rows = list(tags.values_list("pk", "question")[: POOL + 1])
    if len(rows) > POOL:
        first = rows[0][0]
        last = tags.order_by("-pk").values_list("pk", flat=True)[0]
        place = first + secrets.randbelow(last - first + 1)
        rows = list(tags.filter(pk__gte=place).values_list("pk", "question")[:POOL])
        rows += list(tags.filter(pk__lt=place).values_list("pk", "question")[: POOL - len(rows)])
    return _versions([question for _, question in rows])


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
