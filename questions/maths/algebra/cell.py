"""One open part of space, in which certain functions do not change their sign.

The functions are irreducible polynomials in kernels; where they are 0 is left out, which is nowhere
dense for those that are analytic and not 0 everywhere. Others prove nothing.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from questions.maths.algebra.canonical import Canonical
from questions.maths.algebra.feasibility import Inequality, may_hold_together
from questions.maths.algebra.kernels import (
    Exponential,
    Imaginary,
    Kernel,
    Logarithm,
    Opaque,
    Pi,
    Root,
    Sign,
    Unity,
    Variable,
)
from questions.maths.algebra.node import Node
from questions.maths.algebra.ring import (
    GiveUpError,
    Key,
    NoDomainError,
    Polynomial,
    Ratio,
    RestartError,
    Ring,
    places,
)
from questions.maths.algebra.tower import Tower
from questions.maths.algebra.trees import tree
from questions.maths.algebra.zero import MAX_RESTARTS, is_zero_over
from questions.maths.evaluation import Absence, Program, disjoint, rational
from questions.maths.expression import symbols

Bounds: TypeAlias = Mapping[str, tuple[Fraction | None, Fraction | None]]
Whole: TypeAlias = tuple[Key, Key]
"""A ratio that is not factored, because it is written with i."""

ENTIRE: Final = frozenset({"atan", "erf"})
"""Opaque functions that are analytic on the whole line."""
TRIES: Final = (Fraction(67, 101), Fraction(-149, 97), Fraction(311, 103), Fraction(-727, 89))


class SplitError(Exception):
    """The sign of a function is needed that is not the same in the whole cell."""

    def __init__(self, of: Key | Whole, *, whole: bool) -> None:
        super().__init__()
        self.of = of
        self.whole = whole


class Cell:
    """What is known of signs; each sign of `wholes` belongs to a ratio that is not factored."""

    def __init__(self, tower: Tower) -> None:
        self.tower = tower
        self._known: list[tuple[Polynomial, int]] = []
        self._wholes: dict[Whole, int] = {}
        self._checked: set[Node] = set()

    @classmethod
    def of_domain(cls, bounds: Bounds, ring: Ring) -> "Cell":
        """The domain as a cell. Raises GiveUpError where nothing lies in it."""
        cell = cls(Tower(ring))
        for name, (low, high) in sorted(bounds.items()):
            variable = cell.tower.generator(Variable(name))
            for end, sign in ((low, 1), (high, -1)):
                if end is not None:
                    cell._learn(variable - ring.constant(end), sign)
        return cell

    def part(self, split: SplitError, sign: int) -> "Cell":
        """The part of the cell where the function has this sign."""
        other = Cell(self.tower.copy())
        other._known = list(self._known)
        other._wholes = dict(self._wholes)
        other._checked = self._checked
        if split.whole:
            other._wholes[split.of] = sign  # type: ignore[index]
        else:
            other._learn(split.of.polynomial, sign)  # type: ignore[union-attr]
        return other

    def is_zero(self, node: Node) -> bool:
        """Proved: the node is zero wherever it has a value in the cell."""
        try:
            return is_zero_over(self.tower, node, {})
        except NoDomainError:
            return True

    def sign(self, node: Node) -> int:
        """1, -1, or 0 where the node is zero in the whole cell.

        Raises SplitError where both signs may occur, and GiveUpError where the node might be zero
        on part of the cell only.
        """
        ratio = self._ratio(node)
        if ratio.is_zero:
            return 0
        self._check(node, ratio)
        factors = Canonical(self.tower).factored(ratio)
        if factors is None:
            return self._sign_of_whole(ratio)
        sign = factors.sign
        for factor in sorted(factors.signs):
            sign *= self._sign_of_factor(factor)
        return sign

    def _ratio(self, node: Node) -> Ratio:
        for _ in range(MAX_RESTARTS):
            self.tower.has_learned = False
            try:
                ratio = Canonical(self.tower).ratio_of(node)
            except RestartError:
                continue
            if not self.tower.has_learned:
                return ratio
        raise GiveUpError("restarts")

    def _sign_of_factor(self, factor: Key) -> int:
        known = self.tower.signs.solved(factor)
        if known is not None and not known[1]:
            return known[0]
        possible = [sign for sign in (1, -1) if self._allows(factor.polynomial, sign)]
        if len(possible) == 1:
            return possible[0]
        raise SplitError(factor, whole=False)

    def _sign_of_whole(self, ratio: Ratio) -> int:
        direction = 1 if ratio.over.leading_coefficient() > 0 else -1
        whole = (Key(ratio.over * direction), Key(ratio.under))
        if whole not in self._wholes:
            raise SplitError(whole, whole=True)
        return self._wholes[whole] * direction

    def _learn(self, value: Polynomial, sign: int) -> None:
        if not self._allows(value, sign):
            raise GiveUpError("nothing lies here")
        self._known.append((value, sign))
        factors = Canonical(self.tower).factored(Ratio(value, self.tower.ring.one))
        if factors is None:
            return
        self.tower.require(sign * factors.sign, factors.signs)

    def _allows(self, value: Polynomial, sign: int) -> bool:
        """False only where the sign contradicts what is known."""
        known = [*self._known, (value, sign)]
        inequalities = [_inequality(one, direction) for one, direction in known]
        terms = {term for one in inequalities for term in one}
        inequalities += [
            {term: rational(1)} for term in terms if any(term) and self.tower.is_positive(term)
        ]
        return may_hold_together(inequalities)

    def _check(self, node: Node, ratio: Ratio) -> None:
        """Raise GiveUpError unless the zeros of the node are nowhere dense."""
        if node in self._checked:
            return
        kernels = list(self._kernels(ratio.over, ratio.under))
        for kernel in kernels:
            if isinstance(kernel, Sign):
                raise SplitError(kernel.radicand, whole=False)
        if not all(_is_analytic(kernel) for kernel in kernels):
            raise GiveUpError("not analytic")
        if not all(isinstance(one, Variable | Pi) for one in kernels) and not _is_nonzero(node):
            raise GiveUpError("perhaps zero")
        self._checked.add(node)

    def _kernels(self, *polynomials: Polynomial) -> "Sequence[Kernel]":
        """The kernels that occur, with those inside them."""
        found: list[Kernel] = []
        for one in polynomials:
            for place in places(one):
                kernel = self.tower.kernels[place]
                found.append(kernel)
                found.extend(self._kernels(*(one.polynomial for one in _inside(kernel))))
        return found


def _inside(kernel: Kernel) -> tuple[Key, ...]:
    match kernel:
        case Exponential(term=term, under=under):
            return term, under
        case Root(radicand=radicand) | Logarithm(radicand=radicand):
            return (radicand,)
        case Opaque(arguments=arguments):
            return tuple(part for argument in arguments for part in argument)
    return ()


def _is_analytic(kernel: Kernel) -> bool:
    if isinstance(kernel, Opaque):
        whole = all(under.polynomial.is_one() for _, under in kernel.arguments)
        return kernel.name in ENTIRE and whole
    plain = (Variable, Pi, Imaginary, Unity, Exponential, Root, Logarithm)
    return isinstance(kernel, plain)


def _is_nonzero(node: Node) -> bool:
    """Proved not to be zero at one point, so that no identity hides in it."""
    expression = tree(node)
    names = sorted(symbols(expression))
    program = Program((expression,))
    for shift in range(len(TRIES)):
        point = {
            name: rational(TRIES[(place + shift) % len(TRIES)] + Fraction(place, 7))
            for place, name in enumerate(names)
        }
        (value,) = program.at(point, 128)
        if not isinstance(value, Absence) and disjoint(value, rational(0)):
            return True
    return False


def _inequality(value: Polynomial, sign: int) -> Inequality:
    return {tuple(map(int, term)): sign * coefficient for term, coefficient in value.terms()}
