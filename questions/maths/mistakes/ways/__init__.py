"""Wrong ways through a task whose derivatives are right: what is made of them, and where.

A way is a tree in the derivatives, which stand in it as symbols (`results`), so that a mistake in
a derivative can be put into it as well.
"""

from collections.abc import Callable, Iterator
from typing import Final

from questions.maths.expression import Expression
from questions.maths.mistakes.ways.along import chain, directional
from questions.maths.mistakes.ways.curves import implicit, parametric
from questions.maths.mistakes.ways.lines import linear_approximation, tangent
from questions.maths.mistakes.ways.misread import Misread, misread
from questions.maths.mistakes.ways.numeric import descent_step, finite_difference
from questions.maths.mistakes.ways.points import pointed
from questions.maths.mistakes.ways.tables import hessian, jacobian
from questions.maths.mistakes.ways.way import Results, Way
from questions.maths.task import Task

_OF: Final[dict[str, Callable[[Task, Results], Iterator[Way]]]] = {
    "jacobian": jacobian,
    "hessian": hessian,
    "directional": directional,
    "chain": chain,
    "implicit": implicit,
    "parametric": parametric,
    "tangent": tangent,
    "linear_approximation": linear_approximation,
    "descent_step": descent_step,
    "finite_difference": finite_difference,
}


def ways(task: Task, results: Results) -> Iterator[Way]:
    """The wrong ways of a task, likeliest first within each mal-rule."""
    of_ask = _OF.get(task.ask)
    if of_ask is not None:
        yield from of_ask(task, results)
    yield from pointed(task, results)


__all__ = ["Expression", "Misread", "Results", "Way", "misread", "ways"]
