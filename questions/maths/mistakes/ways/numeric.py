"""Wrong ways through gradient descent and finite differences."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from questions.maths.differentiation.answers import GENERAL
from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.tidying import tidy
from questions.maths.differentiation.tidying.collecting import term_of
from questions.maths.expression import (
    Expression,
    Quotient,
    Sum,
    Symbol,
    Vector,
    number,
    substitute,
    symbols,
)
from questions.maths.mistakes.simplifying import slipped
from questions.maths.mistakes.ways.way import Results, Way, minus, over, plus, put_in, times
from questions.maths.task import SCHEMES, Task

Move = Callable[[Expression, Expression], Expression]
"""Where a step leads, from the old value and the slope."""


def descent_step(task: Task, results: Results) -> Iterator[Way]:
    """Ascent, the rate forgotten or used wrongly, steps that are not steps."""
    rate = task.rate or number(1)
    for mal_rule, move in _moves(rate):
        yield Way(mal_rule, _after(task, results, move), ())
    climbed = _after(task, results, plus)
    yield Way("ascent-for-descent", climbed, (), beside="learning-rate-forgotten")
    right = _moves_right(rate)
    if len(results) == 2:
        yield Way("components-swapped", _after(task, results[::-1], right), ())
    if len(results) > 1:
        for index in range(len(results)):
            yield Way("one-component-updated", _one_only(task, results, right, index), ())
        yield Way("new-components-used", _one_after_the_other(task, results, right), ())
    if task.steps > 1:
        yield Way("gradient-at-old-point", _stale(task, results), ())
        for steps in (task.steps - 1, task.steps + 1):
            yield Way("steps-miscounted", _after(task, results, right, steps), ())
    elif len(results) == 1 or task.steps == 1:
        yield Way("steps-miscounted", _after(task, results, right, 2), ())
    slopes = tuple(put_in(one, task.at) for one in results)
    yield Way("gradient-for-step", slopes[0] if len(slopes) == 1 else Vector(slopes), ())
    value = put_in(task.function, task.at)
    by_value: Move = lambda old, _: plus(old, minus(times(rate, value)))  # noqa: E731
    yield Way("step-by-value", _after(task, results, by_value), ())


def _moves_right(rate: Expression) -> Move:
    return lambda old, slope: plus(old, minus(times(rate, slope)))


def _moves(rate: Expression) -> Iterator[tuple[str, Move]]:
    yield "ascent-for-descent", lambda old, slope: plus(old, times(rate, slope))
    yield "learning-rate-forgotten", lambda old, slope: plus(old, minus(slope))
    yield (
        "learning-rate-divided",
        lambda old, slope: plus(old, minus(Quotient(slope, rate))),
    )
    yield (
        "learning-rate-twice",
        lambda old, slope: plus(old, minus(times(rate, rate, slope))),
    )
    yield "learning-rate-alone", lambda old, _: plus(old, minus(rate))
    yield "start-forgotten", lambda _, slope: minus(times(rate, slope))
    yield "start-forgotten", lambda _, slope: times(rate, slope)
    yield (
        "step-turned-round",
        lambda old, slope: plus(times(rate, slope), minus(old)),
    )
    yield "start-scaled", lambda old, slope: times(rate, plus(old, minus(slope)))


def _after(task: Task, results: Results, move: Move, steps: int | None = None) -> Expression:
    """Where so many steps lead, or as many as the task has."""
    names = task.with_respect_to
    point = tuple(dict(task.at)[name] for name in names)
    for _ in range(task.steps if steps is None else steps):
        here = tuple(zip(names, point, strict=True))
        slopes = tuple(put_in(one, here) for one in results)
        point = tuple(move(old, slope) for old, slope in zip(point, slopes, strict=True))
    return point[0] if len(point) == 1 else Vector(point)


def _stale(task: Task, results: Results) -> Expression:
    """Every step with the gradient of the first one."""
    far = times(task.rate or number(1), number(task.steps))
    return _after(task, results, _moves_right(far), 1)


def _one_only(task: Task, results: Results, move: Move, index: int) -> Expression:
    names = task.with_respect_to
    point = [dict(task.at)[name] for name in names]
    point[index] = move(point[index], put_in(results[index], task.at))
    return Vector(tuple(point))


def _one_after_the_other(task: Task, results: Results, move: Move) -> Expression:
    """Each slope at the components that are new already."""
    point = dict(task.at)
    for name, slope in zip(task.with_respect_to, results, strict=True):
        point[name] = move(point[name], put_in(slope, tuple(point.items())))
    return Vector(tuple(point[name] for name in task.with_respect_to))


def finite_difference(task: Task, _results: Results) -> Iterator[Way]:
    """Not divided, divided by another width, another scheme, the exact derivative; with a step that
    is a symbol a slip of algebra in expanding the change.
    """
    right, step = GENERAL[task.ask](task, ()), task.step or number(1)
    yield Way("finite-difference-without-h", times(right, step), ())
    yield Way("finite-difference-without-h", times(number(2), right, step), ())
    yield Way("difference-wrong-width", over(right, number(2)), ())
    yield Way("difference-wrong-width", times(number(2), right), ())
    yield Way("difference-multiplied", times(right, step, step), ())
    yield Way("sign-of-whole", minus(right), ())
    coefficient = term_of(tidy(task.function)).coefficient
    if coefficient not in {0, 1, -1}:
        yield Way("coefficient-dropped", over(right, number(coefficient)), ())
    if task.order == 1:
        for scheme in SCHEMES:
            if scheme != task.scheme:
                other = replace(task, scheme=scheme)
                yield Way("another-scheme", GENERAL[task.ask](other, ()), ())
    (name,) = task.with_respect_to
    slope = derive(task.function, name).result
    yield Way("derivative-for-difference", put_in(slope, task.at), ())
    here = dict(task.at).get(name, Symbol(name))
    ahead = substitute(task.function, {name: plus(here, step)})
    value = substitute(task.function, {name: here})
    yield Way("difference-not-taken", over(ahead, step), ())
    yield Way("difference-not-taken", over(Sum((ahead, value)), step), ())
    yield Way("step-added-outside", number(1), ())
    if symbols(step) and task.scheme == "forward" and task.order == 1:
        change = Sum((ahead, minus(value)))
        yield from (Way(one.mal_rule.id, over(one.tree, step), ()) for one in slipped(change))
