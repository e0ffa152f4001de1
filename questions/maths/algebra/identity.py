"""Whether two scalar trees are provably the same function, by algebra alone."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from questions.maths.algebra.cell import Bounds
from questions.maths.algebra.expansion import expanded
from questions.maths.algebra.needs import Need, may_fail_on_a_region
from questions.maths.algebra.node import Node
from questions.maths.algebra.nodes import Arena
from questions.maths.algebra.pieces import has_pieces, is_zero_by_pieces
from questions.maths.algebra.separation import is_too_small
from questions.maths.algebra.standard_needs import standard
from questions.maths.algebra.trees import tree
from questions.maths.algebra.zero import is_multiple, is_zero
from questions.maths.evaluation import rational_value
from questions.maths.expression import Call, Expression, Power, Quotient, always_taken


class Half:
    """A scalar tree as a normal node, to be paired with others; they leave it as it is.

    Raises LimitError when it is too large.
    """

    def __init__(self, tree: Expression) -> None:
        self.arena = Arena()
        self.node, self.needs = self.arena.node_and_needs(tree)


class Pair:
    """Two scalar trees as normal nodes. Raises LimitError when they are too large."""

    def __init__(self, one: Half, other: Expression) -> None:
        self._arena = one.arena.copy()
        self._one, self._needs_of_one = one.node, one.needs
        self._other, self._needs_of_other = self._arena.node_and_needs(other)

    @property
    def same_structure(self) -> bool:
        """The same normal node: equal wherever both are defined."""
        return self._one is self._other

    @property
    def other_needs_no_more(self) -> bool:
        """Proved: the other has a value wherever the one has; False proves nothing."""
        one, other = self._standard_needs
        return self._needs_of_other <= self._needs_of_one or other <= one

    @property
    def same_domain(self) -> bool:
        """Proved: both have values at the same points; False proves nothing."""
        one, other = self._standard_needs
        return one == other

    @property
    def may_differ_on_regions(self) -> bool:
        """False only where one has a value and the other has none at isolated points at most."""
        one, other = self._standard_needs
        return any(map(may_fail_on_a_region, one ^ other))

    @cached_property
    def _standard_needs(self) -> tuple[frozenset[Need], frozenset[Need]]:
        """In their standard form only where they are not the same as they are."""
        one, other = self._needs_of_one, self._needs_of_other
        if one == other:
            return one, other
        return standard(self._arena, one), standard(self._arena, other)

    def is_proved_equal(
        self, signs: Mapping[str, int] | None = None, bounds: Bounds | None = None
    ) -> bool:
        """Proved equal wherever both are defined; False never means different.

        `signs` are the signs that variables have on the whole domain, 1 or -1, and `bounds` the
        domain itself.
        """
        difference = self._difference
        if difference is self._arena.zero or is_zero(difference, signs):
            return True
        if not self.has_pieces and not bounds:
            return False
        return is_zero_by_pieces(self._arena, difference, bounds or {})

    def is_zero_where(self, vanishing: Expression) -> bool:
        """Proved: equal wherever another tree is zero and all have values."""
        return is_multiple(self._difference, self._arena.node(vanishing))

    def is_too_close_to_differ(self) -> bool:
        """Proved equal: constants, closer than two different ones of their sort can be."""
        return is_too_small(self._difference)

    @property
    def has_pieces(self) -> bool:
        """Whether a change of sign somewhere may change the formula of either."""
        return has_pieces(self._one) or has_pieces(self._other)

    def difference(self) -> Expression:
        """A tree of their difference, multiplied out, in which what they have in common is gone."""
        return tree(expanded(self._arena, self._difference))

    @property
    def _difference(self) -> Node:
        return self._arena.subtract(self._one, self._other)


def is_undefined_everywhere(expression: Expression) -> bool:
    """Proved to have no value anywhere, because it divides by a zero in disguise."""
    arena = Arena()
    return any(is_zero(arena.node(one)) for one in _nowhere_zero(expression))


def _nowhere_zero(expression: Expression) -> Iterator[Expression]:
    """Parts that must not be zero for the tree to have a value."""
    for node in always_taken(expression):
        match node:
            case Quotient(denominator=under):
                yield under
            case Power(base=base, exponent=exponent):
                value = rational_value(exponent)
                if value is not None and value <= 0:
                    yield base
            case Call(name=name, arguments=arguments) if name in MUST_NOT_VANISH:
                inner = MUST_NOT_VANISH[name]
                yield Call(inner, arguments) if inner else arguments[0]


MUST_NOT_VANISH: Final = {
    **dict.fromkeys(("ln", "log10", "log2", "log"), ""),
    **dict.fromkeys(("tan", "sec"), "cos"),
    **dict.fromkeys(("cot", "csc"), "sin"),
    **dict.fromkeys(("coth", "csch"), "sinh"),
}
"""Functions, and what of their argument must not be zero: itself, or a function of it."""
