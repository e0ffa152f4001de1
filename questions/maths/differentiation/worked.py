"""The worked solution of a task: parts with their lines, checked step by step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from questions.maths.differentiation import answers, curves, naming, stepping
from questions.maths.differentiation.checking import check
from questions.maths.differentiation.narration import narrate
from questions.maths.differentiation.parts import Part, at_point, named_result, part, slopes
from questions.maths.differentiation.raw import multiplied
from questions.maths.differentiation.solution import Solution, solve
from questions.maths.differentiation.values import value_at
from questions.maths.differentiation.wording import Line, Piece, equation, row, say
from questions.maths.expression import (
    Call,
    Dotted,
    Expression,
    Power,
    Quotient,
    Sum,
    Vector,
    number,
    substitute,
)
from questions.maths.task import Task

Parts = Iterator[Part]


@dataclass(frozen=True, slots=True)
class Worked:
    """A task's solution with the lines that lead to it, in parts with a label each.

    The label is a derivative's name, or nothing where there is only one part.
    """

    task: Task
    solution: Solution
    parts: tuple[Part, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all parts in order."""
        return tuple(line for one in self.parts for line in one.lines)


def work(task: Task, solution: Solution | None = None) -> Worked:
    """The worked solution. Raises as `solve` does, and where a step does not hold when checked.

    `solution` is that of the task, if known.
    """
    solution = solution or solve(task)
    worked = Worked(task, solution, parts_of(task, solution))
    check(worked.lines, solution.derivations)
    return worked


def parts_of(task: Task, solution: Solution) -> tuple[Part, ...]:
    """The parts with their lines, not yet checked; a single one has no label."""
    parts = tuple(_BUILDERS[task.ask](task, solution))
    return (Part(None, parts[0].lines),) if len(parts) == 1 else parts


def _in_sequence(task: Task, solution: Solution) -> Parts:
    """A derivative of any order, by one variable or several."""
    is_partial = task.ask == "partial"
    for place, one in enumerate(solution.derivations, 1):
        by = task.sequence[:place]
        if is_partial:
            left = naming.partial(task.name, by)
        else:
            left = naming.of_argument(task.name, place, by[0])
        yield part(left, narrate(one, left, method=task.method if place == 1 else ""))
    if task.at:
        shown = left if is_partial else _at_argument(task, len(task.sequence))
        yield at_point(task.at, shown, solution.general, solution.key)


def _at_argument(task: Task, order: int) -> Piece:
    """f'(2)."""
    value = row(dict(task.at)[task.with_respect_to[0]])
    return row(naming.primed(task.name, order), "(", value, ")")


def _gradient(task: Task, solution: Solution) -> Parts:
    yield from slopes(task, solution.derivations)
    left = naming.gradient(task.name)
    said = "The gradient is the vector of the partial derivatives."
    yield named_result(left, "Gradient", said, solution.general)
    if task.at:
        yield at_point(task.at, left, solution.general, solution.key)


def _jacobian(task: Task, solution: Solution) -> Parts:
    width = len(task.with_respect_to)
    for place, one in enumerate(solution.derivations):
        name = f"{task.name}_{place // width + 1}"
        left = naming.partial(name, (one.variable,))
        yield part(left, narrate(one, left))
    left = naming.upright("J")
    said = "The Jacobian has one row for each function and one column for each variable."
    yield named_result(left, "Jacobian matrix", said, solution.general)
    if task.at:
        yield at_point(task.at, left, solution.general, solution.key)


def _hessian(task: Task, solution: Solution) -> Parts:
    names = task.with_respect_to
    width = len(names) + 1
    for place, one in enumerate(solution.derivations):
        first, second = divmod(place, width)
        if 0 < second <= first:
            continue  # The same mixed derivative in the other order.
        by = (names[first],) if second == 0 else (names[first], names[second - 1])
        left = naming.partial(task.name, by)
        yield part(left, narrate(one, left))
    left = naming.upright("H")
    said = "The order of differentiation does not matter here, so the Hessian is symmetric."
    if len(names) == 1:
        said = "With one variable the Hessian has one entry."
    yield named_result(left, "Hessian matrix", said, solution.general)
    if task.at:
        yield at_point(task.at, left, solution.general, solution.key)


