"""Letters for the parts of a step, none of them twice in one derivation."""

from typing import Final

POOL: Final = ("u", "v", "w", "p", "q", "r", "s", "t", "z", "g", "h", "k", "m")


class Letters:
    """Hands out letters that nothing else uses."""

    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = set(taken)

    def next(self, count: int) -> tuple[str, ...]:
        """So many new letters, neighbours in the alphabet where they are free."""
        found: list[str] = []
        while len(found) < count:
            found.append(self._one())
        return tuple(found)

    def _one(self) -> str:
        free = next((one for one in POOL if one not in self._taken), None)
        index = 1
        while free is None:
            numbered = f"u_{index}"
            free = numbered if numbered not in self._taken else None
            index += 1
        self._taken.add(free)
        return free

    def named(self, *wanted: str) -> str:
        """The first of these that is free, otherwise any."""
        for one in wanted:
            if one not in self._taken:
                self._taken.add(one)
                return one
        return self._one()
