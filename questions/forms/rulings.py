"""Dropping a question of an assignment, or making it a bonus."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from questions.models import QuestionRuling
from questions.services.rulings import LONGEST, NO_REASON, TOO_LONG

KINDS = (
    (QuestionRuling.Kind.DROPPED.value, "Drop it: it counts for nobody, the score is out of less"),
    (QuestionRuling.Kind.BONUS.value, "Bonus to all: everybody gets its points, answered or not"),
)


class RulingForm(forms.Form):
    """`seen` are the keys of the rulings that held when the page was shown."""

    seen = forms.CharField(required=False, max_length=1_000, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="What becomes of it",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of the question."},
    )
    reason = forms.CharField(
        label="Why",
        help_text=f"Everybody who has begun reads it. At most {LONGEST:,} characters.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NO_REASON},
        validators=[MaxLengthValidator(LONGEST, TOO_LONG)],
    )

    def __init__(self, *args: Any, can_drop: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_drop:
            self.fields["kind"].choices = KINDS[1:]  # type: ignore[attr-defined]

    def clean_seen(self) -> list[int]:
        try:
            return [int(key) for key in self.cleaned_data["seen"].split()]
        except ValueError as error:
            raise ValidationError("This form is damaged: load the page again.") from error
