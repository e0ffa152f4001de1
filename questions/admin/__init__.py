"""Question banks and catalogues in Django's own admin: shells over services."""

from . import (
    banks,
    calibrations,
    classrooms,
    mistakes,
    people,
    practice,
    questions,
    site,
    skills,
    versions,
)

__all__ = [
    "banks",
    "calibrations",
    "classrooms",
    "mistakes",
    "people",
    "practice",
    "questions",
    "site",
    "skills",
    "versions",
]
