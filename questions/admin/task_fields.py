"""What is differentiated, as fields of the question's form: the task of an authored question."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from questions.services import written

from .template_fields import Lines

Content = dict[str, Any]

FIELDS: Final = ("task_ask", "task_function", "task_by", "task_point", "task_more")
VARYING: Final = (
    "A question that varies says this in its key, such as diff(f, x) or grad(f). Leave it empty."
)
SPLIT: Final = re.compile(r"[=:]")
LETTER: Final = re.compile(r"(?<![a-zA-Z])[a-df-zA-Z](?![a-zA-Z])")
"""A name that stands alone, and is not Euler's number."""
OF_ONE: Final = ("derivative", "chain", "implicit", "parametric", "finite_difference")
"""Taken by one variable: the first, where nobody says by which."""
PAIRED: Final = ("path", "near")
LISTED: Final = ("direction",)
WHOLE: Final = ("order", "steps")
PLACES: Final = {
    "function": "task_function", "equation": "task_function", "at": "task_point",
    "with_respect_to": "task_by", "variables": "task_by",
}  # fmt: skip
KNOWN: Final = (
    "order", "direction", "path", "near", "rate", "steps", "step", "scheme", "dependent", "method",
    "name", "normalised",
)  # fmt: skip
"""What a line under “More” may begin with."""


class _More(Lines):
    """Lines that each begin with a name of `KNOWN`."""

    def validate(self, value: str) -> None:
        super().validate(value)
        for line in value.splitlines():
            name = SPLIT.split(line.strip(), maxsplit=1)[0].strip()
            if name and name not in KNOWN:
                known = ", ".join(KNOWN)
                raise ValidationError(f"“{name[:40]}” is none of what can be said here: {known}.")


def fields() -> dict[str, forms.Field]:
    """The form fields, all of them optional."""
    return {
        "task_ask": forms.ChoiceField(
            choices=[("", "not said"), *written.asks()], required=False, label="What is asked"
        ),
        "task_function": forms.CharField(
            label="Function",
            required=False,
            widget=forms.TextInput(attrs={"size": 60, "class": "written", "spellcheck": "false"}),
            help_text="Such as x^2*sin(y); x^2 + y^2 = 25 for an implicit derivative; "
            "[x*y, x + y] for a Jacobian; x = cos(t), y = sin(t) for a path.",
        ),
        "task_by": forms.CharField(
            label="By",
            required=False,
            help_text="The variables, in the order of the answer, such as x, y. Empty: by all "
            "that the question or the function has.",
        ),
        "task_point": forms.CharField(
            label="At",
            required=False,
            help_text="The point where the value is asked for, such as x = 1, y = 2. Empty for a "
            "function.",
        ),
        "task_more": _More(
            "More",
            "order = 2\ndirection = 3, 4",
            f"One a line, where it is needed: {', '.join(KNOWN)}. A path: x = t^2, y = 6*t.",
        ),
    }


def initial(content: Mapping[str, Any]) -> Content:
    """What the fields say for stored content."""
    task = content.get("task")
    if not isinstance(task, Mapping):
        return {}
    more = [f"{name}{_more(task[name])}" for name in KNOWN if _is_said(task, name)]
    return {
        "task_ask": task.get("ask"),
        "task_function": _function_text(task),
        "task_by": _text(task.get("with_respect_to") or ""),
        "task_point": _text(task.get("at") or ""),
        "task_more": "\n".join(more),
    }


def content(cleaned: Mapping[str, Any], before: Mapping[str, Any]) -> Content:
    """The task that the fields say, under “task”; nothing where they say nothing. Where they say
    what the content before said, it is that task to the letter.
    """
    typed = {name: (cleaned.get(name) or "").strip() for name in FIELDS}
    if not any(typed.values()):
        return {}
    earlier = {name: (text or "").strip() for name, text in initial(before).items()}
    if typed == earlier:
        return {"task": before["task"]}
    return {"task": _task(typed, (cleaned.get("variables") or "").replace(",", " ").split())}


