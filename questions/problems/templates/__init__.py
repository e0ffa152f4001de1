"""Templates: questions that a teacher writes and that vary by seed. Read, never executed."""

from .functions import functions, unused_derivatives
from .making import problem
from .trials import Fault, faults

__all__ = ["Fault", "faults", "functions", "problem", "unused_derivatives"]
