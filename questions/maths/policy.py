"""What a question accepts beyond equality, and what it asks of the form.

A policy is a question's data: it changes what is made of two values, never what is proved of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any, ClassVar, Final, Literal, get_args

from questions.maths.errors import MathsError

Form = Literal[
    "expanded",
    "factored",
    "single fraction",
    "no negative powers",
    "no unevaluated derivative",
    "no division by h",
    "simplified",
]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
MOST_DIGITS: Final = 100
LONGEST_NUMBER: Final = 400
MOST_PLACES: Final = 6
LARGEST_DENOMINATOR: Final = 100
"""Of an end that is shown as a fraction."""


class PolicyError(MathsError):
    """A question asks for something that cannot be asked: the message is for who wrote it."""

    code: ClassVar[str] = "policy"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from a key that is a number an answer may be: exactly one of the four, borders
    included. Raises PolicyError otherwise.

    `relative` is a share of the key, `absolute` a distance. `digits` are significant: half a
    unit of the key's last one. `interval` bounds the answer whatever the key.
    """

    relative: Fraction | None = None
    absolute: Fraction | None = None
    digits: int | None = None
    interval: tuple[Fraction, Fraction] | None = None

    def __post_init__(self) -> None:
        given = [one for one in (self.relative, self.absolute, self.digits, self.interval) if one]
        if len(given) != 1:
            raise PolicyError(
                "A tolerance is one of these: relative, absolute, digits or interval, and above 0."
            )
        if self.relative is not None and not 0 < self.relative < 1:
            raise PolicyError("A relative tolerance is above 0 and below 1, such as 0.01.")
        if self.absolute is not None and self.absolute <= 0:
            raise PolicyError("An absolute tolerance is above 0.")
        if self.digits is not None and not 1 <= self.digits <= MOST_DIGITS:
            raise PolicyError(f"Significant digits are from 1 to {MOST_DIGITS}.")
        if self.interval is not None and self.interval[0] > self.interval[1]:
            raise PolicyError("An interval begins with its lower end.")

    @property
    def meaning(self) -> str:
        """What follows “right”: “to within 1 %”, “to 3 significant digits”. The ends of an interval
        that would be long fractions are decimals, rounded outward by a tenth of its width at most.
        """
        if self.relative is not None:
            return f"to within {shown(self.relative * 100)} %"
        if self.absolute is not None:
            return f"to within {shown(self.absolute)}"
        if self.digits is not None:
            return f"to {self.digits} significant digit{'s' if self.digits > 1 else ''}"
        low, high = self.interval or (Fraction(0), Fraction(0))
        return f"between {_end(low, high - low, floor)} and {_end(high, high - low, ceil)}"

    def to_row(self) -> dict[str, Any]:
        """Plain JSON that `of` reads; fractions as text."""
        if self.digits is not None:
            return {"digits": self.digits}
        if self.interval is not None:
            return {"interval": [str(end) for end in self.interval]}
        if self.relative is not None:
            return {"relative": str(self.relative)}
        return {"absolute": str(self.absolute)}

    @classmethod
    def of(cls, value: object) -> "Tolerance":
        """From plain JSON: a number is relative, an object says which. Raises PolicyError."""
        if not isinstance(value, Mapping):
            return cls(relative=exact(value))
        if len(value) != 1 or not set(value) <= set(cls.__slots__):
            raise PolicyError(
                "A tolerance is one of these: relative, absolute, digits or interval."
            )
        (name, amount), *_ = value.items()
        match name:
            case "relative":
                return cls(relative=exact(amount))
            case "absolute":
                return cls(absolute=exact(amount))
            case "digits":
                return cls(digits=_whole(amount))
        if not isinstance(amount, list | tuple) or len(amount) != 2:
            raise PolicyError("An interval is a list of two numbers.")
        return cls(interval=(exact(amount[0]), exact(amount[1])))


@dataclass(frozen=True, slots=True)
class Policy:
    """What a question accepts. `tolerance` is for keys that are numbers and says nothing of
    others; `form` is looked at once the value is right, in this order; `up_to_constant` lets the
    answer differ from the key by a constant, as antiderivatives do.
    """

    tolerance: Tolerance | None = None
    form: tuple[Form, ...] = ()
    up_to_constant: bool = False


def forms_of(value: object) -> tuple[Form, ...]:
    """The forms that plain JSON names: a name or a list of names. Raises PolicyError."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise PolicyError("A form is a name or a list of names.")
    for name in names:
        if name not in FORMS:
            raise PolicyError(f"There is no form “{name}”. The forms are: {', '.join(FORMS)}.")
    return tuple(dict.fromkeys(names))


def exact(value: object) -> Fraction:
    """A number of JSON, or a text such as "1/3", "0.01" or "1 %", as it was written.

    Raises PolicyError.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        raise PolicyError("A number is missing.")
    text = ""
    try:
        text = str(value).strip()
        number = text.removesuffix("%").strip()
        power = abs(int(number.lower().partition("e")[2] or 0))
        if max(len(number), power) <= LONGEST_NUMBER:
            return Fraction(number) / (1 if number == text else 100)
    except (ValueError, ZeroDivisionError):
        pass
    if not text:
        raise PolicyError("A number is missing.")
    raise PolicyError(f"“{text[:40]}” is not a number that can be used here.")


def _whole(value: object) -> int:
    number = exact(value)
    if number.denominator != 1:
        raise PolicyError("Significant digits are a whole number.")
    return int(number)


def _end(value: Fraction, width: Fraction, outward: Callable[[Fraction], int]) -> str:
    """An end of an interval of this width, as far out as its decimals make it."""
    text = shown(value)
    if "/" not in text or value.denominator <= LARGEST_DENOMINATOR:
        return text
    places = MOST_PLACES
    if width:
        fewest = (n for n in range(LONGEST_NUMBER) if Fraction(10, 10**n) <= width)
        places = next(fewest, LONGEST_NUMBER)
    return shown(Fraction(outward(value * 10**places), 10**places), places)


def shown(value: Fraction, most_places: int = MOST_PLACES) -> str:
    """A short decimal where the number has one, else a fraction."""
    for places in range(most_places + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(int(scaled)):0{places + 1}d}"
            whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
            return f"{'-' if value < 0 else ''}{whole}{'.' + decimals if decimals else ''}"
    return str(value)
