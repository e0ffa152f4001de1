"""A worked example of a lesson: a function that an author chose, read at several points."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from questions import maths, plots
from questions.calculator.descending import Descent, descend
from questions.calculator.numbers import Pairs, decimal, sign_of, value_of
from questions.calculator.solving import Solved, solve
from questions.calculator.typed import Typed, read_function, read_numbers, read_point
from questions.maths.differentiation.values import value_at
from questions.maths.expression import Symbol
from questions.plots import Picture

MOST_POINTS: Final = 9
WORDS: Final = {-1: "falling", 0: "flat", 1: "rising", None: "not decided"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A point with the function's value and derivative there, as LaTeX, and what that means."""

    place: str
    value: str
    slope: str
    word: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The function worked out; `variable` and `readings` where it has one variable and is read at
    several points; `descent` where a learning rate was given.
    """

    solved: Solved
    variable: str
    readings: tuple[Reading, ...]
    pictures: Sequence[Picture]
    descent: Descent | None


@lru_cache(maxsize=128)
def demonstrate(
    function: str, at: str, window: str = "", rate: float | None = None
) -> Demonstration:
    """The example of an author's texts: `at` holds numbers for a function of one variable, and one
    point for others; `window` two numbers between which a curve is drawn.

    Raises MathsError, also where there is no derivative at a point.
    """
    typed = read_function(function)
    if len(typed.variables) == 1 and not typed.held:
        return _read(typed, at, window)
    if window.strip():
        raise maths.UnsupportedError(
            "Only the picture of one variable has a window.", source=window
        )
    solved = _solved(typed, read_point(at, typed.names))
    descent = None
    if rate is not None:
        descent = descend(typed, solved.slopes, solved.curvature, solved.point, rate)
    return Demonstration(solved, "", (), _of_two(typed, solved, descent), descent)


def _read(typed: Typed, at: str, window: str) -> Demonstration:
    (name,) = typed.variables
    numbers = read_numbers(at)
    if not 1 <= len(numbers) <= MOST_POINTS:
        raise maths.UnsupportedError(f"Give 1 to {MOST_POINTS} numbers.", source=at, end=len(at))
    points: list[Pairs] = [((name, one),) for one in numbers]
    solved = [_solved(typed, one) for one in points]
    slope = solved[0].slopes[0]
    readings = [_reading(typed.function, slope, one) for one in points] if len(points) > 1 else []
    return Demonstration(
        solved[0],
        maths.write_latex(Symbol(name)),
        tuple(readings),
        plots.tangent(
            typed.function,
            slope,
            name,
            name=solved[0].letter,
            at=[value_of(one, ()) for one in numbers],
            window=_ends(window),
        ),
        None,
    )


def _solved(typed: Typed, point: Pairs) -> Solved:
    solved = solve(typed, point)
    if solved.refusal:
        raise maths.UnsupportedError(solved.refusal)
    return solved


def _ends(window: str) -> tuple[float, float] | None:
    if not window.strip():
        return None
    ends = [value_of(one, ()) for one in read_numbers(window)]
    if len(ends) != 2 or not ends[0] < ends[1]:
        raise maths.UnsupportedError(
            "The window is two numbers, the smaller first.", source=window, end=len(window)
        )
    return ends[0], ends[1]


def _reading(function: maths.Expression, slope: maths.Expression, point: Pairs) -> Reading:
    return Reading(
        place=maths.write_latex(point[0][1]),
        value=decimal(value_of(function, point)),
        slope=decimal(value_of(slope, point)),
        word=WORDS[sign_of(value_at(slope, point))],
    )


def _of_two(typed: Typed, solved: Solved, descent: Descent | None) -> Sequence[Picture]:
    if descent is not None:
        found = descent.picture
    elif len(typed.variables) == 2 and not typed.held:
        first, second = typed.variables
        values = dict(solved.point)
        at = value_of(values[first], ()), value_of(values[second], ())
        across, up = (value_of(one, solved.point) for one in solved.slopes)
        found = plots.ascent(typed.function, (first, second), at, (across, up))
    else:
        found = None
    return () if found is None else (found,)
