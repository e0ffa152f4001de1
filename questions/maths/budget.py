"""What a search may cost, counted and never timed, so that a finding does not depend on load."""

from dataclasses import dataclass


@dataclass(slots=True)
class Budget:
    """Operations on balls of 64 bits that are left to spend, or as much work of another sort."""

    left: int

    def spend(self, cost: int) -> bool:
        """Whether there was anything left for it; the last one may cost more than was left."""
        if self.left <= 0:
            return False
        self.left -= cost
        return True
