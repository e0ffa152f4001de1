"""Banks to files and back: what a file would change, and the change in one transaction."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from questions import formats
from questions.formats import BankRecord, Contents, FormatError, QuestionRecord, VersionRecord
from questions.models import Bank, Question, QuestionVersion, Skill, User

from . import banks, readiness, variants

Outcome = Literal["new", "changed", "unchanged", "refused"]
State: Final = QuestionVersion.State
UNKNOWN_SKILL: Final = "There is no skill “{}”; the question comes without it."


class ExchangeError(ValidationError):
    """A file or a bank that the exchange stops at, said in a sentence."""


@dataclass(frozen=True)
class Line:
    """What happens to one question of a file, and why."""

    place: str
    title: str
    outcome: Outcome
    messages: tuple[str, ...] = ()
    slug: str = ""


@dataclass(frozen=True)
class Report:
    """What a file changes in a bank, a line a question; `ready` counts versions made ready."""

    bank_name: str
    lines: tuple[Line, ...]
    ready: int = 0

    @property
    def counts(self) -> Counter[str]:
        """How many questions have each outcome."""
        return Counter(one.outcome for one in self.lines)

    @property
    def refused(self) -> int:
        return self.counts["refused"]

    @property
    def changes(self) -> int:
        """How many questions are new or changed."""
        return self.counts["new"] + self.counts["changed"]


def read(data: bytes, form: str) -> Contents:
    """What a file holds. Raises ExchangeError with the place where it cannot be read."""
    try:
        return formats.FORMATS[form].read(data)
    except FormatError as error:
        raise ExchangeError(str(error), code="format") from error


def export(bank: Bank, form: str) -> formats.Written:
    """The bank's file, and notes about what the format cannot hold. Five queries."""
    return formats.FORMATS[form].write(record_of(bank))


def file_name(bank: Bank, form: str) -> tuple[str, str]:
    """What the bank's file is called, and its media type."""
    one = formats.FORMATS[form]
    return f"{bank.slug}{one.suffix}", one.media_type


def record_of(bank: Bank) -> BankRecord:
    """The bank as plain data, questions by slug, versions by number."""
    rows = bank.questions.prefetch_related("versions", "skills").order_by("slug")
    return BankRecord(
        slug=bank.slug,
        name=bank.name,
        description=bank.description,
        partial_credit=bank.partial_credit,
        is_shared=bank.is_shared,
        in_practice=bank.in_practice,
        questions=tuple(_question_record(one) for one in rows),
    )


def _question_record(question: Question) -> QuestionRecord:
    versions = sorted(question.versions.all(), key=lambda one: one.number)
    return QuestionRecord(
        slug=question.slug,
        title=question.title,
        skills=tuple(sorted(one.slug for one in question.skills.all())),
        versions=tuple(VersionRecord(one.number, one.state, one.content) for one in versions),
    )


def plan(contents: Contents, *, bank: Bank | None, by: User) -> Report:
    """What importing would do, without doing it: into a bank, or into a new one."""
    if bank is not None:
        _refuse_stranger(bank, by)
    known = set(Skill.objects.values_list("slug", flat=True))
    there = _there(bank)
    lines = [_line(one, there.get(one.slug), known) for one in contents.bank.questions]
    refused = [
        Line(one.place, "", "refused", (one.message,)) for one in contents.notes if one.refused
    ]
    lines = [_with_notes(line, contents) for line in lines]
    name = bank.name if bank is not None else contents.bank.name
    return Report(name, (*lines, *refused))


def _there(bank: Bank | None) -> dict[str, Question]:
    if bank is None:
        return {}
    return {one.slug: one for one in bank.questions.prefetch_related("versions", "skills")}


def _with_notes(line: Line, contents: Contents) -> Line:
    said = tuple(
        one.message for one in contents.notes if one.place == line.place and not one.refused
    )
    return replace(line, messages=(*line.messages, *said))


def _line(record: QuestionRecord, question: Question | None, known: set[str]) -> Line:
    messages = [UNKNOWN_SKILL.format(slug) for slug in record.skills if slug not in known]
    place = record.place or record.slug
    try:
        for version in record.versions:
            if version.state != State.RETIRED:
                variants.kind_of(version.content)
    except variants.ContentError as error:
        said = " ".join(error.messages)
        return Line(place, record.title, "refused", (said, *messages), record.slug)
    outcome = _outcome(record, question, known)
    return Line(place, record.title, outcome, tuple(messages), record.slug)


