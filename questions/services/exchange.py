"""Banks to files, and what a file would change in a bank; `importing` changes it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from django.core.exceptions import PermissionDenied, ValidationError

from questions import formats, problems
from questions.formats import BankRecord, Contents, FormatError, Note, QuestionRecord, VersionRecord
from questions.models import Bank, Question, QuestionVersion, Skill, User

from . import merging, variants

Outcome = Literal["new", "changed", "unchanged", "refused"]
LOOKED_AT: Final[tuple[Outcome, ...]] = ("refused", "changed", "new", "unchanged")
State: Final = QuestionVersion.State
WAITS: Final = "The file's draft, version {}, waits: import it again once version {} is asked here."
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
    """What a file changes in a bank, a line a question. `untagged` are the new ones that come
    without a skill: they need one before they are asked.
    """

    bank_name: str
    lines: tuple[Line, ...]
    untagged: int = 0

    @property
    def counts(self) -> Counter[str]:
        """How many questions have each outcome."""
        return Counter(one.outcome for one in self.lines)

    @property
    def refused(self) -> int:
        return self.counts["refused"]

    @property
    def by_outcome(self) -> list[Line]:
        """What somebody has to look at first: refused, changed, new, unchanged; else as in the
        file.
        """
        return sorted(self.lines, key=lambda one: LOOKED_AT.index(one.outcome))


def read(data: bytes, form: str) -> Contents:
    """What a file holds. Raises ExchangeError with the place where it cannot be read."""
    try:
        return replace(formats.FORMATS[form].read(data), form=form)
    except FormatError as error:
        raise ExchangeError(str(error), code="format") from error


def export(bank: Bank, form: str) -> formats.Written:
    """The bank's file, and notes about what the format cannot hold. Five queries."""
    record = record_of(bank)
    if form == "json":
        return formats.FORMATS[form].write(record)
    whole = tuple(one for one in record.questions if merging.is_whole(one.asked))
    written = formats.FORMATS[form].write(replace(record, questions=whole))
    unfinished = {one.slug for one in record.questions} - {one.slug for one in whole}
    notes = [Note(slug, "It is unfinished.", refused=True) for slug in sorted(unfinished)]
    return replace(written, notes=(*written.notes, *notes))


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
        needs_review=bank.needs_review,
        questions=tuple(_question_record(one) for one in rows),
    )


def _question_record(question: Question) -> QuestionRecord:
    versions = sorted(question.versions.all(), key=lambda one: one.number)
    return QuestionRecord(
        slug=question.slug,
        title=question.title,
        skills=_slugs(question),
        versions=tuple(VersionRecord(one.number, one.state, one.content) for one in versions),
    )


def _slugs(question: Question) -> tuple[str, ...]:
    """Those of its skills, first what it is about."""
    main = question.main_skill_id
    skills = sorted(question.skills.all(), key=lambda one: (one.pk != main, one.slug))
    return tuple(one.slug for one in skills)


def plan(contents: Contents, *, bank: Bank | None, by: User) -> Report:
    """What importing would do, without doing it: into a bank, or into a new one. Raises
    ExchangeError where there can be none of that name.
    """
    refuse_bank(contents, bank, by)
    known = set(Skill.objects.values_list("slug", flat=True))
    there, is_own = rows_there(bank), contents.form == "json"
    contents = merged(contents, there)
    lines = [
        _line(one, there.get(one.slug), known, is_own=is_own) for one in contents.bank.questions
    ]
    refused = [
        Line(one.place, "", "refused", (one.message,)) for one in contents.notes if one.refused
    ]
    lines = [_with_notes(line, contents) for line in lines]
    name = bank.name if bank is not None else contents.bank.name
    new = {line.slug for line in lines if line.outcome == "new"}
    untagged = [
        one
        for one in contents.bank.questions
        if one.slug in new and not known & set(one.skills) and not _says_skills(one)
    ]
    return Report(name, (*lines, *refused), untagged=len(untagged))


def _says_skills(record: QuestionRecord) -> bool:
    """Whether its problems say themselves what they exercise."""
    return problems.tells_skills(record.current)


def merged(contents: Contents, there: Mapping[str, Question]) -> Contents:
    """The contents, with what their format cannot hold as the questions of the same slugs have it.
    Again is the same.
    """
    named = {one.slug for one in contents.bank.questions}
    records = {slug: _question_record(one) for slug, one in there.items() if slug in named}
    return replace(merging.merged(contents, records), form="json")


def rows_there(bank: Bank | None) -> dict[str, Question]:
    """The bank's questions by slug, with their versions and skills."""
    if bank is None:
        return {}
    return {one.slug: one for one in bank.questions.prefetch_related("versions", "skills")}


