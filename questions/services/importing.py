"""Brings the questions of a file into a bank, in one transaction, and makes them ready."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction

from questions import problems
from questions.formats import BankRecord, Contents, QuestionRecord
from questions.models import Bank, Question, QuestionVersion, Skill, User

from . import banks, exchange, new_questions, readiness, variants, written

State: Final = QuestionVersion.State
VARIES: Final = "It varies from seed to seed, so its checks take longer: make it ready on its page."


def import_bank(
    contents: Contents,
    *,
    bank: Bank | None,
    by: User,
    leave_out: bool = False,
    at: datetime.datetime | None = None,
) -> tuple[Bank, exchange.Report]:
    """Brings the questions of a file into a bank, or into a new one named as in the file.

    All or nothing: a question that is refused stops it, unless it is to be `leave_out`. The same
    file again changes nothing. What comes in new is a draft or retired; `make_ready` checks it.
    Templates are worked out before the transaction.
    """
    with written.remembered():
        if any(problems.is_template(one) for one in _contents_of(contents)):
            exchange.plan(contents, bank=bank, by=by)
        return _imported(contents, bank, by, leave_out=leave_out, at=at)


def _contents_of(contents: Contents) -> Iterator[object]:
    return (version.content for one in contents.bank.questions for version in one.versions)


@transaction.atomic
def _imported(
    contents: Contents,
    bank: Bank | None,
    by: User,
    *,
    leave_out: bool,
    at: datetime.datetime | None,
) -> tuple[Bank, exchange.Report]:
    report = exchange.plan(contents, bank=bank, by=by)
    if report.refused and not leave_out:
        raise exchange.ExchangeError(
            f"Nothing was imported: {report.refused} of the file's questions are refused."
        )
    target = bank or _new_bank(contents.bank, by)
    outcomes = {one.slug: one.outcome for one in report.lines if one.slug}
    there, skills = exchange.rows_there(bank), {one.slug: one for one in Skill.objects.all()}
    questions = exchange.merged(contents, there).bank.questions
    new = [one for one in questions if outcomes[one.slug] == "new"]
    new_questions.create(new, bank=target, skills=skills, by=by, at=at)
    for record in questions:
        if outcomes[record.slug] == "changed":
            question = there[record.slug]
            tagged = [skills[slug] for slug in exchange.skills_of(record, question, skills)]
            _change(record, question, tagged, by, at)
    return target, replace(report, bank_name=target.name)


def _new_bank(record: BankRecord, by: User) -> Bank:
    """A bank of the person's own; what only an admin decides is taken from an admin only."""
    if not (by.is_teacher or by.is_superuser):
        raise PermissionDenied("Banks are made by teachers and admins.")
    bank = Bank(
        slug=record.slug,
        name=record.name,
        description=record.description,
        partial_credit=record.partial_credit or Bank.Credit.COMPONENTS,
        is_shared=record.is_shared,
        in_practice=record.in_practice and by.is_superuser,
        needs_review=record.needs_review,
        owner=by,
    )
    bank.full_clean()
    bank.save()
    return bank


def _change(
    record: QuestionRecord,
    question: Question,
    skills: Sequence[Skill],
    by: User,
    at: datetime.datetime | None,
) -> None:
    banks.describe(
        question=question,
        bank=question.bank,
        slug=question.slug,
        title=record.title,
        skills=skills,
        by=by,
    )
    news = exchange.news(record, question)
    if news is not None:
        # What the plan has let pass and is not whole is a draft of a file of our own.
        banks.save_draft(question=question, content=news.content, by=by, is_unfinished=True, at=at)


def make_ready(
    contents: Contents,
    *,
    bank: Bank,
    by: User,
    render: readiness.Render,
    seeds: int = readiness.SEEDS_AT_ONCE,
    is_all: bool = False,
    most: int | None = None,
    at: datetime.datetime | None = None,
) -> list[exchange.Line]:
    """Makes ready the drafts that hold what the file says was ready, or all its drafts, as far as
    they pass the checks; a line for each, refused with its reasons.

    Where somebody waits, `most` are tried, and what varies from seed to seed is left, unchanged:
    its checks take seconds.
    """
    lines: list[exchange.Line] = []
    contents = exchange.merged(contents, exchange.rows_there(bank))
    wanted = {one.slug: _wanted(one, is_all=is_all) for one in contents.bank.questions}
    for version in _drafts(bank, wanted):
        question = version.question
        if version.content not in wanted[question.slug]:
            continue
        if most is not None and variants.is_generated(version):
            lines.append(
                exchange.Line(question.slug, question.title, "unchanged", (VARIES,), question.slug)
            )
            continue
        if most is not None and sum(one.outcome != "unchanged" for one in lines) >= most:
            break
        failed = banks.make_ready(version=version, by=by, render=render, seeds=seeds, at=at)
        said = tuple(one.sentence for one in failed)
        outcome: exchange.Outcome = "refused" if failed else "changed"
        lines.append(exchange.Line(question.slug, question.title, outcome, said, question.slug))
    return lines


def _wanted(record: QuestionRecord, *, is_all: bool) -> list[object]:
    return [
        one.content
        for one in record.versions
        if one.state == State.READY or (is_all and one.state == State.DRAFT)
    ]


def _drafts(bank: Bank, wanted: Iterable[str]) -> Iterable[QuestionVersion]:
    drafts = QuestionVersion.objects.filter(question__bank=bank, state=State.DRAFT)
    named = drafts.filter(question__slug__in=list(wanted)).select_related("question__bank")
    return named.order_by("question__slug", "number")
