"""The derivative calculator: what somebody typed, worked out with steps, values and pictures.

What runs long runs on functions that strangers typed, so callers give it a process with a deadline.
"""

from questions.calculator.demonstrating import Demonstration, demonstrate
from questions.calculator.descending import Descent
from questions.calculator.exploring import Explored, explore, slide
from questions.calculator.numbers import Pairs
from questions.calculator.typed import Typed, read_function, read_names, read_point, symbols_in

__all__ = [
    "Demonstration",
    "Descent",
    "Explored",
    "Pairs",
    "Typed",
    "demonstrate",
    "explore",
    "read_function",
    "read_names",
    "read_point",
    "slide",
    "symbols_in",
]
