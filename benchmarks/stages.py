"""Where the time of a search goes: a profile by stage."""

import cProfile
import pstats
from collections.abc import Callable, Sequence
from typing import Final

STAGES: Final[dict[str, tuple[str, str]]] = {
    "points to look at": ("mistakes/places.py", "places"),
    "which mal-rules fit": ("mistakes/sites.py", "site"),
    "one mistake, as numbers": ("mistakes/candidates.py", "__init__"),
    "two mistakes, as numbers": ("mistakes/pairs.py", "__init__"),
    "whole answers": ("mistakes/wholes.py", "explain_whole"),
    "up to a factor or a term": ("mistakes/wholes.py", "explain_nearly_right"),
    "repeated in each derivation": ("mistakes/earlier.py", "repeated_mistakes"),
    "in an earlier derivation": ("mistakes/earlier.py", "earlier_mistakes"),
    "slips of algebra": ("mistakes/scalars.py", "_algebra"),
    "slips of the pen": ("mistakes/scalars.py", "_slip_of_the_pen"),
    "wrong ways": ("mistakes/composed.py", "_by_ways"),
    "two mistakes in what is made": ("mistakes/composed_pairs.py", "by_two_mistakes"),
    "whole vectors": ("mistakes/vectors.py", "_alike"),
    "brackets": ("mistakes/unbracketed.py", "brackets_left_out"),
    "trees rebuilt": ("mistakes/rewriting.py", "rebuilt"),
    "trees derived": ("differentiation/rules.py", "derive"),
    "confirming": ("maths/comparison.py", "compare"),
}
"""The function of each stage, by the end of its file's path. Stages may lie in one another."""


def shares(searches: Sequence[Callable[[], object]]) -> dict[str, float]:
    """The share of the time of all searches that is spent within each stage.

    A profile makes what calls many small functions look dearer than it is.
    """
    profile = cProfile.Profile()
    for search in searches:
        profile.runcall(search)
    spent = pstats.Stats(profile).get_stats_profile()
    return {
        name: round(_within(profile, *place) / spent.total_tt, 3) for name, place in STAGES.items()
    }


def _within(profile: cProfile.Profile, path: str, function: str) -> float:
    found = 0.0
    for (file, _, name), (_, _, _, cumulative, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if name == function and file.endswith(path):
            found += cumulative
    return found
