"""Wrong ways with a point: other points, no point, the function's value in place of its rate."""

from collections.abc import Iterator
from functools import lru_cache

from questions.maths.differentiation.answers import POINTED
from questions.maths.differentiation.tidying import ONE, ZERO, tidy
from questions.maths.expression import (
    Expression,
    Negation,
    Relation,
    Sum,
    Vector,
    plain,
    symbols,
)
from questions.maths.mistakes.ways.way import Results, Way, over, put_in, rightly
from questions.maths.task import Pairs, Task


def pointed(task: Task, results: Results) -> Iterator[Way]:
    """For every task whose answer is a value at its point."""
    if not task.at or task.ask in POINTED:
        return
    general = rightly(task, results)
    yield Way("point-not-put-in", general, ())
    for point in _other_points(task.at):
        yield Way("another-point", general, point)
    if isinstance(task.function, Vector | Relation):
        return
    value = put_in(task.function, task.at)
    yield Way("f-for-derivative", value)
    if task.ask in {"derivative", "partial"}:
        yield from _of_a_number(task, value)
    if task.ask == "gradient":
        zeros = Vector((ZERO,) * len(task.with_respect_to))
        yield Way("evaluated-before-differentiating", zeros)


def _of_a_number(task: Task, value: Expression) -> Iterator[Way]:
    yield Way("evaluated-before-differentiating", ZERO)
    name = task.sequence[-1]
    place = dict(task.at)[name]
    if place == ZERO:
        return
    start = put_in(put_in(task.function, ((name, ZERO),)), task.at)
    rise = Sum((value, Negation(start)))
    yield Way("slope-as-quotient", over(value, place))
    yield Way("average-for-instantaneous", over(rise, place))


def turned_points(at: Pairs) -> Iterator[Pairs]:
    """Coordinates exchanged, and signs lost."""
    names, values = [name for name, _ in at], [value for _, value in at]
    for shift in range(1, len(at)):
        exchanged = values[shift:] + values[:shift]
        if exchanged != values:
            yield tuple(zip(names, exchanged, strict=True))
    for index, place in enumerate(values):
        yield from _with(at, index, _turned(place))


@lru_cache(maxsize=256)
def _turned(place: Expression) -> Expression:
    return tidy(Negation(plain(place)))


def _other_points(at: Pairs) -> Iterator[Pairs]:
    """Coordinates exchanged, signs lost, 0 or 1 for one of them."""
    yield from turned_points(at)
    for index, (_, place) in enumerate(at):
        for other in (ZERO, ONE) if not symbols(place) else ():
            yield from _with(at, index, other)


def _with(at: Pairs, index: int, other: Expression) -> Iterator[Pairs]:
    """The point with another value of one coordinate, if it is another one."""
    name, place = at[index]
    if other != place:
        yield (*at[:index], (name, other), *at[index + 1 :])
