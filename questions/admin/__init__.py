"""Question banks and catalogues in Django's own admin: shells over services."""

from . import (
    banks,
    calibrations,
    challenges,
    checks,
    classrooms,
    lessons,
    mistakes,
    people,
    practice,
    presets,
    questions,
    regrading,
    rulings,
    site,
    skills,
    versions,
)

__all__ = [
    "banks",
    "calibrations",
    "challenges",
    "checks",
    "classrooms",
    "lessons",
    "mistakes",
    "people",
    "practice",
    "presets",
    "questions",
    "regrading",
    "rulings",
    "site",
    "skills",
    "versions",
]
