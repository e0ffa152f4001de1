"""Copies of questions, to be changed in a bank of one's own."""

import datetime
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from questions.models import Bank, Question, QuestionVersion, User

from . import banks, variants

SLUG: Final = Question._meta.get_field("slug").max_length or 80


@transaction.atomic
def copy(
    *, version: QuestionVersion, bank: Bank, by: User, at: datetime.datetime | None = None
) -> QuestionVersion:
    """A question in the bank whose first draft says what the version says. The version is one that
    the person may read, the bank one that the person may write.
    """
    if not QuestionVersion.objects.readable_by(by).filter(pk=version.pk).exists():
        raise PermissionDenied("This question is in a bank of somebody else.")
    question = version.question
    skills = sorted(question.skills.all(), key=lambda one: one.pk != question.main_skill_id)
    try:
        return banks.create_question(
            bank=bank,
            slug=_free(bank, question.slug),
            title=question.title,
            skills=skills,
            content=version.content,
            by=by,
            is_unfinished=version.is_draft,
            at=at,
        )
    except variants.ContentError as error:
        raise ValidationError(f"Nothing was copied. {' '.join(error.messages)}") from error


def _free(bank: Bank, slug: str) -> str:
    """The slug, or the first of slug-2, slug-3 and so on that the bank does not have."""
    taken = set(
        bank.questions.filter(slug__startswith=slug[: SLUG - 5]).values_list("slug", flat=True)
    )
    found, number = slug, 1
    while found in taken:
        number += 1
        ending = f"-{number}"
        found = slug[: SLUG - len(ending)] + ending
    return found
