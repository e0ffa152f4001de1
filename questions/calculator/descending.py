"""Gradient descent on a typed function of two variables."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, hypot, isfinite, log10
from typing import Final

import numpy as np

from questions import maths, plots
from questions.calculator.numbers import Pairs, decimal, value_of
from questions.calculator.typed import Typed
from questions.maths.expression import substitute
from questions.plots import Picture
from questions.plots.sampling import Floats

STEPS: Final = 30
NOTCHES: Final = 50
"""Of the slider."""
USUAL: Final = 0.4
"""The rate that is taken where none is given, as a part of the largest that is stable."""
OVER: Final = 1.2
"""How far the slider goes beyond that."""
REMARKS: Final = {
    "stands still": "The gradient is zero at this point, so no step leads anywhere. Start "
    "elsewhere.",
    "leaves the domain": "A step led to where the function has no value. A smaller rate may stay "
    "inside.",
    "diverges": "The rate is too large: steps overshoot, and the value ends higher than it began.",
    "runs away": "The value falls, and the path leads far away without arriving anywhere.",
    "converges": "The gradient has become small: the path has arrived near a stationary point.",
    "overshoots": "Steps jump across the valley and back. A smaller rate gets there sooner.",
    "slow": "The value falls, but the path has not arrived yet. A larger rate, or more steps, "
    "would lead farther.",
}
ARRIVED: Final = 1e-3
"""A gradient that is smaller by this factor than at the start has arrived."""
FAR: Final = 1e6

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Descent:
    """The slider's range and notch and the rate, as texts that HTML takes; the path in a picture;
    the function's value before and after, as LaTeX; and what happened: a word and sentences.
    """

    rate: str
    most: str
    notch: str
    steps: int
    before: str
    after: str
    outcome: str
    remark: str
    picture: Picture | None


def descend(
    typed: Typed,
    slopes: Sequence[maths.Expression],
    curvature: Sequence[maths.Expression],
    point: Pairs,
    rate: float | None = None,
) -> Descent:
    """Steps from the point against the gradient, each as long as the rate times the gradient.

    Raises UnsupportedError where the function has other than two variables, or no values.
    """
    if len(typed.variables) != 2:
        raise maths.UnsupportedError("The path of a descent is drawn for two variables.")
    first, second = typed.variables
    at = dict(point)
    held = {name: at[name] for name in typed.held}
    function, *gradient = (substitute(one, held) for one in (typed.function, *slopes))
    start = value_of(at[first], ()), value_of(at[second], ())
    stable = _largest_stable(curvature, point)
    most = _round_up(OVER * (stable or 1.0))
    taken = rate if rate is not None else USUAL * (stable or 1.0)
    taken = float(f"{taken:.2g}") if rate is None else taken
    path = _path(gradient, (first, second), start, taken)
    values = maths.floats(function, dict(zip((first, second), np.array(path).T, strict=True)))
    outcome = _outcome(values, path, gradient, (first, second))
    path = path[: int(np.isfinite(values).cumprod().sum())]
    return Descent(
        rate=f"{taken:.6g}",
        most=f"{max(most, taken):.6g}",
        notch=f"{most / NOTCHES:.6g}",
        steps=len(path) - 1,
        before=decimal(float(values[0])),
        after=decimal(float(values[len(path) - 1])),
        outcome=outcome,
        remark=REMARKS[outcome],
        picture=plots.descent(function, (first, second), path),
    )


def _largest_stable(curvature: Sequence[maths.Expression], point: Pairs) -> float | None:
    """2 by the largest curvature at the point: beyond this rate steps on a quadratic overshoot
    farther and farther. None where nothing is known to curve.
    """
    entries = np.array([value_of(one, point) for one in curvature])
    if len(entries) != 4 or not np.isfinite(entries).all():
        return None
    largest = float(np.abs(np.linalg.eigvalsh(entries.reshape(2, 2))).max())
    return 2 / largest if largest > 1e-9 else None


def _round_up(number: float) -> float:
    """The next of 1, 2, 5, 10, 20, ..."""
    power: float = 10.0 ** floor(log10(number))
    return next(power * one for one in (1, 2, 5, 10) if power * one >= number * (1 - 1e-9))


def _path(
    gradient: Sequence[maths.Expression], names: tuple[str, str], start: Place, rate: float
) -> list[Place]:
    """Up to where a step has no value or is far away."""
    path = [start]
    for _ in range(STEPS):
        x, y = path[-1]
        across, up = _slopes(gradient, names, path[-1])
        place = x - rate * across, y - rate * up
        if not all(map(isfinite, place)) or max(map(abs, place)) > FAR:
            break
        path.append(place)
    return path


def _slopes(gradient: Sequence[maths.Expression], names: tuple[str, str], place: Place) -> Place:
    values = {name: np.asarray(one) for name, one in zip(names, place, strict=True)}
    across, up = (float(maths.floats(one, values)) for one in gradient)
    return across, up


def _outcome(
    values: Floats,
    path: Sequence[Place],
    gradient: Sequence[maths.Expression],
    names: tuple[str, str],
) -> str:
    """What became of the descent: one of `REMARKS`."""
    first, last = (hypot(*_slopes(gradient, names, one)) for one in (path[0], path[-1]))
    if first == 0:
        return "stands still"
    if not np.isfinite(values).all():
        return "leaves the domain"
    if values[-1] > values[0]:
        return "diverges"
    if len(path) <= STEPS:
        return "runs away"
    if last <= ARRIVED * first:
        return "converges"
    steps = np.diff(np.array(path), axis=0)
    turns = (steps[1:] * steps[:-1]).sum(axis=1) < 0
    return "overshoots" if turns.mean() > 0.5 else "slow"
