"""Parameters: a name and the values that it is drawn from.

a = 2..9                    every whole number from 2 to 9
b = -5..5, not 0            without some of them
h = 0.1..0.5 step 0.1       in steps
n = 2, 3, 5                 from a list
u = sin(x), cos(x), e^x     of expressions, too
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from questions.maths.expression import Expression, Negation, Number, components, number, size

from . import names
from .lines import Line, parted

MOST: Final = 12
MOST_VALUES: Final = 10_000
LARGEST: Final = 1_000_000
LARGEST_LISTED: Final = 60
NUMERAL: Final = r"[-−]?\d{1,9}(?:\.\d{1,6}|/\d{1,9})?"
RANGE: Final = re.compile(
    rf"(?P<first>{NUMERAL})\s*(?:\.\.\.?|…|to)\s*(?P<last>{NUMERAL})"
    rf"(?:\s*,?\s*step\s+(?P<step>{NUMERAL}))?"
    rf"(?:\s*,?\s*(?:not|without|except)\s+(?P<without>{NUMERAL}(?:\s*,\s*{NUMERAL})*))?"
)
LOOKS_LIKE_A_RANGE: Final = re.compile(r"\.\.|…|\bto\b|\bstep\b|\b(not|without|except)\b")
EXAMPLE: Final = "“2..9”, “-5..5, not 0”, “0..1 step 0.1” or a list such as “2, 3, 5”"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What `values` holds is drawn from: numbers, or expressions of a list."""

    name: str
    line: Line
    values: "Range | tuple[Expression, ...]"

    def drawn(self, seed: int, attempt: int) -> Expression:
        """One of the values. Each parameter has a chance of its own, so that another one that
        comes or goes changes nothing of it.
        """
        chance = random.Random(f"template:{seed}:{attempt}:{self.name}")
        return self.values[chance.randrange(len(self.values))]


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers from `first` on in steps, those at `places`; made when they are wanted."""

    first: Fraction
    step: Fraction
    places: tuple[int, ...]
    is_decimal: bool

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, place: int) -> Expression:
        value = self.first + self.places[place] * self.step
        if value.denominator == 1 or not self.is_decimal:
            return number(value)
        decimal = Number(abs(value), f"{float(abs(value)):.6f}".rstrip("0"))
        return Negation(decimal) if value < 0 else decimal


def parameter(line: Line, read_value: Callable[[Line], Expression], taken: set[str]) -> Parameter:
    """The parameter that a line says. Raises ProblemError with the place in it."""
    name, values = parted(line, "=", "a = 2..9")
    names.check(name.text, name, taken)
    found = RANGE.fullmatch(values.text)
    if found:
        return Parameter(name.text, values, _range(found, values))
    if LOOKS_LIKE_A_RANGE.search(values.text):
        raise values.fault(f"these values are not understood; write {EXAMPLE}")
    return Parameter(name.text, values, _list(values, read_value))


def _range(found: re.Match[str], line: Line) -> Range:
    first, last = _fraction(found["first"], line), _fraction(found["last"], line)
    step = _fraction(found["step"] or "1", line)
    if step <= 0:
        raise line.fault("a step is above 0")
    if last < first:
        raise line.fault("a range goes from the smaller number to the larger one")
    if (last - first) / step >= MOST_VALUES:
        raise line.fault(f"a range has at most {MOST_VALUES} values")
    without = [one for one in (found["without"] or "").split(",") if one.strip()]
    left_out = {(_fraction(one, line) - first) / step for one in without}
    count = int((last - first) / step) + 1
    places = tuple(place for place in range(count) if place not in left_out)
    if not places:
        raise line.fault("no value is left")
    is_decimal = any("." in (found[part] or "") for part in ("first", "step"))
    return Range(first, step, places, is_decimal)


def _fraction(text: str, line: Line) -> Fraction:
    try:
        value = Fraction(text.strip().replace("−", "-"))
    except ZeroDivisionError as error:
        raise line.fault("nothing can be divided by 0") from error
    if abs(value) > LARGEST:
        raise line.fault(f"a value is at most {LARGEST}")
    return value


def _list(line: Line, read_value: Callable[[Line], Expression]) -> tuple[Expression, ...]:
    values = components(read_value(line))
    if any(size(one) > LARGEST_LISTED for one in values):
        raise line.fault("one of these values is too long")
    return values
