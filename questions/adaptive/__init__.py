"""What a student knows, and what to ask next."""

from .patterns import Pattern, clean_answers_until_resolved, probability
from .ratings import Estimate, chance, chance_at_least, prior, update
from .selection import (
    Candidate,
    Item,
    easiest_first,
    rank_skills,
    readiness,
    reason_for,
    spread_near_target,
)

__all__ = [
    "Candidate",
    "Estimate",
    "Item",
    "Pattern",
    "chance",
    "chance_at_least",
    "clean_answers_until_resolved",
    "easiest_first",
    "prior",
    "probability",
    "rank_skills",
    "readiness",
    "reason_for",
    "spread_near_target",
    "update",
]
