"""For whom: a classroom that the teacher teaches, or a group of it."""

from typing import Any

from django import forms

from questions.models import Classroom, Group, User


class GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A group by its name and its classroom's."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.classroom})"


class ReceiverForm(forms.Form):
    """Whoever extends it says what `classroom` and `group` are called; without groups there is no
    field for one.
    """

    def __init__(self, *args: Any, teacher: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taught = Classroom.objects.taught_by(teacher).in_use()
        self.fields["classroom"].queryset = taught  # type: ignore[attr-defined]
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
