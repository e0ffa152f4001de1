"""Clusters of wrong answers that nothing explains: placing answers, naming, taking names back."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from questions.models import AnswerCluster, MalRule, Response, User, Variant
from questions.problems import Judgement

from . import people

NAMED = "named"
ALREADY = "Somebody has named this meanwhile."


def placed(variant: Variant, judgement: Judgement) -> tuple[AnswerCluster | None, list[Any]]:
    """The cluster of a wrong answer that nothing explains, made where it is the first of its
    value; and the mistakes of the answer, of which a named cluster is one.
    """
    if not judgement.fingerprint:
        return None, judgement.mistakes
    cluster, _ = AnswerCluster.objects.select_related("mal_rule").get_or_create(
        question=variant.version.question,
        fingerprint=judgement.fingerprint,
        defaults={"variant": variant, "example": judgement.reading or []},
    )
    return cluster, mistakes_in(cluster)


def mistakes_in(cluster: AnswerCluster) -> list[Any]:
    """What explains its answers: its name, if it has one by now."""
    return [_row(cluster.mal_rule)] if cluster.mal_rule else []


def name(
    *,
    cluster: AnswerCluster,
    name: str,
    sentence: str,
    by: User,
    at: datetime.datetime | None = None,
) -> MalRule:
    """Makes a mal-rule of the cluster, for its question. Whoever gives or gave this answer is told
    so from now on, and their patterns count it. The same name twice changes nothing.
    """
    _require_teacher(by)
    with transaction.atomic():
        row = AnswerCluster.objects.select_for_update().get(pk=cluster.pk)
        if row.mal_rule is not None:
            if row.mal_rule.name == name:
                return row.mal_rule
            raise ValidationError(ALREADY)
        rule = MalRule.objects.create(
            code=f"{NAMED}-{row.pk}-{row.history.count()}",
            name=name,
            sentence=sentence,
            skill=row.question.skills.first(),
            is_edited=True,
        )
        row.mal_rule, row.is_dismissed = rule, False
        _decided(row, by, at)
        Response.objects.filter(cluster=row).update(mistakes=[_row(rule)])
    _replay(row)
    return rule


@transaction.atomic
def dismiss(*, cluster: AnswerCluster, by: User, at: datetime.datetime | None = None) -> None:
    """Takes it out of the queue: these answers have nothing in common but their value."""
    _require_teacher(by)
    row = AnswerCluster.objects.select_for_update().get(pk=cluster.pk)
    if row.mal_rule is not None:
        raise ValidationError(ALREADY)
    row.is_dismissed = True
    _decided(row, by, at)


def take_back(*, cluster: AnswerCluster, by: User, at: datetime.datetime | None = None) -> None:
    """Takes a name back: the answers are unexplained again, and nobody's pattern counts them."""
    _require_teacher(by)
    with transaction.atomic():
        row = AnswerCluster.objects.select_for_update().get(pk=cluster.pk)
        if row.mal_rule is None:
            return
        if not by.is_superuser and row.decided_by_id != by.pk:
            raise PermissionDenied("Only who named it, or an admin, takes the name back.")
        rule, row.mal_rule = row.mal_rule, None
        _decided(row, by, at)
        Response.objects.filter(cluster=row).update(mistakes=[])
    _replay(row)
    rule.delete()


def _require_teacher(by: User) -> None:
    if not by.has_perm("questions.make_classroom"):
        raise PermissionDenied("Only teachers name mistakes.")


def _decided(row: AnswerCluster, by: User, at: datetime.datetime | None) -> None:
    row.decided_by, row.decided_at = by, at or timezone.now()
    row.save()


def _row(rule: MalRule) -> dict[str, Any]:
    """The mal-rule as the explanation of an answer, like those that the engine finds."""
    return {
        "rule": rule.code,
        "rules": [rule.code],
        "name": rule.name,
        "sentence": rule.sentence,
        "certainty": 1.0,
    }


def _replay(cluster: AnswerCluster) -> None:
    """Of everybody who has answered its question: it showed, or could have. One after the other,
    so that nobody's answer has to wait for all.
    """
    concerned = User.objects.filter(
        item_sessions__variant__version__question=cluster.question_id,
        item_sessions__responses__isnull=False,
    )
    for student in concerned.distinct():
        people.replay(student)
