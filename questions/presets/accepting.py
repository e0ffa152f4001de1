"""Which numbers an exam takes for a key."""

from fractions import Fraction

from questions import maths

from .rules import Part

ENCLOSED = Fraction(1, 10**12)
WIDEST = 0.1
"""Of the key: how far apart numbers may lie that are both taken for it, and still be asked for."""


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
    """Whether what the part takes for a key is near it, beside its size: 0 is not near 0.00276."""
    accepted = tolerance(part, key)
    if accepted is None or accepted.relative is not None:
        return True
    size = abs(float(maths.floats(key, {})))
    if accepted.interval is not None:
        width = accepted.interval[1] - accepted.interval[0]
    else:
        width = 2 * (accepted.absolute or Fraction(0))
    return not size or width <= size * WIDEST


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
