"""Mastery: what a student is told, by a rule that can be stated.

A skill is mastered when, with four answers or more, the chance on a typical question of it is at
least 0.80 with a confidence of 80 %, and no mistake is active on it. Once gained it is kept while
the chance itself stays above `KEPT_ABOVE`, so that one slip does not take it away; and it is to be
refreshed once the chance that it is still remembered has fallen below `FRESH_ABOVE`.
"""

from typing import Final

ENOUGH_ANSWERS: Final = 4
MASTERED_FROM: Final = 0.80
CONFIDENCE: Final = 0.80
KEPT_ABOVE: Final = 0.65
FRESH_ABOVE: Final = 0.90
FADED_BELOW: Final = 0.60


def is_gained(*, at_least: float, answers: int) -> bool:
    """Whether the evidence suffices; `at_least` is the lower bound on the chance."""
    return answers >= ENOUGH_ANSWERS and at_least >= MASTERED_FROM


def is_kept(*, chance: float) -> bool:
    """Whether a mastery that was gained still stands."""
    return chance >= KEPT_ABOVE


def standing(*, has_mastered: bool, is_troubled: bool, recall: float) -> str:
    """mastered, fading (mastered, to be refreshed), faded (mastered once) or learning.

    `recall` is the chance that the skill is still remembered, 1 where nothing is known of it;
    `is_troubled` where a mistake is active on it.
    """
    if not has_mastered or is_troubled:
        return "learning"
    if recall >= FRESH_ABOVE:
        return "mastered"
    return "fading" if recall >= FADED_BELOW else "faded"
