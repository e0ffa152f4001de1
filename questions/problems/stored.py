"""Problems as they were stored."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .problem import Problem


def stored(row: Mapping[str, Any]) -> Problem:
    """The problem of a stored row; the same row is read once. Raises ProblemError.

    Reading takes milliseconds, and one answer needs the same problem several times.
    """
    return _read(json.dumps(row, sort_keys=True))


@lru_cache(maxsize=512)
def _read(text: str) -> Problem:
    return Problem.from_row(json.loads(text))
