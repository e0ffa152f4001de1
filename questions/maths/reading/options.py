"""How a question's answers are to be read."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Notation:
    """What a question declares about the notation of its answers.

    `variables` are the only symbols that an answer may contain; `functions` are names beside those
    of `FUNCTIONS`. `log` says what a bare `log` means. `expected` is what the field takes: where a
    vector is expected, `a, b` is one, and `i`, `j` and `k` are the unit vectors unless they are
    variables; with `basis` they are so everywhere.
    """

    variables: tuple[str, ...]
    functions: tuple[str, ...] = ()
    log: Literal["ln", "log10"] = "ln"
    decimal_comma: bool = False
    expected: Literal["any", "scalar", "vector", "matrix"] = "any"
    basis: bool = False
    syntax: Literal["text", "latex"] = "text"

    @property
    def has_basis(self) -> bool:
        return self.basis or self.expected == "vector"
