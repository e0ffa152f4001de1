"""Counts of what a benchmark tried."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

MOST_MISSED = 5


@dataclass
class Count:
    """How many of how many; the first `MOST_MISSED` that were missed are kept for a look."""

    tried: int = 0
    hits: int = 0
    first: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, *, hit: bool, first: bool = False, what: str = "") -> None:
        self.tried += 1
        self.hits += hit
        self.first += first
        if not hit and len(self.missed) < MOST_MISSED:
            self.missed.append(what)

    @classmethod
    def of(cls, parts: Iterable["Count"]) -> "Count":
        """All of them together."""
        whole = cls()
        for one in parts:
            whole.tried += one.tried
            whole.hits += one.hits
            whole.first += one.first
            whole.missed += one.missed[: MOST_MISSED - len(whole.missed)]
        return whole

    def row(self) -> dict[str, Any]:
        share = round(self.hits / self.tried, 4) if self.tried else None
        return {
            "tried": self.tried,
            "hits": self.hits,
            "share": share,
            "first": self.first,
            "missed": self.missed,
        }
