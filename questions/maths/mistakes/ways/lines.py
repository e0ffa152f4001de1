"""Wrong ways to tangents and linear approximations."""

from collections.abc import Iterator

from questions.maths.differentiation.tidying import ZERO
from questions.maths.differentiation.values import value_at
from questions.maths.expression import (
    Expression,
    Product,
    Quotient,
    Relation,
    Vector,
    number,
    substitute,
)
from questions.maths.mistakes.ways.way import Results, Way, linear, minus, over, plus, times
from questions.maths.task import Pairs, Task


def tangent(task: Task, results: Results) -> Iterator[Way]:
    """The base point or its value forgotten, the slope left open, turned or exchanged."""
    if isinstance(task.function, Relation):
        slope = value_at(minus(Quotient(*results)), task.at)
        place, value = task.at, dict(task.at)[task.dependent_variable]
        yield from _lines(value, (slope,), place, task.with_respect_to)
    elif isinstance(task.function, Vector):
        x, y = (value_at(one, task.at) for one in task.function.children)
        name = task.coordinates[0]
        slope = value_at(over(results[1], results[0]), task.at)
        yield from _lines(y, (slope,), ((name, x),), (name,))
    else:
        yield from _of_function(task, results)


def _of_function(task: Task, results: Results) -> Iterator[Way]:
    value, names = value_at(task.function, task.at), task.with_respect_to
    slopes = tuple(value_at(one, task.at) for one in results)
    yield from _lines(value, slopes, task.at, names)
    yield Way("point-not-put-in", linear(value, results, task.at, names), ())
    if len(results) == 1 and task.ask == "tangent":
        yield Way("point-not-put-in", results[0], ())


def _lines(value: Expression, slopes: Results, at: Pairs, names: tuple[str, ...]) -> Iterator[Way]:
    point = dict(at)
    origin = tuple((name, ZERO) for name in names)
    yield Way("tangent-without-point", linear(value, slopes, origin, names), ())
    yield Way("tangent-without-value", linear(ZERO, slopes, at, names), ())
    yield Way("tangent-without-value", linear(ZERO, slopes, origin, names), ())
    for turned in _turned(point, names):
        yield Way("sign-slip", linear(value, slopes, turned, names), ())
    yield Way("sign-slip", linear(minus(value), slopes, at, names), ())
    for each in _each_alone(slopes):
        yield Way("one-component-only", linear(value, each, at, names), ())
    if len(slopes) == 1:
        (slope,) = slopes
        normal = minus(Quotient(number(1), slope))
        yield Way("normal-for-tangent", linear(value, (normal,), at, names), ())
        yield Way("value-and-slope-exchanged", linear(slope, (value,), at, names), ())
        yield Way("derivative-for-tangent", slope, ())
        own = point[names[0]]
        yield Way("value-used-as-place", linear(own, slopes, ((names[0], value),), names), ())
    else:
        yield Way("components-swapped", linear(value, slopes[::-1], at, names), ())
        yield Way("gradient-for-directional", Vector(slopes), ())


def _turned(point: dict[str, Expression], names: tuple[str, ...]) -> Iterator[Pairs]:
    """The point with the signs of all of its coordinates turned, or of one."""
    for wrong in dict.fromkeys((names, *((name,) for name in names))):
        yield tuple((name, minus(point[name]) if name in wrong else point[name]) for name in names)


def _each_alone(slopes: Results) -> Iterator[Results]:
    if len(slopes) > 1:
        for index in range(len(slopes)):
            yield tuple(one if at == index else ZERO for at, one in enumerate(slopes))


def linear_approximation(task: Task, results: Results) -> Iterator[Way]:
    """As a tangent, at the place that is asked for; the step forgotten, the exact value given."""
    value = value_at(task.function, task.at)
    names = task.with_respect_to
    slopes = tuple(value_at(one, task.at) for one in results)
    for way in _of_function(task, results):
        tree = substitute(way.tree, dict(task.near)) if task.near else way.tree
        rule = LINEAR.get(way.mal_rule, way.mal_rule)
        yield Way(rule, tree, ())
    if not task.near:
        return
    yield Way("step-forgotten", plus(value, *slopes), ())
    yield Way("exact-for-linear", value_at(task.function, task.near), ())
    yield Way("f-for-derivative", value, ())
    near, at = dict(task.near), dict(task.at)
    steps = [plus(near[name], minus(at[name])) for name in names]
    change = [times(*pair) for pair in zip(slopes, steps, strict=True)]
    yield Way("sign-slip", plus(value, minus(plus(*change))), ())
    halves = [Product((each, step)) for each, step in zip(change, steps, strict=True)]
    yield Way("step-squared", plus(value, *halves), ())


LINEAR = {
    "tangent-without-point": "linear-without-step",
    "tangent-without-value": "linear-without-value",
}
"""What the wrong ways to a tangent are called where a value is approximated."""