def _outcome(record: QuestionRecord, question: Question | None, known: set[str]) -> Outcome:
    if question is None:
        return "new"
    tagged = {one.slug for one in question.skills.all()}
    is_same = (question.title, tagged) == (record.title, set(record.skills) & known)
    return "unchanged" if is_same and _news(record, question) is None else "changed"


def _news(record: QuestionRecord, question: Question) -> VersionRecord | None:
    """The version of the file that the question does not have yet; the newest of them."""
    contents = [formats.normal(one.content) for one in question.versions.all()]
    new = [
        one
        for one in record.versions
        if one.state != State.RETIRED and formats.normal(one.content) not in contents
    ]
    return new[-1] if new else None


@transaction.atomic
def import_bank(
    contents: Contents,
    *,
    bank: Bank | None,
    by: User,
    leave_out: bool = False,
    at: datetime.datetime | None = None,
) -> tuple[Bank, Report]:
    """Brings the questions of a file into a bank, or into a new one named as in the file.

    All or nothing: a question that is refused stops it, unless it is to be `leave_out`. The same
    file again changes nothing. What comes in new is a draft or retired; `make_ready` checks it.
    """
    report = plan(contents, bank=bank, by=by)
    if report.refused and not leave_out:
        raise ExchangeError(
            f"Nothing was imported: {report.refused} of the file's questions are refused."
        )
    target = bank or _new_bank(contents.bank, by)
    outcomes = {one.slug: one.outcome for one in report.lines if one.slug}
    there, skills = _there(bank), {one.slug: one for one in Skill.objects.all()}
    for record in contents.bank.questions:
        tagged = [skills[slug] for slug in record.skills if slug in skills]
        if outcomes[record.slug] == "new":
            _create(record, target, tagged, by, at)
        elif outcomes[record.slug] == "changed":
            _change(record, there[record.slug], tagged, by, at)
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
        owner=by,
    )
    if not record.slug or not record.name:
        raise ExchangeError("The file names no bank. Choose the bank that its questions go into.")
    if Bank.objects.filter(slug=record.slug).exists():
        raise ExchangeError(
            f"There is a bank “{record.slug}” already. Choose it, if the questions go there."
        )
    bank.full_clean()
    bank.save()
    return bank


def _create(
    record: QuestionRecord,
    bank: Bank,
    skills: Sequence[Skill],
    by: User,
    at: datetime.datetime | None,
) -> None:
    """The question with all its versions; a ready one is a draft until it is checked here."""
    question = Question(bank=bank, slug=record.slug, title=record.title)
    question.full_clean()
    question.save()
    question.skills.set(skills)
    for one in record.versions:
        is_retired = one.state == State.RETIRED
        version = QuestionVersion(
            question=question,
            number=one.number,
            state=State.RETIRED if is_retired else State.DRAFT,
            kind=_kind(one),
            content=one.content,
            created_by=by,
        )
        if at is not None:
            version.created_at = at
        version.save()


def _kind(version: VersionRecord) -> str:
    """How it is answered; a retired version may say what is not known any more."""
    try:
        return variants.kind_of(version.content)
    except variants.ContentError:
        return str(version.content.get("kind", ""))[:16]


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
    news = _news(record, question)
    if news is not None:
        banks.save_draft(question=question, content=news.content, by=by, at=at)


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
) -> list[Line]:
    """Makes ready the drafts that hold what the file says was ready, or all its drafts, as far as
    they pass the checks; a line for each, refused with its reasons.

    Where somebody waits, `most` are tried, and generated questions are left: theirs take seconds.
    """
    lines: list[Line] = []
    wanted = {one.slug: _wanted(one, is_all=is_all) for one in contents.bank.questions}
    for version in _drafts(bank, wanted):
        is_slow = most is not None and variants.is_generated(version)
        if is_slow or version.content not in wanted[version.question.slug]:
            continue
        if most is not None and len(lines) >= most:
            break
        failed = banks.make_ready(version=version, by=by, render=render, seeds=seeds, at=at)
        said = tuple(one.message for one in failed)
        question = version.question
        outcome: Outcome = "refused" if failed else "changed"
        lines.append(Line(question.slug, question.title, outcome, said, question.slug))
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


def _refuse_stranger(bank: Bank, by: User) -> None:
    if not Bank.objects.editable_by(by).filter(pk=bank.pk).exists():
        raise PermissionDenied("This bank belongs to somebody else.")
