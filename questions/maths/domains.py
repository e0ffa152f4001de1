"""Domains as people and programs write them: `x > 0`, `0 < x < 1, y >= -2`, {"x": [0, null]}.

Ends make no difference: bounds are open, and what happens at a single point decides nothing.
"""

import re
from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Final

from questions.maths.points import Domain
from questions.maths.policy import PolicyError, exact

Bounds = tuple[Fraction | None, Fraction | None]

RELATION: Final = re.compile(r"(<=|>=|<|>)")
SIGNS: Final = {"≤": "<=", "≥": ">=", "−": "-", "∞": "oo", r"\le ": "<=", r"\ge ": ">="}
ENDLESS: Final = frozenset({"oo", "-oo", "+oo", "inf", "-inf", "+inf"})
MOST_CONDITIONS: Final = 40
HOW: Final = "Write a domain as in “x > 0” or “0 < x < 1, y > -2”, with numbers or fractions."


def domain_of(value: object, variables: Collection[str]) -> Domain | None:
    """The bounds of each variable that has some, None for none at all.

    Takes an object of variables with [low, high], null for no bound; a text; or a list of texts.
    Raises PolicyError where a name is no variable, or nothing lies between the bounds.
    """
    if value is None:
        return None
    if isinstance(value, Mapping):
        found = {str(name): _pair(name, both) for name, both in value.items()}
    else:
        found = _conditions([value] if isinstance(value, str) else value)
    for name, (low, high) in found.items():
        if name not in variables:
            raise PolicyError(f"The domain bounds “{name[:40]}”, which is not a variable here.")
        if low is not None and high is not None and low >= high:
            raise PolicyError(f"Nothing lies between the bounds of “{name}”.")
    return found or None


def domain_text(domain: Domain | None) -> str:
    """The bounds as a text that reads back."""
    return ", ".join(_written(name, low, high) for name, (low, high) in (domain or {}).items())


def _written(name: str, low: Fraction | None, high: Fraction | None) -> str:
    if low is None:
        return f"{name} < {high}"
    return f"{low} < {name} < {high}" if high is not None else f"{name} > {low}"


def _pair(name: object, both: object) -> Bounds:
    if not isinstance(both, list | tuple) or len(both) != 2:
        raise PolicyError(f"The domain of “{name}” should have two bounds, null for none.")
    low, high = (None if end is None else _bound(end) for end in both)
    return low, high


def _bound(end: object) -> Fraction | None:
    text = end.strip() if isinstance(end, str) else ""
    return None if text in ENDLESS else exact(end)


def _conditions(several: object) -> dict[str, Bounds]:
    if not isinstance(several, list | tuple) or not all(isinstance(one, str) for one in several):
        raise PolicyError(HOW)
    found: dict[str, Bounds] = {}
    conditions = [part for text in several for part in text.split(",") if part.strip()]
    if len(conditions) > MOST_CONDITIONS:
        raise PolicyError(f"A domain has at most {MOST_CONDITIONS} conditions.")
    for condition in conditions:
        name, low, high = _condition(condition)
        below, above = found.get(name, (None, None))
        lows = [bound for bound in (below, low) if bound is not None]
        highs = [bound for bound in (above, high) if bound is not None]
        found[name] = (max(lows, default=None), min(highs, default=None))
    return {name: both for name, both in found.items() if both != (None, None)}


def _condition(text: str) -> tuple[str, Fraction | None, Fraction | None]:
    """`x > 0`, `0 < x`, `0 < x < 1` or `1 > x > 0`: the name and its bounds."""
    for sign, plain in SIGNS.items():
        text = text.replace(sign, plain)
    parts = [part.strip() for part in RELATION.split(text)]
    relations = {sign[0] for sign in parts[1::2]}
    if len(relations) != 1 or len(parts) not in (3, 5) or not all(parts[::2]):
        raise PolicyError(HOW)
    values = parts[::2] if relations == {"<"} else parts[::2][::-1]
    if len(values) == 3:
        return values[1], _bound(values[0]), _bound(values[2])
    first, second = values
    if re.match(r"[A-Za-z]", first) and first not in ENDLESS:
        return first, None, _bound(second)
    return second, _bound(first), None
