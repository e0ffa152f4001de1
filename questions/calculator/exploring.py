"""All that is shown of a function."""

from collections.abc import Sequence
from dataclasses import dataclass

from questions import plots
from questions.calculator.numbers import Pairs, value_of
from questions.calculator.solving import Solved, solve
from questions.calculator.typed import Typed
from questions.maths.expression import substitute
from questions.plots import Picture


@dataclass(frozen=True, slots=True)
class Explored:
    """What is worked out exactly, and the pictures of it."""

    solved: Solved
    pictures: Sequence[Picture]


def explore(typed: Typed, point: Pairs = ()) -> Explored:
    """Raises MathsError where nothing can be worked out of the function."""
    solved = solve(typed, point)
    return Explored(solved, _pictures(typed, solved))


def _pictures(typed: Typed, solved: Solved) -> Sequence[Picture]:
    if len(typed.variables) != 1:
        return ()
    (variable,) = typed.variables
    point = dict(solved.point)
    held = {name: point[name] for name in typed.held}
    at = value_of(point[variable], ()) if not solved.refusal else None
    function, slope = (substitute(one, held) for one in (typed.function, solved.slopes[0]))
    return plots.tangent(function, slope, variable, name=solved.letter, at=at)