def _with_notes(line: Line, contents: Contents) -> Line:
    said = tuple(
        one.message for one in contents.notes if one.place == line.place and not one.refused
    )
    return replace(line, messages=(*line.messages, *said))


def _line(
    record: QuestionRecord, question: Question | None, known: set[str], *, is_own: bool
) -> Line:
    """Only a file of our own holds drafts that are not finished."""
    messages = [UNKNOWN_SKILL.format(slug) for slug in record.skills if slug not in known]
    place = record.place or record.slug
    try:
        for version in record.versions:
            if version.state != State.RETIRED:
                is_unfinished = is_own and version.state == State.DRAFT
                variants.kind_of(version.content, is_unfinished=is_unfinished)
    except variants.ContentError as error:
        said = " ".join(error.messages)
        return Line(place, record.title, "refused", (said, *messages), record.slug)
    outcome = _outcome(record, question, known)
    if outcome == "changed" and question is not None:
        messages.insert(0, _what_changes(record, question, known))
        messages += _left_behind(record, question)
    return Line(place, record.title, outcome, tuple(messages), record.slug)


def _what_changes(record: QuestionRecord, question: Question, known: set[str]) -> str:
    """The fields that are written anew, the skills that go and come, and the draft that goes."""
    there = _question_record(question)
    version = news(record, question)
    after = replace(there, title=record.title, skills=skills_of(record, question, known))
    if version is not None:
        after = replace(after, versions=(version,))
    said = f"Changes: {', '.join(merging.changes(there, after))}.{_skills_moved(there, after)}"
    drafts = [one.number for one in there.versions if one.state == State.DRAFT]
    return f"{said} Replaces the draft, version {drafts[0]}." if version and drafts else said


def _skills_moved(before: QuestionRecord, after: QuestionRecord) -> str:
    moved = [
        ("Takes away the skill", [one for one in before.skills if one not in after.skills]),
        ("Adds the skill", [one for one in after.skills if one not in before.skills]),
    ]
    return "".join(f" {said} {', '.join(skills)}." for said, skills in moved if skills)


def _outcome(record: QuestionRecord, question: Question | None, known: set[str]) -> Outcome:
    if question is None:
        return "new"
    tagged, wanted = _slugs(question), skills_of(record, question, known)
    is_about_same = question.main_skill_id is None or tagged[:1] == wanted[:1]
    is_same = (question.title, set(tagged)) == (record.title, set(wanted)) and is_about_same
    return "unchanged" if is_same and news(record, question) is None else "changed"


def skills_of(
    record: QuestionRecord, question: Question, known: Collection[str]
) -> tuple[str, ...]:
    """The skills that the question has after the import: a file that names none that there is takes
    none away.
    """
    wanted = tuple(slug for slug in record.skills if slug in known)
    return wanted or _slugs(question)


def news(record: QuestionRecord, question: Question) -> VersionRecord | None:
    """The version of the file that becomes the question's draft: what is asked by the file comes
    before what was begun after it, which waits until that is asked here.
    """
    state_of = [(formats.normal(one.content), one.state) for one in question.versions.all()]
    for one in sorted(record.versions, key=lambda one: (one.state != State.READY, -one.number)):
        if one.state == State.RETIRED:
            continue
        here = [state for content, state in state_of if content == formats.normal(one.content)]
        if not here:
            return one
        if one.state == State.DRAFT or set(here) == {State.DRAFT}:
            return None
    return None


def _left_behind(record: QuestionRecord, question: Question) -> list[str]:
    """Says which draft of the file does not come yet."""
    asked, version = record.asked, news(record, question)
    if version is None or version.state != State.READY or version != asked:
        return []
    later = [one.number for one in record.versions if one.state == State.DRAFT]
    return [WAITS.format(later[-1], asked.number)] if later else []


def refuse_bank(contents: Contents, bank: Bank | None, by: User) -> None:
    """Raises PermissionDenied for a bank of somebody else's, ExchangeError where a new one cannot
    have the name of the file.
    """
    record = contents.bank
    if bank is not None:
        if not Bank.objects.editable_by(by).filter(pk=bank.pk).exists():
            raise PermissionDenied("This bank belongs to somebody else.")
    elif not record.slug or not record.name:
        raise ExchangeError("The file names no bank. Choose the bank that its questions go into.")
    elif Bank.objects.filter(slug=record.slug).exists():
        raise ExchangeError(
            f"There is a bank “{record.slug}” already. Choose it, if the questions go there."
        )
