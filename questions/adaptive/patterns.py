"""Mistake patterns: how likely it is that a student has a mal-rule.

The log-odds start from a prior and move with every opportunity, an answer to a variant in which
the mal-rule would have given a distinct answer. Evidence fades with days and with further
opportunities, because such bugs migrate (VanLehn, "Bugs are not enough", 1982).
"""

import math
from dataclasses import dataclass, replace
from typing import Final

PRIOR: Final = 0.1
FIRES: Final = 0.6
ACCIDENT: Final = 0.03
HALF_LIFE_DAYS: Final = 14.0
HALF_LIFE_OPPORTUNITIES: Final = 10.0
SUSPECTED: Final = 0.5
ACTIVE: Final = 0.8
RESOLVED: Final = 0.2
HITS_FOR_ACTIVE: Final = 2
PRIOR_LOG_ODDS: Final = math.log(PRIOR / (1 - PRIOR))
SHOWN: Final = math.log(FIRES / ACCIDENT)
NOT_SHOWN: Final = math.log((1 - FIRES) / (1 - ACCIDENT))


def probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One student and one mal-rule.

    `state` is one of unseen, suspected, active, resolved, relapsed.
    """

    log_odds: float = PRIOR_LOG_ODDS
    opportunities: int = 0
    occurrences: int = 0
    state: str = "unseen"

    def after(self, *, shown: bool, days: float = 0.0) -> "Pattern":
        """The pattern after one more opportunity, `days` after the last one."""
        evidence = NOT_SHOWN if not shown else SHOWN
        log_odds = self.faded(days=days, opportunities=1).log_odds + evidence
        moved = Pattern(
            log_odds=log_odds,
            opportunities=self.opportunities + 1,
            occurrences=self.occurrences + shown,
            state=self.state,
        )
        return replace(moved, state=moved.next_state())

    def faded(self, *, days: float, opportunities: int = 0) -> "Pattern":
        """The pattern with its evidence halved each half-life that has passed."""
        halvings = max(days, 0.0) / HALF_LIFE_DAYS + opportunities / HALF_LIFE_OPPORTUNITIES
        evidence = (self.log_odds - PRIOR_LOG_ODDS) * math.exp2(-halvings)
        return replace(self, log_odds=PRIOR_LOG_ODDS + evidence)

    def next_state(self) -> str:
        """The state that the evidence supports, given the state it was in."""
        likely = probability(self.log_odds)
        if likely <= RESOLVED:
            return "unseen" if self.state == "unseen" else "resolved"
        if likely < SUSPECTED:
            return self.state
        if self.state in {"resolved", "relapsed"}:
            return "relapsed"
        if self.state == "active":
            return "active"
        is_active = likely >= ACTIVE and self.occurrences >= HITS_FOR_ACTIVE
        return "active" if is_active else "suspected"


def clean_answers_until_resolved(pattern: Pattern) -> int:
    """How many opportunities in a row without the mistake would resolve it, answered at once."""
    count = 0
    while probability(pattern.log_odds) > RESOLVED:
        pattern = pattern.after(shown=False)
        count += 1
    return count
