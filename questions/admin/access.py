"""Whom the pages of banks are for: admins, and teachers for the banks that they own."""

from typing import Any

from django.http import HttpRequest

from questions.models import Bank, Question, QuestionVersion, User


def writes(request: HttpRequest) -> bool:
    """Whether somebody may write questions at all."""
    user = request.user
    return isinstance(user, User) and user.is_active and (user.is_superuser or user.is_teacher)


def person(request: HttpRequest) -> User:
    """The person who asks; the admin site lets nobody else in."""
    if not isinstance(request.user, User):
        raise TypeError("Nobody is signed in.")
    return request.user


class WritersOnly:
    """Permissions of an admin page over rows that belong to a bank."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return writes(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Also of what is shared, of which nothing is changed."""
        return writes(request) and (obj is None or may_read(request, obj))

    def may_read_history(self, request: HttpRequest, obj: Any) -> bool:
        """Drafts and earlier texts are their writers' own."""
        return may_edit(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return writes(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return writes(request) and (obj is None or may_edit(request, obj))


def may_read(request: HttpRequest, row: Bank | Question | QuestionVersion) -> bool:
    """What somebody may edit, and of shared banks what is asked."""
    if may_edit(request, row):
        return True
    if isinstance(row, Bank):
        return Bank.objects.visible_to(person(request)).filter(pk=row.pk).exists()
    if isinstance(row, Question):
        return Question.objects.readable_by(person(request)).filter(pk=row.pk).exists()
    return QuestionVersion.objects.readable_by(person(request)).filter(pk=row.pk).exists()


def may_edit(request: HttpRequest, row: Bank | Question | QuestionVersion) -> bool:
    user = person(request)
    if isinstance(row, Bank):
        return user.is_superuser or row.pk is None or row.owner_id == user.pk
    question = row.question if isinstance(row, QuestionVersion) else row
    return question.pk is None or user.has_perm("questions.edit_question", question)
