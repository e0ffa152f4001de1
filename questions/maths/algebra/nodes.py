"""Normal nodes: trees with shared parts, sums and products flattened, sorted and collected.

Two trees with the same node are equal wherever both are defined. Nothing here looks at where that
is: x/x becomes 1 and 0/0 becomes 0, so domains are always taken from the trees as written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import factorial
from typing import Final

from questions.maths.algebra.cases import comparison, node_of_cases
from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.needs import Need, Needs
from questions.maths.definitions import SOFTMAX
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.expression import (
    Call,
    Constant,
    Expression,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
)

MAX_NODES: Final = 4000
FACTORIALS: Final = range(101)
MAX_BITS: Final = 4000
MAX_FOLDED_BITS: Final = 2000


NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Made by an arena only, once for each meaning: equal nodes are the same object."""

    kind: Kind
    value: Fraction
    name: str
    arguments: "tuple[Node, ...]"
    index: int


class Arena:
    """The nodes of one comparison. Raises LimitError beyond MAX_NODES or MAX_BITS."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[object, ...], Node] = {}
        self._needs = Needs()
        self.zero = self.number(Fraction(0))
        self.one = self.number(Fraction(1))
        self.minus_one = self.number(Fraction(-1))

    def node(self, tree: Expression) -> Node:
        """The normal node of a scalar tree."""
        match tree:
            case Number(value=value):
                return self.number(value)
            case Symbol(name=name) | Constant(name=name):
                is_symbol = isinstance(tree, Symbol)
                return self._make(Kind.SYMBOL if is_symbol else Kind.CONSTANT, name=name)
            case Sum(terms=terms):
                return self.add(*(self.node(term) for term in terms))
            case Negation(operand=operand):
                return self.negative(self.node(operand))
            case Product(factors=factors):
                return self.multiply(*(self.node(factor) for factor in factors))
            case Quotient(numerator=over, denominator=under):
                below = self.node(under)
                self._needs.of_quotient(below)
                return self.divide(self.node(over), below)
            case Power(base=base, exponent=exponent):
                parts = self.node(base), self.node(exponent)
                self._needs.of_power(*parts)
                return self.power(*parts)
            case Call(name=name, arguments=arguments):
                values = tuple(self.node(one) for one in arguments)
                self._needs.of_call(name, values)
                return self.call(name, values)
            case Relation() | Piecewise():
                return self._node_by_cases(tree)
        raise UnsupportedError("Only scalars can be brought to a normal form.")

    def node_and_needs(self, tree: Expression) -> tuple[Node, frozenset[Need]]:
        """The normal node, and what must hold for the tree as written to have a value."""
        self._needs = Needs()
        node = self.node(tree)
        return node, self._needs.all()

    def apart(self, tree: Expression) -> tuple[Node, frozenset[Need]]:
        """As `node_and_needs`, within another tree, whose own needs stay as they are."""
        before = self._needs
        found = self.node_and_needs(tree)
        self._needs = before
        return found

    def _node_by_cases(self, tree: Relation | Piecewise) -> Node:
        if isinstance(tree, Relation):
            return comparison(self, tree)
        node, needs = node_of_cases(self, tree)
        self._needs.add(needs)
        return node

    def make_relation(self, sign: str, argument: Node) -> Node:
        return self._make(Kind.RELATION, name=sign, arguments=(argument,))

    def make_cases(self, counts: str, arguments: tuple[Node, ...]) -> Node:
        return self._make(Kind.CASES, name=counts, arguments=arguments)

    def number(self, value: Fraction) -> Node:
        if value.numerator.bit_length() + value.denominator.bit_length() > MAX_BITS:
            raise LimitError("A number in this expression is too long.")
        return self._make(Kind.NUMBER, value=value)

    def constant(self, name: str) -> Node:
        return self._make(Kind.CONSTANT, name=name)

    def negative(self, node: Node) -> Node:
        return self.multiply(self.minus_one, node)

    def subtract(self, one: Node, other: Node) -> Node:
        """Term by term, so that common terms cancel."""
        return self.add(one, *(self.negative(term) for term in _flat(Kind.SUM, (other,))))

    def divide(self, over: Node, under: Node) -> Node:
        return self.multiply(over, self.power(under, self.minus_one))

    def add(self, *nodes: Node) -> Node:
        """Like terms collected, the constant last."""
        constant = Fraction(0)
        parts: dict[Node, Fraction] = {}
        for term in _flat(Kind.SUM, nodes):
            if term.kind is Kind.NUMBER:
                constant += term.value
                continue
            coefficient, rest = self._split(term)
            parts[rest] = parts.get(rest, Fraction(0)) + coefficient
        terms = [
            self._scaled(parts[rest], rest) for rest in sorted(parts, key=_index) if parts[rest]
        ]
        if constant or not terms:
            terms.append(self.number(constant))
        return terms[0] if len(terms) == 1 else self._make(Kind.SUM, arguments=tuple(terms))

    def multiply(self, *nodes: Node) -> Node:
        """Equal bases collected, the number first."""
        coefficient = Fraction(1)
        exponents: dict[Node, Node] = {}
        for factor in _flat(Kind.PRODUCT, nodes):
            if factor.kind is Kind.NUMBER:
                coefficient *= factor.value
                continue
            base, exponent = _as_power(factor, self.one)
            known = exponents.get(base)
            exponents[base] = exponent if known is None else self.add(known, exponent)
        if coefficient == 0:
            return self.zero
        factors: list[Node] = []
        for base in sorted(exponents, key=_index):
            for factor in _flat(Kind.PRODUCT, (self.power(base, exponents[base]),)):
                if factor.kind is Kind.NUMBER:
                    coefficient *= factor.value
                else:
                    factors.append(factor)
        return self._product(coefficient, factors)

    def power(self, base: Node, exponent: Node) -> Node:
        """Whole powers go into products and powers; numbers are folded while they stay short."""
        if exponent.kind is not Kind.NUMBER:
            return self._make(Kind.POWER, arguments=(base, exponent))
        value = exponent.value
        if base.kind is Kind.NUMBER:
            return self._power_of_number(base, exponent)
        if value == 0:
            return self.one
        if value == 1:
            return base
        if value.denominator == 1 and base.kind is Kind.POWER:
            inner, inside = base.arguments
            return self.power(inner, self.multiply(inside, exponent))
        if value.denominator == 1 and base.kind is Kind.PRODUCT:
            return self.multiply(*(self.power(factor, exponent) for factor in base.arguments))
        return self._make(Kind.POWER, arguments=(base, exponent))

    def call(self, name: str, arguments: tuple[Node, ...]) -> Node:
        """Roots become powers and logarithms natural ones."""
        first = arguments[0] if arguments else self.zero
        match name:
            case "sqrt":
                return self.power(first, self.number(Fraction(1, 2)))
            case "cbrt":
                return self.power(first, self.number(Fraction(1, 3)))
            case "root" if arguments[1].kind is Kind.NUMBER and arguments[1].value:
                return self.power(first, self.number(1 / arguments[1].value))
            case "exp":
                return self.power(self.constant("e"), first)
            case "log10" | "log2":
                return self._logarithm(first, self.number(Fraction(name.removeprefix("log"))))
            case "log":
                return self._logarithm(first, arguments[1])
            case "factorial" if first.kind is Kind.NUMBER and first.value in FACTORIALS:
                return self.number(Fraction(factorial(first.value.numerator)))
            case "max" | "min":
                arguments = tuple(sorted(set(arguments), key=_index))
                return arguments[0] if len(arguments) == 1 else self._call(name, arguments)
        if name == "logsumexp" or name.startswith(SOFTMAX):
            return self._of_scores(name, arguments)
        return self._call(name, arguments)

    def _of_scores(self, name: str, scores: tuple[Node, ...]) -> Node:
        """logsumexp and the entries of softmax by their definitions."""
        powers = [self.power(self.constant("e"), one) for one in scores]
        total = self.add(*powers)
        if name == "logsumexp":
            return self._call("ln", (total,))
        return self.divide(powers[int(name.removeprefix(SOFTMAX)) - 1], total)

    def _call(self, name: str, arguments: tuple[Node, ...]) -> Node:
        return self._make(Kind.CALL, name=name, arguments=arguments)

    def _logarithm(self, argument: Node, base: Node) -> Node:
        return self.divide(self._call("ln", (argument,)), self._call("ln", (base,)))

    def _power_of_number(self, base: Node, exponent: Node) -> Node:
        number, value = base.value, exponent.value
        if number == 0 and value <= 0:
            return self._make(Kind.POWER, arguments=(base, exponent))
        if number in (0, 1) or value in (0, 1):
            return base if number in (0, 1) or value == 1 else self.one
        bits = number.numerator.bit_length() + number.denominator.bit_length()
        if value.denominator == 1 and abs(value.numerator) * bits <= MAX_FOLDED_BITS:
            return self.number(Fraction(number**value.numerator))
        return self._make(Kind.POWER, arguments=(base, exponent))

    def _product(self, coefficient: Fraction, factors: list[Node]) -> Node:
        factors.sort(key=_index)
        if coefficient != 1 or not factors:
            factors.insert(0, self.number(coefficient))
        if len(factors) == 1:
            return factors[0]
        return self._make(Kind.PRODUCT, arguments=tuple(factors))

    def _scaled(self, coefficient: Fraction, rest: Node) -> Node:
        factors = list(rest.arguments if rest.kind is Kind.PRODUCT else (rest,))
        return self._product(coefficient, factors)

    def _split(self, node: Node) -> tuple[Fraction, Node]:
        """A product's number and the rest of it."""
        if node.kind is Kind.PRODUCT and node.arguments[0].kind is Kind.NUMBER:
            return node.arguments[0].value, self._product(Fraction(1), list(node.arguments[1:]))
        return Fraction(1), node

    def _make(
        self,
        kind: Kind,
        *,
        value: Fraction = NOTHING,
        name: str = "",
        arguments: tuple[Node, ...] = (),
    ) -> Node:
        key: tuple[object, ...] = (kind, name, *[one.index for one in arguments])
        if kind is Kind.NUMBER:
            key = (kind, value.numerator, value.denominator)
        node = self._nodes.get(key)
        if node is None:
            if len(self._nodes) >= MAX_NODES:
                raise LimitError("This expression is too large.")
            node = Node(kind, value, name, arguments, len(self._nodes))
            self._nodes[key] = node
        return node


def _index(node: Node) -> int:
    return node.index


def _flat(kind: Kind, nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        if node.kind is kind:
            yield from node.arguments
        else:
            yield node


def _as_power(node: Node, one: Node) -> tuple[Node, Node]:
    if node.kind is Kind.POWER:
        return node.arguments[0], node.arguments[1]
    return node, one
