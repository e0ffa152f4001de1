"""Python's search for garbage, in a process that serves for long."""

import gc
from typing import Final

YOUNG: Final = 10_000
MIDDLE: Final = 10
OLD: Final = 10
"""What is new is searched when there are so many objects more. Python's 700 would do it three times
in a search for mistakes and find nearly nothing, since trees refer to their parts alone. With the
other two all is searched after a million objects.
"""


def search_less() -> None:
    """Passes over whatever is loaded now, for ever, and seldom searches what has grown old.

    To be called once everything is loaded. A search through all of it takes longer than a problem
    or a decision.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
