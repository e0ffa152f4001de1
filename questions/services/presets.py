"""Exam presets: what must hold before one is saved."""

from typing import Any

from django.core.exceptions import ValidationError

from questions import presets


def checked(rules: object) -> dict[str, Any]:
    """The rules as they are stored. Raises ValidationError with the place and the reason."""
    try:
        return presets.read(rules).to_row()
    except presets.ProblemError as error:
        raise ValidationError(error.message) from error
