"""Where the time of a search goes: a profile by stage."""

import ast
import cProfile
import pstats
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import questions

STAGES: Final[dict[str, tuple[str, str]]] = {
    "points to look at": ("maths/mistakes/places.py", "places"),
    "which mal-rules fit": ("maths/mistakes/sites.py", "site"),
    "one mistake, as numbers": ("maths/mistakes/candidates.py", "__init__"),
    "two mistakes, as numbers": ("maths/mistakes/pairs.py", "__init__"),
    "whole answers": ("maths/mistakes/wholes.py", "explain_whole"),
    "up to a factor or a term": ("maths/mistakes/wholes.py", "explain_nearly_right"),
    "repeated in each derivation": ("maths/mistakes/earlier.py", "repeated_mistakes"),
    "in an earlier derivation": ("maths/mistakes/earlier.py", "earlier_mistakes"),
    "slips of algebra": ("maths/mistakes/scalars.py", "_algebra"),
    "slips of the pen": ("maths/mistakes/penned.py", "explain_slip_of_the_pen"),
    "wrong ways": ("maths/mistakes/composed.py", "_by_ways"),
    "two mistakes in what is made": ("maths/mistakes/composed_pairs.py", "by_two_mistakes"),
    "whole vectors": ("maths/mistakes/vectors.py", "_alike"),
    "brackets": ("maths/mistakes/unbracketed.py", "brackets_left_out"),
    "trees rebuilt": ("maths/mistakes/rewriting.py", "rebuilt"),
    "trees derived": ("maths/differentiation/rules.py", "derive"),
    "confirming": ("maths/comparison.py", "compare"),
}
"""The function of each stage, by the file that defines it. Stages may lie in one another."""


def shares(searches: Sequence[Callable[[], object]]) -> dict[str, float]:
    """The share of the time of all searches that is spent within each stage.

    A profile makes what calls many small functions look dearer than it is. Raises LookupError for a
    stage whose function has another name now: its share would be 0.
    """
    for name, place in STAGES.items():
        if not _is_defined(*place):
            raise LookupError(f"{name}: {place[0]} defines no {place[1]}.")
    profile = cProfile.Profile()
    for search in searches:
        profile.runcall(search)
    spent = pstats.Stats(profile).get_stats_profile()
    return {
        name: round(_within(profile, *place) / spent.total_tt, 3) for name, place in STAGES.items()
    }


def _is_defined(path: str, function: str) -> bool:
    nodes = ast.walk(ast.parse((Path(questions.__path__[0]) / path).read_text()))
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in nodes)


def _within(profile: cProfile.Profile, path: str, function: str) -> float:
    found = 0.0
    for (file, _, name), (_, _, _, cumulative, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if name == function and file.endswith(path):
            found += cumulative
    return found
