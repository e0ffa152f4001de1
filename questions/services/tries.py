"""What a try counts as in practice, after the tries before it.

Some cost nothing once: an answer of another shape, the right values rounded or in another order,
one that could be meant in two ways, and what was said before already.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from questions import problems
from questions.models import ItemSession, Response
from questions.problems import Judgement

WRONG = frozenset({Response.Verdict.INCORRECT, Response.Verdict.PARTLY_CORRECT})


@dataclass(frozen=True, slots=True)
class Before:
    """What was told of the tries before; `readings` are of those that counted."""

    is_shape_told: bool = False
    is_meaning_asked: bool = False
    misses: frozenset[str] = frozenset()
    readings: tuple[object, ...] = ()

    @classmethod
    def of(cls, session: ItemSession, responses: Iterable[Response]) -> Self:
        before = cls(session.shape_told, session.meaning_asked)
        for one in responses:
            before = before.after(one.verdict, one.reading, one.comparison)
        return before

    def after(self, verdict: str, reading: object, comparison: dict[str, object] | None) -> Self:
        """With one try more."""
        kind = (comparison or {}).get("kind")
        is_counted = verdict in Response.COUNTED
        miss = problems.near_miss(comparison or {})
        return replace(
            self,
            is_shape_told=self.is_shape_told or kind == "shape",
            is_meaning_asked=self.is_meaning_asked or kind == "meaning",
            misses=self.misses | {miss} if miss else self.misses,
            readings=(*self.readings, reading) if is_counted else self.readings,
        )


def counted(judgement: Judgement, before: Before) -> Judgement:
    """The judgement as it counts: unreadable where the try is free."""
    if judgement.did_you_mean and not before.is_meaning_asked:
        # The student is asked for the meaning instead: no mistake is named.
        asked = {"kind": "meaning", **judgement.did_you_mean}
        return _free(judgement, asked)
    if judgement.verdict in WRONG and judgement.reading in before.readings:
        # It would say nothing new.
        return _free(judgement, {"kind": "repeated"})
    if _is_first_wrong_shape(judgement, before) or _is_first_near_miss(judgement, before):
        return replace(judgement, verdict=Response.Verdict.UNREADABLE, fingerprint="")
    return judgement


def _free(judgement: Judgement, comparison: dict[str, object]) -> Judgement:
    return Judgement(Response.Verdict.UNREADABLE, reading=judgement.reading, comparison=comparison)


def _is_first_wrong_shape(judgement: Judgement, before: Before) -> bool:
    return (judgement.comparison or {}).get("kind") == "shape" and not before.is_shape_told


def _is_first_near_miss(judgement: Judgement, before: Before) -> bool:
    """Whoever gives the right values rounded, or in another order, has worked them out: they are
    asked again.
    """
    miss = problems.near_miss(judgement.comparison or {})
    return bool(miss) and miss not in before.misses
