"""Mistake patterns: how likely it is that a student has a mal-rule.

The log-odds start from a prior and move with every opportunity, an answer to a variant in which
the mal-rule would have given a distinct answer. Evidence fades with days and with further
opportunities, because such bugs migrate (VanLehn, "Bugs are not enough", 1982), and it is bounded
on both sides, so that a habit of years is resolved, and a new one found, in a few answers.
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
LEAST: Final = 0.05
MOST: Final = 0.97


def log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


PRIOR_LOG_ODDS: Final = log_odds(PRIOR)
SHOWN: Final = math.log(FIRES / ACCIDENT)
NOT_SHOWN: Final = math.log((1 - FIRES) / (1 - ACCIDENT))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One student and one mal-rule.

    `state` is one of unseen, suspected, active, resolved, relapsed. `hits` is how often it has
    shown since it was last improbable, `clean_streak` how many opportunities in a row it has not.
    """

    log_odds: float = PRIOR_LOG_ODDS
    opportunities: int = 0
    occurrences: int = 0
    state: str = "unseen"
    hits: int = 0
    clean_streak: int = 0

    @property
    def likely(self) -> float:
        """The chance that the student has the mal-rule."""
        return probability(self.log_odds)

    def after(self, *, shown: bool, days: float = 0.0) -> "Pattern":
        """The pattern after one more opportunity, `days` after the last one."""
        faded = self.faded(days=days, opportunities=1).log_odds
        moved = replace(
            self,
            log_odds=_bounded(faded + (SHOWN if shown else NOT_SHOWN)),
            opportunities=self.opportunities + 1,
            occurrences=self.occurrences + shown,
            hits=self.hits + shown,
            clean_streak=0 if shown else self.clean_streak + 1,
        )
        return moved._judged()

    def faded(self, *, days: float, opportunities: int = 0) -> "Pattern":
        """The pattern with its evidence halved each half-life that has passed."""
        halvings = max(days, 0.0) / HALF_LIFE_DAYS + opportunities / HALF_LIFE_OPPORTUNITIES
        evidence = (self.log_odds - PRIOR_LOG_ODDS) * math.exp2(-halvings)
        return replace(self, log_odds=PRIOR_LOG_ODDS + evidence)

    def _judged(self) -> "Pattern":
        """With the state that the evidence supports, given the state it was in.

        What was a pattern stays one until it is improbable; a suspicion that comes to nothing
        was never a pattern. Becoming active, and relapsing, takes two hits close enough together.
        """
        if self.likely <= RESOLVED:
            was_pattern = self.state in {"active", "relapsed", "resolved"}
            return replace(self, state="resolved" if was_pattern else "unseen", hits=0)
        is_sure = self.likely >= ACTIVE and self.hits >= HITS_FOR_ACTIVE
        if self.state == "resolved":
            return replace(self, state="relapsed") if is_sure else self
        if self.state in {"active", "relapsed"}:
            return self
        if is_sure:
            return replace(self, state="active")
        return replace(self, state="suspected") if self.likely >= SUSPECTED else self


def clean_answers_until_resolved(pattern: Pattern) -> int:
    """How many opportunities in a row without the mistake would resolve it, answered at once."""
    count = 0
    while pattern.likely > RESOLVED:
        pattern = pattern.after(shown=False)
        count += 1
    return count


def _bounded(value: float) -> float:
    return min(max(value, log_odds(LEAST)), log_odds(MOST))
