"""A scalar key as answers are compared with it: what comparing needs of it is worked out once."""

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from flint import ctx

from questions.maths.algebra.identity import Half
from questions.maths.branches import has_arccot, on_other_branch
from questions.maths.curve import Curve, Place, places
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.evaluation import (
    Absence,
    Number,
    OtherSymbolsError,
    Program,
    Value,
    around,
    rational,
)
from questions.maths.expression import Expression
from questions.maths.findings import Point
from questions.maths.points import Domain

MOST_VALUES: Final = 1000
"""How many values of its parts a key keeps."""
MOST_PLACES: Final = 12
COARSE: Final = 128
MOST_BITS: Final = 256
"""Values with more bits are needed of few answers, and are long."""

Spot = tuple[int, int | None, tuple[tuple[int, int], ...]]
"""The bits, the radius of a neighbourhood or None, and the coordinates."""


class Key:
    """A scalar tree, and the settings of the question that it is the key of.

    It only remembers: what is found of an answer does not depend on those before it.
    """

    def __init__(
        self,
        tree: Expression,
        variables: Sequence[str],
        domain: Domain,
        seed: str,
        curve: Curve | None = None,
    ) -> None:
        self.tree = tree
        self.variables = variables
        self.domain = domain
        self.seed = seed
        self.curve = curve
        self._values: dict[Spot, Sequence[Value]] = {}
        self.kept = 0

    def over(self, tree: Expression) -> "Key":
        """Another tree as the key of the same question."""
        return Key(tree, self.variables, self.domain, self.seed, self.curve)

    @cached_property
    def places(self) -> Sequence[Place]:
        """Points of the curve on which answers are compared, where the key has a value."""
        if self.curve is None:
            return ()
        try:
            program = Program((self.tree,))
            found = places(self.curve, self.domain)
            with_value = (one for one in found if self._has_value(program, one))
            return tuple(islice(with_value, MOST_PLACES))
        except (LimitError, UnsupportedError):
            return ()

    def _has_value(self, program: Program, place: Place) -> bool:
        if not set(program.names) <= set(place.coordinates):
            return False
        (value,) = program.at(place.coordinates, COARSE)
        return not isinstance(value, Absence)

    @cached_property
    def has_arccot(self) -> bool:
        return has_arccot(self.tree)

    @cached_property
    def on_other_branch(self) -> "Key":
        """With the other arccot."""
        return self.over(on_other_branch(self.tree))

    @cached_property
    def half(self) -> Half:
        """Raises LimitError where the key is too large."""
        return Half(self.tree)

    @cached_property
    def _program(self) -> Program:
        return Program((self.tree,))

    def program_with(self, answer: Expression) -> tuple[Program, bool]:
        """Key and answer, to be evaluated together, and whether it begins with the key's values.

        It does where the answer's symbols are all the key's. Raises LimitError where they are too
        large.
        """
        try:
            return self._program.followed_by(answer), True
        except OtherSymbolsError:
            return Program((self.tree, answer)), False

    def values(self, point: Point, bits: int, radius: int | None = None) -> Sequence[Value]:
        """The values of the key's parts at a point, or over its neighbourhood of radius 2^-radius.

        What a program of `program_with` begins with, where it does.
        """
        names = self._program.names
        spot = (bits, radius, tuple([point[name].as_integer_ratio() for name in names]))
        found = self._values.get(spot)
        if found is None:
            found = self._program.values(coordinates(point, names, bits, radius), bits)
            if bits <= MOST_BITS and self.kept + len(found) <= MOST_VALUES:
                self._values[spot] = found
                self.kept += len(found)
        return found


def coordinates(
    point: Point, names: Sequence[str], bits: int, radius: int | None = None
) -> list[Number]:
    """Exact, or as balls around the point."""
    if radius is None:
        return [rational(point[name]) for name in names]
    with ctx.workprec(bits):
        return [around(point[name], radius) for name in names]
