"""Points and values in evidence, as LaTeX between dollars."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from questions import maths
from questions.maths.expression import Symbol

ROUNDED_FROM_DIGITS: Final = 6
NOWHERE: Final[Mapping[str, str]] = MappingProxyType({})


def where(found: Mapping[str, Any]) -> str:
    """The witness, with what the bound names stand for there; a rounded coordinate says so, and
    where the point lies.
    """
    rounded = found.get("rounded", ())
    place = at(found["witness"], rounded, found.get("bound", NOWHERE))
    return f"{place}, a point of the curve" if rounded else place


def at(
    point: Mapping[str, str], rounded: Collection[str] = (), bound: Mapping[str, str] = NOWHERE
) -> str:
    """The word “at” and the point; empty where there is none. `bound` is LaTeX by name."""
    values = [
        rf"{_name(name)} \approx {float(Fraction(value)):.6g}"
        if name in rounded
        else f"{_name(name)} = {_fraction(value)}"
        for name, value in sorted(point.items())
    ]
    values += [f"{_name(name)} = {value}" for name, value in bound.items()]
    return f"at ${', '.join(values)}$" if values else ""


def value(text: str) -> str:
    """Exact as it stands, unless it has as many digits as a rounded value is given with."""
    mantissa, _, _ = text.lstrip("-0.").partition("e")
    digits = sum(character.isdigit() for character in mantissa)
    about = "about " if "." in text and digits >= ROUNDED_FROM_DIGITS else ""
    return f"{about}${_fraction(text)}$"


def _name(name: str) -> str:
    """As it is typeset in the prompt."""
    return maths.write_latex(Symbol(name))


def _fraction(text: str) -> str:
    """LaTeX of a number as the engine writes it: 2, 1/2, -0.25, 1.5e12."""
    mantissa, exponential, power = text.partition("e")
    if exponential:
        return rf"{mantissa} \cdot 10^{{{power}}}"
    numerator, slash, denominator = text.partition("/")
    sign = "-" if numerator.startswith("-") else ""
    return f"{sign}\\tfrac{{{numerator.lstrip('-')}}}{{{denominator}}}" if slash else numerator
