"""A task as plain JSON, with the fields that are set, and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from questions.maths.errors import MathsError
from questions.maths.expression import Expression, Relation, Vector
from questions.maths.reading import Notation, read
from questions.maths.task.equations import read_equation
from questions.maths.writing import write_text

if TYPE_CHECKING:
    from questions.maths.task.task import Pairs, Task

VERSION: Final = 2
"""Rows from before versions were counted have none and hold derivatives, partials, gradients."""

PLAIN: Final = {"steps": 1, "normalised": True, "dependent": "", "scheme": "", "method": ""}
"""Fields that are stored as they are, where they are not as usual."""


def row_of(task: "Task") -> dict[str, object]:
    """See `Task.to_row`."""
    row: dict[str, object] = {
        "version": VERSION,
        "ask": task.ask,
        **_function_row(task),
        "variables": list(task.variables),
        "parameters": list(task.symbols[len(task.variables) :]),
        "with_respect_to": list(task.with_respect_to),
        "order": task.order,
        "name": task.name,
    }
    for field in ("at", "near"):
        if pairs := getattr(task, field):
            row[field] = _pairs_row(pairs)
    if task.direction:
        row["direction"] = [write_text(one) for one in task.direction]
    for field in ("rate", "step"):
        if (value := getattr(task, field)) is not None:
            row[field] = write_text(value)
    row |= {
        field: getattr(task, field)
        for field, usual in PLAIN.items()
        if getattr(task, field) != usual
    }
    return row


def _function_row(task: "Task") -> dict[str, object]:
    """An equation and a path have fields of their own."""
    function = task.function
    if isinstance(function, Relation):
        return {"equation": write_text(function)}
    if isinstance(function, Vector):
        if task.is_path:
            return {"path": _pairs_row(zip(task.coordinates, function.entries, strict=True))}
        return {"function": [write_text(one) for one in function.entries]}
    if task.path:
        return {"function": write_text(function), "path": _pairs_row(task.path)}
    return {"function": write_text(function)}


def _pairs_row(pairs: Any) -> dict[str, str]:
    return {name: write_text(value) for name, value in pairs}


def task_of(row: Mapping[str, object], notation: Notation | None = None) -> "Task":
    """See `Task.from_row`."""
    version = row.get("version", 1)
    if version not in (1, VERSION):
        raise MathsError(f"A task of version {str(version)[:20]} is not known here.")
    return _Reader(row, notation or Notation(variables=())).task()


_Read = Callable[[str, Notation], Expression]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the fields of a row; every wrong one gets a sentence."""

    row: Mapping[str, object]
    notation: Notation

    def task(self) -> "Task":
        from questions.maths.task.task import Task

        path = self.pairs("path")
        function = self.function(path)
        extra: dict[str, Any] = {field: self.plain(field) for field in PLAIN}
        if path and not isinstance(function, Vector):
            extra["path"] = path
        elif path:
            extra["coordinates"] = tuple(name for name, _ in path)
        return Task(
            ask=self.text("ask"),
            function=function,
            variables=self.names("variables"),
            with_respect_to=self.names("with_respect_to"),
            order=self.whole("order"),
            name=self.text("name") if self.row.get("name") is not None else "f",
            at=self.pairs("at"),
            near=self.pairs("near"),
            direction=self.several("direction"),
            rate=self.expression("rate"),
            step=self.expression("step"),
            **extra,
        )

    def function(self, path: "Pairs") -> Expression:
        value = self.row.get("function")
        if self.row.get("equation") is not None:
            return self.read("equation", self.text("equation"), read_equation)
        if isinstance(value, list):
            return Vector(self.several("function"))
        if value is None and path:
            return Vector(tuple(one for _, one in path))
        return self.read("function", self.text("function"), _scalar)

    def read(self, field: str, text: str, reader: "_Read | None" = None) -> Expression:
        names = (
            *self.names("variables"),
            *self.names("parameters"),
            *(self._mapping("path") or ()),
        )
        notation = replace(self.notation, variables=tuple(dict.fromkeys(names)))
        try:
            return (reader or _scalar)(text, notation)
        except MathsError as error:
            message = f"The field “{field}” cannot be read: {error.message}"
            raise MathsError(
                message, source=error.source, start=error.start, end=error.end
            ) from error

    def pairs(self, field: str) -> "Pairs":
        """An object of names and texts or numbers."""
        found = self._mapping(field)
        return tuple(
            (name, self.read(field, self._written(field, value))) for name, value in found.items()
        )

    def _mapping(self, field: str) -> Mapping[str, object]:
        value = self.row.get(field)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise MathsError(f"The field “{field}” of a task is an object of names with values.")
        return value

    def several(self, field: str) -> tuple[Expression, ...]:
        value = self.row.get(field)
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            raise MathsError(f"The field “{field}” of a task is a list.")
        return tuple(self.read(field, self._written(field, one)) for one in value)

    def expression(self, field: str) -> Expression | None:
        value = self.row.get(field)
        return None if value is None else self.read(field, self._written(field, value))

    def _written(self, field: str, value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise MathsError(f"The field “{field}” of a task holds texts or numbers.")
        return value if isinstance(value, str) else repr(value)

    def text(self, field: str) -> str:
        value = self.row.get(field)
        if not isinstance(value, str):
            raise MathsError(f"The field “{field}” of a task is missing or is not text.")
        return value

    def names(self, field: str) -> tuple[str, ...]:
        value = self.row.get(field, ())
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise MathsError(f"The field “{field}” of a task is a list of names.")
        return tuple(value)

    def whole(self, field: str) -> int:
        value = self.row.get(field, 1)
        if isinstance(value, bool) or not isinstance(value, int):
            raise MathsError(f"The field “{field}” of a task is a whole number.")
        return value

    def plain(self, field: str) -> object:
        usual = PLAIN[field]
        value = self.row.get(field)
        if value is None:
            return usual
        if type(value) is not type(usual):
            sort = {int: "a whole number", bool: "true or false", str: "text"}[type(usual)]
            raise MathsError(f"The field “{field}” of a task is {sort}.")
        return value


def _scalar(text: str, notation: Notation) -> Expression:
    return read(text, notation).expression
