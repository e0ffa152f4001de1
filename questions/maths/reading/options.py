"""How a question's answers are to be read."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Notation:
    """What a question declares about the notation of its answers.

    `variables` are the only symbols that an answer may contain; `functions` are names beside those
    of `FUNCTIONS`. `log` says what a bare `log` means. With `basis`, `i`, `j` and `k` are the unit
    vectors. `expected` is what the field takes: where a vector is expected, `a, b` is one.
    """

    variables: tuple[str, ...]
    functions: tuple[str, ...] = ()
    log: Literal["ln", "log10"] = "ln"
    decimal_comma: bool = False
    expected: Literal["any", "scalar", "vector", "matrix"] = "any"
    basis: bool = False
    syntax: Literal["text", "latex"] = "text"
