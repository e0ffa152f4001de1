"""Exams by preset: the rules as data, exact marks by them, and shorter exams by the same rules."""

from questions.problems.rows import ProblemError

from .accepting import keeps_digits, tolerance
from .marking import Answer, Marked, Outcome, Ruling, Total, mark, mark_part, total
from .rules import CHOICE, NUMBER, SEVERAL, Part, Partial, Rules, Section, read
from .scaling import minutes, scaled
from .wording import amount, conditions, marks, questions, signed

__all__ = [
    "Answer",
    "CHOICE",
    "Marked",
    "NUMBER",
    "Outcome",
    "Part",
    "Partial",
    "ProblemError",
    "Rules",
    "Ruling",
    "SEVERAL",
    "Section",
    "Total",
    "amount",
    "conditions",
    "keeps_digits",
    "mark",
    "mark_part",
    "marks",
    "minutes",
    "questions",
    "read",
    "scaled",
    "signed",
    "tolerance",
    "total",
]
