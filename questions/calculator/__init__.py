"""The derivative calculator: what somebody typed, worked out with steps, values and pictures.

What runs long runs on functions that strangers typed, so callers give it a process with a deadline.
"""

from questions.calculator.exploring import Explored, explore
from questions.calculator.typed import Typed, read_function, read_names, read_point, symbols_in

__all__ = [
    "Explored",
    "Typed",
    "explore",
    "read_function",
    "read_names",
    "read_point",
    "symbols_in",
]
