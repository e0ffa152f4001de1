"""A worked solution for a terminal, and as data."""

import textwrap
from collections.abc import Iterator
from typing import Any, Final

from questions import maths
from questions.maths.differentiation import Line, Part

WIDTH: Final = 80
INDENT: Final = "   "


def as_text(worked: maths.Worked) -> str:
    """The steps, numbered, in lines of at most 80 characters where formulas allow it."""
    number, lines = 0, [*_heading(worked.task), ""]
    for part in worked.parts:
        if part.label is not None:
            lines += [f"── {part.label.unicode}", ""]
        for line in part.lines:
            number += 1
            lines += [*_step(number, line), ""]
    answer = _formula(f"Answer: {maths.write_unicode(worked.solution.key)}", "")
    return "\n".join([*lines, *answer])


def _heading(task: maths.Task) -> list[str]:
    what = maths.write_unicode(task.function)
    if task.is_equation:
        return list(_formula(what, ""))
    names = task.coordinates if task.is_path else tuple(task.variables)
    if task.path:
        names = tuple(name for name, _ in task.path)
    left = f"({', '.join(names)})" if task.is_path else f"{task.name}({', '.join(names)})"
    path = [f"{name} = {maths.write_unicode(way)}" for name, way in task.path]
    return [*_formula(f"{left} = {what}", ""), *path]


def _step(number: int, line: Line) -> Iterator[str]:
    yield f"{number}. {line.name}"
    yield from _wrapped(line.said.unicode.strip(), INDENT)
    for row in line.rows:
        yield from _formula(row)


def _formula(row: str, indent: str = INDENT * 2) -> Iterator[str]:
    """A formula, which goes on in the next line where it is too wide."""
    indent += " " * (len(row) - len(row.lstrip()))
    rest, further = row.strip(), f"{indent}    "
    while len(indent) + len(rest) > WIDTH and (place := _break(rest, WIDTH - len(indent))):
        yield indent + rest[:place]
        rest, indent = rest[place + 1 :], further
    yield indent + rest


def _break(text: str, room: int) -> int:
    """The last blank within the room that is in the fewest brackets; 0 where there is none."""
    depth, best = 0, (len(text), 0)
    for place, character in enumerate(text[: room + 1]):
        depth += (character in "([{") - (character in ")]}")
        if character == " " and place > room // 3 and depth <= best[0]:
            best = (depth, place)
    return best[1]


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def as_row(worked: maths.Worked) -> dict[str, Any]:
    """The task, its answer and every step as plain JSON."""
    key = worked.solution.key
    return {
        "task": worked.task.to_row(),
        "key": maths.write_text(key),
        "key_latex": maths.write_latex(key),
        "hints": list(maths.hints(worked)),
        "steps": [_row(part, line) for part in worked.parts for line in part.lines],
    }


def _row(part: Part, line: Line) -> dict[str, Any]:
    return {
        "part": None if part.label is None else part.label.latex,
        "rule": line.rule,
        "name": line.name,
        "variable": line.variable or None,
        "before": None if line.before is None else maths.write_text(line.before),
        "after": None if line.after is None else maths.write_text(line.after),
        "sentence": line.sentence,
        "latex": line.latex,
        "text": list(line.rows),
    }
