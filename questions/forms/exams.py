"""Practice exams: what one is to be on, and how long."""

from django import forms

from questions.models import Topic
from questions.services.exams import LENGTHS


class StartExamForm(forms.Form):
    """No topic at all means all of them, and no length the full one."""

    topic = forms.ModelMultipleChoiceField(Topic.objects, to_field_name="slug", required=False)
    length = forms.ChoiceField(
        choices=[(code, one.name) for code, one in LENGTHS.items()], required=False
    )
