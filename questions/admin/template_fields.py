"""What makes a question vary from seed to seed, as fields of the question's form: lines of text."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

Content = dict[str, Any]

FIELDS: Final = ("parameters", "conditions", "definitions", "mistakes", "tests")


class Lines(forms.CharField):
    """Several lines of text; empty ones say nothing."""

    def __init__(self, label: str, example: str, help_text: str) -> None:
        attributes = {"rows": 3, "cols": 80, "spellcheck": "false", "class": "written"}
        widget = forms.Textarea(attrs={**attributes, "placeholder": f"For example:\n{example}"})
        super().__init__(label=label, required=False, help_text=help_text, widget=widget)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


def fields() -> dict[str, forms.Field]:
    """The form fields, all of them optional."""
    return {
        "parameters": Lines(
            "Parameters",
            "a = 2..9\nb = -5..5, not 0",
            "One a line: a name and what it is drawn from. In the prompt and all other texts "
            "[[a*x + b]] then stands for a formula with what was drawn put in.",
        ),
        "conditions": Lines(
            "Conditions",
            "a != b\nb/a is whole",
            "One a line. Only what fits all of them is asked.",
        ),
        "definitions": Lines(
            "Definitions",
            "f(x) = a*x^2 + b*u\ng = diff(f, x)",
            "One a line, each from what stands above it: diff, grad, hess, jac, tangent, at(f, 2) "
            "for a value, pick(a, …) for one of several.",
        ),
        "mistakes": Lines(
            "Mistakes of your own",
            "2*a*x + b => You forgot the inner derivative.",
            "One a line: a wrong answer, => and what you say back. The mistakes of derivatives and "
            "gradients come by themselves.",
        ),
        "tests": Lines(
            "Tests",
            "2*a*x => correct\n0 => incorrect",
            "One a line: an answer, => and correct, partly correct, incorrect or unreadable. Tried "
            "on every seed before the question can be asked.",
        ),
    }


def initial(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields say for stored content: nothing where nothing varies."""
    if content.get("source") != "template":
        return {}
    return {name: "\n".join(content.get(name) or []) for name in FIELDS}


def content(cleaned: Mapping[str, Any]) -> Content:
    """What the fields say; nothing where none of them says anything: then nothing varies."""
    found = {name: _lines(cleaned.get(name)) for name in FIELDS}
    filled = {name: lines for name, lines in found.items() if lines}
    return {"parameters": [], **filled} if filled else {}


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
