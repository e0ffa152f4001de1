"""A student's plan."""

from django import forms


class PlanForm(forms.Form):
    exam_on = forms.DateField(
        label="Exam date",
        required=False,
        help_text="Leave it empty if there is none.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    days_a_week = forms.IntegerField(
        label="Days of practice a week",
        min_value=1,
        max_value=7,
        help_text="The other days are free.",
    )
