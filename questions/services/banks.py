"""Question banks: drafts, versions made ready, versions retired."""

import datetime
import hashlib
import json
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from questions import problems
from questions.models import Bank, Question, QuestionVersion, Skill, User

from . import readiness, variants

OVERTAKEN = (
    "Somebody else changed this question while you were writing. Nothing was overwritten: "
    "compare your text below with the newest version, then save again."
)


def token(question: Question) -> str:
    """Changes whenever any version changes; a form carries it to tell a second editor."""
    rows = question.versions.order_by("number").values_list("number", "state", "content")
    return hashlib.sha256(json.dumps(list(rows), sort_keys=True).encode()).hexdigest()[:20]


@transaction.atomic
def create_question(
    *,
    bank: Bank,
    slug: str,
    title: str,
    skills: list[Skill],
    content: dict[str, Any],
    by: User,
    at: datetime.datetime | None = None,
) -> QuestionVersion:
    """A question with a first draft."""
    if not Bank.objects.editable_by(by).filter(pk=bank.pk).exists():
        raise PermissionDenied("This bank belongs to somebody else.")
    question = Question.objects.create(bank=bank, slug=slug, title=title)
    question.skills.set(skills)
    return save_draft(question=question, content=content, by=by, at=at)


@transaction.atomic
def save_draft(
    *,
    question: Question,
    content: dict[str, Any],
    by: User,
    seen: str | None = None,
    at: datetime.datetime | None = None,
) -> QuestionVersion:
    """Keeps content in the question's draft, made where there is none.

    `seen` is the token of the question when the editor opened it. A version that was ready is
    never touched. Content that builds no problem is refused with the field that is wrong.
    """
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if not by.has_perm("questions.edit_question", question):
        raise PermissionDenied("This question is in a bank of somebody else.")
    if seen is not None and seen != token(question):
        raise ValidationError(OVERTAKEN, code="overtaken")
    problem = variants.problem_from(content, 1)
    draft = question.versions.filter(state=QuestionVersion.State.DRAFT).order_by("-number").first()
    if draft is None:
        last = question.versions.aggregate(last=Max("number"))["last"] or 0
        draft = QuestionVersion(question=question, number=last + 1, created_at=at or timezone.now())
    draft.kind, draft.content, draft.created_by = problem.kind, content, by
    draft.save()
    return draft


def make_ready(
    *,
    version: QuestionVersion,
    by: User,
    render: readiness.Render,
    seeds: int = readiness.SEEDS_AT_ONCE,
    at: datetime.datetime | None = None,
) -> list[readiness.Failure]:
    """Makes a draft the version that is asked, if every check holds; returns those that do not.

    The checks run outside the transaction; a draft changed meanwhile is not made ready.
    """
    if not version.is_draft:
        raise ValidationError("Only a draft can be made ready.")
    if not by.has_perm("questions.edit_question", version.question):
        raise PermissionDenied("This question is in a bank of somebody else.")
    failed = readiness.failures(version, render=render, seeds=seeds)
    if not failed:
        _publish(version, at or timezone.now())
    return failed


@transaction.atomic
def _publish(version: QuestionVersion, at: datetime.datetime) -> None:
    row = QuestionVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if not row.is_draft or row.content != version.content:
        raise ValidationError(OVERTAKEN, code="overtaken")
    for ready in row.question.versions.filter(state=QuestionVersion.State.READY):
        ready.state = QuestionVersion.State.RETIRED
        ready.save()
    row.state, row.ready_at = QuestionVersion.State.READY, at
    row.save()
    version.refresh_from_db()


@transaction.atomic
def retire(*, version: QuestionVersion, by: User) -> None:
    """Takes a version out of use; what was answered keeps pointing at it."""
    row = QuestionVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if not by.has_perm("questions.edit_question", row.question):
        raise PermissionDenied("This question is in a bank of somebody else.")
    row.state = QuestionVersion.State.RETIRED
    row.save()


def families() -> dict[str, dict[int, str]]:
    """Every family with its levels and what they mean, for forms."""
    return {name: family.levels for name, family in problems.FAMILIES.items()}
