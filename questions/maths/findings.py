"""What comparing finds, always with its evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import ClassVar, Final, Literal, TypeAlias

from questions.maths.expression import Span
from questions.maths.policy import Form

Point: TypeAlias = dict[str, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`components` holds the findings of the entries of vectors and matrices, in reading order."""

    kind: ClassVar[str]
    components: "tuple[Comparison, ...]" = ()


@dataclass(frozen=True, slots=True)
class Equal(Finding):
    """Proved: the same values wherever both are defined, apart from isolated points.

    `lost` is an isolated point where the key is defined and the answer is not, `gained` a point
    where only the answer is. `up_to` is "constant" where the two differ by a constant on each
    connected piece of where both are defined, as the question allows. The proof "curve" holds on
    the curve of the question alone.
    """

    kind: ClassVar[str] = "equal"
    proof: Literal["structure", "canonical form", "separation", "curve"]
    lost: Point | None = None
    gained: Point | None = None
    up_to: Literal["constant"] | None = None


@dataclass(frozen=True, slots=True)
class Agrees(Finding):
    """Not proved, but equal to `bits` bits at each of `points` points, and different nowhere.

    Or a number that is proved to lie `within` the tolerance of the question, as `Tolerance.meaning`
    says it. `up_to` as for `Equal`.
    """

    kind: ClassVar[str] = "agrees"
    bits: int
    points: int
    lost: Point | None = None
    gained: Point | None = None
    within: str | None = None
    up_to: Literal["constant"] | None = None


@dataclass(frozen=True, slots=True)
class Different(Finding):
    """Proved: other values at the witness, a generic point or one amid a neighbourhood of such.

    The values are short decimals, or "undefined" for an answer that is defined only where the key
    is not. `relative_gap` is their distance as a share of the key's value, None where that is 0.
    Where the two agree in all digits that are shown, `difference` is the answer's value less the
    key's. `near` is "rounding" where the answer becomes the key once its decimals are not rounded.
    The coordinates of the names in `rounded` are given to six digits: the witness is the point of
    the question's curve beside it.
    """

    kind: ClassVar[str] = "different"
    witness: Point
    key_value: str
    answer_value: str
    relative_gap: float | None = None
    near: Literal["rounding"] | None = None
    difference: str | None = None
    rounded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NarrowerDomain(Finding):
    """The same where both are defined, but the answer provably has no value at the witness, a
    generic point, where the key has one. `rounded` as for `Different`."""

    kind: ClassVar[str] = "narrower"
    witness: Point
    key_value: str = ""
    rounded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrongForm(Finding):
    """The value is right, as `value` shows, but not the form that the question asks for: or names
    are left in it that have their values from the task.

    `span` is the part to blame in the text that the answer was read from, None for trees built by
    hand; `sentence` says what is wrong with it.
    """

    kind: ClassVar[str] = "form"
    form: Form | Literal["point put in", "path put in"]
    sentence: str
    span: Span | None
    value: Equal | Agrees


@dataclass(frozen=True, slots=True)
class WrongShape(Finding):
    """A vector for a scalar, three components for two, ...; shapes as `expression.shape` gives."""

    kind: ClassVar[str] = "shape"
    expected: tuple[int, ...]
    got: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Undecided(Finding):
    """No finding. Reasons: "undefined" (the answer has a value nowhere that was tried), "key
    undefined", "too large", "unknown function", "too hard"."""

    kind: ClassVar[str] = "undecided"
    reason: str


SAME: Final = frozenset({Equal.kind, Agrees.kind})
"""The kinds of what is found equal, proved or not; also in rows."""

Comparison: TypeAlias = (
    Equal | Agrees | Different | NarrowerDomain | WrongForm | WrongShape | Undecided
)


def as_row(comparison: Comparison) -> dict[str, object]:
    """The finding as plain JSON, fractions as text; fields that say nothing are left out."""
    row: dict[str, object] = {"kind": comparison.kind}
    for one in fields(comparison):
        value = getattr(comparison, one.name)
        if one.name == "components":
            value = [as_row(part) for part in value]
        elif isinstance(value, Finding):
            value = as_row(value)  # type: ignore[arg-type]
        elif isinstance(value, Mapping):
            value = {name: str(number) for name, number in value.items()}
        elif isinstance(value, tuple):
            value = list(value)
        if value is not None and (value != [] or one.name not in {"components", "rounded"}):
            row[one.name] = value
    return row
