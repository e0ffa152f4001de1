"""Printing a quiz: for whom, and which of its papers."""

import uuid
from typing import Any

from django import forms

from questions.models import Classroom, Group, User

from .quizzes import GroupField


class PrintForm(forms.Form):
    """Each form that is opened makes one printing, however often it is sent."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(),
        label="For whom",
        required=False,
        empty_label="One paper for all",
        help_text="Of a class, each student gets a paper with variants of their own.",
    )

    group = GroupField(
        Group.objects.none(),
        required=False,
        empty_label="The whole class",
        help_text="A group’s members alone get a paper each.",
    )

    def __init__(self, *args: Any, teacher: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taught = Classroom.objects.taught_by(teacher).in_use()
        field = self.fields["classroom"]
        field.queryset = taught  # type: ignore[attr-defined]
        field.label_from_instance = _each  # type: ignore[attr-defined]
        groups = Group.objects.filter(classroom__in=taught).select_related("classroom")
        if groups:
            self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        else:
            del self.fields["group"]

    def clean(self) -> dict[str, Any]:
        """With `to`, the classroom or the group of it, in place of both."""
        cleaned = super().clean() or {}
        room, group = cleaned.pop("classroom", None), cleaned.pop("group", None)
        if room and group and group.classroom_id != room.pk:
            self.add_error("group", "This group is of another classroom. Choose one of this one.")
        return cleaned | {"to": group or room}


class PapersForm(forms.Form):
    """The papers that one page shows: from a number on, or the one with a code."""

    start = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    code = forms.CharField(max_length=8, required=False)


def _each(classroom: Classroom) -> str:
    return f"A paper for each student of {classroom}"
