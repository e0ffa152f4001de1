"""Arithmetic with vectors carried out entry by entry, so that a vector's node is outermost."""

from collections.abc import Callable
from typing import Final, NoReturn

from questions.maths.expression import (
    Branch,
    Call,
    Expression,
    Matrix,
    Negation,
    Piecewise,
    Product,
    Quotient,
    Relation,
    Sum,
    Vector,
    components,
    number,
    shape,
    walk,
)
from questions.maths.reading.errors import (
    ArityError,
    MixedBasisError,
    RaggedError,
    ReadingError,
    VectorOperationError,
)

ZERO: Final = number(0)
ONE: Final = number(1)


def settle(tree: Expression, source: str, *, basis: bool) -> Expression:
    """The same value with vectors only at the top: `2(x, y)` is (2x, 2y), `x i + y j` is (x, y).

    Raises where vectors are used as numbers are.
    """
    inside = tree.entries if isinstance(tree, Vector) else (tree,)
    if not any(type(node) in (Vector, Matrix) for part in inside for node in walk(part)):
        return tree
    return _Settler(source, basis=basis).settled(tree)


class _Settler:
    def __init__(self, source: str, *, basis: bool) -> None:
        self.source = source
        self.basis = basis

    def settled(self, tree: Expression) -> Expression:
        parts = tuple(self.settled(child) for child in tree.children)
        if not any(isinstance(part, Vector | Matrix) for part in parts):
            return tree
        match tree:
            case Vector():
                self.fail(RaggedError, "The entries of a vector are numbers, not vectors.", tree)
            case Matrix():
                return tree
            case Branch() | Relation() | Piecewise():
                message = "The cases of a function are numbers here, not vectors."
                self.fail(VectorOperationError, message, next(filter(_is_vector, parts)))
            case Negation():
                return _spread(parts[0], lambda entry: Negation(entry, span=entry.span), tree)
            case Quotient() if not isinstance(parts[1], Vector | Matrix):
                below = parts[1]
                return _spread(parts[0], lambda entry: Quotient(entry, below), tree)
            case Sum():
                return self.added(tree, parts)
            case Product():
                return self.scaled(tree, parts)
            case Call():
                self.fail(ArityError, f"{tree.name} takes numbers, not vectors.", tree)
        return self.fail(VectorOperationError, "A vector cannot be divided by or raised.", tree)

    def added(self, tree: Sum, parts: tuple[Expression, ...]) -> Expression:
        shapes = {shape(part) for part in parts}
        if len(shapes) > 1 and self.basis:
            self.fail(MixedBasisError, "Every term of a vector needs i, j or k.", tree)
        if len(shapes) > 1:
            self.fail(VectorOperationError, "Only vectors of the same size can be added.", tree)
        columns = zip(*(components(part) for part in parts), strict=True)
        return _rebuilt(parts[0], [_total(column) for column in columns], tree)

    def scaled(self, tree: Product, parts: tuple[Expression, ...]) -> Expression:
        vectors = [part for part in parts if isinstance(part, Vector | Matrix)]
        if len(vectors) > 1:
            self.fail(VectorOperationError, "A product of vectors is not worked out here.", tree)
        factors = tuple(part for part in parts if part is not vectors[0])
        return _spread(vectors[0], lambda entry: _multiple(factors, entry), tree)

    def fail(self, cause: type[ReadingError], message: str, tree: Expression) -> NoReturn:
        start, end = tree.span or (0, len(self.source))
        raise cause(message, source=self.source, start=start, end=end)


def _is_vector(tree: Expression) -> bool:
    return isinstance(tree, Vector | Matrix)


def _rebuilt(like: Expression, entries: list[Expression], whole: Expression) -> Expression:
    """A vector or a matrix of the same shape as `like`."""
    if isinstance(like, Matrix):
        width = len(like.rows[0].entries)
        rows = (entries[at : at + width] for at in range(0, len(entries), width))
        return Matrix(tuple(Vector(tuple(row)) for row in rows), span=whole.span)
    return Vector(tuple(entries), span=whole.span)


def _spread(
    vector: Expression, change: Callable[[Expression], Expression], whole: Expression
) -> Expression:
    entries = [entry if entry == ZERO else change(entry) for entry in components(vector)]
    return _rebuilt(vector, entries, whole)


def _total(column: tuple[Expression, ...]) -> Expression:
    terms = tuple(term for term in column if term != ZERO)
    if not terms:
        return ZERO
    return terms[0] if len(terms) == 1 else Sum(terms)


def _multiple(factors: tuple[Expression, ...], entry: Expression) -> Expression:
    if entry != ONE:
        factors = (*factors, entry)
    return factors[0] if len(factors) == 1 else Product(factors)
