"""How an estimate moved from one occasion to the next."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from questions.plots.axes import Axis
from questions.plots.drawing import Sheet
from questions.plots.picture import Occasion, Picture

KINDS: Final = (("answered", "it showed"), ("right", "it did not"))
ROOM: Final = 0.6


def trend(occasions: Sequence[Occasion], first: int, variable: str) -> Picture | None:
    """See `plots.trend`."""
    if len(occasions) < 2:
        return None
    places = np.arange(first, first + len(occasions), dtype=float)
    values = np.array([one.likely * 100 for one in occasions])
    sheet = Sheet(Axis(first - ROOM, float(places[-1]) + ROOM), Axis(-4.0, 104.0), variable)
    sheet.curve("likely", [(places, values)])
    for place, value, one in zip(places, values, occasions, strict=True):
        sheet.dot(KINDS[0][0] if one.shown else KINDS[1][0], float(place), float(value))
    sheet.legend(KINDS, has_lines=False)
    title = "How likely the mistake was after each chance, in per cent"
    description = _described(occasions, first)
    return Picture(sheet.finished(title, description), title, description)


def _described(occasions: Sequence[Occasion], first: int) -> str:
    """What the picture shows, for who does not see it."""
    shown = [str(place) for place, one in enumerate(occasions, start=first) if one.shown]
    last = first + len(occasions) - 1
    peak = max(one.likely for one in occasions)
    where = f"showed at {_listed(shown)}" if shown else "did not show"
    return (
        f"Of the chances {first} to {last} it {where}. The estimate was "
        f"{_percent(peak)} at its highest and is {_percent(occasions[-1].likely)} now."
    )


def _listed(places: Sequence[str]) -> str:
    return " and ".join([", ".join(places[:-1]), places[-1]] if len(places) > 1 else places)


def _percent(likely: float) -> str:
    return f"{round(likely * 100)} %"
