"""Did you mean: an entry that can be read in more than one way, of which another one is right."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from questions import maths
from questions.maths.reading.limits import CHARACTERS

Trees = list[maths.Expression]


def other_meaning(
    readings: Sequence[maths.Reading], is_right: Callable[[Trees], bool]
) -> dict[str, Any] | None:
    """The reading that the writer may have meant, beside the one that was taken.

    Of several fields one is read otherwise at a time. The row says which (`field`), and has
    two `readings`, the default one first, each as `text` that reads in one way only and as `latex`.
    None where no other reading is right.
    """
    for position, other in _others(readings):
        trees = [one.expression for one in readings]
        default, trees[position] = trees[position], other
        if is_right(trees):
            return {"field": position, "readings": [_row(default), _row(other)]}
    return None


def other_texts(reading: maths.Reading) -> list[dict[str, str]]:
    """The other readings, each as `text` that reads in one way only and as `latex`."""
    return [_row(tree) for tree in _writable(reading)]


def _others(readings: Sequence[maths.Reading]) -> Iterator[tuple[int, maths.Expression]]:
    for position, reading in enumerate(readings):
        for tree in _writable(reading):
            yield position, tree


def _writable(reading: maths.Reading) -> list[maths.Expression]:
    """Those whose text, which has more brackets than what was written, can still be read."""
    return [one for one in reading.alternatives if len(maths.write_text(one)) <= CHARACTERS]


def _row(tree: maths.Expression) -> dict[str, str]:
    return {"text": maths.write_text(tree), "latex": maths.write_latex(tree)}
