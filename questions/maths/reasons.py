"""Why two expressions could not be compared where they were looked at."""

from collections.abc import Mapping, Sequence
from typing import Final

from questions.maths.algebra.identity import is_undefined_everywhere
from questions.maths.expression import Expression
from questions.maths.observation import Observation, Sight

POINTS_BEFORE_BOXES: Final = 24


def is_hopeless(key: Expression, answer: Expression, unknown: Sequence[Observation]) -> bool:
    """Whether nothing was seen at any point, for a reason that no other point removes."""
    if len(unknown) < POINTS_BEFORE_BOXES:
        return False
    return (
        all(seen.answer_is_huge for seen in unknown)
        or is_undefined_everywhere(answer)
        or is_undefined_everywhere(key)
    )


def reason(key: Expression, answer: Expression, seen: Mapping[Sight, Sequence[Observation]]) -> str:
    """Why nothing was found, where nowhere both had values."""
    if is_undefined_everywhere(answer):
        return "undefined"
    if is_undefined_everywhere(key):
        return "key undefined"
    if any(one.answer_is_huge for one in seen.get(Sight.UNKNOWN, ())):
        return "too large"
    if seen.get(Sight.KEY_ONLY):
        return "undefined"
    if seen.get(Sight.ANSWER_ONLY):
        return "key undefined"
    return "undefined" if seen.get(Sight.NEITHER) else "too hard"
