"""Rows and options of matching, and the lines of an ordering, as a person wrote them."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .parts import Figure, Option, Pair, picture_of
from .problem import ORDERING
from .rows import Row

LEAST: Final = 2
MOST_ROWS: Final = 12
MOST_OPTIONS: Final = 12
Paired = tuple[tuple[Pair, ...], tuple[Option, ...]]


def paired(row: Row, kind: str, seed: int) -> Paired:
    """The rows and the options; what must not stand in the written order is shuffled by the seed:
    the options of matching, the lines of an ordering. Raises ProblemError.
    """
    rows = row.rows("pairs")
    if not LEAST <= len(rows) <= MOST_ROWS:
        raise row.wrong("pairs", f"there should be {LEAST} to {MOST_ROWS} of them")
    pairs, options = _ordered(rows) if kind == ORDERING else _matched(row, rows)
    _check_shown(rows, pairs, "rows")
    chance = random.Random(f"options:{seed}")
    if kind == ORDERING:
        return shuffled_lines(pairs, chance), options
    return pairs, tuple(chance.sample(options, len(options)))


def shuffled_lines(pairs: Sequence[Pair], chance: random.Random) -> tuple[Pair, ...]:
    """In another order than the right one."""
    mixed = list(pairs)
    while mixed == list(pairs):
        chance.shuffle(mixed)
    return tuple(mixed)


def places(count: int) -> tuple[Option, ...]:
    """So many places in an order, as options: 1st, 2nd, …"""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return tuple(
        Option(str(place), f"{place}{endings.get(place, 'th')}", correct=True)
        for place in range(1, count + 1)
    )


def _ordered(rows: Sequence[Row]) -> Paired:
    """The rows stand in the right order."""
    written = (
        Pair.from_row(replace(one, values={**one.values, "option": str(place), "mistakes": {}}))
        for place, one in enumerate(rows, start=1)
    )
    return tuple(written), places(len(rows))


def _matched(row: Row, rows: Sequence[Row]) -> Paired:
    pairs = tuple(map(Pair.from_row, rows))
    used = {one.option for one in pairs}
    given = row.rows("options")
    options = tuple(_option(one, used) for one in given)
    if not LEAST <= len(options) <= MOST_OPTIONS:
        raise row.wrong("options", f"there should be {LEAST} to {MOST_OPTIONS} options")
    _check_shown(given, options, "options")
    ids = {one.id for one in options}
    if len(ids) < len(options):
        raise row.wrong("options", "two of them have the same id")
    for written, pair in zip(rows, pairs, strict=True):
        _check_ids(written, pair, ids)
    return pairs, options


def _option(row: Row, used: set[str]) -> Option:
    text, picture = row.text_or_none("text") or "", picture_of(row)
    return Option(row.filled("id"), text, row.text("id") in used, picture=picture)


def _check_ids(row: Row, pair: Pair, ids: set[str]) -> None:
    if pair.option not in ids:
        raise row.wrong("option", "takes no option that there is")
    for option, _ in pair.mistakes:
        if option not in ids - {pair.option}:
            raise row.wrong("mistakes", f"are for wrong options; “{option}” is none of them")


def _check_shown(rows: Sequence[Row], shown: Sequence[Pair | Option], name: str) -> None:
    """Each shows something, and no two show the same."""
    for row, one in zip(rows, shown, strict=True):
        if not one.text.strip() and one.picture is None:
            raise row.wrong("text", "should not be empty where there is no picture")
    counts: Counter[tuple[str, Figure | None]] = Counter(
        (" ".join(one.text.split()), one.picture) for one in shown
    )
    for row, one in zip(rows, shown, strict=True):
        if counts[" ".join(one.text.split()), one.picture] > 1:
            raise row.wrong("text", f"two {name} show the same: {one.text or 'the picture'}")
