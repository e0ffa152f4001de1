"""Deciding whether two scalar expressions are equal.

Structure first, then points where the values are proved, then the canonical form, then agreement to
many bits: the guarantees are those of the findings. Everything is bounded by counts, never by
a clock, so a finding does not depend on the machine or its load.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice
from typing import Final, Literal

from questions.maths.algebra.identity import Pair
from questions.maths.boxes import Side, middles_of_boxes
from questions.maths.cells import in_every_cell, on_borders
from questions.maths.disguised import with_constants_told
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.evaluation import Absence, Number, Program, disjoint, rational
from questions.maths.expression import Expression
from questions.maths.findings import (
    Agrees,
    Comparison,
    Different,
    Equal,
    NarrowerDomain,
    Point,
    Undecided,
)
from questions.maths.keys import Key
from questions.maths.observation import MAX_BITS, Observation, Observer, Sight
from questions.maths.pins import at, pinned
from questions.maths.points import (
    Domain,
    generic,
    inside,
    known_signs,
    simple,
    special,
)
from questions.maths.reasons import POINTS_BEFORE_BOXES, is_hopeless, reason
from questions.maths.unknown_functions import by_algebra_alone
from questions.maths.witness import different, narrower

UNPROVED: Final = "unproved"
Proof = Literal["structure", "canonical form", "separation"]

BITS_TO_START: Final = 40
BITS_TO_AGREE: Final = 150
POINTS_TO_SEE: Final = 2
"""Where nothing can be told at so many points, constants in disguise may be why."""
POINTS_TO_PROVE: Final = 2
POINTS_TO_AGREE: Final = 10
MAX_POINTS: Final = 80
EVERY_POINT: Final = 10**6
WORST_FIRST: Final = ("different", "undecided", "narrower", "agrees", "equal")
FAR_POINTS: Final = 64
NEAR_POINTS: Final = 160


def decide(key: Key, answer: Expression, *, patiently: bool = True) -> Comparison:
    """The finding for two scalars.

    Impatiently, what algebra does not prove is not looked at closely: it is Undecided(UNPROVED).
    """
    try:
        decision = _Decision(key, answer, patiently)
        told = with_constants_told(answer) if decision.is_blind else answer
        if told is not answer:
            decision = _Decision(key, told, patiently)
        return decision.finding()
    except LimitError:
        return Undecided("too large")
    except UnsupportedError:
        return Undecided("too hard")


class _Decision:
    """One comparison under way: what was seen so far, by kind."""

    def __init__(self, key: Key, answer: Expression, patiently: bool) -> None:  # noqa: FBT001
        self._patiently = patiently
        self._prepared = key
        self._key = key.tree
        self._answer = answer
        self._domain = key.domain
        self._observer = Observer(key, answer)
        self._names = self._observer.names
        self._generic = generic(self._names, key.seed, key.domain)
        self._points = self._everywhere()
        self._seen: defaultdict[Sight, list[Observation]] = defaultdict(list)
        self._cells: list[Point] | None = None
        self._difference: Program | None = None

    @cached_property
    def _pair(self) -> Pair:
        """Made when it is needed: values that differ need no algebra."""
        return Pair(self._prepared.half, self._answer)

    @cached_property
    def _first_look(self) -> Comparison | None:
        return self._sample(1, BITS_TO_START, islice(self._points, POINTS_TO_SEE))

    @property
    def is_blind(self) -> bool:
        """Whether balls cannot tell what is at the first points."""
        if self._observer.has_unknown_function or self._first_look is not None:
            return False
        return bool(self._seen[Sight.UNKNOWN]) and not self._seen[Sight.AGREE]

    def finding(self) -> Comparison:
        if self._observer.has_unknown_function:
            return by_algebra_alone(self._pair)
        apart = self._first_look
        if apart is None and not self._seen[Sight.AGREE]:
            apart = self._sample(1, BITS_TO_START, self._points)
        if apart is not None:
            return apart
        if not self._seen[Sight.AGREE]:
            return self._without_agreement()
        if self._key == self._answer:
            return Equal("structure")
        if self._pair.same_structure:
            return self._proved("structure")
        return self._by_canonical_form()

    def _by_canonical_form(self) -> Comparison:
        if self._names:
            apart = self._sample(POINTS_TO_PROVE - 1, BITS_TO_START, self._points)
            if apart is not None:
                return apart
        if self._pair.is_proved_equal(known_signs(self._domain), self._bounds()):
            return self._proved("canonical form")
        return self._unproved() if self._patiently else Undecided(UNPROVED)

    def _bounds(self) -> Domain:
        return {name: both for name, both in self._domain.items() if name in self._names}

    def _everywhere(self) -> Iterator[Point]:
        """Generic points, points in small domains, generic ones; one empty point for constants."""
        if not self._names:
            yield {}
            return
        yield from islice(self._generic, POINTS_BEFORE_BOXES)
        if not is_hopeless(self._key, self._answer, self._seen[Sight.UNKNOWN]):
            yield from self._in_every_cell()
            yield from self._middles_of_boxes()
            yield from islice(self._generic, MAX_POINTS)

    def _middles_of_boxes(self) -> Iterator[Point]:
        def is_barred(box: Mapping[str, Side]) -> bool:
            return any(value is Absence.UNDEFINED for value in self._observer.over(box))

        return middles_of_boxes(self._names, self._domain, is_barred)

    def _in_every_cell(self) -> Iterator[Point]:
        """A point of every cell, each made once however often they are asked for."""
        if self._cells is None:
            trees = (self._key, self._answer)
            self._cells = list(in_every_cell(trees, self._names, self._generic, self._domain))
        yield from self._cells

    def _sample(self, needed: int, bits: int, points: Iterator[Point]) -> Comparison | None:
        """Look until `needed` points agree; values that differ end it.

        One generic point is enough: values that differ at isolated points only (sign(x)^2 and 1 at
        0) are not met at pseudo-random ones.
        """
        agreed = 0
        for point in points:
            seen = self._observer.look(point, bits)
            if seen.sight is Sight.APART:
                return different(self._observer, seen, self._domain)
            self._seen[seen.sight].append(seen)
            agreed += seen.sight is Sight.AGREE
            if agreed >= needed or self._observer.tired:
                return None
        return None

    def _proved(self, proof: Proof) -> Comparison:
        """Proved equal: only the domains are left to look at."""
        if self._pair.same_domain:
            return Equal(proof)
        if self._pair.may_differ_on_regions:
            for point in self._in_every_cell():
                seen = self._observer.look(point, BITS_TO_START)
                self._seen[seen.sight].append(seen)
        return self._narrower() or Equal(proof, lost=self._lost(), gained=self._gained())

    def _unproved(self) -> Comparison:
        """Not proved: believed after a very close look at one point and 150 bits at many.

        Ten points are plenty for analytic functions. The others are for pieces: sign(x - y) and
        sign(|x| - y) differ in a corner, x and max(x, -100) only far away.
        """
        first = self._seen[Sight.AGREE][0].point
        gap = self._little_difference(first)
        if gap is not None:
            return different(self._observer, self._seen[Sight.AGREE][0], self._domain, gap)
        close = self._observer.look(first, MAX_BITS // 2, first=MAX_BITS)
        if close.sight is Sight.APART:
            return different(self._observer, close, self._domain)
        if not first:
            if self._pair.is_too_close_to_differ():
                return Equal("separation")
            return self._agreement(MAX_BITS // 2, [close])
        self._seen[Sight.AGREE].clear()
        apart = self._sample(POINTS_TO_AGREE, BITS_TO_AGREE, self._everywhere())
        agreed = list(self._seen[Sight.AGREE])
        apart = apart or self._sample(EVERY_POINT, BITS_TO_AGREE, self._in_every_cell())
        apart = apart or self._apart_by_little()
        pieces = chain(
            islice(self._middles_of_boxes(), FAR_POINTS), islice(self._generic, NEAR_POINTS)
        )
        apart = apart or self._sample(EVERY_POINT, BITS_TO_START, pieces)
        return apart or self._agreement(BITS_TO_AGREE, agreed)

    def _little_difference(self, point: Point) -> Number | None:
        """The answer's value less the key's if it is proved not to be 0, their common parts
        cancelled: e^10000 + 1."""
        if self._difference is None:
            self._difference = Program([self._pair.difference()])
        exact = {name: rational(value) for name, value in point.items()}
        (gap,) = self._difference.at(exact, MAX_BITS // 4)
        if isinstance(gap, Absence) or not disjoint(gap, rational(0)):
            return None
        return -gap

    def _apart_by_little(self) -> Comparison | None:
        """A cell where they differ by little of what they have in common, as by 1 of e^10000."""
        for point in self._in_every_cell():
            gap = self._little_difference(point)
            if gap is not None and not self._observer.tired:
                seen = self._observer.look(point, BITS_TO_START)
                if seen.sight is Sight.AGREE:
                    return different(self._observer, seen, self._domain, gap)
        return None

    def _agreement(self, bits: int, seen: Sequence[Observation]) -> Comparison:
        agreed = [one for one in seen if one.sight is Sight.AGREE]
        if len(agreed) < (POINTS_TO_AGREE if self._names else 1):
            return Undecided("too hard")
        return self._narrower() or Agrees(
            bits, len(agreed), lost=self._lost(), gained=self._gained()
        )

    def _narrower(self) -> NarrowerDomain | None:
        """A generic point where the key has a value and the answer provably has none."""
        seen = self._seen[Sight.KEY_ONLY]
        return narrower(self._observer, seen[0], self._domain) if seen else None

    def _lost(self) -> Point | None:
        """An isolated point where only the key has a value."""
        if not self._names or self._pair.other_needs_no_more:
            return None
        base = next(simple(self._names, self._domain), None) or next(self._generic)
        borders = on_borders((self._answer,), self._names, base)
        for point in chain(special(self._names, base, self._domain), borders):
            if (
                inside(point, self._domain)
                and self._observer.look(point, BITS_TO_START).sight is Sight.KEY_ONLY
            ):
                return point
        return None

    def _gained(self) -> Point | None:
        return next((seen.point for seen in self._seen[Sight.ANSWER_ONLY]), None)

    def _without_agreement(self) -> Comparison:
        """Nowhere did both have values: one is undefined, too large, or the domains are apart."""
        if self._seen[Sight.ANSWER_ONLY] and (lost := self._narrower()):
            return Different(lost.witness, lost.key_value, "undefined")
        if not self._seen[Sight.KEY_ONLY] and not self._seen[Sight.ANSWER_ONLY]:
            return self._where_pinned() or self._undecided()
        return self._undecided()

    def _where_pinned(self) -> Comparison | None:
        """The worst finding where conditions pin variables, if both have values only there."""
        findings: list[Comparison] = []
        for pins in pinned((self._key, self._answer)):
            key, answer = at(self._key, pins), at(self._answer, pins)
            finding = decide(self._prepared.over(key), answer)
            if isinstance(finding, Different | NarrowerDomain):
                finding = replace(finding, witness={**pins, **finding.witness})
            if not isinstance(finding, Undecided) or self._has_values(key, answer):
                findings.append(finding)
        return min(findings, key=lambda one: WORST_FIRST.index(one.kind), default=None)

    def _has_values(self, *trees: Expression) -> bool:
        """Whether any of them is known to be defined somewhere."""
        selves = (decide(self._prepared.over(one), one) for one in trees)
        return any(isinstance(one, Equal) for one in selves)

    def _undecided(self) -> Undecided:
        return Undecided(reason(self._key, self._answer, self._seen))
