"""The zeros of a function of one variable, where they are halves of whole numbers."""

from fractions import Fraction
from typing import Final

from questions import maths
from questions.maths.expression import Expression

FARTHEST: Final = 12
TINY: Final = 1e-9


def half_zeros(tree: Expression, variable: str) -> list[Fraction]:
    """The zeros among the halves from -12 to 12, in order, found by floating-point values.

    Empty if the function changes its sign between two of them: it then has other zeros, or poles.
    """
    import numpy as np

    places = np.arange(-2 * FARTHEST, 2 * FARTHEST + 1) / 2
    values = np.broadcast_to(maths.floats(tree, {variable: places}), places.shape)
    sizes = np.abs(np.nan_to_num(values, nan=np.inf))
    around = np.maximum(np.append(sizes[1:], sizes[-2]), np.insert(sizes[:-1], 0, sizes[1]))
    is_zero = sizes <= TINY * around
    signs = np.where(is_zero, 0, np.sign(values))
    if bool(np.any(signs[1:] * signs[:-1] < 0)):
        return []
    return [Fraction(float(place)) for place in places[is_zero]]
