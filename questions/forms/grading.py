"""A teacher's verdict on an answer, and on what came after the end."""

from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from questions.models import LateEntry

VERDICTS = (
    ("correct", "Correct: all points"),
    ("partly correct", "Partly correct: a part of the points"),
    ("incorrect", "Incorrect: no points"),
)
POINTS = "How many of the points? Write a number such as 1, 0.5 or 1/3."


class ManualGradeForm(forms.Form):
    """`score` of the cleaned data is the part of the points; `response`, `seen` and `seen_grade`
    are the answer, its mark and the latest decision on it that the page showed.
    """

    response = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_grade = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=VERDICTS, widget=forms.RadioSelect)
    points = forms.CharField(
        label="Points, if partly correct", max_length=20, required=False, help_text=POINTS
    )
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        help_text="The student reads it. LaTeX between dollar signs.",
    )

    def __init__(self, *args: Any, possible: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.possible = possible
        self.fields["points"].label = f"Points of {possible}, if partly correct"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        verdict, written = cleaned.get("verdict"), cleaned.pop("points", "")
        if verdict == "partly correct":
            cleaned["score"] = self._part(written)
        elif verdict:
            cleaned["score"] = Fraction(verdict == "correct")
        return cleaned

    def _part(self, written: str) -> Fraction | None:
        try:
            score = Fraction(written.replace(",", ".").replace(" ", "")) / self.possible
        except (ValueError, ZeroDivisionError):
            score = Fraction(0)
        if 0 < score < 1 and score.denominator <= 1_000_000:
            return score
        between = f"Partly correct lies between 0 and {self.possible} points."
        self.add_error("points", ValidationError(f"{between} {POINTS}"))
        return None


class LateForm(forms.Form):
    """What becomes of an entry that came after the end; `seen` is what was decided before."""

    seen = forms.ChoiceField(
        choices=[("", "None yet"), *LateEntry.Decision.choices], required=False
    )
    decision = forms.ChoiceField(choices=LateEntry.Decision.choices)
