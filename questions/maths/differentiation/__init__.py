"""Differentiation by rules, each application a named step."""

from questions.maths.differentiation.hints import hints
from questions.maths.differentiation.narration import Line, narrate
from questions.maths.differentiation.solution import Solution, differentiate, key, solve
from questions.maths.differentiation.steps import RULES, Derivation, Step, walk

__all__ = [
    "RULES",
    "Derivation",
    "Line",
    "Solution",
    "Step",
    "differentiate",
    "hints",
    "key",
    "narrate",
    "solve",
    "walk",
]
