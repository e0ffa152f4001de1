"""The content of a version as fields of a form, and back."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms

from questions.models import MalRule
from questions.services import repertoire

from . import pair_fields, settings_fields, task_fields, template_fields
from .selects import LongSelect

GENERATED: Final = "generated"
OPTION_KINDS: Final = ("choice", "several choices", "true/false")
MATHS_KINDS: Final = ("expression", "number", "vector", "matrix")
TRUE_FALSE: Final = ("true", "false")
OPTIONS: Final = 8
HINTS: Final = 3
HINTED: Final = (
    "Shown one at a time, in this order; an empty one is left out, and those behind it move up. "
    "Where the key is a derivative, hints come by themselves: one that you write takes the place "
    "of them all."
)
DIFFICULTY: Final = 6
KINDS: Final = {
    "choice": "choice: one option is right",
    "several choices": "several choices: all that hold",
    "true/false": "true or false",
    **pair_fields.KINDS,
    "short text": "short text",
    "expression": "expression: any right form counts",
    "number": "number",
    "vector": "vector",
    "matrix": "matrix",
}
ASKED: Final = (("", "as the family asks it"), ("choice", "as a choice of four"))

Content = dict[str, Any]


class Text(forms.CharField):
    """Text whose lines end as they are stored, not as a browser sends them."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


def option_fields(place: int) -> tuple[str, ...]:
    """The names of the fields of one option, counted from 1."""
    return tuple(f"option_{place}_{part}" for part in ("text", "correct", "feedback", "mistake"))


def fields(options: int) -> dict[str, forms.Field]:
    """The form fields for the content of any kind, in their order."""
    return {
        "kind": forms.ChoiceField(choices=_kinds(), label="How it is answered"),
        "family_level": forms.ChoiceField(
            choices=_family_levels(),
            required=False,
            label="Family and level",
            widget=LongSelect,
        ),
        "asked": forms.ChoiceField(
            choices=ASKED,
            required=False,
            label="Asked",
            help_text="As a choice, the wrong options are those that typical mistakes give.",
        ),
        "prompt": _text("Prompt", 4, "What is asked. Markdown, with LaTeX between dollar signs."),
        "variables": Text(
            label="Variables",
            required=False,
            help_text="What the answer may contain, such as x, y; of a question that varies, what "
            "its functions depend on. Empty for a number.",
        ),
        **template_fields.fields(),
        **dict(_options(options)),
        **pair_fields.fields(),
        "accepted": _text("Accepted answers", 3, "One a line. Capitals and hyphens are the same."),
        "key": Text(
            label="Key",
            required=False,
            help_text="The right answer as a student would write it, such as 2x*cos(x^2). Of a "
            "question that varies diff(f, x) or grad(f): it is worked out, and mistakes in it are "
            "named.",
        ),
        **task_fields.fields(),
        **settings_fields.fields(),
        **{
            f"hint_{place}": _text(f"Hint {place}", 2, HINTED if place == 1 else "")
            for place in range(1, HINTS + 1)
        },
        "explanation": _text("Explanation", 4, "Shown with the worked answer."),
        "difficulty": forms.FloatField(
            label="Difficulty",
            required=False,
            min_value=-DIFFICULTY,
            max_value=DIFFICULTY,
            help_text=f"A number from -{DIFFICULTY} to {DIFFICULTY}, before anybody has answered: "
            "about -2 is easy, about 2 is hard.",
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value"),
                f"Difficulty is a number from -{DIFFICULTY} to {DIFFICULTY}.",
            ),
        ),
    }


