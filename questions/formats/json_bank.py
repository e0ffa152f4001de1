"""Our own file of a bank: JSON, which keeps everything."""

import json
import re
from typing import Any, Final

from .records import (
    LONGEST_SLUG,
    LONGEST_TITLE,
    STATES,
    BankRecord,
    Contents,
    FormatError,
    Note,
    QuestionRecord,
    RefusedError,
    VersionRecord,
    Written,
    bounded,
    decoded,
)

FORMAT: Final = "gradquiz-bank"
VERSION: Final = 1


def write(bank: BankRecord) -> Written:
    """The whole bank; the same bank always gives the same bytes."""
    row = {
        "format": FORMAT,
        "version": VERSION,
        "bank": {
            "slug": bank.slug,
            "name": bank.name,
            "description": bank.description,
            "partial_credit": bank.partial_credit,
            "is_shared": bank.is_shared,
            "in_practice": bank.in_practice,
            "needs_review": bank.needs_review,
        },
        "questions": [_question_row(one) for one in bank.questions],
    }
    return Written((json.dumps(row, ensure_ascii=False, indent=1) + "\n").encode())


def _question_row(question: QuestionRecord) -> dict[str, Any]:
    return {
        "slug": question.slug,
        "title": question.title,
        "skills": list(question.skills),
        "versions": [
            {"number": one.number, "state": one.state, "content": one.content}
            for one in question.versions
        ],
    }


def read(data: bytes) -> Contents:
    """The bank; a question that is wrong is refused with its place, the others are read.

    Raises FormatError where the file is no bank.
    """
    try:
        row = json.loads(decoded(data))
    except (json.JSONDecodeError, RecursionError) as error:
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise FormatError("This is not JSON.", place) from error
    if not isinstance(row, dict) or row.get("format") != FORMAT:
        raise FormatError(f"A bank in JSON is an object with “format”: “{FORMAT}”.")
    if row.get("version") != VERSION:
        raise FormatError(f"This file is of version {row.get('version')}; {VERSION} is known.")
    bank, questions = row.get("bank"), row.get("questions")
    if not isinstance(bank, dict) or not isinstance(questions, list):
        raise FormatError("A bank has “bank”, an object, and “questions”, a list.")
    bounded(len(questions))
    return _contents(bank, questions)


def _contents(bank: dict[str, Any], rows: list[Any]) -> Contents:
    questions, notes, seen = [], [], set[str]()
    for position, row in enumerate(rows, 1):
        place = f"question {position}"
        try:
            question = _question(row, place, seen)
        except RefusedError as fault:
            notes.append(Note(place, str(fault), refused=True))
            continue
        seen.add(question.slug)
        questions.append(question)
    texts = {name: bank.get(name) for name in ("slug", "name", "description", "partial_credit")}
    wrong = [name for name, value in texts.items() if not isinstance(value, str)]
    if wrong:
        raise FormatError(f"“{wrong[0]}” of the bank should be a text.")
    record = BankRecord(
        **{name: str(value) for name, value in texts.items()},
        is_shared=bank.get("is_shared") is True,
        in_practice=bank.get("in_practice") is True,
        needs_review=bank.get("needs_review") is True,
        questions=tuple(questions),
    )
    return Contents(record, tuple(notes))


def _question(row: object, place: str, seen: set[str]) -> QuestionRecord:
    if not isinstance(row, dict):
        raise RefusedError("A question is an object.")
    skills, versions = row.get("skills"), row.get("versions")
    if not isinstance(skills, list) or not all(isinstance(one, str) for one in skills):
        raise RefusedError("“skills” should be a list of texts.")
    if not isinstance(versions, list) or not versions:
        raise RefusedError("“versions” should be a list with at least one version.")
    found = sorted((_version(one) for one in versions), key=lambda one: one.number)
    if len({one.number for one in found}) != len(found):
        raise RefusedError("Two versions have the same number.")
    if sum(one.state == "ready" for one in found) > 1:
        raise RefusedError("More than one version is ready.")
    slug = _text(row, "slug", LONGEST_SLUG)
    if not re.fullmatch(r"[-\w]+", slug, re.ASCII):
        raise RefusedError("“slug” should have letters, digits, hyphens and underscores only.")
    if slug in seen:
        raise RefusedError(f"An earlier question is called “{slug}”, too.")
    return QuestionRecord(
        slug=slug,
        title=_text(row, "title", LONGEST_TITLE),
        skills=tuple(skills),
        versions=tuple(found),
        place=place,
    )


def _version(row: object) -> VersionRecord:
    if not isinstance(row, dict) or not isinstance(row.get("content"), dict):
        raise RefusedError("A version is an object with “content”, an object.")
    number, state = row.get("number"), row.get("state")
    if type(number) is not int or not 1 <= number <= 1_000_000:
        raise RefusedError("“number” of a version should be a whole number from 1.")
    if state not in STATES:
        raise RefusedError(f"“state” of a version is one of {', '.join(STATES)}.")
    return VersionRecord(number, state, row["content"])


def _text(row: dict[str, Any], name: str, longest: int) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise RefusedError(f"“{name}” should be a text of 1 to {longest} characters.")
    return value