def _directional(task: Task, solution: Solution) -> Parts:
    results = tuple(one.result for one in solution.derivations)
    left = naming.gradient(task.name)
    yield from slopes(task, solution.derivations)
    gradient: Expression = Vector(results)
    if task.at:
        here = value_at(gradient, task.at)
        yield at_point(task.at, left, gradient, here)
        gradient = here
    direction: Expression = Vector(answers.unit(task))
    called = row(naming.lowered("D", "u"), naming.upright(task.name))
    lines = list(_unit_direction(task, direction))
    terms = map(Dotted, zip(gradient.children, direction.children, strict=True))
    said = say("Multiply the gradient with the direction, entry by entry, and add.")
    found = equation(called, Sum(tuple(terms)), solution.key)
    lines.append(Line("directional", "Directional derivative", said, found))
    yield Part(called, tuple(lines))


def _unit_direction(task: Task, direction: Expression) -> Iterator[Line]:
    size = answers.length(task.direction)
    if not task.normalised or size == number(1):
        return
    given = Vector(task.direction)
    squares = Call("sqrt", (Sum(tuple(Power(one, number(2)) for one in task.direction)),))
    said = say("Divide the direction by its length, for the rate per unit of length.")
    long = equation(row("|", given, "|"), squares, size)
    divided = row(Quotient(number(1), size), naming.TIMES, given)
    shown = equation(row(naming.bold("u")), divided, direction)
    yield Line("direction", "Unit direction", said, shown, (long,))


def _chain(task: Task, solution: Solution) -> Parts:
    (by,), path = task.with_respect_to, dict(task.path)
    yield from slopes(task, solution.derivations)
    ways = []
    for name, way in task.path:
        one = answers.along(way, by)
        ways.append(one.result)
        left = naming.leibniz(name, (by,))
        yield part(left, narrate(one, left))
    results = [one.result for one in solution.derivations]
    raw = Sum(tuple(multiplied(*pair) for pair in zip(results, ways, strict=True)))
    put = Sum(
        tuple(
            multiplied(substitute(slope, path), way)
            for slope, way in zip(results, ways, strict=True)
        )
    )
    left = naming.leibniz(task.name, (by,))
    terms = " + ".join(
        rf"{naming.partial(task.name, (name,)).latex} {naming.leibniz(name, (by,)).latex}"
        for name in path
    )
    plain = " + ".join(
        f"{naming.partial(task.name, (name,)).unicode}·{naming.leibniz(name, (by,)).unicode}"
        for name in path
    )
    said = say(
        "Every variable passes its change on: ",
        row(left, " = ", naming.both(terms, plain)),
        ".",
    )
    inside = say("Put the path in for the variables.")
    yield Part(
        left,
        (
            Line("multivariable-chain", "Chain rule along the path", said, equation(left, raw)),
            Line("multivariable-chain", "Result", inside, equation(left, put, solution.general)),
        ),
    )
    if task.at:
        yield at_point(task.at, left, solution.general, solution.key)


_BUILDERS: Final[dict[str, Callable[[Task, Solution], Parts]]] = {
    "derivative": _in_sequence,
    "partial": _in_sequence,
    "gradient": _gradient,
    "jacobian": _jacobian,
    "hessian": _hessian,
    "directional": _directional,
    "chain": _chain,
    "implicit": curves.implicit,
    "parametric": curves.parametric,
    "tangent": stepping.tangent,
    "linear_approximation": stepping.linear_approximation,
    "descent_step": stepping.descent,
    "finite_difference": stepping.finite_difference,
}
