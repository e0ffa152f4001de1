"""Points: exact, out of those that there are, and what a ruling makes of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from questions import presets
from questions.models import QuestionRuling, Response


@dataclass(frozen=True)
class Points:
    """Of a question, `ruling` is what holds for everybody: dropped, bonus, or nothing."""

    earned: Fraction
    possible: int
    ruling: str = ""

    @property
    def text(self) -> str:
        return presets.amount(self.earned)

    @property
    def share(self) -> Fraction | None:
        """None where nothing counts."""
        return self.earned / self.possible if self.possible else None


NOT_ANSWERED = "not answered"


def points_of(points: int, response: Response | None) -> Points:
    """What a response is worth by itself; what is pending is not counted yet."""
    return Points(points * response.score if response else Fraction(0), points)


def ruled(points: Points, kind: str) -> Points:
    """What a question gives by a ruling: a dropped one neither points nor possible ones."""
    if kind == QuestionRuling.Kind.DROPPED:
        return Points(Fraction(0), 0, kind)
    if kind == QuestionRuling.Kind.BONUS:
        return Points(Fraction(points.possible), points.possible, kind)
    return points


def total(points: Iterable[Points]) -> Points:
    """Whole points are added as such: a class has thousands, and few parts of points."""
    given = list(points)
    whole = sum(one.earned.numerator for one in given if one.earned.denominator == 1)
    parts = (one.earned for one in given if one.earned.denominator != 1)
    return Points(sum(parts, Fraction(whole)), sum(one.possible for one in given))
