"""Scales: what stretch of numbers an axis shows, and where its ticks are."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any, Final

import numpy as np

QUANTILES: Final = (0.04, 0.96)
FEW_OUTLIERS: Final = 1.6
ROOM: Final = 0.07
LARGEST: Final = 1e150
"""Beyond this a span could overflow."""
SUPERSCRIPTS: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
EXPONENTS_FROM: Final = 5


@dataclass(frozen=True, slots=True)
class Axis:
    """The numbers from `low` to `high`; `low < high`."""

    low: float
    high: float

    @property
    def span(self) -> float:
        return self.high - self.low

    def ticks(self, most: int) -> list[float]:
        """Round numbers within, evenly spaced, at most so many of them."""
        step = self._step(most)
        return [step * number for number in self._multiples(step)]

    def label(self, tick: float, most: int) -> str:
        """The tick as people write it, with the digits that its spacing calls for."""
        step = self._step(most)
        places = floor(log10(step) + 1e-9)
        power = floor(log10(max(abs(self.low), abs(self.high))))
        if power >= EXPONENTS_FROM or power < -4:
            text = f"{tick / 10.0**power:.{max(power - places, 0)}f}×10"
            return "0" if tick == 0 else _signed(text) + str(power).translate(SUPERSCRIPTS)
        return _signed(f"{tick:.{max(-places, 0)}f}")

    def _step(self, most: int) -> float:
        power: float = 10.0 ** floor(log10(self.span / most))
        steps = (power * factor for factor in (1, 2, 5, 10, 20))
        return next(step for step in steps if len(self._multiples(step)) <= most)

    def _multiples(self, step: float) -> range:
        return range(ceil(self.low / step), floor(self.high / step) + 1)


def height(curves: Sequence[Any], points: Sequence[float]) -> Axis:
    """The axis for values with a few far ones, as near a pole: those may lie outside.

    `curves` are arrays of values, nan where there are none; `points` have to be shown.
    """
    values = np.concatenate([one[np.isfinite(one)] for one in curves])
    values = np.clip(values, -LARGEST, LARGEST)
    low, high = (float(one) for one in np.quantile(values, QUANTILES))
    whole = float(values.min()), float(values.max())
    if whole[1] - whole[0] <= FEW_OUTLIERS * (high - low):
        low, high = whole
    shown = [point for point in points if abs(point) <= LARGEST]
    low, high = min([low, *shown]), max([high, *shown])
    least = max(abs(low), abs(high)) * 1e-6 or 1.0
    room = (high - low) * ROOM if high - low > least else max(abs(low) / 2, least)
    return Axis(low - room, high + room)


def _signed(text: str) -> str:
    return "0" if not text.strip("-0.") else text.replace("-", "−")
