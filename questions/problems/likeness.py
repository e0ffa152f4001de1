"""How alike two options look to somebody who knows no mathematics, from what is written alone."""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import Final

TOKEN: Final = re.compile(r"\\?[a-z]+|\d+|\S")


def parts(text: str) -> Counter[str]:
    """The numbers, names and signs of a text, as often as they stand there."""
    return Counter(TOKEN.findall(text))


def in_order(one: str, other: str) -> float:
    """The share of the letters that stand in both in the same order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def in_any_order(one: Counter[str], other: Counter[str]) -> float:
    """The share of the parts that stand in both, wherever."""
    return (one & other).total() / (one | other).total()
