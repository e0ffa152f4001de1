"""Errors of two approximations against the step, both on logarithmic scales."""

from typing import Final

import numpy as np

from questions.plots.axes import Axis
from questions.plots.drawing import Sheet
from questions.plots.picture import Picture
from questions.plots.sampling import Floats

KINDS: Final = (("forward", "forward"), ("central", "central"))
SMALLEST: Final = 1e-17
"""A smaller error than any rounding, and none at all, are drawn at the bottom."""
ROOM: Final = 0.5


def errors(steps: Floats, forward: Floats, central: Floats) -> Picture | None:
    """See `plots.errors`."""
    across = np.log10(steps)
    heights = [np.log10(np.maximum(one, SMALLEST)) for one in (forward, central)]
    known = np.concatenate([one[np.isfinite(one)] for one in heights])
    if len(known) < 2:
        return None
    sheet = Sheet(
        Axis(float(across.min()) - ROOM, float(across.max()) + ROOM),
        Axis(float(known.min()) - ROOM, float(known.max()) + ROOM),
        "log₁₀ h",
    )
    told = []
    for (kind, name), height in zip(KINDS, heights, strict=True):
        is_known = np.isfinite(height)
        if is_known.sum() < 2:
            continue
        sheet.curve(kind, [(across[is_known], height[is_known])])
        for x, y in zip(across[is_known], height[is_known], strict=True):
            sheet.dot(kind, float(x), float(y), size=3)
        least = int(np.nanargmin(height))
        told.append(f"{name} is smallest at {across[least]:.3g}, with {height[least]:.2g}")
    sheet.legend(KINDS)
    title = "How the error depends on h"
    description = (
        f"Across, the logarithm of h to base ten; up, that of the error. {_sentence(told)}."
    ).replace("-", "−")
    return Picture(sheet.finished(title, description), title, description)


def _sentence(told: list[str]) -> str:
    return f"The error of {'; that of '.join(told)}"
