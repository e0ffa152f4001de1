"""Templates: questions that a teacher writes and that vary by seed. Read, never executed."""

from .functions import functions, unused_derivatives
from .making import problem
from .template import names_of
from .trials import Fault, faults

__all__ = ["Fault", "faults", "functions", "names_of", "problem", "unused_derivatives"]
