"""Explaining implicit slopes: a function of both variables was differentiated wrongly.

Both sides are differentiated by x as they are along a line through the point, y = c + m·x: there
y' is m, and what a mistake makes of the derivative is linear in it as long as y' is a factor where
it should be one. The slope is the m at which the derivative is 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np

from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.shapes import replaced
from questions.maths.differentiation.tidying import ONE, ZERO, tidy
from questions.maths.errors import LimitError
from questions.maths.expression import (
    Expression,
    Product,
    Sum,
    Symbol,
    shape,
    substitute,
)
from questions.maths.mistakes.asked import are_same, tolerance_of, values_at
from questions.maths.mistakes.candidates import Candidates
from questions.maths.mistakes.explanation import ONE_FAULT, Explanation, explanation
from questions.maths.mistakes.made import Made
from questions.maths.mistakes.places import Places
from questions.maths.mistakes.rewriting import Fault, rebuilt
from questions.maths.mistakes.sites import site
from questions.maths.mistakes.table import Floats, agreeing
from questions.maths.mistakes.ways.way import minus, over, plus

MOST_REBUILT: Final = 8
COMMON: Final = 1.0
"""What is rarer fits by chance as often as it happens: the two sides together have many steps."""
SLOPE: Final = Symbol("slope of the line")
START: Final = Symbol("start of the line")
SLOPES: Final = (0.0, 1.0, 2.0)
"""At the third it is seen whether a row is linear in the slope."""


@dataclass(frozen=True, slots=True, eq=False)
class _Total:
    """The derivation along a line, and the slope that each of its wrong results leads to."""

    made: Made
    candidates: Candidates
    slopes: Floats

    def slope_with(self, faults: tuple[Fault, ...]) -> Expression:
        """The slope that the mistakes lead to, written with the task's own names."""
        x, y = _names(self.made)
        line = _line(x)
        wrong = replaced(rebuilt(self.candidates.root, faults), line, Symbol(y))
        without = _on_line(wrong, ZERO, x, y)
        factor = plus(_on_line(wrong, ONE, x, y), minus(without))
        return self.made.finished(minus(over(tidy(without), tidy(factor))), None)


def by_total_derivative(made: Made, answer: Expression) -> Iterator[Explanation]:
    """One mal-rule, at one step of both sides differentiated together, solved rightly."""
    if made.task.ask != "implicit" or made.task.order > 1 or shape(answer):
        return
    total, places = _total(made), made.places_of(())
    if total is None or places is None or made.task.at:
        return
    wanted = values_at(answer, places)
    for row in agreeing(total.slopes, wanted, tolerance_of(answer))[:MOST_REBUILT]:
        faults = total.candidates.explained(int(row))
        if not row or not _is_of_both(made, faults):
            continue
        tree = total.slope_with(faults)
        if are_same(tree, answer, made.names):
            told = [(total.candidates.root, tuple(_told(made, one) for one in faults))]
            yield replace(explanation(told, tree, ONE_FAULT), broken=())


@lru_cache(maxsize=32)
def _total(made: Made) -> _Total | None:
    x, y = _names(made)
    generic = made.places_of(())
    if generic is None:
        return None
    count = generic.length
    places = Places({name: np.tile(values, len(SLOPES)) for name, values in generic.items()})
    slope = np.repeat(SLOPES, count)
    places |= {SLOPE.name: slope, START.name: places[y] - slope * places[x]}
    try:
        step = derive(substitute(made.solution.derivations[0].expression, {y: _line(x)}), x)
    except LimitError:
        return None
    candidates = Candidates(site(step), places)
    first, second, third = candidates.values.reshape(-1, len(SLOPES), count).transpose(1, 0, 2)
    with np.errstate(all="ignore"):
        found = -first / (second - first)
        bent = np.abs(third - 2 * second + first) > 1e-6 * np.abs(second - first)
    return _Total(made, candidates, np.where(bent, np.nan, found))


def _names(made: Made) -> tuple[str, str]:
    (x,) = made.task.with_respect_to
    return x, made.task.dependent_variable


def _line(x: str) -> Expression:
    return Sum((START, Product((SLOPE, Symbol(x)))))


def _on_line(tree: Expression, slope: Expression, x: str, y: str) -> Expression:
    """The tree for a line of this slope that goes through the point."""
    start = plus(Symbol(y), minus(Product((slope, Symbol(x)))))
    return substitute(tree, {SLOPE.name: slope, START.name: start})


def _is_of_both(made: Made, faults: tuple[Fault, ...]) -> bool:
    """Whether common mal-rules broke no step of the line itself, nor what is done with y alone."""
    x, _ = _names(made)
    line = _line(x)
    return all(
        one.weight >= COMMON
        and one.step.expression not in (line, *line.children)
        and dict(one.step.parts).get("u") != line
        for one in faults
    )


def _told(made: Made, fault: Fault) -> Fault:
    """The fault at a step that speaks of y."""
    x, y = _names(made)
    named = replaced(fault.step.expression, _line(x), Symbol(y))
    return replace(fault, step=replace(fault.step, expression=named))
