"""From what is typed behind `manage.py derive` to a task."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from questions import maths
from questions.calculator.typed import symbols_in

PAIR: Final = re.compile(r"\s*([A-Za-z]+(?:_[A-Za-z0-9]+)?)\s*=\s*(.*)\Z", re.DOTALL)
EQUATION: Final = re.compile(r"(?<![<>!:=])=(?!=)")


def task_of(expression: str, options: Mapping[str, Any]) -> maths.Task:
    """The task. Raises MathsError with the place of what cannot be used."""
    by = _names(options.get("wrt"))
    fields: dict[str, Any] = {
        field: _pairs(options.get(field), field) for field in ("at", "near", "path")
    }
    names = symbols_in([expression, *_texts(options), *by, *_keys(fields)])
    notation = maths.Notation(variables=names)
    what = _function(expression, notation)
    row: dict[str, Any] = {**what, **{name: one for name, one in fields.items() if one}}
    row |= _rest(options)
    used = _used(row, notation, by)
    row["ask"] = options.get("ask") or _ask(row, used, by, options)
    row["variables"] = list(used)
    row["parameters"] = [one for one in names if one not in row["variables"]]
    row["with_respect_to"] = list(by or _by(row, used))
    row["order"] = options.get("order") or 1
    return maths.Task.from_row(_settled(row))


def _settled(row: dict[str, Any]) -> dict[str, Any]:
    """Several variables and the second order ask for a Hessian; other names are parameters."""
    if row["ask"] == "hessian":
        row["order"] = 1
    if row["ask"] == "chain":
        row["variables"] = [one for one in row["variables"] if one not in row["path"]]
    return row


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(one.strip() for one in (text or "").split(",") if one.strip())


def _pairs(text: str | None, field: str) -> dict[str, str]:
    """`x=1,y=2` as an object; commas within brackets belong to a value."""
    found: dict[str, str] = {}
    for part in _parts(text or ""):
        match = PAIR.match(part)
        if match is None:
            message = f"Write --{field} as in “x=1,y=2”."
            raise maths.MathsError(message, source=text or "", start=0, end=len(text or ""))
        found[match[1]] = match[2].strip()
    return found


def _parts(text: str) -> Iterator[str]:
    depth, start = 0, 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            yield text[start:place]
            start = place + 1
    if text[start:].strip():
        yield text[start:]


def _texts(options: Mapping[str, Any]) -> Iterator[str]:
    for field in ("at", "near", "path", "direction", "rate", "step"):
        yield options.get(field) or ""


def _keys(fields: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for pairs in fields.values():
        yield from pairs


def _function(text: str, notation: maths.Notation) -> dict[str, Any]:
    """The function, or the equation where an equals sign is left behind a name as in `f(x) =`."""
    if "=" not in text:
        return {"function": _function_text(text, notation)}
    lead = re.match(r"\s*[A-Za-z]\s*(?:\([^()=]*\)|['′]*)\s*=", text)
    if lead is not None and "=" not in text[lead.end() :] and _is_name(lead[0], text[lead.end() :]):
        return {"function": _function_text(text[lead.end() :], notation)}
    if EQUATION.search(text):
        return {"equation": text}
    return {"function": _function_text(text, notation)}


def _is_name(lead: str, rest: str) -> bool:
    """`y = x^2` names a function; `y = x*y` is an equation."""
    name = lead.strip()[0]
    return not re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", rest)


def _function_text(text: str, notation: maths.Notation) -> Any:
    tree = maths.read(text, notation).expression
    shape = maths.shape(tree)
    if len(shape) == 1:
        return [maths.write_text(one) for one in maths.components(tree)]
    return maths.write_text(tree)


def _rest(options: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    if options.get("direction"):
        row["direction"] = [part.strip() for part in _parts(options["direction"])]
        row["normalised"] = not options.get("as_given")
    for field in ("rate", "step", "scheme"):
        if options.get(field):
            row[field] = options[field]
    if options.get("steps"):
        row["steps"] = options["steps"]
    if options.get("logarithmic"):
        row["method"] = "logarithmic"
    if "step" in row:
        row.setdefault("scheme", "central")
    return row


def _used(row: Mapping[str, Any], notation: maths.Notation, by: tuple[str, ...]) -> list[str]:
    """The symbols that occur in what is differentiated, in alphabetical order."""
    if "equation" in row:
        sides = EQUATION.split(row["equation"])
    else:
        function = row["function"]
        sides = function if isinstance(function, list) else [function]
    sides = [*sides, *row.get("path", {}).values()]
    found: set[str] = set()
    for side in sides:
        if side.strip():
            found |= maths.symbols(maths.read(side, notation).expression)
    return sorted(found | set(by)) or ["x"]


def _ask(
    row: Mapping[str, Any], used: list[str], by: tuple[str, ...], options: Mapping[str, Any]
) -> str:
    """What is asked, from what was given."""
    given = {
        "path": "chain",
        "direction": "directional",
        "rate": "descent_step",
        "step": "finite_difference",
        "near": "linear_approximation",
    }
    if options.get("tangent"):
        return "tangent"
    for field, ask in given.items():
        if row.get(field):
            return ask
    if "equation" in row:
        return "implicit"
    if isinstance(row["function"], list):
        is_curve = len(row["function"]) == 2 and len(by or used) == 1
        return "parametric" if is_curve else "jacobian"
    if len(by or used) > 1:
        return "hessian" if options.get("order") == 2 else "gradient"
    return "partial" if len(used) > 1 else "derivative"


ONE: Final = frozenset({"derivative", "partial", "finite_difference", "parametric"})


def _by(row: Mapping[str, Any], used: list[str]) -> list[str]:
    """The variables to differentiate by where none are named."""
    ask = row["ask"]
    if ask == "chain":
        own = [one for one in used if one not in row["path"]]
        return own[:1]
    if "equation" in row:
        return ["x"] if "x" in used else used[:1]
    if ask in ONE:
        return ["x"] if "x" in used else used[:1]
    return used