def field_of(sentence: str) -> str:
    """The form field that a sentence about a task is about."""
    named = re.search(r"[Ff]ield “(\w+)”|point “(\w+)”", sentence)
    name = (named[1] or named[2]) if named else ""
    if name in PLACES:
        return PLACES[name]
    if name in KNOWN:
        return "task_more"
    if sentence.startswith("Say by which") or "variable" in sentence:
        return "task_by"
    return "task_function" if "taken of" in sentence or "equation" in sentence else "task_ask"


def fault(task: Any, sentence: str) -> str:
    """The sentence in the words of the form, where that of files says less."""
    if not task.get("ask"):
        return "Choose what is asked."
    named = re.search(r"field “(\w+)”", sentence)
    name = named[1] if named else ""
    if "cannot be read: " in sentence and name in PLACES:
        return sentence.partition("cannot be read: ")[2]
    if name == "at" and isinstance(task.get("at"), str):
        return "Write a value for each variable, such as x = 1, y = 2."
    if name in PAIRED and isinstance(task.get(name), str):
        return f"Write {name} with a value for each name, such as {name}: x = 1, y = 2."
    return sentence


def _task(typed: Mapping[str, str], variables: list[str]) -> Content:
    named = typed["task_by"].replace(",", " ").split()
    variables = variables or named or sorted(set(LETTER.findall(typed["task_function"])))
    point = _pairs(typed["task_point"], named or variables)
    names = list(dict.fromkeys([*variables, *(point if isinstance(point, dict) else ()), *named]))
    ask = typed["task_ask"]
    task: Content = {"version": 2, "ask": ask, **_function(typed["task_function"], ask)}
    by = named or (names[:1] if ask in OF_ONE else names)
    task |= {"variables": names, "with_respect_to": by}
    if point:
        task["at"] = point
    for line in typed["task_more"].splitlines():
        if line.strip():
            name, value = _line(line)
            task[name] = value
    return task


def _line(line: str) -> tuple[str, Any]:
    """The name at the beginning of a line under “More”, and its value."""
    name, *rest = (part.strip() for part in SPLIT.split(line, maxsplit=1))
    text = rest[0] if rest else ""
    if name in PAIRED:
        return name, _pairs(text, ())
    if name in LISTED:
        return name, _parted(text.strip("[]() "))
    if name in WHOLE:
        return name, int(text) if text.isdecimal() and len(text) < 4 else text
    return name, text != "no" if name == "normalised" else text


def _function(text: str, ask: str) -> Content:
    """An equation and a path have fields of their own, several functions are a list."""
    pairs = _pairs(text, ())
    if text.count("=") > 1 and isinstance(pairs, dict) and pairs:
        return {"path": pairs}
    if text.count("=") == 1 and not set(text) & set("<>"):
        return {"equation": text}
    if ask == "jacobian" and text[:1] in "[(" and text[-1:] in "])":
        return {"function": _parted(text[1:-1])}
    return {"function": text}


def _pairs(text: str, names: Any) -> dict[str, str] | str:
    """Names with their values; values alone go to the names in their order. The text itself where
    it is neither.
    """
    parts = _parted(text)
    if all("=" in part for part in parts):
        split = [[side.strip() for side in part.split("=", 1)] for part in parts]
        return dict(split)
    if len(parts) == len(names) and not any("=" in part for part in parts):
        return dict(zip(names, parts, strict=True))
    return text


def _parted(text: str) -> list[str]:
    """The parts between the commas that stand in no brackets."""
    return [part.strip() for part in _split(text) if part.strip()]


def _split(text: str) -> Iterator[str]:
    depth, start = 0, 0
    for place, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign in ",;" and depth == 0:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _is_said(task: Mapping[str, Any], name: str) -> bool:
    """Whether the field of a stored task says something that is not so anyway."""
    if name == "path" and not (task.get("function") or task.get("equation")):
        return False
    usual = {"order": 1, "steps": 1, "name": "f", "normalised": True}
    return task.get(name) not in (None, "", [], {}, usual.get(name))


def _function_text(task: Mapping[str, Any]) -> str:
    function = task.get("equation") or task.get("function") or task.get("path") or ""
    return f"[{_text(function)}]" if isinstance(function, list) else _text(function)


def _more(value: Any) -> str:
    return f": {_text(value)}" if isinstance(value, Mapping) else f" = {_text(value)}"


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {one}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
