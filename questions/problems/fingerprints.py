"""Fingerprints of wrong answers: the same for the same value, whatever its form."""

import hashlib
import random
from collections.abc import Sequence
from typing import Final

from questions import maths

from .problem import Problem

POINTS: Final = 6
DIGITS: Final = 9
LEAST, MOST = 0.3, 2.3


def of_expressions(problem: Problem, trees: Sequence[maths.Expression]) -> str:
    """Of what was written, one tree a field: its values at fixed points, to nine digits. Empty
    where it has no values there. Two values that differ only beyond nine digits look the same.
    """
    import numpy as np

    parts = [part for tree in trees for part in maths.components(tree)]
    names = sorted({name for part in parts for name in maths.symbols(part)})
    points = {name: np.array(_places(name)) for name in names}
    try:
        values = [np.broadcast_to(maths.floats(part, points), POINTS) for part in parts]
    except maths.MathsError:
        return ""
    if not all(np.isfinite(one).any() for one in values):
        return ""
    shapes = [str(maths.shape(tree)) for tree in trees]
    texts = [f"{value + 0.0:.{DIGITS - 1}e}" for one in values for value in one]
    return _hashed(problem, *shapes, *texts)


def of_texts(problem: Problem, texts: Sequence[str]) -> str:
    """Of words, or of the options that were chosen."""
    return _hashed(problem, *texts)


def _places(name: str) -> list[float]:
    chance = random.Random(f"fingerprint:{name}")
    return [chance.uniform(LEAST, MOST) for _ in range(POINTS)]


def _hashed(problem: Problem, *texts: str) -> str:
    """A generated variant asks something else than others, so that its values are its own."""
    own = f"{problem.seed}" if problem.is_generated else ""
    return hashlib.sha256("\n".join([problem.kind, own, *texts]).encode()).hexdigest()
