"""Two versions of a question side by side, part by part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from questions.models import QuestionVersion

HIDDEN: Final = {"version", "source"}
IN_LINES: Final = {"parameters", "conditions", "definitions", "accepted", "mistakes", "tests"}
"""What the form of a question has one a line."""


@dataclass(frozen=True)
class Part:
    """A part of the content as text, in the earlier version and in the later; empty where it is
    missing.
    """

    name: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def beside(before: QuestionVersion, after: QuestionVersion) -> list[Part]:
    """Every part that either version has, in the order of the later one. No query."""
    return _pairs(before.content, after.content)


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Part]:
    """The parts in which two contents differ."""
    return [one for one in _pairs(before, after) if one.is_changed]


def _pairs(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Part]:
    old, new = dict(_parts(before)), dict(_parts(after))
    return [Part(name, old.get(name, ""), new.get(name, "")) for name in {**new, **old}]


def _parts(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in content.items():
        if name == "options":
            yield from _options(value)
        elif name == "hints":
            yield from ((f"hint {place}", str(hint)) for place, hint in enumerate(value, start=1))
        elif name not in HIDDEN:
            is_lines = name in IN_LINES and isinstance(value, list)
            text = "\n".join(map(_text, value)) if is_lines else _text(value)
            yield name.replace("_", " "), text


def _options(options: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for option in options:
        name = f"option {option.get('id', '')}"
        yield name, f"{option.get('text', '')}{' (right)' if option.get('correct') else ''}"
        for part in ("feedback", "mistake"):
            if option.get(part):
                yield f"{name}, {part}", str(option[part])


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_text(one)}" for name, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_text(one) for one in value)
    return "" if value is None else str(value)
