"""Finite differences of a typed function, against the exact derivative."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from questions import maths, plots
from questions.calculator.numbers import Pairs, decimal, value_of
from questions.calculator.typed import Typed
from questions.maths.expression import Symbol, substitute
from questions.plots import Picture
from questions.plots.axes import SUPERSCRIPTS
from questions.plots.sampling import Floats

POWERS: Final = np.arange(-1, -13.5, -0.5)
"""Of ten: the steps h that are tried."""
LISTED: Final = (-1, -2, -3, -4, -6, -8, -10, -12)


@dataclass(frozen=True, slots=True)
class Row:
    """A step h, as a plain text, with both quotients and how far they are off, as LaTeX."""

    step: str
    forward: str
    forward_error: str
    central: str
    central_error: str


@dataclass(frozen=True, slots=True)
class Differences:
    """By which variable, the exact value, the table, the picture of all errors, and what to see."""

    variable: str
    exact: str
    rows: tuple[Row, ...]
    picture: Picture | None
    remark: str


def differences(typed: Typed, slope: maths.Expression, point: Pairs) -> Differences:
    """By the first variable, all others at the point. Raises UnsupportedError where the function
    has no floating-point values about the point.
    """
    name, at = typed.variables[0], dict(point)
    others = {one: value for one, value in point if one != name}
    function = substitute(typed.function, others)
    here, exact = value_of(at[name], ()), value_of(slope, point)
    steps = 10.0**POWERS
    forward, central = _quotients(function, name, here, steps)
    if not (np.isfinite(forward).any() or np.isfinite(central).any()):
        raise maths.UnsupportedError("The function has no values on both sides of this point.")
    errors = [np.abs(one - exact) for one in (forward, central)]
    rows = [_row(place, forward, central, errors) for place in map(_place, LISTED)]
    return Differences(
        variable=maths.write_latex(Symbol(name)),
        exact=decimal(exact),
        rows=tuple(rows),
        picture=plots.errors(steps, *errors),
        remark=_remark(steps, errors),
    )


def _quotients(
    function: maths.Expression, name: str, here: float, steps: Floats
) -> tuple[Floats, Floats]:
    """Forward and central, in the numbers of a computer."""
    points = np.array([here + steps, here - steps, np.full_like(steps, here)])
    above, below, middle = maths.floats(function, {name: points})
    with np.errstate(over="ignore"):
        quotients = (above - middle) / steps, (above - below) / (2 * steps)
    return tuple(np.where(np.isfinite(one), one, np.nan) for one in quotients)  # type: ignore[return-value]


def _place(power: int) -> int:
    return int(np.flatnonzero(power == POWERS)[0])


def _row(place: int, forward: Floats, central: Floats, errors: Sequence[Floats]) -> Row:
    return Row(
        step="10" + f"{POWERS[place]:.0f}".translate(SUPERSCRIPTS),
        forward=_long(forward[place]),
        forward_error=_error(errors[0][place]),
        central=_long(central[place]),
        central_error=_error(errors[1][place]),
    )


def _long(value: float) -> str:
    """With the digits in which it goes wrong."""
    return decimal(float(value), digits=11)


def _error(value: float) -> str:
    return decimal(float(value), digits=2)


def _remark(steps: Floats, errors: Sequence[Floats]) -> str:
    """Where each is best, in a sentence."""
    if all(np.nanmax(one) == 0 for one in errors if np.isfinite(one).any()):
        return "Both are exact here at every step."
    told = []
    for name, error in zip(("forward", "central"), errors, strict=True):
        if np.isfinite(error).any():
            best = int(np.nanargmin(error))
            told.append(f"{name} difference comes closest with $h = {_power(steps[best])}$")
    return f"Of these steps the {', the '.join(told)}. With smaller ones rounding takes over."


def _power(step: float) -> str:
    return rf"10^{{{np.log10(step):.3g}}}"
