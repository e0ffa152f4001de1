"""How much of a board a worked solution takes."""

import re
from collections.abc import Sequence
from typing import Final

from .parts import Line

WIDEST: Final = 60
"""Symbols in a row, as many as fit on a page of a notebook or a part of a board."""
MOST_FORMULAS: Final = 24

WORD: Final = re.compile(r"\\((?:arc)?(?:sin|cos|tan)h?|sec|csc|cot|ln|log)(?![a-z])")
SILENT: Final = re.compile(r"\\(?:left|right|quad|operatorname)(?![a-z])|\\,")
SIGN: Final = re.compile(r"\\(?!frac)(?:[a-zA-Z]+|.)")
SPACE: Final = re.compile(r"[\s^_]")
FRACTION: Final = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
GROUP: Final = re.compile(r"(?<!frac)(?<!\})\{([^{}]*)\}")


def fits(lines: Sequence[Line]) -> bool:
    """Whether there are not too many formulas, and each side of every equation fits in a row."""
    formulas = [formula for line in lines for formula in line.latex.split("\n") if formula]
    return len(formulas) <= MOST_FORMULAS and all(
        width(side) <= WIDEST for formula in formulas for side in formula.split(" = ")
    )


def width(latex: str) -> int:
    r"""Symbols beside one another: a fraction is as wide as its wider part.

    >>> width(r"\frac{x^{2} + 1}{2} \cdot \sin(x)")
    11
    """
    text, before = SILENT.sub("", WORD.sub(_spelt, latex)), ""
    text = SPACE.sub("", SIGN.sub("*", text))
    while text != before:
        before, text = text, GROUP.sub(r"\1", FRACTION.sub(_wider, text))
    return len(text)


def _spelt(word: re.Match[str]) -> str:
    """As many signs as letters, which no command before it takes for its own."""
    return "*" * len(word[1])


def _wider(fraction: re.Match[str]) -> str:
    return max(fraction.groups(), key=len)
