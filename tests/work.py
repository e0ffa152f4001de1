"""How much work something is, counted in calls: the same on an idle machine and on a busy one."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

Result = TypeVar("Result")


def within_calls(most: int, function: Callable[[], Result]) -> Result:
    """What `function` returns; fails as soon as it has made more Python and C calls than `most`.

    What one call does inside (a pattern that backtracks) is not seen.
    """
    made = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal made
        made += event in {"call", "c_call"}
        if made > most:
            raise AssertionError(f"more than {most} calls")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        return function()
    finally:
        sys.setprofile(before)
