"""Whether a node is zero, by its canonical form. Sound, not complete."""

from collections.abc import Callable, Mapping
from typing import Final

from questions.maths.algebra.canonical import Canonical
from questions.maths.algebra.kernels import Variable
from questions.maths.algebra.node import Node
from questions.maths.algebra.ring import (
    RINGS,
    CrowdedError,
    GiveUpError,
    Key,
    NoDomainError,
    RestartError,
)
from questions.maths.algebra.tower import Tower
from questions.maths.algebra.unity import without_radicals

MAX_RESTARTS: Final = 16


def is_zero(node: Node, signs: Mapping[str, int] | None = None) -> bool:
    """Whether the canonical form proves that the node is zero; False proves nothing.

    `signs` are the signs that variables have on the whole domain, 1 or -1.
    """
    return _in_some_ring(lambda tower: is_zero_over(tower, node, signs or {}))


def is_multiple(node: Node, other: Node) -> bool:
    """Proved: the node is zero wherever the other one is and both have values.

    Its numerator is a multiple of the other's, as polynomials in the same kernels.
    """

    def divides(tower: Tower) -> bool:
        form = Canonical(tower)
        over, divisor = (tower.reduced(form.ratio_of(one).over) for one in (node, other))
        if divisor.is_zero():
            return False
        tower.spend(len(over) * len(divisor))
        return bool(divmod(over, divisor)[1].is_zero())

    return _in_some_ring(lambda tower: _with_restarts(tower, divides))


def is_zero_over(tower: Tower, node: Node, signs: Mapping[str, int]) -> bool:
    """As `is_zero`, where the tower may know more about signs.

    Raises NoDomainError where nothing has a value there, CrowdedError if the ring is too small.
    """
    for name, sign in signs.items():
        tower.require(sign, frozenset((Key(tower.generator(Variable(name))),)))

    def vanishes(tower: Tower) -> bool:
        over = Canonical(tower).ratio_of(node).over
        return bool(without_radicals(tower, tower.reduced(over)).is_zero())

    return _with_restarts(tower, vanishes)


def _in_some_ring(holds: Callable[[Tower], bool]) -> bool:
    """Whether something holds in the first ring that is large enough for it."""
    for ring in RINGS:
        try:
            return holds(Tower(ring))
        except CrowdedError:
            continue
        except NoDomainError:
            break
    return False


def _with_restarts(tower: Tower, holds: Callable[[Tower], bool]) -> bool:
    """Whether it holds once the tower has learned what there is to learn.

    Raises NoDomainError and CrowdedError as `holds` does.
    """
    for _ in range(MAX_RESTARTS):
        tower.has_learned = False
        try:
            if holds(tower):
                return True
        except RestartError:
            continue
        except (CrowdedError, NoDomainError):
            raise
        except GiveUpError:
            pass
        if not tower.has_learned:
            break
    return False
