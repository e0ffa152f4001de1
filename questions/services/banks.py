"""Question banks: drafts, versions made ready, versions retired."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from questions.models import Bank, Question, QuestionVersion, Skill, User

from . import readiness, reviewing, variants

OVERTAKEN = (
    "Somebody else changed this question while you were writing. Nothing was overwritten and "
    "your text is still here: see the history for what it says now, then save again to replace it."
)
REVIEW = (
    "It passes every check and waits for a second person, as its bank asks: somebody else has to "
    "look at it and make it ready."
)


def token(question: Question) -> str:
    """Changes whenever the question or a version of it does; a form carries it to tell a second
    editor.
    """
    skills = sorted(question.skills.values_list("pk", flat=True))
    versions = question.versions.order_by("number").values_list("number", "state", "content")
    named = [question.bank_id, question.slug, question.title, question.main_skill_id]
    seen = [*named, skills, list(versions)]
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:20]


def opened(question: Question) -> QuestionVersion | None:
    """The version that somebody who writes starts from: the draft, else what is asked, else the
    newest.
    """
    order = list(QuestionVersion.State.values)
    versions = question.versions.order_by("-number")
    return min(versions, key=lambda one: order.index(one.state), default=None)


def refuse_overtaken(question: Question, seen: str | None) -> None:
    """`seen` is the token of the question when its editor opened it. Within a transaction the
    question stays as it is until the end.
    """
    row = _locked(question)
    if seen is not None and seen != token(row):
        raise ValidationError(OVERTAKEN, code="overtaken")


@transaction.atomic
def create_question(
    *,
    bank: Bank,
    slug: str,
    title: str,
    skills: Sequence[Skill],
    content: dict[str, Any],
    by: User,
    is_unfinished: bool = False,
    at: datetime.datetime | None = None,
) -> QuestionVersion:
    """A question with a first draft, which may be unfinished. Of the skills the first is what it is
    about.
    """
    if not Bank.objects.editable_by(by).filter(pk=bank.pk).exists():
        raise PermissionDenied("This bank belongs to somebody else.")
    question = Question(bank=bank, slug=slug, title=title, main_skill=_first(skills))
    question.full_clean()
    question.save()
    question.skills.set(skills)
    return save_draft(question=question, content=content, by=by, is_unfinished=is_unfinished, at=at)


@transaction.atomic
def describe(
    *,
    question: Question,
    bank: Bank,
    slug: str,
    title: str,
    skills: Sequence[Skill],
    by: User,
    seen: str | None = None,
) -> None:
    """Changes what a question is called, tagged with, and which bank it is in. Of the skills the
    first is what it is about.
    """
    _refuse_stranger(question, by)
    if not Bank.objects.editable_by(by).filter(pk=bank.pk).exists():
        raise PermissionDenied("This bank belongs to somebody else.")
    refuse_overtaken(question, seen)
    row = _locked(question)
    if row.bank_id != bank.pk:
        reviewing.refuse_unseen([row.pk], bank=bank, by=by)
    if set(row.skills.all()) != set(skills):
        row.skills.set(skills)
    main = _first(skills)
    said = (row.bank_id, row.slug, row.title, row.main_skill)
    if said != (bank.pk, slug, title, main):
        row.bank, row.slug, row.title, row.main_skill = bank, slug, title, main
        row.full_clean()
        row.save()


@transaction.atomic
def save_draft(
    *,
    question: Question,
    content: dict[str, Any],
    by: User,
    seen: str | None = None,
    is_unfinished: bool = False,
    at: datetime.datetime | None = None,
) -> QuestionVersion:
    """Keeps content in the question's draft, made where there is none; returns the version that
    holds the content.

    A version that was ready is never touched; what is opened for writing and not changed makes
    no draft. Content that builds no problem is refused with the field that is wrong, unless it
    `is_unfinished`: then it is kept as far as it goes, and making it ready refuses.
    """
    question = _locked(question)
    _refuse_stranger(question, by)
    if seen is not None:
        refuse_overtaken(question, seen)
    current = opened(question)
    is_retired = current is not None and current.state == QuestionVersion.State.RETIRED
    if current is not None and current.content == content and not is_retired:
        return current
    draft = current if current is not None and current.is_draft else _next_version(question, by, at)
    kind = variants.kind_of(content, is_unfinished=is_unfinished)
    draft.kind, draft.content = kind, content
    draft.written_by, draft.review_asked_at = by, None
    _save(draft)
    return draft


@transaction.atomic
def new_draft(
    *, version: QuestionVersion, by: User, at: datetime.datetime | None = None
) -> QuestionVersion:
    """A draft that says what an earlier version says. A draft that is being written stays."""
    question = _locked(version.question)
    _refuse_stranger(question, by)
    if question.versions.filter(state=QuestionVersion.State.DRAFT).exists():
        raise ValidationError("This question has a draft already. Retire that draft first.")
    draft = _next_version(question, by, at)
    draft.kind, draft.content = version.kind, version.content
    _save(draft)
    return draft


def check(
    version: QuestionVersion,
    *,
    render: readiness.Render,
    seeds: int = readiness.SEEDS_AT_ONCE,
) -> list[readiness.Failure]:
    """The checks that the version does not pass: empty if it may be asked."""
    return readiness.failures(version, render=render, seeds=seeds)


def make_ready(
    *,
    version: QuestionVersion,
    by: User,
    render: readiness.Render,
    seeds: int = readiness.SEEDS_AT_ONCE,
    accepts_warnings: bool = False,
    at: datetime.datetime | None = None,
) -> list[readiness.Failure]:
    """Makes a draft the version that is asked, if every check holds; returns those that do not.
    Warnings, too, keep it a draft until a person who has read them accepts them. Where its bank
    asks for a review, who wrote it last only asks a second person for it.

    The checks run outside the transaction; a draft changed meanwhile is not made ready.
    """
    if not version.is_draft:
        raise ValidationError("Only a draft can be made ready.")
    _refuse_stranger(version.question, by)
    failed = check(version, render=render, seeds=seeds)
    if accepts_warnings:
        failed = [one for one in failed if not one.is_warning]
    if failed:
        return failed
    is_ready = _publish(version, by, at or timezone.now())
    return [] if is_ready else [readiness.Failure(REVIEW, reviewing.FIELD)]


def waits_for_review(failed: Sequence[readiness.Failure]) -> bool:
    """Whether nothing fails of what `make_ready` returned but that a second person has to look."""
    return [one.field for one in failed] == [reviewing.FIELD]


@transaction.atomic
def _publish(version: QuestionVersion, by: User, at: datetime.datetime) -> bool:
    """False where a second person has to, by the bank and the writer as they are now: that one is
    asked.
    """
    row = _locked_version(version)
    if not row.is_draft or row.content != version.content:
        raise ValidationError(OVERTAKEN, code="overtaken")
    if reviewing.lacks_second_person(row, by):
        if row.review_asked_at is None:
            row.review_asked_at = at
            _save(row)
        version.refresh_from_db()
        return False
    for ready in row.question.versions.filter(state=QuestionVersion.State.READY):
        ready.state = QuestionVersion.State.RETIRED
        ready.save()
    row.state, row.ready_at, row.review_asked_at = QuestionVersion.State.READY, at, None
    row.made_ready_by = by
    _save(row)
    version.refresh_from_db()
    return True


@transaction.atomic
def retire(*, version: QuestionVersion, by: User) -> None:
    """Takes a version out of use; what was answered keeps pointing at it."""
    row = _locked_version(version)
    _refuse_stranger(row.question, by)
    if row.state != QuestionVersion.State.RETIRED:
        row.state = QuestionVersion.State.RETIRED
        _save(row)
    version.refresh_from_db()


@transaction.atomic
def discard(*, version: QuestionVersion, by: User) -> None:
    """Deletes a draft that nobody was ever asked."""
    row = _locked_version(version)
    _refuse_stranger(row.question, by)
    if row.ready_at is not None or row.variants.exists():
        raise ValidationError("This version was asked: retire it.")
    row.delete()
    Question.objects.filter(pk=version.question_id).say_newest()


def _first(skills: Sequence[Skill]) -> Skill | None:
    return skills[0] if skills else None


def _save(version: QuestionVersion) -> None:
    version.save()
    Question.objects.filter(pk=version.question_id).say_newest()


def _locked(question: Question) -> Question:
    """The question's row as it is now; nobody else changes it within this transaction."""
    with transaction.atomic():
        return Question.objects.select_for_update(of=("self",)).get(pk=question.pk)


def _locked_version(version: QuestionVersion) -> QuestionVersion:
    """The version as it is now. Everybody who writes versions locks their question first, so a
    draft is never saved over a version that was made ready meanwhile.
    """
    question = _locked(version.question)
    return question.versions.get(pk=version.pk)


def _refuse_stranger(question: Question, by: User) -> None:
    if not by.has_perm("questions.edit_question", question):
        raise PermissionDenied("This question is in a bank of somebody else.")


def _next_version(question: Question, by: User, at: datetime.datetime | None) -> QuestionVersion:
    last = question.versions.aggregate(last=Max("number"))["last"] or 0
    return QuestionVersion(
        question=question,
        number=last + 1,
        created_by=by,
        written_by=by,
        created_at=at or timezone.now(),
    )
