"""Groups of a classroom."""

from typing import Any

from django import forms

from questions.models import Classroom, MalRule, Skill, User


class NeedForm(forms.Form):
    """What a new group is for: a skill, a mistake, or neither."""

    skill = forms.ModelChoiceField(Skill.objects, to_field_name="slug", required=False)
    mistake = forms.ModelChoiceField(MalRule.objects, to_field_name="code", required=False)


class GroupForm(forms.Form):
    """A name, and who of the classroom is in it."""

    name = forms.CharField(max_length=120, help_text="Only teachers see it.")
    member = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Students",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one student.",
            "invalid_choice": "Somebody has left the classroom meanwhile. Choose again.",
        },
    )

    def __init__(self, *args: Any, classroom: Classroom, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        enrolled = User.objects.filter(
            enrolments__classroom=classroom, enrolments__left_at=None
        ).order_by("name", "pk")
        self.fields["member"].queryset = enrolled  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        return {"name": self.cleaned_data["name"], "members": list(self.cleaned_data["member"])}
