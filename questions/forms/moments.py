"""Moments that people write, in the zone that is active."""

from typing import Any

from django import forms
from django.utils import timezone


def moment(label: str, *, required: bool = True, help_text: str = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, required=required, help_text=help_text)


class MomentsForm(forms.Form):
    """A form with moments, which says so where they were written in another zone."""

    zone = forms.CharField(
        widget=forms.HiddenInput, required=False, initial=timezone.get_current_timezone_name
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._refuse_moved_zone(cleaned.pop("zone", ""))
        return cleaned

    def _refuse_moved_zone(self, written: str) -> None:
        """Times that were written in another zone, before it was changed in another tab, would
        mean others now. The form says so once; sent again it is taken.
        """
        now = timezone.get_current_timezone_name()
        if written and written != now:
            self.say_once(f"Your time zone is {now} now: look at the times once more.", zone=now)

    def say_once(self, sentence: str, **taken: str) -> None:
        """Shows the form with a sentence; sent again as it is, it is taken."""
        self.add_error(None, sentence)
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, value in taken.items():
            data[name] = value
        self.data = data
