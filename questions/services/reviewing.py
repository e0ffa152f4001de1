"""A second person, where a bank asks for one, before what somebody wrote is asked."""

from collections.abc import Collection
from typing import Final

from django.core.exceptions import ValidationError
from django.db.models import Q

from questions.models import Bank, QuestionVersion, User

FIELD: Final = "review"
"""What stands in the place of a field where nothing but a second person is missing."""
NAMED: Final = 5
UNSEEN: Final = (
    "Nothing was moved. The bank “{}” asks for a second person, and nobody but you has made ready "
    "what you wrote and is asked: {}. Let somebody else move it, or retire it first."
)


def lacks_second_person(version: QuestionVersion, by: User) -> bool:
    """Whether the bank asks for somebody else than the person to make the version ready."""
    return version.question.bank.needs_review and version.written_by_id == by.pk


def refuse_unseen(questions: Collection[int], *, bank: Bank, by: User) -> None:
    """Raises ValidationError where one of the questions would come into the bank as one that is
    asked, and only the person who moves it there, and wrote it, has looked at it. A draft may come:
    it is looked at there.
    """
    if not bank.needs_review:
        return
    by_nobody_else = Q(made_ready_by=None) | Q(made_ready_by=by)
    unseen = QuestionVersion.objects.filter(
        by_nobody_else, question__in=questions, state=QuestionVersion.State.READY, written_by=by
    )
    titles = [f"“{one}”" for one in unseen.values_list("question__title", flat=True)]
    if titles:
        more = f" and {len(titles) - NAMED} more" if len(titles) > NAMED else ""
        raise ValidationError(UNSEEN.format(bank, ", ".join(titles[:NAMED]) + more))
