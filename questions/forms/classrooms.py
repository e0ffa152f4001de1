"""Classrooms: making one and joining one."""

from django import forms


class ClassroomForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120, help_text="Students see this name.")


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
