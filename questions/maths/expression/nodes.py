"""The nodes of a tree, and how each is taken apart and put together again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter, is_
from typing import Any, Final, Self

from questions.maths.errors import LimitError

Span = tuple[int, int]


class _Known:
    """What is worked out of a node once: its hash, its symbols, the number that it writes, whether
    it is tidy and whether it has decimals. Takes no part in what the node is, and is not stored or
    sent with it.
    """

    __slots__ = ("_hash", "_pointed", "_rational", "_symbols", "_tidy")


@dataclass(frozen=True, slots=True)
class Expression(_Known):
    """A node. Its children are read with `children` and replaced with `with_children`."""

    span: Span | None = field(default=None, compare=False, repr=False, kw_only=True)

    @property
    def children(self) -> "tuple[Expression, ...]":
        return CHILDREN[type(self)](self)

    def with_children(self, children: "tuple[Expression, ...]") -> Self:
        """The same node over other children, as many as before; itself over its own."""
        if all(map(is_, children, self.children)):
            return self
        return REBUILD[type(self)](self, children)  # type: ignore[no-any-return]

    @property
    def is_tidy(self) -> bool:
        """Whether it is known to be written as a textbook would."""
        return hasattr(self, "_tidy")

    def marked_tidy(self) -> Self:
        """The very same node, known to be tidy from now on."""
        object.__setattr__(self, "_tidy", True)
        return self


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A non-negative number as written: `0.50` has the value 1/2 and the text `0.50`."""

    value: Fraction
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Symbol(Expression):
    """A declared variable or parameter, subscripts after an underscore: `x`, `w_1`, `theta`."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """`e` or `pi`."""

    name: str


@dataclass(frozen=True, slots=True)
class Sum(Expression):
    """At least two terms; a subtracted term is a `Negation`."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Negation(Expression):
    operand: Expression


@dataclass(frozen=True, slots=True)
class Product(Expression):
    """At least two factors."""

    factors: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Dotted(Product):
    """A product that is written with a sign between all factors, in this order.

    It stands in worked steps only, to be written; `undotted` gives what can be reckoned with.
    """


@dataclass(frozen=True, slots=True)
class Quotient(Expression):
    numerator: Expression
    denominator: Expression


@dataclass(frozen=True, slots=True)
class Power(Expression):
    base: Expression
    exponent: Expression


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A function of `FUNCTIONS` (or one that the question declares) on its arguments.

    `log` takes the argument and the base.
    """

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Vector(Expression):
    entries: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Matrix(Expression):
    """Rows of equal length, as vectors."""

    rows: tuple[Vector, ...]


@dataclass(frozen=True, slots=True)
class Relation(Expression):
    """A chain of comparisons: `0 < x <= 1` has three sides and two of `COMPARISONS`.

    Conditions have no value: a relation stands in a `Branch` only.
    """

    sides: tuple[Expression, ...]
    signs: tuple[str, ...]

    def pairs(self) -> "Iterator[Relation]":
        """The comparisons of two neighbours that the chain is made of."""
        for place, sign in enumerate(self.signs):
            yield Relation(self.sides[place : place + 2], (sign,))


@dataclass(frozen=True, slots=True)
class Branch(Expression):
    """A case: the value where all of the conditions hold, of which there is at least one."""

    value: Expression
    conditions: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Piecewise(Expression):
    """The value of the first branch whose conditions hold.

    Where none holds it is `otherwise`, or without a value if that is None. What is not taken need
    not have a value.
    """

    branches: tuple[Branch, ...]
    otherwise: Expression | None = None


def _none(_: Any) -> tuple[Expression, ...]:
    return ()


def _of_branch(branch: Branch) -> tuple[Expression, ...]:
    return (branch.value, *branch.conditions)


def _of_piecewise(tree: Piecewise) -> tuple[Expression, ...]:
    return tree.branches if tree.otherwise is None else (*tree.branches, tree.otherwise)


CHILDREN: Final[dict[type[Expression], Callable[[Any], tuple[Expression, ...]]]] = {
    **dict.fromkeys((Number, Symbol, Constant), _none),
    Sum: attrgetter("terms"),
    Negation: lambda tree: (tree.operand,),
    Product: attrgetter("factors"),
    Dotted: attrgetter("factors"),
    Quotient: attrgetter("numerator", "denominator"),
    Power: attrgetter("base", "exponent"),
    Call: attrgetter("arguments"),
    Vector: attrgetter("entries"),
    Matrix: attrgetter("rows"),
    Relation: attrgetter("sides"),
    Branch: _of_branch,
    Piecewise: _of_piecewise,
}
"""How to get at the children of each sort of node: trees are walked all the time."""


def _same(node: Any, _children: tuple[Any, ...]) -> Any:
    return node


def _over_tuple(node: Any, children: tuple[Any, ...]) -> Any:
    return type(node)(children, span=node.span)


def _over_each(node: Any, children: tuple[Any, ...]) -> Any:
    return type(node)(*children, span=node.span)


def _over_cases(tree: Piecewise, children: tuple[Any, ...]) -> Piecewise:
    count = len(tree.branches)
    return Piecewise(children[:count], *children[count:], span=tree.span)


REBUILD: Final[dict[type[Expression], Callable[[Any, tuple[Any, ...]], Any]]] = {
    **dict.fromkeys((Number, Symbol, Constant), _same),
    **dict.fromkeys((Sum, Product, Dotted, Vector, Matrix), _over_tuple),
    **dict.fromkeys((Negation, Quotient, Power), _over_each),
    Call: lambda node, children: Call(node.name, children, span=node.span),
    Relation: lambda node, children: Relation(children, node.signs, span=node.span),
    Branch: lambda node, children: Branch(children[0], children[1:], span=node.span),
    Piecewise: _over_cases,
}
"""How to make each sort of node over other children."""


def _hashed_once(sort: type[Expression]) -> None:
    """Keeps the hash of each node: trees are looked up all the time."""
    work_out: Callable[[Any], int] = sort.__hash__

    def kept(node: Any) -> int:
        try:
            return node._hash  # type: ignore[no-any-return]
        except AttributeError:
            found = work_out(node)
            object.__setattr__(node, "_hash", found)
            return found

    sort.__hash__ = kept  # type: ignore[assignment]


for _sort in CHILDREN:
    _hashed_once(_sort)

E: Final = Constant("e")
PI: Final = Constant("pi")


LARGEST_BITS: Final = 13_000
"""Of a number that is worked out: some 3,900 digits, which can still be written down."""


@lru_cache(maxsize=4096)
def number(value: int | Fraction) -> Expression:
    """The tree of a rational number: `-3/4` becomes Negation(Quotient(3, 4)).

    Raises LimitError for one that nobody could write down.
    """
    value = value if isinstance(value, Fraction) else Fraction(value)
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > LARGEST_BITS:
        raise LimitError("A number here has too many digits to be worked out.")
    if value.numerator < 0:
        return Negation(number(-value))
    if value.denominator == 1:
        return Number(value, str(value)).marked_tidy()
    return Quotient(number(value.numerator), number(value.denominator))
