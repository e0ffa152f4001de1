"""Families of generated problems, in one registry."""

from .derivative import DERIVATIVE
from .family import Family
from .gradient import GRADIENT
from .partial_derivative import PARTIAL_DERIVATIVE

FAMILIES: dict[str, Family] = {
    family.name: family for family in (DERIVATIVE, PARTIAL_DERIVATIVE, GRADIENT)
}
"""Every family by its name."""

__all__ = ["FAMILIES", "Family"]
