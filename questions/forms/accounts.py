"""Signing up, and what people set about themselves."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import SignupForm as BaseSignupForm
from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from questions.models import User


class SignupForm(BaseSignupForm):  # type: ignore[misc]
    """E-mail address, password, and the name that teachers will see."""

    name = forms.CharField(
        label="Your name", max_length=80, help_text="Your teacher will see this name."
    )
    field_order = ["name", "email", "password1"]

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """The person, or where to go instead. Of two clicks at once the first makes the account,
        and the second, which still takes the person for a guest, is led to signing in.
        """
        with transaction.atomic():
            if _is_made(request.user, self.cleaned_data["email"]):
                messages.info(request, "Your account has just been made. Sign in to it.")
                return None, redirect("account_login")
            found: tuple[User | None, HttpResponse | None] = super().try_save(request)
            return found


def _is_made(person: User | AnonymousUser, email: str) -> bool:
    """Whether the account has come to be since the form was read, or the guest is one no more. A
    guest's row is held for us.
    """
    if isinstance(person, User) and person.is_guest:
        row = User.objects.select_for_update().filter(pk=person.pk).first()
        if row is None or not row.is_guest:
            return True
    return User.objects.filter(email__iexact=email).exists()


def time_zones() -> list[tuple[str, str]]:
    """The zones of the world by place, UTC first."""
    places = sorted(
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/"))
    )
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]


class TimeZoneForm(forms.Form):
    time_zone = forms.ChoiceField(label="Time zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = time_zones()  # type: ignore[attr-defined]
