"""The derivative of a function by cases: case by case, without the borders between them.

At a border it takes both formulas to say whether there is a derivative, so conditions become
strict: `x >= 0` gives a derivative for x > 0, and what holds otherwise gets the rest but borders.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from questions.maths.differentiation.tidying import rational
from questions.maths.expression import (
    Branch,
    Expression,
    Piecewise,
    Relation,
    Symbol,
    symbols,
)

STRICT: Final = {"<=": "<", ">=": ">"}
OPPOSITE: Final = {"<": ">", "<=": ">", ">": "<", ">=": "<", "=": "!=", "!=": "="}
TURNED: Final = {"<": ">", ">": "<"}


def values(tree: Piecewise) -> tuple[Expression, ...]:
    """What is differentiated: the value of every case, the last of what holds otherwise."""
    last = () if tree.otherwise is None else (tree.otherwise,)
    return (*(branch.value for branch in tree.branches), *last)


def derivative(tree: Piecewise, results: tuple[Expression, ...], variable: str) -> Expression:
    """The derivatives of the cases put together, undefined on the borders that the variable meets.

    One formula for all is given without cases.
    """
    if tree.otherwise is not None and len(set(results)) == 1:
        return results[0]
    branches: list[Branch] = []
    passed: list[Relation] = []
    for branch, result in zip(tree.branches, results, strict=False):
        own = tuple(_strict(one, variable) for one in branch.conditions)
        if not any("=" in one.signs and _meets(one, variable) for one in own):
            branches.append(Branch(result, _together(own, passed, variable)))
        passed.extend(_beyond(branch, variable))
    if tree.otherwise is None:
        return Piecewise(tuple(branches)) if branches else tree
    rest = _together((), passed, variable)
    if not rest:
        return Piecewise(tuple(branches), results[-1]) if branches else results[-1]
    if not any("=" in one.signs for one in rest):
        branches.append(Branch(results[-1], rest))
    return Piecewise(tuple(branches))


def _meets(relation: Relation, variable: str) -> bool:
    return variable in symbols(relation)


def _strict(relation: Relation, variable: str) -> Relation:
    if not _meets(relation, variable):
        return relation
    return replace(relation, signs=tuple(STRICT.get(sign, sign) for sign in relation.signs))


def _beyond(branch: Branch, variable: str) -> Iterator[Relation]:
    """What is sure where the branch does not apply and the variable is on none of its borders."""
    pairs = [pair for condition in branch.conditions for pair in condition.pairs()]
    meeting = [pair for pair in pairs if _meets(pair, variable)]
    for pair in meeting:
        if len(pairs) == 1:
            yield Relation(pair.sides, (OPPOSITE[pair.signs[0]],))
        else:
            turned = pair.sides[1] == Symbol(variable)
            yield Relation(pair.sides[::-1] if turned else pair.sides, ("!=",))


def _together(
    own: tuple[Relation, ...], passed: Iterable[Relation], variable: str
) -> tuple[Relation, ...]:
    """A branch's own conditions and what the earlier ones leave, said once."""
    within = _Interval(variable)
    for condition in own:
        for pair in condition.pairs():
            within.narrow(pair)
    extra = [one for one in dict.fromkeys(passed) if not within.implies(one) and one not in own]
    if not extra:
        return own
    for one in extra:
        within.narrow(one)
    apart = [one for one in (*own, *extra) if not within.holds(one)]
    bounds = within.relation()
    left = [one for one in apart if not within.implies(one)]
    return (*((bounds,) if bounds else ()), *left)


@dataclass(slots=True)
class _Interval:
    """The bounds of the variable, as far as they are numbers."""

    variable: str
    low: tuple[Fraction, Expression] | None = None
    high: tuple[Fraction, Expression] | None = None

    def narrow(self, pair: Relation) -> None:
        bound = self._bound(pair)
        if bound is None:
            return
        sign, value, side = bound
        if sign == ">" and (self.low is None or value > self.low[0]):
            self.low = (value, side)
        elif sign == "<" and (self.high is None or value < self.high[0]):
            self.high = (value, side)

    def implies(self, pair: Relation) -> bool:
        """Whether the bounds so far say it already."""
        bound = self._bound(pair)
        if bound is None:
            return False
        sign, value, _ = bound
        above = self.low is not None and self.low[0] >= value
        below = self.high is not None and self.high[0] <= value
        return (above and sign in (">", "!=")) or (below and sign in ("<", "!="))

    def holds(self, condition: Relation) -> bool:
        """Whether it is nothing but bounds, which `relation` says."""
        bounds = [self._bound(pair) for pair in condition.pairs()]
        return all(bound is not None and bound[0] in ("<", ">") for bound in bounds)

    def relation(self) -> Relation | None:
        """The bounds as one condition."""
        name = Symbol(self.variable)
        if self.low is not None and self.high is not None:
            return Relation((self.low[1], name, self.high[1]), ("<", "<"))
        if self.low is not None:
            return Relation((name, self.low[1]), (">",))
        return None if self.high is None else Relation((name, self.high[1]), ("<",))

    def _bound(self, pair: Relation) -> tuple[str, Fraction, Expression] | None:
        """A comparison of the variable, on the left, with a number."""
        (sign,), (one, other) = pair.signs, pair.sides
        if other == Symbol(self.variable):
            one, other, sign = other, one, TURNED.get(sign, sign)
        value = rational(other)
        if one != Symbol(self.variable) or value is None:
            return None
        return sign, value, other
