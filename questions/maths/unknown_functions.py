"""Deciding where a function is known by its name alone, as f is in f(x) + x."""

from questions.maths.algebra.identity import Pair
from questions.maths.findings import Comparison, Equal, Undecided


def by_algebra_alone(pair: Pair) -> Comparison:
    """Without values only proofs of equality are left."""
    if pair.same_structure:
        return Equal("structure")
    if pair.is_proved_equal():
        return Equal("canonical form")
    return Undecided("unknown function")
