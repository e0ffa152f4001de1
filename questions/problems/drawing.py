"""Drawing the parts of a function from a seeded generator, as text in calculator notation.

Shapes are written as text with drawn parts; our own reader and `maths.tidy` make the tree, so a
coefficient of 1 or a sign is never written twice.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

PLAIN: Final = ("sin({u})", "cos({u})", "e^({u})", "ln({u})")
WIDER: Final = (*PLAIN, "tan({u})", "sqrt({u})")
SMOOTH: Final = ("sin({u})", "cos({u})", "e^({u})")


@dataclass(frozen=True, slots=True)
class Draw:
    """A seeded generator and the variables that the function may use."""

    chance: random.Random
    variables: tuple[str, ...]

    @property
    def v(self) -> str:
        """The first variable."""
        return self.variables[0]

    @property
    def w(self) -> str:
        """The second variable."""
        return self.variables[1]

    @property
    def last(self) -> str:
        """The last variable: the third of three."""
        return self.variables[-1]

    def swapped(self) -> "Draw":
        """The same generator with the variables the other way round."""
        return Draw(self.chance, self.variables[::-1])

    def a(self) -> str:
        """A coefficient that is not 0; negative a third of the time."""
        size = self.chance.randint(1, 9)
        return f"({-size if self.chance.random() < 1 / 3 else size})"

    def more(self, part: str) -> str:
        """A multiple of a part that is added or taken away, for texts that are not tidied."""
        size = self.chance.randint(1, 9)
        sign = "-" if self.chance.random() < 1 / 3 else "+"
        return f" {sign} {part if size == 1 else f'{size}*{part}'}"

    def k(self) -> str:
        """A positive coefficient of at least 2."""
        return str(self.chance.randint(2, 7))

    def n(self, low: int = 2, high: int = 5) -> str:
        """An exponent."""
        return str(self.chance.randint(low, high))

    def power(self, variable: str | None = None) -> str:
        """A multiple of a power."""
        return f"{self.a()}*{variable or self.v}^{self.n()}"

    def of(self, inner: str, names: Sequence[str] = PLAIN) -> str:
        """One of the functions, at `inner`."""
        return self.chance.choice(names).format(u=inner)

    def two_of(self, inner: str, other: str, names: Sequence[str] = PLAIN) -> tuple[str, str]:
        """Two different ones of the functions."""
        one, two = self.chance.sample(names, 2)
        return one.format(u=inner), two.format(u=other)

    def linear(self, variable: str | None = None) -> str:
        """A multiple of the variable, with a constant half of the time."""
        multiple = f"{self.k()}*{variable or self.v}"
        return f"{multiple} + {self.k()}" if self.chance.random() < 0.5 else multiple

    def shifted(self, variable: str | None = None) -> str:
        """A linear function that has a constant term of either sign."""
        return f"{self.k()}*{variable or self.v} + {self.a()}"

    def positive(self) -> str:
        """A polynomial that is positive everywhere."""
        leading = self.one_of("", f"{self.k()}*")
        return f"{leading}{self.v}^{self.one_of('2', '2', '4')} + {self.n(1, 9)}"

    def inner(self) -> str:
        """An inner function that is positive for positive values of the variable."""
        square = f"{self.v}^{self.n(2, 3)} + {self.n(1, 6)}"
        return self.one_of(self.linear(), square, f"{self.k()}*{self.v}^2 + {self.n(1, 6)}")

    def one_of(self, *texts: str) -> str:
        return self.chance.choice(texts)

    def shape(self, shapes: "Sequence[Shape]") -> str:
        """A text of one of the shapes."""
        return self.chance.choice(shapes)(self)

    def some(self, shapes: "Sequence[Shape]", least: int, most: int) -> str:
        """The sum of so many different ones of the shapes, in their order."""
        places = range(len(shapes))
        chosen = sorted(self.chance.sample(places, self.chance.randint(least, most)))
        return " + ".join(shapes[place](self) for place in chosen) or "0"


Shape = Callable[[Draw], str]
"""Draws the text of a function, or of a part of one."""
