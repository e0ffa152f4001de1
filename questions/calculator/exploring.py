"""All that is shown of a function."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from questions import maths, plots
from questions.calculator.descending import Descent, descend
from questions.calculator.differences import Differences, differences
from questions.calculator.numbers import Pairs, value_of
from questions.calculator.solving import Solved, solve
from questions.calculator.tracing import Trace, trace
from questions.calculator.typed import Typed
from questions.maths.expression import substitute
from questions.plots import Picture

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Explored:
    """What is worked out exactly, its pictures, and what a computer makes of it at the point.

    Of what is not there, `missing` says why, by its name.
    """

    solved: Solved
    pictures: Sequence[Picture]
    differences: Differences | None
    trace: Trace | None
    descent: Descent | None
    missing: Mapping[str, str]


def explore(typed: Typed, point: Pairs = (), rate: float | None = None) -> Explored:
    """Raises MathsError where nothing can be worked out of the function."""
    solved = solve(typed, point)
    missing: dict[str, str] = {}

    def part(name: str, work: Callable[[], Result]) -> Result | None:
        """What is worked out at the point, if it can be."""
        if solved.refusal:
            return None
        try:
            return work()
        except maths.MathsError as error:
            missing[name] = error.message
            return None

    at, slopes = solved.point, solved.slopes
    return Explored(
        solved,
        _pictures(typed, solved),
        part("differences", lambda: differences(typed, slopes[0], at)),
        part("trace", lambda: trace(typed, at)),
        part("descent", lambda: descend(typed, slopes, solved.curvature, at, rate))
        if len(slopes) == 2
        else None,
        missing,
    )


def slide(typed: Typed, point: Pairs, rate: float | None = None) -> Descent:
    """The descent alone, at a rate. Raises MathsError where there is none."""
    if not point:
        raise maths.UnsupportedError("Give a point to start from.")
    slopes = [maths.differentiate(typed.function, name).result for name in typed.variables]
    curvature = [
        maths.differentiate(one, name).result for one in slopes for name in typed.variables
    ]
    return descend(typed, slopes, curvature, point, rate)


def _pictures(typed: Typed, solved: Solved) -> Sequence[Picture]:
    if len(typed.variables) != 1:
        return ()
    (variable,) = typed.variables
    point = dict(solved.point)
    held = {name: point[name] for name in typed.held}
    at = () if solved.refusal else (value_of(point[variable], ()),)
    function, slope = (substitute(one, held) for one in (typed.function, solved.slopes[0]))
    return plots.tangent(function, slope, variable, name=solved.letter, at=at)
