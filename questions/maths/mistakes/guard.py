"""A mal-rule that raises is left out: the student still gets the verdict and the other ones."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

log = logging.getLogger(__name__)

SKIPPED: Final[Counter[str]] = Counter()
"""How often each mal-rule raised in this process."""


@contextmanager
def skipping(mal_rule: str) -> Iterator[None]:
    """What raises inside is logged, counted in `SKIPPED`, and over."""
    try:
        yield
    except Exception:
        log.exception("The mal-rule %s cannot be applied", mal_rule)
        SKIPPED[mal_rule] += 1
