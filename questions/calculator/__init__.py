"""The derivative calculator: what somebody typed, worked out with steps, values and pictures.

What runs long runs on functions that strangers typed, so callers give it a process with a deadline.
"""

from questions.calculator.demonstrating import Demonstration, demonstrate
from questions.calculator.descending import Descent
from questions.calculator.exploring import Explored, explore, slide
from questions.calculator.numbers import Pairs
from questions.calculator.plane_curves import PlaneCurve, follow, names_of, written
from questions.calculator.relations import read_relation
from questions.calculator.tracing import Trace
from questions.calculator.typed import Typed, read_function, read_names, read_point, symbols_in

__all__ = [
    "Demonstration",
    "Descent",
    "Explored",
    "Pairs",
    "PlaneCurve",
    "Trace",
    "Typed",
    "demonstrate",
    "explore",
    "follow",
    "names_of",
    "read_function",
    "read_names",
    "read_point",
    "read_relation",
    "slide",
    "symbols_in",
    "written",
]
