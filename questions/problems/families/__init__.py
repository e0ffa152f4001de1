"""Families of generated problems, in one registry."""

from typing import Final

from questions.problems.difficulty import ASKED_SKILLS

from .asked import AskedFamily
from .composed import ComposedFamily
from .critical_points import CRITICAL_POINTS
from .derivative import DERIVATIVE
from .descent_by_hand import DESCENT_BY_HAND
from .downhill_direction import DOWNHILL_DIRECTION
from .family import Family
from .finite_difference_error import FINITE_DIFFERENCE_ERROR
from .forward_mode import FORWARD_MODE
from .gradient import GRADIENT
from .learning_rate_limit import LEARNING_RATE_LIMIT
from .level_curve_normal import LEVEL_CURVE_NORMAL
from .limit_definition import LIMIT_DEFINITION
from .monotonic_intervals import MONOTONIC_INTERVALS
from .non_differentiable import NON_DIFFERENTIABLE
from .partial_derivative import PARTIAL_DERIVATIVE
from .reverse_mode import REVERSE_MODE
from .second_derivative_test import SECOND_DERIVATIVE_TEST
from .sensitivity import SENSITIVITY
from .sign_and_magnitude import SIGN_AND_MAGNITUDE
from .stationary_points import STATIONARY_POINTS
from .steepest_direction import STEEPEST_DIRECTION

FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        DERIVATIVE,
        PARTIAL_DERIVATIVE,
        GRADIENT,
        CRITICAL_POINTS,
        DESCENT_BY_HAND,
        DOWNHILL_DIRECTION,
        FINITE_DIFFERENCE_ERROR,
        FORWARD_MODE,
        LEARNING_RATE_LIMIT,
        LEVEL_CURVE_NORMAL,
        LIMIT_DEFINITION,
        MONOTONIC_INTERVALS,
        NON_DIFFERENTIABLE,
        REVERSE_MODE,
        SECOND_DERIVATIVE_TEST,
        SENSITIVITY,
        SIGN_AND_MAGNITUDE,
        STATIONARY_POINTS,
        STEEPEST_DIRECTION,
    )
}
"""Every family by its name."""

GENERATED_SKILLS: Final = ASKED_SKILLS.union(
    *(family.skills for family in FAMILIES.values() if isinstance(family, ComposedFamily))
)
"""All that a generated problem may say it exercises."""

__all__ = ["FAMILIES", "GENERATED_SKILLS", "AskedFamily", "ComposedFamily", "Family"]
