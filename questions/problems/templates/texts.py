"""Texts of a template: Markdown with LaTeX between dollars, and [[holes]] for what varies.

A hole within a formula becomes its value as LaTeX; elsewhere the value between dollars. It is set
so that the formula around it stays right: in brackets behind a sign, and without a factor 1.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from questions import maths
from questions.maths.expression import Expression, Negation, Sum, number

from .lines import Line
from .scope import Scope

Hole = tuple[Line, Expression]

MOST_HOLES: Final = 60
LONGEST: Final = 10_000
HOLE: Final = re.compile(r"\[\[(.+?)\]\](?!\])", re.DOTALL)
DOLLARS: Final = re.compile(r"\\.|\$\$|\$", re.DOTALL)
SIGN_BEFORE: Final = re.compile(r"(?:[-+*/·^]|\\(?:cdot|times|div))\s*$")
FACTOR_BEFORE: Final = re.compile(r"[A-Za-z0-9)]\s*$")
FACTOR_AFTER: Final = re.compile(
    r"\s*(?:[A-Za-z(]|\\(?:sin|cos|tan|ln|exp|sqrt|frac|left|theta|pi)\b)"
)
ONES: Final = {number(1): "", number(-1): "-"}


@dataclass(frozen=True, slots=True)
class Text:
    """What is written, in turn plain and a hole; plain at both ends.

    `in_formula` says of each piece whether it is a hole within a formula.
    """

    pieces: tuple[str | Hole, ...]
    in_formula: tuple[bool, ...]

    def filled(self, scope: Scope, *, is_plain: bool = False) -> str:
        """The text of a draw. Raises ProblemError."""
        return "".join(
            piece if isinstance(piece, str) else self._value(place, piece, scope, is_plain)
            for place, piece in enumerate(self.pieces)
        )

    def _value(self, place: int, hole: Hole, scope: Scope, is_plain: bool) -> str:  # noqa: FBT001
        value = scope.worked(*hole)
        if is_plain:
            return maths.write_text(value)
        if not self.in_formula[place]:
            return f"${maths.write_latex(value)}$"
        before, after = self.pieces[place - 1], self.pieces[place + 1]
        return _set(value, str(before), str(after))


def _set(value: Expression, before: str, after: str) -> str:
    """LaTeX of a value between what stands before and after it."""
    is_signed, has_factor = SIGN_BEFORE.search(before), FACTOR_BEFORE.search(before)
    is_factor, is_base = FACTOR_AFTER.match(after), after.lstrip().startswith("^")
    latex = maths.write_latex(value)
    if is_factor and value in ONES and not has_factor:
        latex = ONES[value]
        return rf"\left({latex}1\right)" if latex and is_signed else latex
    is_loose = isinstance(value, Sum) and (is_signed or has_factor or is_factor)
    is_negative = isinstance(value, Negation) and (is_signed or has_factor)
    if is_loose or is_negative or (is_base and value.children):
        return rf"\left({latex}\right)"
    return latex


def text_of(path: str, source: str, read_hole: Callable[[Line], Expression]) -> Text:
    """The pieces of a text, in turn plain and a hole. Raises ProblemError."""
    whole = Line.of(path, source)
    if len(source) > LONGEST:
        raise whole.fault(f"a text has at most {LONGEST} characters", 0, 1)
    pieces: list[str | Hole] = []
    inside: list[bool] = []
    end, state = 0, ""
    for found in HOLE.finditer(source):
        pieces.append(source[end : found.start()])
        state = _state(source[end : found.start()], state)
        line = Line.of(path, found[0]).part(2, len(found[0]) - 2)
        if not line.text:
            raise line.fault("there is nothing between the brackets")
        pieces.append((line, read_hole(line)))
        inside += [False, bool(state)]
        end = found.end()
    if len(inside) > 2 * MOST_HOLES:
        raise whole.fault(f"a text has at most {MOST_HOLES} places that vary", 0, 1)
    if "[[" in source[end:]:
        start = source.index("[[", end)
        raise whole.fault("the brackets that open here are not closed by ]]", start, start + 20)
    return Text((*pieces, source[end:]), (*inside, False))


def _state(text: str, state: str) -> str:
    """Which dollars are open behind a text."""
    for found in DOLLARS.finditer(text):
        sign = found[0]
        if sign.startswith("$"):
            state = "" if state == sign else state or sign
    return state
