"""Computerised adaptive tests: what to ask, when to stop, and what the answers say."""

from .ability import Ability, estimate, expected_score, information
from .calibration import Calibrated, calibrate
from .items import Items
from .rules import RULES, Rule
from .session import Session, Settings

__all__ = [
    "RULES",
    "Ability",
    "Calibrated",
    "Items",
    "Rule",
    "Session",
    "Settings",
    "calibrate",
    "estimate",
    "expected_score",
    "information",
]
