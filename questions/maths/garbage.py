"""Python's search for garbage, in a process that serves for long."""

import gc
from typing import Final

YOUNG: Final = 700
MIDDLE: Final = 10
OLD: Final = 100
"""After so many searches among what is neither new nor old all is searched: Python's 10 would do it
every 60 problems and find nearly nothing, since trees refer to their parts alone.
"""


def search_less() -> None:
    """Passes over whatever is loaded now, for ever, and seldom searches what has grown old.

    To be called once everything is loaded. A search through all of it takes longer than a problem
    or a decision.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
