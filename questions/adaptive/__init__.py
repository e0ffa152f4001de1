"""What a student knows, and what to ask next."""

from . import mastery, review
from .knowledge import FRESH, Answer, Knowledge, Reading, SkillKnowledge
from .patterns import Pattern, clean_answers_until_resolved, probability
from .population import DAMPING, Difficulty, Population
from .ratings import (
    ITEM_VARIANCE,
    SKILL_DIFFICULTY_VARIANCE,
    SKILL_VARIANCE,
    STUDENT_VARIANCE,
    Estimate,
    chance,
    chance_at_least,
    prior,
)
from .replay import Observation, Replay
from .selection import (
    DIGITS,
    IN_A_ROW,
    TARGET_CHANCE,
    Candidate,
    Item,
    Wish,
    easiest_first,
    lacking,
    most_telling,
    rank_skills,
    readiness,
    reason_for,
    spread_near_target,
)

__all__ = [
    "DAMPING",
    "DIGITS",
    "FRESH",
    "ITEM_VARIANCE",
    "IN_A_ROW",
    "SKILL_DIFFICULTY_VARIANCE",
    "Answer",
    "Difficulty",
    "Knowledge",
    "Observation",
    "Population",
    "Reading",
    "Replay",
    "SKILL_VARIANCE",
    "STUDENT_VARIANCE",
    "TARGET_CHANCE",
    "SkillKnowledge",
    "mastery",
    "review",
    "Candidate",
    "Estimate",
    "Item",
    "Pattern",
    "Wish",
    "chance",
    "chance_at_least",
    "clean_answers_until_resolved",
    "easiest_first",
    "lacking",
    "most_telling",
    "prior",
    "probability",
    "rank_skills",
    "readiness",
    "reason_for",
    "spread_near_target",
]
