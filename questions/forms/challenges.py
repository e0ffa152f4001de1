"""Challenging a mark, and keeping it."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from questions.models.challenges import LONGEST
from questions.services.challenges import NO_REASON, NO_REPLY, TOO_LONG


def _sentence(label: str, help_text: str, missing: str) -> Any:
    """Without a limit in the field itself: a browser would cut off what is pasted there."""
    return forms.CharField(
        label=label,
        help_text=f"{help_text} At most {LONGEST:,} characters.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
        validators=[MaxLengthValidator(LONGEST, TOO_LONG)],
    )


class ChallengeForm(forms.Form):
    """`response` is the answer that the page showed."""

    response = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = _sentence("Why should the mark be another?", "Your teacher reads it.", NO_REASON)


class KeepForm(forms.Form):
    """`challenge`, and the mark `seen`, are those that the page showed."""

    challenge = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(max_length=60, widget=forms.HiddenInput)
    reply = _sentence(
        "Why the mark stays", "The student reads it. LaTeX between dollar signs.", NO_REPLY
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """It stands beside the form for another mark, which has a field of the same name."""
        super().__init__(*args, **kwargs)
        self.auto_id = "keep_%s"
