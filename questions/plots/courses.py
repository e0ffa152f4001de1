"""An estimate with its uncertainty, as it moved with each answer."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from questions.plots.axes import Axis
from questions.plots.drawing import Sheet
from questions.plots.picture import Ahead, Estimated, Picture

KINDS: Final = (("right", "right answer"), ("answered", "other answer"))
AHEAD: Final = ("ahead", "if not practised")
ROOM: Final = 0.03


def course(
    points: Sequence[Estimated], variable: str, title: str, ahead: Ahead | None
) -> Picture | None:
    """See `plots.course`."""
    if len(points) < 2:
        return None
    places = np.array([one.place for one in points])
    last = float(places[-1]) if ahead is None else float(ahead.places[-1])
    room = max(last - float(places[0]), 1.0) * ROOM
    sheet = Sheet(Axis(float(places[0]) - room, last + room), Axis(-4.0, 104.0), variable)
    low, high = (np.array([getattr(one, side) for one in points]) for side in ("low", "high"))
    sheet.band("likely", places, low, high)
    sheet.curve("likely", [(places, np.array([one.value for one in points]))])
    for one in points:
        if one.right is not None:
            sheet.dot(KINDS[0][0] if one.right else KINDS[1][0], one.place, one.value)
    sheet.legend(KINDS, has_lines=False)
    if ahead is not None:
        sheet.curve(AHEAD[0], [(np.array(ahead.places), np.array(ahead.values))])
        sheet.guide(float(ahead.places[-1]), ahead.name)
    description = _described(points, ahead)
    return Picture(sheet.finished(title, description), title, description)


def _described(points: Sequence[Estimated], ahead: Ahead | None) -> str:
    """What the picture shows, for who does not see it."""
    first, last = points[0], points[-1]
    answered = [one for one in points if one.right is not None]
    right = sum(one.right is True for one in answered)
    told = (
        f"It begins at {_range(first)} and is {_range(last)} after {len(answered)} answers, "
        f"{right} of them right."
    )
    if ahead is None:
        return told
    return f"{told} Without practice it would be about {ahead.values[-1]:.0f} % {ahead.when}."


def _range(one: Estimated) -> str:
    return f"{one.value:.0f} % ({one.low:.0f} to {one.high:.0f})"
