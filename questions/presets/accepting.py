"""Which numbers an exam takes for a key."""

from fractions import Fraction

from questions import maths

from .rules import Part

ENCLOSED = Fraction(1, 10**12)
LEAST_KEPT = 10
"""Of a key without its point: the least number of two digits."""


def tolerance(part: Part, key: maths.Expression) -> maths.Tolerance | None:
    """What the part's rule accepts of numbers beside the exact value; None for nothing.

    A key that is no fraction is enclosed to twelve digits, which no rule comes near.
    """
    if part.decimals is None:
        return part.tolerance
    try:
        value = maths.exact(maths.write_text(key))
    except maths.PolicyError:
        near = Fraction(float(maths.floats(key, {})))
        about = ENCLOSED * max(abs(near), Fraction(1))
        return maths.Tolerance(interval=interval(part.decimals, near - about, near + about))
    return maths.Tolerance(interval=interval(part.decimals, value, value))


def keeps_digits(part: Part, key: maths.Expression) -> bool:
    """Whether two digits of the key or all of it are left where it is cut off as the part allows:
    of 0.00276 with two decimals nothing is.
    """
    accepted = tolerance(part, key)
    if part.decimals is None or accepted is None or accepted.interval is None:
        return True
    low, high = accepted.interval
    return low == high or min(abs(low), abs(high)) * 10**part.decimals >= LEAST_KEPT


def interval(decimals: int, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """From the least to the greatest of the key, the key rounded (a half away from 0) and the key
    cut off, where the key lies from `low` to `high`.
    """
    scale = 10**decimals
    size = abs(low) * scale
    cut, rounded = size.__floor__(), (size + Fraction(1, 2)).__floor__()
    sign = -1 if low < 0 else 1
    ends = [Fraction(sign * one, scale) for one in (cut, rounded)]
    return min(low, *ends), max(high, *ends)
