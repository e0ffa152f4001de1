"""Printing a quiz: for whom, and which of its papers."""

import uuid
from typing import Any

from django import forms

from questions.models import Classroom, Group

from .receivers import GroupField, ReceiverForm


class PrintForm(ReceiverForm):
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["classroom"].label_from_instance = _each  # type: ignore[attr-defined]


class PapersForm(forms.Form):
    """The papers that one page shows: from a number on, or the one with a code."""

    start = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    code = forms.CharField(max_length=8, required=False)


def _each(classroom: Classroom) -> str:
    return f"A paper for each student of {classroom}"
