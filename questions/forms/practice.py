"""Practice: what to practise, and what was answered."""

from typing import Any

from django import forms

from questions.models import ItemSession, MalRule, Skill, Topic, User


class EntryField(forms.Field):
    """An entry: one text a field, or the chosen options."""

    widget = forms.MultipleHiddenInput
    FIELDS = 40
    LENGTH = 4_000

    def to_python(self, value: Any) -> list[str]:
        # PostgreSQL stores no NUL, which nobody types.
        texts = [str(text).replace("\0", "\ufffd") for text in value or []]
        if len(texts) > self.FIELDS or any(len(text) > self.LENGTH for text in texts):
            raise forms.ValidationError("That is too long for an answer.")
        return texts


class StartForm(forms.Form):
    """What to practise; nothing at all means what the student needs now."""

    skill = forms.ModelChoiceField(Skill.objects, to_field_name="slug", required=False)
    topic = forms.ModelChoiceField(Topic.objects, to_field_name="slug", required=False)
    mal_rule = forms.ModelChoiceField(MalRule.objects, to_field_name="code", required=False)
    placement = forms.BooleanField(required=False)
    level = forms.ChoiceField(choices=[("easier", "easier"), ("harder", "harder")], required=False)

    def __init__(self, *args: Any, student: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = ItemSession.objects.of(student).in_practice()
        self.fields["after"] = forms.ModelChoiceField(own, required=False)


class AnswerForm(forms.Form):
    client_key = forms.UUIDField()
    entry = EntryField(required=False)


class HintForm(forms.Form):
    number = forms.IntegerField(min_value=1, max_value=3)
    entry = EntryField(required=False)


class RewordedEntryForm(forms.Form):
    """An entry. `instead`, a field's number and a text, replaces what stands in that field: the
    button of another reading sends it."""

    entry = EntryField(required=False)
    instead = forms.RegexField(r"^[0-9]{1,2} .", max_length=EntryField.LENGTH, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        place, _, text = cleaned.get("instead", "").partition(" ")
        if place and int(place) < len(cleaned.get("entry", [])):
            cleaned["entry"][int(place)] = text
        return cleaned


class PreviewForm(RewordedEntryForm):
    """`position` is the field to be read; without it, all of them."""

    position = forms.IntegerField(min_value=0, max_value=EntryField.FIELDS, required=False)

    @property
    def text(self) -> str:
        entry, position = self.cleaned_data["entry"], self.cleaned_data["position"]
        return entry[position] if position < len(entry) else ""
