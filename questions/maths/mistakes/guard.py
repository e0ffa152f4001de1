"""A mal-rule that raises is left out: the student still gets the verdict and the other ones."""

import logging
from collections import Counter
from typing import Final

log = logging.getLogger(__name__)

SKIPPED: Final[Counter[str]] = Counter()
"""How often each mal-rule raised in this process."""


class skipping:  # noqa: N801
    """What raises inside is logged, counted in `SKIPPED`, and over. Entered thousands of times."""

    __slots__ = ("_mal_rule",)

    def __init__(self, mal_rule: str) -> None:
        self._mal_rule = mal_rule

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, Exception):
            return False
        log.error("The mal-rule %s cannot be applied", self._mal_rule, exc_info=error)
        SKIPPED[self._mal_rule] += 1
        return True
