"""Accounts: guests keep their work when they sign up or sign in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from questions.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Where django-allauth asks us."""

    def new_user(self, request: HttpRequest) -> User:
        """Signing up fills in the guest's row, so that the guest's work stays."""
        user = request.user
        if isinstance(user, User) and user.is_guest:
            return user
        return User()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002
        user.name = form.cleaned_data["name"]
        user.is_guest = False
        saved: User = super().save_user(request, user, form, commit=commit)
        return saved
