"""Rows that take options, as a field of the question's form: lines of text, and back."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms

from .template_fields import Lines

Content = dict[str, Any]
Shown = tuple[str, Any]

KINDS: Final = {
    "matching": "matching: each row takes one of the options",
    "ordering": "ordering: lines to be put in order",
}
TAKES, TELLS = "=>", "##"
PLOT: Final = re.compile(r"\[plot (.+), (\S+) < ([a-z]+) < (\S+)\]")
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def fields() -> dict[str, forms.Field]:
    """The form field, optional."""
    return {
        "pairs": Lines(
            "Rows",
            "$x^2$ => $2x$ ## The exponent comes down.\n[plot sin(x), -3 < x < 3] => $\\cos(x)$\n"
            "=> $x$",
            f"One a line. Matching: row {TAKES} its option, and behind {TELLS} what somebody who "
            "gets the row wrong is told. A line that begins with => is one more option, which no "
            "row takes. Ordering: the lines in the right order. [plot x^2, -2 < x < 2] is a "
            "picture. Mistakes that options of a row tempt with stay as they were.",
        )
    }


def initial(content: Mapping[str, Any]) -> Content:
    """The lines for stored content."""
    pairs, options = content.get("pairs") or [], content.get("options") or []
    if content.get("kind") == "ordering":
        return {"pairs": "\n".join(_line(one) for one in pairs)}
    if content.get("kind") != "matching":
        return {}
    shown = {one.get("id"): _written(one) for one in options}
    used = {one.get("option") for one in pairs}
    lines = [_line(one, shown.get(one.get("option"), "")) for one in pairs]
    spare = [f"{TAKES} {text}" for key, text in shown.items() if key not in used]
    return {"pairs": "\n".join([*lines, *spare])}


def content(cleaned: Mapping[str, Any], before: Mapping[str, Any]) -> Content:
    """The rows and options that the lines say. Those that are shown as before keep their ids, and
    rows that take the same option as before keep their mistakes.
    """
    lines = [line for line in (cleaned.get("pairs") or "").splitlines() if line.strip()]
    if cleaned.get("kind") == "ordering":
        return {"pairs": [_row(*line.partition(TELLS)[::2]) for line in lines]}
    options = _Options(before.get("options") or [])
    rows = []
    for line in lines:
        row, _, rest = line.partition(TAKES)
        option, _, feedback = rest.partition(TELLS)
        key = options.id_of(option) if option.strip() else ""
        if row.strip():
            rows.append(_row(row, feedback) | {"option": key})
    known = {_shown(one): one for one in before.get("pairs") or []}
    return {"pairs": [_with_mistakes(row, known, options.ids) for row in rows], **options.content}


class _Options:
    """Options by what they show, in the order in which they are met."""

    def __init__(self, before: list[Mapping[str, Any]]) -> None:
        self._known = {_shown(one): str(one.get("id")) for one in before}
        self._free = (one for one in LETTERS if one not in self._known.values())
        self._found: dict[Shown, Content] = {}

    @property
    def ids(self) -> set[str]:
        return {one["id"] for one in self._found.values()}

    @property
    def content(self) -> Content:
        return {"options": list(self._found.values())}

    def id_of(self, text: str) -> str:
        shown = _read(text)
        key = _shown(shown)
        if key not in self._found:
            self._found[key] = {"id": self._known.get(key) or next(self._free, ""), **shown}
        return str(self._found[key]["id"])


def _row(text: str, feedback: str) -> Content:
    row = _read(text)
    return row | {"feedback": feedback.strip()} if feedback.strip() else row


def _with_mistakes(row: Content, known: Mapping[Shown, Any], ids: set[str]) -> Content:
    before = known.get(_shown(row)) or {}
    mistakes = before.get("mistakes") if before.get("option") == row["option"] else None
    kept = {option: rule for option, rule in (mistakes or {}).items() if option in ids}
    return row | {"mistakes": kept} if kept else row


def _read(text: str) -> Content:
    found = PLOT.search(text)
    row: Content = {"text": PLOT.sub("", text, count=1).strip()}
    if found is None:
        return row
    names = ("function", "low", "variable", "high")
    return row | {"picture": dict(zip(names, found.groups(), strict=True))}


def _shown(row: Mapping[str, Any]) -> Shown:
    return " ".join(str(row.get("text") or "").split()), str(_plot(row))


def _line(row: Mapping[str, Any], option: str | None = None) -> str:
    told = f" {TELLS} {row['feedback']}" if row.get("feedback") else ""
    return _written(row) + (f" {TAKES} {option}" if option is not None else "") + told


def _written(row: Mapping[str, Any]) -> str:
    return " ".join(" ".join(_parts(row)).split())


def _parts(row: Mapping[str, Any]) -> Iterator[str]:
    yield str(row.get("text") or "")
    yield _plot(row)


def _plot(row: Mapping[str, Any]) -> str:
    one = row.get("picture")
    return "[plot {function}, {low} < {variable} < {high}]".format(**one) if one else ""
