"""What a teacher grants a student: standing in a classroom, or at one assignment."""

import datetime
from typing import Any, Final

from django import forms

from questions.models import Accommodation
from questions.reports.accommodations import amount

from .moments import MomentsForm, moment

HOUR: Final = datetime.timedelta(hours=1)
MOST_HOURS: Final = 60 * 24
FACTOR: Final = "Write a number such as 1.25, 1.5 or 2."


class FactorField(forms.DecimalField):
    """A factor; a comma is taken for a point, as many people write it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def _factor(help_text: str) -> FactorField:
    return FactorField(
        label="Times the time",
        decimal_places=2,
        max_digits=5,
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "invalid": FACTOR,
            "max_digits": FACTOR,
            "max_decimal_places": "Two places after the point are enough, as in 1.25.",
            "max_whole_digits": FACTOR,
        },
    )


class StandingForm(forms.Form):
    """For all assignments of a classroom. `seen` is the key of what the teacher saw in force."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    time_factor = _factor("1.5 makes 30 minutes 45. It counts where there is a time limit.")
    hours = forms.IntegerField(
        label="Closes later by hours",
        min_value=1,
        max_value=MOST_HOURS,
        required=False,
        help_text="24 for a day.",
    )
    more_attempts = forms.IntegerField(label="More attempts", required=False)

    def __init__(self, data: Any = None, *, row: Accommodation | None) -> None:
        super().__init__(data, initial=_held(row) | {"hours": _hours(row)})

    @property
    def granted(self) -> dict[str, Any]:
        hours = self.cleaned_data["hours"]
        return {
            "time_factor": self.cleaned_data["time_factor"],
            "later_by": None if hours is None else hours * HOUR,
            "more_attempts": self.cleaned_data["more_attempts"],
        }


class AccommodationForm(MomentsForm):
    """For one assignment. What is empty is as standing; a close whose minute stays keeps its
    seconds.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    time_factor = _factor("1.5 makes 30 minutes 45; 1 is the time of everybody.")
    closes_at = moment("Closes for this student", required=False)
    more_attempts = forms.IntegerField(
        label="More attempts", required=False, help_text="Beside those of everybody."
    )

    def __init__(self, data: Any = None, *, row: Accommodation | None) -> None:
        self.before = row.closes_at if row is not None else None
        super().__init__(data, initial=_held(row) | {"closes_at": self.before})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        before = self.before
        if before and cleaned.get("closes_at") == before.replace(second=0, microsecond=0):
            cleaned["closes_at"] = before
        return cleaned

    @property
    def granted(self) -> dict[str, Any]:
        names = ("time_factor", "closes_at", "more_attempts")
        return {name: self.cleaned_data[name] for name in names}


def _held(row: Accommodation | None) -> dict[str, Any]:
    """What is in force, for the fields of either form."""
    if row is None:
        return {}
    factor = row.time_factor
    return {
        "seen": row.pk,
        "time_factor": None if factor is None else amount(factor),
        "more_attempts": row.more_attempts,
    }


def _hours(row: Accommodation | None) -> int | None:
    """Whole hours: nothing else is written by this form."""
    return None if row is None or row.later_by is None else round(row.later_by / HOUR)
