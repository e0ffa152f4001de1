"""Runs pairs through the engine and holds every finding against the oracle."""

import math
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]

from questions import maths
from tests.fuzzing import values
from tests.fuzzing.oracle import PRECISIONS, Point, Sides, points, sides, survey
from tests.fuzzing.pairs import ANSWER_NODES, Pair, pair
from tests.fuzzing.values import Value

KINDS = ("equal", "agrees", "different", "narrower", "undecided")
PLAIN = re.compile(r"(-?\d+(?:\.\d+)?)(?:e([+-]?\d+))?")
EXACT = re.compile(r"-?\d+/\d+")
ACCUSING = (2500,), (12_000,), (120_000,)
"""Bits at a witness: a proof may rest on a gap far below 200 digits."""
WANTED = {"different": {"differ", "key only", "answer only"}, "narrower": {"key only"}}
"""What the oracle may see at the witness of a finding."""
EXAMPLES = 5
SMALL = Fraction(1, 10**9)
"""What may be shown as 0."""


@dataclass(frozen=True)
class Fault:
    """A wrong finding with all that is needed to see it again: `name` is seed:number."""

    name: str
    reason: str
    finding: str
    key: str
    answer: str
    domain: str
    made: str


@dataclass
class Tally:
    """Findings counted by what the pair was meant to be, and what was wrong with them.

    `faults` are proofs, witnesses and agreements that are wrong, also where the difference was
    hidden on a part of the domain; `doubts` are pairs made equal that lose a part of the domain.
    """

    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    seconds: float = 0.0
    slowest: tuple[float, str] = (0.0, "")

    def kinds(self) -> Counter[str]:
        totals: Counter[str] = Counter()
        for (_, kind), count in self.found.items():
            totals[kind] += count
        return totals

    def include(self, other: "Tally") -> None:
        self.found += other.found
        self.notes += other.notes
        for name, pairs in other.examples.items():
            self.examples[name] = (self.examples.get(name, []) + pairs)[:EXAMPLES]
        self.faults += other.faults
        self.doubts += other.doubts
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest)


def run(seed: int, numbers: Iterable[int], *, enough: int = 12, most: int = ANSWER_NODES) -> Tally:
    """Judges the pairs of these numbers; `enough` agreeing points satisfy the oracle."""
    tally = Tally()
    for number in numbers:
        judge_into(tally, pair(seed, number, most), enough)
    return tally


def judge_into(tally: Tally, made: Pair, enough: int) -> None:
    started = time.process_time()
    try:
        finding = compared(made)
    except maths.MathsError as error:
        tally.found[made.intended, "unread"] += 1
        tally.faults.append(_fault(made, f"cannot be read: {error}", None))
        return
    taken = time.process_time() - started
    tally.seconds += taken
    tally.slowest = max(tally.slowest, (taken, made.name))
    tally.found[made.intended, finding.kind] += 1
    notes: Counter[str] = Counter()
    for reason in faults(made, finding, enough, notes):
        tally.faults.append(_fault(made, reason, finding))
    tally.notes += notes
    for note in notes:
        tally.examples[note] = [*tally.examples.get(note, []), made.name][:EXAMPLES]
    if made.intended == "equal" and finding.kind in {"different", "narrower"}:
        tally.doubts.append(_fault(made, "made equal", finding))


def compared(made: Pair) -> Any:
    """The engine's finding on the two texts."""
    notation = maths.Notation(variables=made.variables)
    key = maths.read(made.key_text, notation).expression
    answer = maths.read(made.answer_text, notation).expression
    return maths.compare(key, answer, variables=made.variables, domain=made.domain)


def _fault(made: Pair, reason: str, finding: Any) -> Fault:
    return Fault(
        made.name,
        reason,
        str(finding),
        made.key_text,
        made.answer_text,
        str({name: [str(end) for end in ends] for name, ends in (made.domain or {}).items()}),
        ", ".join(made.made),
    )


def faults(made: Pair, finding: Any, enough: int, notes: Counter[str]) -> Iterator[str]:
    """What is wrong with the finding; what is merely worth counting goes into `notes`."""
    if finding.kind in {"equal", "agrees"}:
        yield from _sameness(made, finding, enough, notes)
    elif finding.kind in {"different", "narrower"}:
        yield from _witness(made, finding, notes)
    elif finding.kind != "undecided":
        yield f"no kind for a scalar: {finding.kind}"


def _sameness(made: Pair, finding: Any, enough: int, notes: Counter[str]) -> Iterator[str]:
    asked = points(made.variables, made.domain, 30)
    seen = survey(made.key, made.answer, asked, enough=enough)
    if seen.difference:
        yield f"{finding.kind}, yet they differ at {_written(seen.difference)}"
    elif made.hint and _differ_at(made, hint := _whole(made, made.hint)):
        yield f"{finding.kind}, yet they differ on a part only: {_written(hint)}"
    if seen.key_only:
        said = "unsaid" if finding.lost is None else "said"
        notes[f"{finding.kind}, a part of the key's domain lost, {said}"] += 1
    if not seen.agreements:
        notes[f"{finding.kind}, no common point seen"] += 1


