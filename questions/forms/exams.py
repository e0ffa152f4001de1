"""Practice exams: what one is to be on."""

from django import forms

from questions.models import Topic


class StartExamForm(forms.Form):
    """No topic at all means all of them."""

    topic = forms.ModelMultipleChoiceField(Topic.objects, to_field_name="slug", required=False)
