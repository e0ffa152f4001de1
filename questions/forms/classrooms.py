"""Classrooms: making one and joining one."""

import uuid

from django import forms

from questions.models import MalRule


class ClassroomForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120, help_text="Students see this name.")


class NewClassroomForm(ClassroomForm):
    """Each form that is opened makes one classroom, however often it is sent."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class JoinForm(forms.Form):
    code = forms.CharField(
        label="Join code",
        max_length=20,
        help_text="Six letters, from your teacher. Small letters and spaces make no difference.",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code-input",
            }
        ),
    )


class ReteachForm(forms.Form):
    """The mistakes that a reteach set is to be about: columns, or cells that stand for them."""

    mal_rule = forms.ModelMultipleChoiceField(
        MalRule.objects,
        to_field_name="code",
        required=False,
        error_messages={"invalid_choice": "“%(value)s” is no mistake that is known here."},
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class NamingForm(forms.Form):
    """What is behind a wrong answer that several students gave."""

    name = forms.CharField(
        max_length=120, error_messages={"required": "Say in a few words what went wrong."}
    )
    sentence = forms.CharField(
        max_length=1_000, error_messages={"required": "Say what the rule really says."}
    )
