"""What a function, its derivatives and their values are called, in LaTeX."""

from dataclasses import dataclass
from typing import Final

from questions import maths
from questions.calculator.numbers import Pairs
from questions.calculator.typed import Typed
from questions.maths.expression import Symbol

LETTERS: Final = ("f", "g", "h", "p", "q", "F")


@dataclass(frozen=True, slots=True)
class Names:
    """`letter` is the function's own name, and no variable's; `variables` are its arguments."""

    letter: str
    variables: tuple[str, ...]

    @classmethod
    def of(cls, typed: Typed) -> "Names":
        return cls(next(one for one in LETTERS if one not in typed.names), typed.variables)

    @property
    def arguments(self) -> str:
        return ", ".join(maths.write_latex(Symbol(one)) for one in self.variables)

    @property
    def function(self) -> str:
        return f"{self.letter}({self.arguments})"

    @property
    def first(self) -> str:
        return f"{self._first}({self.arguments})"

    @property
    def second(self) -> str:
        return f"{self._second}({self.arguments})"

    def at(self, point: Pairs) -> tuple[str, str, str]:
        """The function, its first and its second derivative at a point."""
        own = dict(point)
        numbers = ", ".join(maths.write_latex(own[one]) for one in self.variables)
        tall = rf"\left({numbers}\right)" if r"\frac" in numbers else f"({numbers})"
        return f"{self.letter}{tall}", f"{self._first}{tall}", f"{self._second}{tall}"

    @property
    def _is_one(self) -> bool:
        return len(self.variables) == 1

    @property
    def _first(self) -> str:
        return f"{self.letter}'" if self._is_one else rf"\nabla {self.letter}"

    @property
    def _second(self) -> str:
        return f"{self.letter}''" if self._is_one else r"\mathrm{H}"
