"""Slips of algebra: the function rewritten wrongly before a right derivation, or its result after.

The result is looked at as the rules write it, before any simplifying, and tidy.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

import numpy as np

from questions.maths.differentiation import Derivation, differentiate
from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import multiplied_out, tidy
from questions.maths.errors import MathsError
from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import CHILDREN, Expression, Quotient, Sum, size
from questions.maths.mistakes.asked import (
    SLOPE_STEP,
    SLOPE_TOLERANCE,
    Asked,
    places_at,
    tolerance_of,
    values_at,
)
from questions.maths.mistakes.candidates import Places
from questions.maths.mistakes.catalogue import CATALOGUE, MalRule
from questions.maths.mistakes.explanation import ONE_FAULT, Explanation
from questions.maths.mistakes.guard import skipping
from questions.maths.mistakes.rewriting import Fault, rebuilt
from questions.maths.mistakes.slips.sorts import Slip, may_happen
from questions.maths.mistakes.table import Floats, agreeing
from questions.maths.mistakes.trees import Place, nodes, values_of
from questions.maths.mistakes.unsimplified import unsimplified
from questions.maths.task import Pairs
from questions.maths.writing import write_latex

LARGEST_TREE = 80
"""Longer trees are not searched for slips of algebra."""

MOST_SLIPS = 160
RULES: Final = tuple(rule for rule in CATALOGUE.values() if rule.slips)


@dataclass(frozen=True, slots=True)
class Slipped:
    """A tree with one of its nodes rewritten by a mal-rule."""

    mal_rule: MalRule
    place: Place
    new: Expression

    @property
    def tree(self) -> Expression:
        return self.place.with_node(self.new)

    @property
    def step(self) -> str:
        """What was turned into what."""
        return f"${write_latex(self.place.node)}$ turned into ${write_latex(tidy(self.new))}$"


def slipped(tree: Expression) -> Iterator[Slipped]:
    """Every tree that one slip makes of a tree, at most `MOST_SLIPS`."""
    if size(tree) > LARGEST_TREE:
        return
    count = 0
    for place in nodes(tree, leaves=False):
        for rule, slips in _fitting(place.node):
            for wrong in _wrong(rule, slips, place.node):
                yield Slipped(rule, place, wrong)
                count += 1
                if count == MOST_SLIPS:
                    return


@dataclass(frozen=True, slots=True)
class Slips:
    """Slips with the values of what comes of each, one row a slip."""

    every: tuple[Slipped, ...]
    values: Floats
    places: Places

    @classmethod
    def of(cls, trees: Iterable[Expression], places: Places) -> "Slips":
        """All that may happen in any of the trees."""
        every = tuple(slip for tree in trees for slip in slipped(tree))
        return cls(every, values_of(every, Evaluation(places), places.length), places)

    def leading_to(self, answer: Expression, near: float) -> list[Slipped]:
        """Those that may give the answer, as far as floats can tell."""
        found = agreeing(self.values, values_at(answer, self.places), near)
        return [self.every[row] for row in found]

    def giving(
        self, answer: Expression, same: Callable[[Expression, Expression], bool]
    ) -> Iterator[tuple[Slipped, Expression]]:
        """Those that are confirmed to give the answer, with it as it comes out."""
        for slip in self.leading_to(answer, tolerance_of(answer)):
            redone = tidy(slip.tree)
            if same(redone, answer):
                yield slip, redone


def simplified_wrongly(slip: Slipped, redone: Expression) -> Explanation:
    """The explanation by a slip in what is right."""
    return Explanation((slip.mal_rule.id,), f"Simplifying: {slip.step}", ONE_FAULT, redone)


def after(asked: Asked) -> Slips | None:
    """Slips in the result; None where there is nowhere to look."""
    return _after(asked.derivations[-1], asked.names, asked.at)


def before(asked: Asked, answer: Expression) -> Iterator[tuple[Slipped, Expression]]:
    """Slips in the function, with the right derivative of what it became."""
    rows = None
    if len(asked.derivations) == 1:
        rows = _before(asked.derivations[0], asked.names, asked.at)
    if rows is None:
        return
    for slip in rows.leading_to(answer, max(SLOPE_TOLERANCE, tolerance_of(answer))):
        try:
            yield slip, _derived(slip, asked.derivations[0].variable)
        except MathsError:
            continue


def expected(asked: Asked, mal_rule: str) -> Iterator[Callable[[], Expression]]:
    """How to build what a slip of one mal-rule leads to, of the function first, then the result."""
    last = asked.derivations[-1]
    if len(asked.derivations) == 1:
        for slip in (slip for form in _on_paper(last.expression) for slip in slipped(form)):
            if slip.mal_rule.id == mal_rule:
                yield partial(_derived, slip, last.variable)
    for slip in (slip for form in forms(last.steps) for slip in slipped(form)):
        if slip.mal_rule.id == mal_rule:
            yield partial(_tidied, slip)


def _derived(slip: Slipped, variable: str) -> Expression:
    return differentiate(tidy(slip.tree), variable).result


def _tidied(slip: Slipped) -> Expression:
    return tidy(slip.tree)


@lru_cache(maxsize=64)
def _after(derivation: Derivation, names: tuple[str, ...], at: Pairs) -> Slips | None:
    found = places_at(at, (derivation.expression, derivation.result), names)
    if found is None:
        return None
    return Slips.of(forms(derivation.steps), found)


@lru_cache(maxsize=64)
def _before(derivation: Derivation, names: tuple[str, ...], at: Pairs) -> Slips | None:
    """Slopes by central differences, which are near enough to be worth differentiating."""
    found = places_at(at, (derivation.expression, derivation.result), names)
    if found is None:
        return None
    here = found[derivation.variable]
    step = SLOPE_STEP * np.maximum(np.abs(here), 0.1)
    slips = tuple(slip for form in _on_paper(derivation.expression) for slip in slipped(form))
    ahead, behind = (
        values_of(slips, Evaluation({**found, derivation.variable: here + side}), found.length)
        for side in (step, -step)
    )
    return Slips(slips, (ahead - behind) / (2 * step), found)


def _on_paper(function: Expression) -> tuple[Expression, ...]:
    """The ways in which somebody may differentiate it: as it stands, a fraction term by term."""
    if isinstance(function, Quotient) and isinstance(function.numerator, Sum):
        terms = (Quotient(term, function.denominator) for term in function.numerator.terms)
        return function, Sum(tuple(terms))
    return (function,)


def forms(root: Step, faults: Sequence[Fault] = ()) -> tuple[Expression, ...]:
    """The ways in which a result, with some steps broken, may have stood on paper."""
    result = rebuilt(root, faults)
    return tuple(dict.fromkeys((unsimplified(root, faults), result, multiplied_out(result))))


_Fitting = tuple[tuple[MalRule, tuple[Slip, ...]], ...]


def _fitting(node: Expression) -> _Fitting:
    """The mal-rules that may happen to a node, with those of their slips that may."""
    return _OF_SORT[type(node)] if node.children else ()


def _of_sort(sort: type[Expression]) -> _Fitting:
    every = ((rule, tuple(one for one in rule.slips if may_happen(one, sort))) for rule in RULES)
    return tuple((rule, slips) for rule, slips in every if slips)


_OF_SORT: Final = {sort: _of_sort(sort) for sort in CHILDREN}


def _wrong(rule: MalRule, slips: Sequence[Slip], node: Expression) -> list[Expression]:
    found: list[Expression] = []
    with skipping(rule.id):
        found.extend(wrong for slip in slips for wrong in slip(node))
    return found
