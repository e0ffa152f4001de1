"""Question banks and catalogues in Django's own admin: shells over services."""

from . import classrooms, mistakes, people, practice, site, skills

__all__ = ["classrooms", "mistakes", "people", "practice", "site", "skills"]
