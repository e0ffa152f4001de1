"""What each task's answer is made of, once its derivatives are known."""

from collections.abc import Callable, Sequence
from typing import Final

from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.steps import Derivation
from questions.maths.differentiation.tidying import multiplied_out, tidy
from questions.maths.differentiation.values import exact, value_at
from questions.maths.expression import (
    Call,
    Expression,
    Matrix,
    Negation,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Vector,
    number,
    substitute,
)
from questions.maths.task import Pairs, Task

Results = tuple[Expression, ...]

POINTED: Final = frozenset({"tangent", "linear_approximation", "descent_step", "finite_difference"})
"""Tasks whose answer uses the point in more ways than putting it into a derivative."""


def difference(equation: Relation) -> Expression:
    """F of an equation written as F = 0: left minus right side."""
    left, right = equation.sides
    return left if right == number(0) else Sum((left, Negation(right)))


def plus(*terms: Expression) -> Expression:
    return exact(Sum(terms)) if len(terms) > 1 else exact(terms[0])


def times(*factors: Expression) -> Expression:
    return exact(Product(factors))


def length(entries: Sequence[Expression]) -> Expression:
    """The Euclidean norm."""
    return exact(Call("sqrt", (plus(*(Power(one, number(2)) for one in entries)),)))


def _last(_task: Task, results: Results) -> Expression:
    return results[-1]


def _gradient(_task: Task, results: Results) -> Expression:
    return Vector(results)


def _jacobian(task: Task, results: Results) -> Expression:
    width = len(task.with_respect_to)
    rows = [results[start : start + width] for start in range(0, len(results), width)]
    return Matrix(tuple(Vector(row) for row in rows))


def _hessian(task: Task, results: Results) -> Expression:
    width = len(task.with_respect_to) + 1
    rows = [results[start + 1 : start + width] for start in range(0, len(results), width)]
    return Matrix(tuple(Vector(row) for row in rows))


def unit(task: Task) -> Results:
    """The direction, divided by its length where a unit of length is asked."""
    if not task.normalised:
        return task.direction
    size = length(task.direction)
    return tuple(exact(Quotient(one, size)) for one in task.direction)


def _directional(task: Task, results: Results) -> Expression:
    size = length(task.direction) if task.normalised else number(1)
    terms = (Product(pair) for pair in zip(results, task.direction, strict=True))
    return exact(Quotient(plus(*terms), size))


def along(way: Expression, by: str) -> Derivation:
    """The derivation of one coordinate of a path."""
    root = derive(way, by)
    return Derivation(way, by, root, root.result)


def _chain(task: Task, results: Results) -> Expression:
    (by,) = task.with_respect_to
    path = dict(task.path)
    terms = [
        Product((substitute(slope, path), derive(way, by).result))
        for slope, way in zip(results, path.values(), strict=True)
    ]
    return plus(*terms)


def _implicit(task: Task, results: Results) -> Expression:
    slope = tidy(Negation(Quotient(*results)))
    if task.order == 1:
        return slope
    (x,), y = task.with_respect_to, task.dependent_variable
    along = Product((derive(slope, y).result, slope))
    return plus(derive(slope, x).result, along)


def _parametric(task: Task, results: Results) -> Expression:
    (by,), (across, up) = task.with_respect_to, results
    slope = tidy(Quotient(up, across))
    if task.order == 1:
        return slope
    return tidy(Quotient(derive(slope, by).result, across))


def linear(
    value: Expression, slopes: Sequence[Expression], at: Pairs, names: Sequence[str]
) -> Expression:
    """value + slope·(x - a) + ..., written out."""
    point = dict(at)
    moved = (
        Product((slope, plus(Symbol(name), Negation(point[name]))))
        for slope, name in zip(slopes, names, strict=True)
    )
    return plus(*moved, value)


def tangent(task: Task, results: Results) -> Expression:
    names = task.with_respect_to
    if task.is_equation:
        value = dict(task.at)[task.dependent_variable]
        slope = value_at(tidy(Negation(Quotient(*results))), task.at)
        return linear(value, (slope,), task.at, names)
    if isinstance(task.function, Vector):
        return _tangent_to_path(task, results)
    slopes = [value_at(one, task.at) for one in results]
    return linear(value_at(task.function, task.at), slopes, task.at, names)


def _tangent_to_path(task: Task, results: Results) -> Expression:
    x, y = (value_at(one, task.at) for one in task.function.children)
    slope = value_at(tidy(Quotient(results[1], results[0])), task.at)
    name = task.coordinates[0]
    return linear(y, (slope,), ((name, x),), (name,))


def _linear_approximation(task: Task, results: Results) -> Expression:
    line = tangent(task, results)
    return value_at(line, task.near) if task.near else line


def descent(task: Task, results: Results) -> tuple[Results, ...]:
    """The points of gradient descent, the start first."""
    names, start = task.with_respect_to, dict(task.at)
    points = [tuple(start[name] for name in names)]
    for _ in range(task.steps):
        here = tuple(zip(names, points[-1], strict=True))
        slopes = (value_at(one, here) for one in results)
        points.append(
            tuple(
                plus(value, Negation(times(task.rate or number(1), slope)))
                for value, slope in zip(points[-1], slopes, strict=True)
            )
        )
    return tuple(points)


def _descent_step(task: Task, results: Results) -> Expression:
    last = descent(task, results)[-1]
    return last[0] if len(last) == 1 else Vector(last)


WEIGHTS: Final[dict[tuple[str, int], tuple[tuple[int, int], ...]]] = {
    ("forward", 1): ((1, 1), (0, -1)),
    ("backward", 1): ((0, 1), (-1, -1)),
    ("central", 1): ((1, 1), (-1, -1)),
    ("central", 2): ((1, 1), (0, -2), (-1, 1)),
}
"""By scheme and order: how many steps away, and with which weight, a value is taken."""


def places(task: Task) -> tuple[Pairs, ...]:
    """Where a finite difference takes the function's values."""
    (name,), step = task.with_respect_to, task.step or number(1)
    here = dict(task.at).get(name, Symbol(name))
    steps = (away for away, _ in WEIGHTS[task.scheme, task.order])
    return tuple(((name, plus(here, times(number(away), step))),) for away in steps)


def _finite_difference(task: Task, _results: Results) -> Expression:
    step = task.step or number(1)
    terms = [
        times(number(weight), value_at(task.function, place))
        for place, (_, weight) in zip(places(task), WEIGHTS[task.scheme, task.order], strict=True)
    ]
    wide = 2 if (task.scheme, task.order) == ("central", 1) else 1
    below = times(number(wide), Power(step, number(task.order)))
    opened = exact(Quotient(plus(*map(multiplied_out, terms)), below))
    return exact(Quotient(plus(*terms), below)) if isinstance(opened, Quotient) else opened


GENERAL: Final[dict[str, Callable[[Task, Results], Expression]]] = {
    "derivative": _last,
    "partial": _last,
    "gradient": _gradient,
    "jacobian": _jacobian,
    "hessian": _hessian,
    "directional": _directional,
    "chain": _chain,
    "implicit": _implicit,
    "parametric": _parametric,
    "tangent": tangent,
    "linear_approximation": _linear_approximation,
    "descent_step": _descent_step,
    "finite_difference": _finite_difference,
}
"""The answer of each task from its derivatives, as a function of the variables."""