def initial(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields say for stored content."""
    if content.get("source") == "family":
        return {
            "kind": GENERATED,
            "family_level": f"{content.get('family')}:{content.get('level')}",
            "asked": content.get("asked", ""),
        }
    found: dict[str, Any] = {name: content.get(name) for name in ("kind", "prompt", "key")}
    found |= {"explanation": content.get("explanation"), "difficulty": content.get("difficulty")}
    found["accepted"] = "\n".join(content.get("accepted") or [])
    found["variables"] = ", ".join(content.get("variables") or [])
    found |= settings_fields.initial(content) | template_fields.initial(content)
    found |= task_fields.initial(content)
    for place, hint in enumerate(content.get("hints") or [], start=1):
        found[f"hint_{place}"] = hint
    found |= pair_fields.initial(content)
    options = content.get("options") or []
    for place, option in enumerate(options if "pairs" not in content else [], start=1):
        for name in option_fields(place):
            found[name] = option.get(name.rpartition("_")[2])
    return found


def content(cleaned: Mapping[str, Any], before: Mapping[str, Any], options: int) -> Content:
    """The content that the fields say. Options keep the ids that they have in `before`."""
    kind = cleaned.get("kind")
    if kind == GENERATED:
        family, _, level = (cleaned.get("family_level") or "").partition(":")
        asked = {"asked": cleaned["asked"]} if cleaned.get("asked") else {}
        named = {"family": family, "level": int(level or 0)}
        return {"version": 1, "source": "family", **named, **asked}
    varying = template_fields.content(cleaned)
    source = "template" if varying else "authored"
    found: Content = {"version": 1, "source": source, "kind": kind}
    found["prompt"] = cleaned.get("prompt") or ""
    if varying or kind in MATHS_KINDS:
        found["variables"] = (cleaned.get("variables") or "").replace(",", " ").split()
    found |= varying
    if kind in OPTION_KINDS:
        found["options"] = _written_options(cleaned, before, options)
    elif kind in pair_fields.KINDS:
        found |= pair_fields.content(cleaned, before)
    elif kind == "short text":
        found["accepted"] = _lines(cleaned.get("accepted"))
    else:
        found["key"] = cleaned.get("key") or ""
        found |= settings_fields.content(cleaned)
        if not varying:
            found |= task_fields.content(cleaned, before)
            found |= _tags(found, before)
    hints = [cleaned.get(f"hint_{place}") for place in range(1, HINTS + 1)]
    if any(hints):
        found["hints"] = [hint for hint in hints if hint]
    found["explanation"] = cleaned.get("explanation") or ""
    if cleaned.get("difficulty") is not None:
        found["difficulty"] = cleaned["difficulty"]
    return found


def _tags(found: Content, before: Mapping[str, Any]) -> Content:
    """The tagged wrong answers and the worked steps, which have no field, as long as what they
    follow from stays.
    """
    if any(before.get(name) != found.get(name) for name in ("source", "kind", "key", "task")):
        return {}
    return {name: before[name] for name in ("mistakes", "steps") if name in before}


def field_of(path: str, written: list[int]) -> str | None:
    """The form field that a path of content stands in, such as options[2].text; None for none,
    as for the options together.

    `written` are the places of the options that hold something, in their order.
    """
    name, _, part = path.partition("].")
    if name.startswith("pairs"):
        return "pairs"
    if part:
        place = written[int(name.removeprefix("options["))]
        return f"option_{place}_{part}" if part in {"text", "feedback", "mistake"} else None
    name, _, line = name.partition("[")
    if name == "hints":
        return f"hint_{int(line.removesuffix(']')) + 1}" if line else "hint_1"
    return {"family": "family_level", "level": "family_level"}.get(name, name)


def written_options(cleaned: Mapping[str, Any], options: int) -> list[int]:
    """The places of the options that hold something; both of a true/false question."""
    if cleaned.get("kind") == "true/false":
        return [1, 2]
    return [
        place
        for place in range(1, options + 1)
        if any(cleaned.get(name) for name in option_fields(place))
    ]


def _written_options(
    cleaned: Mapping[str, Any], before: Mapping[str, Any], options: int
) -> list[Content]:
    written = written_options(cleaned, options)
    ids = _ids(written, before, is_true_false=cleaned.get("kind") == "true/false")
    found = []
    for place in written:
        text, correct, feedback, mistake = (cleaned.get(name) for name in option_fields(place))
        if ids[place] in TRUE_FALSE:
            text = text or ids[place].capitalize()
        found.append(
            {
                "id": ids[place],
                "text": text or "",
                "correct": bool(correct),
                "feedback": feedback or "",
                "mistake": mistake or None,
            }
        )
    return found


def _ids(written: list[int], before: Mapping[str, Any], *, is_true_false: bool) -> dict[int, str]:
    if is_true_false:
        return dict(zip(written, TRUE_FALSE, strict=True))
    earlier = [str(one.get("id")) for one in before.get("options") or []]
    kept = {place: earlier[place - 1] for place in written if place <= len(earlier)}
    free = (letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in kept.values())
    return {place: kept.get(place) or next(free) for place in written}


def _options(count: int) -> Iterator[tuple[str, forms.Field]]:
    mistakes = _mistakes()
    for place in range(1, count + 1):
        text, correct, feedback, mistake = option_fields(place)
        yield text, _text("Text", 2)
        yield correct, forms.BooleanField(label="Right", required=False)
        yield feedback, _text("Feedback", 2, "What somebody who chooses it is told.")
        yield (
            mistake,
            forms.ChoiceField(
                choices=mistakes,
                widget=LongSelect,
                label="Mistake",
                required=False,
                help_text="The mal-rule that leads to it, if one does.",
            ),
        )


def _text(label: str, rows: int, help_text: str = "") -> Text:
    widget = forms.Textarea(attrs={"rows": rows, "cols": 80})
    return Text(label=label, required=False, help_text=help_text, widget=widget)


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _kinds() -> list[tuple[str, str]]:
    known = set(repertoire.kinds())
    written = [(kind, words) for kind, words in KINDS.items() if kind in known]
    return [*written, (GENERATED, "generated: every seed gives a fresh problem")]


def _family_levels() -> list[Any]:
    grouped: dict[str, list[tuple[str, str]]] = {}
    for one in repertoire.family_levels():
        row = (f"{one.family}:{one.level}", f"{one.title}, level {one.level}: {one.meaning}")
        grouped.setdefault(one.title, []).append(row)
    return [("", "Choose a family and a level"), *grouped.items()]


def _mistakes() -> list[tuple[str, str]]:
    return [("", "none"), *MalRule.objects.values_list("code", "name")]
