"""The items of a test: arrays of parameters of the two- or three-parameter logistic model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Items:
    """One value an item: discrimination a, difficulty b, its calibration variance, guessing c, and
    the content area. The chance of a right answer is c + (1 - c) / (1 + exp(-a(ability - b))).
    """

    discrimination: Floats
    difficulty: Floats
    variance: Floats
    guessing: Floats
    areas: tuple[str, ...]

    @classmethod
    def of(
        cls,
        discrimination: Sequence[float] | Floats,
        difficulty: Sequence[float] | Floats,
        *,
        variance: Sequence[float] | Floats | None = None,
        guessing: Sequence[float] | Floats | None = None,
        areas: Sequence[str] | None = None,
    ) -> "Items":
        """Raises ValueError where the lengths differ, or a discrimination is not positive."""
        a, b = np.asarray(discrimination, float), np.asarray(difficulty, float)
        size = len(a)
        spread = np.zeros(size) if variance is None else np.asarray(variance, float)
        guess = np.zeros(size) if guessing is None else np.asarray(guessing, float)
        content = tuple(areas) if areas is not None else ("",) * size
        if {len(b), len(spread), len(guess), len(content)} != {size}:
            raise ValueError("the parameters of the items differ in number")
        if size == 0 or not (a > 0).all():
            raise ValueError("a test needs items, each with a positive discrimination")
        return cls(a, b, spread, guess, content)

    def __len__(self) -> int:
        return len(self.difficulty)

    def chances(self, abilities: Floats) -> Floats:
        """The chance of a right answer, one row an ability and one column an item.

        An uncertain difficulty flattens the curve (MacKay's approximation).
        """
        a = self.discrimination / np.sqrt(1 + np.pi / 8 * self.discrimination**2 * self.variance)
        known = 1 / (1 + np.exp(-a * (np.asarray(abilities)[:, None] - self.difficulty)))
        found: Floats = self.guessing + (1 - self.guessing) * known
        return found
