"""Signing up, and what people set about themselves."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import SignupForm as BaseSignupForm
from django import forms


class SignupForm(BaseSignupForm):  # type: ignore[misc]
    """E-mail address, password, and the name that teachers will see."""

    name = forms.CharField(
        label="Your name", max_length=80, help_text="Your teacher will see this name."
    )
    field_order = ["name", "email", "password1"]


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
