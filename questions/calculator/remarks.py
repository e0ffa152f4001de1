"""What the values of derivatives at a point mean, in a sentence or two.

A sign is said where it is proved: 0 is 0, and a slope of 0.1 is no stationary point.
"""

from collections.abc import Sequence
from math import hypot
from typing import Final

import numpy as np

from questions import maths
from questions.calculator.numbers import Pairs, decimal, sign_of, value_of
from questions.calculator.typed import Typed
from questions.maths.differentiation.values import value_at
from questions.maths.expression import number

NEGLIGIBLE: Final = 1e-9
"""Of the largest eigenvalue: a smaller one may be rounding."""


def remark(
    typed: Typed,
    slopes: Sequence[maths.Expression],
    curvature: Sequence[maths.Expression],
    point: Pairs,
) -> str:
    """Sentences with $LaTeX$; empty where there is nothing certain to say."""
    if all(one == number(0) for one in slopes):
        return "The function does not change here: its derivative is 0 wherever there is one."
    if len(typed.variables) == 1:
        bend = sign_of(value_at(curvature[0], point)) if curvature else None
        return _of_slope(slopes[0], bend, point)
    signs = [sign_of(value_at(one, point)) for one in slopes]
    if None in signs:
        return ""
    is_flat = not any(signs)
    roots = _roots(curvature, point)
    if is_flat:
        told = "The gradient is the zero vector, so this is a stationary point."
    else:
        length = hypot(*(value_of(one, point) for one in slopes))
        told = (
            "The function rises fastest in the direction of the gradient, by about "
            f"{decimal(length, '$')} for each unit of length at first."
        )
    return f"{told} {_of_roots(roots, is_flat=is_flat)}".strip()


def _of_slope(slope: maths.Expression, bend: int | None, point: Pairs) -> str:
    way = sign_of(value_at(slope, point))
    if way is None:
        return ""
    if way == 0:
        told = "The slope is 0, so this is a stationary point"
        if not bend:
            return f"{told}. The second derivative does not tell of which kind."
        return f"{told}: a local {'minimum' if bend > 0 else 'maximum'}, {_because(bend)}."
    size = decimal(abs(value_of(slope, point)), "$")
    told = f"The function {'rises' if way > 0 else 'falls'} here, by about {size} for each unit "
    told += "to the right at first"
    if not bend:
        return f"{told}."
    return f"{told}. The curve bends {'upward' if bend > 0 else 'downward'}, {_because(bend)}."


def _because(bend: int) -> str:
    return f"because the second derivative is {'positive' if bend > 0 else 'negative'}"


def _roots(curvature: Sequence[maths.Expression], point: Pairs) -> list[float]:
    """The eigenvalues of the Hessian, in rising order; none where it has no value."""
    entries = np.array([value_of(one, point) for one in curvature])
    if not len(entries) or not np.isfinite(entries).all():
        return []
    width = round(len(entries) ** 0.5)
    return [float(one) for one in np.linalg.eigvalsh(entries.reshape(width, width))]


def _of_roots(roots: Sequence[float], *, is_flat: bool) -> str:
    if not roots:
        return ""
    least = max(map(abs, roots)) * NEGLIGIBLE
    listed = ", ".join(decimal(one if abs(one) > least else 0.0, "$") for one in roots)
    told = f"The eigenvalues of the Hessian there are {listed}"
    if roots[0] > least:
        return f"{told}: the function curves upward in every direction{_kind('minimum', is_flat)}."
    if roots[-1] < -least:
        return f"{told}: it curves downward in every direction{_kind('maximum', is_flat)}."
    if roots[0] < -least and roots[-1] > least:
        saddle = ", so this is a saddle point" if is_flat else ""
        return f"{told}: it curves upward in one direction and downward in another{saddle}."
    return f"{told}: to second order there is a direction in which it does not curve."


def _kind(kind: str, is_flat: bool) -> str:  # noqa: FBT001
    return f", so this is a local {kind}" if is_flat else ""
