"""What was asked of a person, without rows and without families."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from questions.maths.errors import MathsError, UnsupportedError
from questions.maths.expression import Expression, symbols

ASKS: Final = ("derivative", "partial", "gradient")
HIGHEST_ORDER: Final = 6


@dataclass(frozen=True, slots=True)
class Task:
    """Differentiate `function` of `variables` as `ask` says.

    `with_respect_to` is one variable for a derivative or a partial of any order, several for a
    mixed partial (first differentiated first), all in order for a gradient. Raises
    UnsupportedError where these do not fit together.
    """

    ask: str
    function: Expression
    variables: tuple[str, ...]
    with_respect_to: tuple[str, ...]
    order: int = 1
    name: str = "f"

    def __post_init__(self) -> None:
        if self.ask not in ASKS:
            raise UnsupportedError(f"“{self.ask}” is not a task that is known here.")
        if not self.with_respect_to or not set(self.with_respect_to) <= set(self.variables):
            raise UnsupportedError("Say by which of its variables to differentiate the function.")
        if not 1 <= self.order <= HIGHEST_ORDER:
            raise UnsupportedError(f"The order lies between 1 and {HIGHEST_ORDER}.")
        if self.ask == "derivative" and len(self.with_respect_to) != 1:
            raise UnsupportedError("A derivative is taken by one variable.")
        if self.ask == "gradient" and self.order != 1:
            raise UnsupportedError("A gradient has order one.")

    @property
    def sequence(self) -> tuple[str, ...]:
        """By what to differentiate, one after the other (not for a gradient)."""
        if len(self.with_respect_to) > 1:
            return self.with_respect_to
        return self.with_respect_to * self.order

    @property
    def symbols(self) -> tuple[str, ...]:
        """The variables, then the parameters that occur in the function."""
        return (*self.variables, *sorted(symbols(self.function) - set(self.variables)))

    def to_row(self) -> dict[str, object]:
        """Plain JSON; `from_row` gives the same task back."""
        from questions.maths.writing import write_text

        return {
            "ask": self.ask,
            "function": write_text(self.function),
            "variables": list(self.variables),
            "parameters": list(self.symbols[len(self.variables) :]),
            "with_respect_to": list(self.with_respect_to),
            "order": self.order,
            "name": self.name,
        }

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> "Task":
        """The task of a row. Raises MathsError where a field is missing or of the wrong sort."""
        from questions.maths.reading import Notation, read

        variables, parameters = _names(row, "variables"), _names(row, "parameters")
        notation = Notation(variables=(*variables, *parameters))
        order = row.get("order", 1)
        if not isinstance(order, int):
            raise MathsError("The field “order” of a task is a whole number.")
        return cls(
            ask=_text(row, "ask"),
            function=read(_text(row, "function"), notation).expression,
            variables=variables,
            with_respect_to=_names(row, "with_respect_to"),
            order=order,
            name=_text(row, "name"),
        )


def _text(row: Mapping[str, object], field: str) -> str:
    value = row.get(field)
    if not isinstance(value, str):
        raise MathsError(f"The field “{field}” of a task is missing or is not text.")
    return value


def _names(row: Mapping[str, object], field: str) -> tuple[str, ...]:
    value = row.get(field, ())
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise MathsError(f"The field “{field}” of a task is a list of names.")
    return tuple(value)
