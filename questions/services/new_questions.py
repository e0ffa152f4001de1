"""Questions of a file that a bank does not have yet, inserted together with their history.

A file may hold thousands: what is written takes a number of statements that does not depend on it
(but for their size), inside the caller's transaction.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from questions.formats import QuestionRecord, VersionRecord
from questions.models import Bank, Question, QuestionVersion, Skill, User

from . import many_questions, variants

State: Final = QuestionVersion.State


def create(
    records: Sequence[QuestionRecord],
    *,
    bank: Bank,
    skills: Mapping[str, Skill],
    by: User,
    at: datetime.datetime | None,
) -> None:
    """The questions with all their versions; a ready one is a draft until it is checked here.

    `skills` are those that there are, by slug; others are left away, and the first of a question is
    what it is about. The slugs of the records
    differ, and the bank has none of them. Raises ValidationError for a text that no column holds.
    """
    questions = [
        Question(
            bank=bank,
            slug=one.slug,
            title=one.title,
            main_skill=next((skills[slug] for slug in one.skills if slug in skills), None),
        )
        for one in records
    ]
    for question in questions:
        question.clean_fields(exclude=["bank", "main_skill"])
    Question.objects.bulk_create(questions, batch_size=many_questions.PIECE)
    rows = list(zip(records, questions, strict=True))
    many_questions.Tag.objects.bulk_create(
        [
            many_questions.Tag(question=question, skill=skills[slug])
            for record, question in rows
            for slug in dict.fromkeys(record.skills)
            if slug in skills
        ],
        batch_size=many_questions.PIECE,
    )
    many_questions.remember(questions, are_new=True)
    versions = [
        _version(one, question, by, at) for record, question in rows for one in record.versions
    ]
    QuestionVersion.objects.bulk_create(versions, batch_size=many_questions.PIECE)
    QuestionVersion.history.bulk_history_create(versions, batch_size=many_questions.PIECE)
    Question.objects.filter(pk__in=[one.pk for one in questions]).say_newest()


def _version(
    record: VersionRecord, question: Question, by: User, at: datetime.datetime | None
) -> QuestionVersion:
    version = QuestionVersion(
        question=question,
        number=record.number,
        state=State.RETIRED if record.state == State.RETIRED else State.DRAFT,
        kind=_kind(record),
        content=record.content,
        created_by=by,
        written_by=by,
    )
    version.created_at = at or version.created_at
    return version


def _kind(version: VersionRecord) -> str:
    """How it is answered; a retired version may say what is not known any more."""
    try:
        return variants.kind_of(version.content)
    except variants.ContentError:
        return str(version.content.get("kind", ""))[:16]
