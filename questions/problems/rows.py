"""Reading plain JSON strictly: every wrong field is named."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


class ProblemError(Exception):
    """A problem cannot be built. `field` says where (a path such as options[2].text), `message`
    is a sentence for the person who wrote it.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


@dataclass(frozen=True, slots=True)
class Row:
    """An object of JSON and the path that leads to it."""

    values: Mapping[str, Any]
    path: str

    @classmethod
    def of(cls, value: object, path: str) -> "Row":
        if not isinstance(value, Mapping):
            raise ProblemError(f"{path[:1].upper()}{path[1:]} should be an object.", path)
        return cls(value, path if path.endswith("]") else "")

    def wrong(self, field: str, meaning: str) -> ProblemError:
        path = f"{self.path}.{field}" if self.path else field
        return ProblemError(f"The field “{path}”: {meaning.rstrip('.')}.", path)

    def value(self, field: str) -> Any:
        return self.values.get(field)

    def text(self, field: str) -> str:
        value = self.value(field)
        if not isinstance(value, str):
            raise self.wrong(field, "should be text")
        return value

    def filled(self, field: str) -> str:
        """A text with something in it."""
        value = self.text(field).strip()
        if not value:
            raise self.wrong(field, "should not be empty")
        return value

    def text_or_none(self, field: str) -> str | None:
        return None if self.value(field) is None else self.text(field)

    def one_of(self, field: str, allowed: Collection[str]) -> str:
        value = self.text(field)
        if value not in allowed:
            raise self.wrong(field, f"should be one of {', '.join(sorted(allowed))}")
        return value

    def boolean(self, field: str) -> bool:
        value = self.value(field)
        if not isinstance(value, bool):
            raise self.wrong(field, "should be true or false")
        return value

    def integer(self, field: str) -> int:
        value = self.value(field)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(field, "should be a whole number")
        return value

    def integer_or_none(self, field: str) -> int | None:
        return None if self.value(field) is None else self.integer(field)

    def number(self, field: str) -> float:
        value = self.value(field)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(field, "should be a number")
        return float(value)

    def texts(self, field: str) -> tuple[str, ...]:
        value = self.value(field)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.wrong(field, "should be a list of texts")
        return tuple(value)

    def rows(self, field: str) -> tuple["Row", ...]:
        value = self.value(field)
        if not isinstance(value, list):
            raise self.wrong(field, "should be a list")
        path = f"{self.path}.{field}" if self.path else field
        return tuple(Row.of(one, f"{path}[{place}]") for place, one in enumerate(value))
