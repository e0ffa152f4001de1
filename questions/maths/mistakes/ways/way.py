"""What a wrong way is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from questions.maths.differentiation.answers import GENERAL
from questions.maths.expression import (
    Call,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
    substitute,
)
from questions.maths.task import Pairs, Task

Results = tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """What a mal-rule makes of the derivatives; the tree is not tidy, for most are never shown.

    `point` is what is put into `tree` in the end: None for the point of the task, if it has one;
    empty for none. `beside` is the mal-rule that is at work in it besides, where another one is:
    an answer that this one explains alone shows nothing of `mal_rule`.
    """

    mal_rule: str
    tree: Expression
    point: Pairs | None = None
    beside: str | None = None

    @property
    def mal_rules(self) -> tuple[str, ...]:
        """Every mal-rule that is at work in it."""
        return (self.mal_rule, self.beside) if self.beside else (self.mal_rule,)


def plus(*terms: Expression) -> Expression:
    return terms[0] if len(terms) == 1 else Sum(terms)


def times(*factors: Expression) -> Expression:
    return factors[0] if len(factors) == 1 else Product(factors)


def minus(tree: Expression) -> Expression:
    return Negation(tree)


def over(above: Expression, below: Expression) -> Expression:
    return Quotient(above, below)


def length(entries: Sequence[Expression]) -> Expression:
    return Call("sqrt", (plus(*(Power(one, number(2)) for one in entries)),))


def dot(left: Sequence[Expression], right: Sequence[Expression]) -> Expression:
    return plus(*(times(*pair) for pair in zip(left, right, strict=True)))


def rightly(task: Task, results: Results) -> Expression:
    """What is made of the derivatives rightly, to look at its values: a derivative in a direction
    takes long to simplify, for its length is a root.
    """
    if task.ask != "directional":
        return GENERAL[task.ask](task, results)
    whole = dot(results, task.direction)
    return over(whole, length(task.direction)) if task.normalised else whole


@lru_cache(maxsize=512)
def put_in(tree: Expression, point: Pairs) -> Expression:
    """The tree at a point, the very same one for all ways that take it there: then it has a value
    already. Ways are written anew before they are shown, so that nobody sees another's decimals.
    """
    return substitute(tree, dict(point))


def linear(value: Expression, slopes: Results, at: Pairs, names: Sequence[str]) -> Expression:
    """value + slope (x - a) + ..."""
    point = dict(at)
    moved = (
        times(slope, plus(Symbol(name), minus(point[name])))
        for slope, name in zip(slopes, names, strict=True)
    )
    return plus(*moved, value)
