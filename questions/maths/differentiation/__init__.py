"""Differentiation by rules, each application a named step."""

from questions.maths.differentiation.beside import Beside, beside, redone
from questions.maths.differentiation.hints import hints
from questions.maths.differentiation.narration import narrate
from questions.maths.differentiation.parts import Part
from questions.maths.differentiation.solution import Solution, differentiate, key, solve
from questions.maths.differentiation.steps import RULES, Derivation, Step, walk
from questions.maths.differentiation.wording import Line
from questions.maths.differentiation.worked import Worked, work

__all__ = [
    "RULES",
    "Beside",
    "Derivation",
    "Line",
    "Part",
    "Solution",
    "Step",
    "Worked",
    "beside",
    "differentiate",
    "hints",
    "key",
    "narrate",
    "redone",
    "solve",
    "walk",
    "work",
]
