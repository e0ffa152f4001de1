"""Simulated students: over problems and adaptive, no rows."""

from .students import SimulatedStudent, cohort

__all__ = ["SimulatedStudent", "cohort"]
