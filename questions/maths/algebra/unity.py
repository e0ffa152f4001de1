"""Square roots of 2, 3 and 5 as sums of roots of unity, so that cos(pi/4) meets sqrt(2)/2."""

from collections.abc import Callable
from typing import Final

from flint import fmpz_poly

from questions.maths.algebra.kernels import Imaginary, Kernel, Root, Unity
from questions.maths.algebra.ring import Key, Polynomial, places
from questions.maths.algebra.tower import Tower

NEEDED_ORDERS: Final = {2: 4, 3: 6, 5: 10}


def without_radicals(tower: Tower, value: Polynomial) -> Polynomial:
    """The same value, with i and these roots written by the root of unity in use, if any.

    Raises RestartError when that root must be finer.
    """
    roots = [
        kernel
        for kernel in (tower.kernels[place] for place in places(value))
        if isinstance(kernel, Unity)
    ]
    if not roots:
        return value
    order = tower.order(Unity, 1)
    unity = tower.generator(Unity(order))
    for place in places(value):
        replacement = _replacement(tower, tower.kernels[place], order, unity)
        if replacement is not None:
            value = _substituted(tower, value, place, replacement)
    cyclotomic = tower.ring.zero
    for degree, coefficient in enumerate(fmpz_poly.cyclotomic(2 * order).coeffs()):
        cyclotomic += tower.ring.constant(int(coefficient)) * unity**degree
    return divmod(value, cyclotomic)[1]


def _replacement(tower: Tower, kernel: Kernel, order: int, unity: Polynomial) -> Polynomial | None:
    if isinstance(kernel, Imaginary):
        return unity ** (order // 2)
    if not isinstance(kernel, Root) or kernel.order != 2:
        return None
    for prime, needed in NEEDED_ORDERS.items():
        if kernel.radicand == Key(tower.ring.constant(prime)):
            tower.order(Unity, needed)
            return SQUARE_ROOTS[prime](unity, order)
    return None


def _twice_cosine(unity: Polynomial, order: int, part: int) -> Polynomial:
    """2 cos(pi part / order): the power and its inverse, which is minus the rest of a half turn."""
    return unity**part - unity ** (order - part)


SQUARE_ROOTS: Final[dict[int, Callable[[Polynomial, int], Polynomial]]] = {
    2: lambda unity, order: _twice_cosine(unity, order, order // 4),
    3: lambda unity, order: _twice_cosine(unity, order, order // 6),
    5: lambda unity, order: 1 + 2 * _twice_cosine(unity, order, 2 * order // 5),
}


def _substituted(
    tower: Tower, value: Polynomial, place: int, replacement: Polynomial
) -> Polynomial:
    result = tower.ring.zero
    for degree, part in tower.ring.by_degree(value, place).items():
        result += tower.product(part, tower.power(replacement, degree))
    return tower.checked(result)
