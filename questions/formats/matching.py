"""Questions whose rows take options, as Moodle's two formats have them, and back.

Both know rows and what they take as texts. An option that no row takes stands beside an empty row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .records import RefusedError, authored, option

Rows = Sequence[tuple[str, str]]
"""A row and what it takes; the row is empty where none takes it."""


def read(prompt: str, rows: Rows, **fields: Any) -> dict[str, Any]:
    """The content of a question. Raises RefusedError where a row takes nothing."""
    if any(row and not taken for row, taken in rows):
        raise RefusedError("A row of it has nothing that belongs to it.")
    texts = list(dict.fromkeys(taken for _, taken in rows if taken))
    ids = {text: option(place, text, correct=True)["id"] for place, text in enumerate(texts)}
    return authored(
        "matching",
        prompt,
        pairs=[{"text": row, "option": ids[taken]} for row, taken in rows if row],
        options=[{"id": key, "text": text} for text, key in ids.items()],
        **fields,
    )


def written(content: Mapping[str, Any], lost: list[str]) -> list[tuple[str, str]]:
    """The rows of a matching question; what neither format can say is added to `lost`.

    Raises RefusedError where something is a picture.
    """
    shown = [*content["pairs"], *content["options"]]
    if any(one.get("picture") for one in shown):
        raise RefusedError("It shows pictures of functions, which the format cannot say.")
    texts = {one["id"]: one["text"] for one in content["options"]}
    used = {one["option"] for one in content["pairs"]}
    lost += _lost(content["pairs"])
    rows = [(one["text"], texts[one["option"]]) for one in content["pairs"]]
    return rows + [("", text) for key, text in texts.items() if key not in used]


def _lost(pairs: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    rows = list(pairs)
    if any(one.get("feedback") for one in rows):
        yield "what the rows say back"
    if any(one.get("mistakes") for one in rows):
        yield "the mistakes that options tempt with"
