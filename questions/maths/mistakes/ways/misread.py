"""Tasks as somebody misread them: whatever is made of the derivatives afterwards is done in them,
rightly or in another wrong way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Final

from questions.maths.differentiation.answers import POINTED
from questions.maths.differentiation.tidying import ONE, tidy
from questions.maths.differentiation.values import value_at
from questions.maths.expression import Expression, Negation, Vector, plain
from questions.maths.mistakes.ways.points import turned_points
from questions.maths.mistakes.ways.way import Results, minus, over, plus, rightly, times
from questions.maths.task import SCHEMES, Task

OF_RATE: Final = "learning-rate"
"""What the mal-rules about the learning rate begin with: of two the second undoes the first."""


@dataclass(frozen=True)
class Misread:
    """The task `of` which somebody took something otherwise, and its derivatives as they did."""

    mal_rule: str
    of: Task
    results: Results
    otherwise: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def task(self) -> Task:
        """The task as the mal-rule takes it; of most only the mal-rule is asked for."""
        return replace(self.of, **self.otherwise) if self.otherwise else self.of

    @property
    def answer(self) -> Expression:
        """What is made of it rightly, not tidy, before the point is put in."""
        return rightly(self.task, self.results)

    def goes_with(self, mal_rule: str) -> bool:
        """Whether another mal-rule may be at work beside it, on something else."""
        both = (self.mal_rule, mal_rule)
        return mal_rule != self.mal_rule and not all(one.startswith(OF_RATE) for one in both)


def misread(task: Task, results: Results) -> Iterator[Misread]:
    """The ways of misreading that leave something to be done."""
    if task.at:
        for point in turned_points(task.at):
            yield Misread("another-point", task, results, {"at": point})
        if task.ask not in POINTED:
            yield Misread("point-not-put-in", task, results, {"at": ()})
    of_ask = _OF.get(task.ask)
    if of_ask is not None:
        yield from of_ask(task, results)


def _gradient(task: Task, results: Results) -> Iterator[Misread]:
    if len(results) == 2:
        yield Misread("components-swapped", task, results[::-1])
    yield Misread("sign-of-whole", task, _turned(results))


def _turned(results: Results) -> Results:
    return tuple(minus(one) for one in results)


def _directional(task: Task, results: Results) -> Iterator[Misread]:
    if len(set(task.direction)) > 1:
        yield Misread("components-swapped", task, results, {"direction": task.direction[::-1]})
    if task.normalised:
        yield Misread("direction-not-normalised", task, results, {"normalised": False})
    else:
        yield Misread("direction-wrongly-normalised", task, results, {"normalised": True})
    yield Misread("sign-of-whole", task, _turned(results))


def _chain(task: Task, results: Results) -> Iterator[Misread]:
    yield Misread("sign-of-whole", task, _turned(results))
    if len(results) == 2:
        yield Misread("components-swapped", task, results[::-1])


def _implicit(task: Task, results: Results) -> Iterator[Misread]:
    across, up = results
    yield Misread("implicit-sign", task, (minus(across), up))
    yield Misread("implicit-upside-down", task, (up, across))


def _parametric(task: Task, results: Results) -> Iterator[Misread]:
    across, up = results
    yield Misread("parametric-upside-down", task, (up, across))
    yield Misread("sign-of-whole", task, (across, minus(up)))


def _jacobian(task: Task, results: Results) -> Iterator[Misread]:
    width = len(task.with_respect_to)
    if len(results) == width * width:
        transposed = tuple(one for at in range(width) for one in results[at::width])
        yield Misread("jacobian-transposed", task, transposed)
    yield Misread("sign-of-whole", task, _turned(results))


def _hessian(task: Task, results: Results) -> Iterator[Misread]:
    yield Misread("sign-of-whole", task, _turned(results))


def _tangent(task: Task, results: Results) -> Iterator[Misread]:
    """The value left out, the normal's slope; of a curve the point is on it already."""
    if isinstance(task.function, Vector) or task.is_equation:
        return
    value = value_at(task.function, task.at)
    mal_rule = "tangent-without-value" if task.ask == "tangent" else "linear-without-value"
    yield Misread(mal_rule, task, results, {"function": plus(task.function, minus(value))})
    if len(results) == 1 and task.ask == "tangent":
        yield Misread("normal-for-tangent", task, (minus(over(ONE, results[0])),))
    if len(results) == 2:
        yield Misread("components-swapped", task, results[::-1])


@lru_cache(maxsize=64)
def _rates(rate: Expression) -> tuple[tuple[str, Expression], ...]:
    """What is taken for the rate, in plain numbers: nobody sees another's decimals."""
    rate = plain(rate)
    return (
        ("ascent-for-descent", tidy(Negation(rate))),
        ("learning-rate-forgotten", ONE),
        ("learning-rate-divided", tidy(over(ONE, rate))),
        ("learning-rate-twice", tidy(times(rate, rate))),
    )


def _descent_step(task: Task, results: Results) -> Iterator[Misread]:
    rate = task.rate or ONE
    for mal_rule, other in _rates(rate):
        if other != rate:
            yield Misread(mal_rule, task, results, {"rate": other})
    for steps in (task.steps - 1, task.steps + 1):
        if steps:
            yield Misread("steps-miscounted", task, results, {"steps": steps})
    if len(results) == 2:
        yield Misread("components-swapped", task, results[::-1])
    if task.steps == 1:
        value = value_at(task.function, task.at)
        yield Misread("step-by-value", task, (value,) * len(results))


def _finite_difference(task: Task, results: Results) -> Iterator[Misread]:
    if task.order == 1:
        for scheme in SCHEMES:
            if scheme != task.scheme:
                yield Misread("another-scheme", task, results, {"scheme": scheme})
    yield Misread("sign-of-whole", task, results, {"function": minus(task.function)})


_OF: Final = {
    "gradient": _gradient,
    "directional": _directional,
    "chain": _chain,
    "implicit": _implicit,
    "parametric": _parametric,
    "jacobian": _jacobian,
    "hessian": _hessian,
    "tangent": _tangent,
    "linear_approximation": _tangent,
    "descent_step": _descent_step,
    "finite_difference": _finite_difference,
}
