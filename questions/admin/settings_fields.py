"""How answers are read and what counts as right, as fields of the question's form."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from questions.services import repertoire

Content = dict[str, Any]

FIELDS: Final = (
    "domain",
    "tolerance_kind",
    "tolerance",
    "form",
    "up_to_constant",
    "log",
    "decimal_comma",
)
TOLERANCES: Final = (
    ("", "exact: no tolerance"),
    ("relative", "relative: a share of the key, such as 0.01 or 1 %"),
    ("absolute", "absolute: a distance, such as 0.5"),
    ("digits", "significant digits, such as 3"),
    ("interval", "an interval, such as 1.4; 1.5"),
)
LOGARITHMS: Final = (("", "natural: ln"), ("log10", "to base 10"))


def fields() -> dict[str, forms.Field]:
    """The form fields, all of them optional."""
    return {
        "domain": forms.CharField(
            label="Domain",
            required=False,
            help_text="Where the variables lie, if not wherever the key is defined, such as x > 0 "
            "or 0 < x < 1, y > 2. Answers are compared there alone; say it in the prompt.",
        ),
        "tolerance_kind": forms.ChoiceField(
            choices=TOLERANCES,
            required=False,
            label="Tolerance",
            help_text="For keys that are numbers. Without one, 0.33 is not 1/3, but the student is "
            "told that it is right up to rounding.",
        ),
        "tolerance": forms.CharField(
            label="How much",
            required=False,
            help_text="Borders are accepted. The ends of an interval are parted by a semicolon.",
        ),
        "form": forms.MultipleChoiceField(
            choices=[(name, name) for name in repertoire.answer_forms()],
            required=False,
            label="Form",
            widget=forms.CheckboxSelectMultiple,
            help_text="A right answer in another form gets half of the points and is told which "
            "part to change. The key must have the form itself; say it in the prompt.",
        ),
        "up_to_constant": forms.BooleanField(
            label="Up to a constant",
            required=False,
            help_text="For antiderivatives: the key plus any constant is right, and the answer may "
            "contain C.",
        ),
        "log": forms.ChoiceField(
            choices=LOGARITHMS,
            required=False,
            label="log means",
            help_text="What log is without a base, in the key as well. ln and lg are always clear.",
        ),
        "decimal_comma": forms.BooleanField(
            label="Decimal comma",
            required=False,
            help_text="1,5 is read as one and a half, in the key as well; parts of a vector are "
            "then parted by semicolons.",
        ),
    }


def initial(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields say for stored content."""
    found: dict[str, Any] = {
        name: content.get(name)
        for name in ("form", "up_to_constant", "log", "decimal_comma")
        if content.get(name)
    }
    if content.get("domain"):
        found["domain"] = repertoire.domain_text(content["domain"])
    if content.get("tolerance") is not None:
        found |= _initial_tolerance(content["tolerance"])
    if found.get("log") == "ln":
        del found["log"]
    return found


def _initial_tolerance(tolerance: object) -> dict[str, Any]:
    if not isinstance(tolerance, Mapping) or len(tolerance) != 1:
        return {"tolerance_kind": "relative", "tolerance": str(tolerance)}
    ((kind, amount),) = tolerance.items()
    ends = amount if isinstance(amount, list) else [amount]
    return {"tolerance_kind": kind, "tolerance": "; ".join(str(end) for end in ends)}


def content(cleaned: Mapping[str, Any]) -> Content:
    """The settings that the fields say, without those that say nothing unusual."""
    found: Content = {}
    if (cleaned.get("domain") or "").strip():
        found["domain"] = cleaned["domain"].strip()
    kind, amount = cleaned.get("tolerance_kind"), (cleaned.get("tolerance") or "").strip()
    if kind == "interval":
        found["tolerance"] = {kind: [end.strip() for end in amount.split(";")]}
    elif kind or amount:
        found["tolerance"] = {kind or "": amount}
    for name in ("form", "up_to_constant", "log", "decimal_comma"):
        if cleaned.get(name):
            found[name] = cleaned[name]
    return found