def _differ_at(made: Pair, hint: Point) -> bool:
    return _inside(made, hint) and sides(made.key, made.answer, hint).relation == "differ"


def _whole(made: Pair, part: Point) -> Point:
    """The part with every variable that it lacks at the first point that is asked anyway."""
    return {**next(points(made.variables, made.domain, 1)), **part}


def _witness(made: Pair, finding: Any, notes: Counter[str]) -> Iterator[str]:
    witness = _whole(made, finding.witness)
    if set(witness) != set(made.variables):
        yield f"the witness has other variables: {sorted(witness)}"
        return
    if not _inside(made, witness):
        yield f"the witness {_written(witness)} is outside the domain"
    for precisions in ACCUSING:
        seen = sides(made.key, made.answer, witness, precisions=precisions)
        if seen.relation in WANTED[finding.kind]:
            break
    if seen.relation == "unclear" or (seen.relation == "agree" and _is_out_of_sight(finding)):
        notes[f"{finding.kind}, witness unclear to the oracle"] += 1
        return
    if seen.relation not in WANTED[finding.kind]:
        yield f"{finding.kind}, yet at {_written(witness)} the oracle says {seen.relation}"
    if finding.kind == "different":
        if seen.relation in {"key only", "answer only"}:
            notes[f"different, {seen.relation}"] += 1
        yield from _printed(seen, finding)
        yield from _apart(seen, finding)


def _is_out_of_sight(finding: Any) -> bool:
    """Whether a difference that is claimed lies below all bits that were looked at."""
    difference = getattr(finding, "difference", None)
    if not difference:
        return False
    digits = _decimal_exponent(finding.key_value) - _decimal_exponent(difference)
    return digits * math.log2(10) > ACCUSING[-1][0]


def _decimal_exponent(shown: str) -> int:
    found = PLAIN.fullmatch(shown)
    return int(found[2] or 0) if found else 0


def _apart(seen: Sides, finding: Any) -> Iterator[str]:
    """Complains of two values shown alike without their difference, and of a wrong distance."""
    if finding.key_value == finding.answer_value and not finding.difference:
        yield f"shows {finding.key_value} for both"
    if seen.key is None or seen.answer is None:
        return
    with mpmath.workprec(PRECISIONS[1]):
        less = values.total([seen.answer, values.negative(seen.key)])
        gap, size = values.approximate(less), values.approximate(seen.key).mid
        if finding.difference and not matches(finding.difference, less):
            yield f"shows the difference {finding.difference} for {_decimal(less)}"
        if finding.relative_gap and size and values.magnitude(gap.mid) > gap.error + 30:
            share = float(abs(gap.mid / size))
            if abs(finding.relative_gap - share) > 1e-6 * share:
                yield f"says they are {finding.relative_gap} apart, not {share}"


def _inside(made: Pair, witness: Point) -> bool:
    return all(
        (low is None or low <= witness[name]) and (high is None or witness[name] <= high)
        for name, (low, high) in (made.domain or {}).items()
    )


def _printed(seen: Sides, finding: Any) -> Iterator[str]:
    """Complains of a shown value that is not the oracle's, to the digits shown."""
    shown = ((seen.key, finding.key_value), (seen.answer, finding.answer_value))
    for value, written in shown:
        right = written == "undefined" if value is None else matches(str(written), value)
        if not right:
            yield f"shows {written!r} for {_decimal(value)}"


def matches(written: str, value: Value) -> bool:
    """Whether a fraction is the value, or a decimal to one unit of its last digit.

    Zeros at the end of a whole number may stand for unknown digits; 0 stands for at most SMALL.
    """
    plain = written.replace("\N{MINUS SIGN}", "-").lower()
    if EXACT.fullmatch(plain):
        return _is(Fraction(plain), value)
    if not (parts := PLAIN.fullmatch(plain)):
        return False
    digits, exponent = parts[1], int(parts[2] or 0)
    places = -len(digits.partition(".")[2]) or len(digits) - len(digits.rstrip("0"))
    with mpmath.workprec(PRECISIONS[1]):
        true, error = values.approximate(value)
        shown = values.approximate(Fraction(digits)).mid * mpmath.power(10, exponent)
        unit = mpmath.power(10, places + exponent) if shown else values.approximate(SMALL).mid
        gap = abs(true - shown)
        return bool(gap <= unit) or values.magnitude(gap) <= error + 3


def _is(written: Fraction, value: Value) -> bool:
    """Whether it is the value exactly, or as closely as the oracle knows the value."""
    if isinstance(value, Fraction):
        return written == value
    with mpmath.workprec(PRECISIONS[1]):
        gap = abs(values.approximate(written).mid - value.mid)
        return bool(values.magnitude(gap) <= value.error + 3)


def _decimal(value: Value | None) -> str:
    if value is None:
        return "undefined"
    with mpmath.workprec(PRECISIONS[0]):
        return str(mpmath.nstr(values.approximate(value).mid, 20))


def _written(point: Point) -> str:
    return ", ".join(f"{name} = {value}" for name, value in point.items())
