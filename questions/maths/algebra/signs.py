"""What is known of the signs of factors wherever both trees are defined.

sqrt(u) and ln(u) need u > 0, so a product of signs of u's factors is 1 there. These are linear
equations over two elements, kept solved: a sign as a product of signs that are free.
"""

from questions.maths.algebra.ring import Key, NoDomainError


class Signs:
    def __init__(self) -> None:
        self._solved: dict[Key, tuple[int, frozenset[Key]]] = {}

    def copy(self) -> "Signs":
        other = Signs()
        other._solved = dict(self._solved)
        return other

    def solved(self, radicand: Key) -> tuple[int, frozenset[Key]] | None:
        """The sign as 1 or -1 times the product of other signs, if that is known."""
        return self._solved.get(radicand)

    def require(self, sign: int, radicands: frozenset[Key]) -> bool:
        """Learn that sign times the product of these signs is 1; whether that is new.

        Raises NoDomainError if nothing satisfies it.
        """
        free: frozenset[Key] = frozenset()
        for radicand in radicands:
            known_sign, others = self._solved.get(radicand, (1, frozenset((radicand,))))
            sign *= known_sign
            free ^= others
        if not free:
            if sign < 0:
                raise NoDomainError("no domain")
            return False
        pivot = min(free)
        rest = free - {pivot}
        for radicand, (known_sign, others) in list(self._solved.items()):
            if pivot in others:
                self._solved[radicand] = (known_sign * sign, (others - {pivot}) ^ rest)
        self._solved[pivot] = (sign, rest)
        return True
