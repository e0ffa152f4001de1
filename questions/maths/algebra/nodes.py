"""Normal nodes: trees with shared parts, sums and products flattened, sorted and collected.

Two trees with the same node are equal wherever both are defined. Nothing here looks at where that
is: x/x becomes 1 and 0/0 becomes 0, so domains are always taken from the trees as written.
"""

from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import Any, Final

from questions.maths.algebra.cases import comparison, node_of_cases
from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.needs import Need, Needs
from questions.maths.algebra.node import Node, as_power, flat, index
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
ONCE: Final = Fraction(1)


class Arena:
    """The nodes of one comparison. Raises LimitError beyond MAX_NODES or MAX_BITS."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[Kind, str, tuple[Node, ...]], Node] = {}
        self._numbers: dict[tuple[int, int], Node] = {}
        self._needs = Needs()
        self.zero = self.number(Fraction(0))
        self.one = self.number(Fraction(1))
        self.minus_one = self.number(Fraction(-1))

    def copy(self) -> "Arena":
        """Another with the same nodes, which goes its own way from here."""
        other = Arena.__new__(Arena)
        other._nodes, other._numbers = self._nodes.copy(), self._numbers.copy()
        other.zero, other.one, other.minus_one = self.zero, self.one, self.minus_one
        return other

    def node(self, tree: Expression) -> Node:
        """The normal node of a scalar tree."""
        try:
            rule = RULES[type(tree)]
        except KeyError:
            message = "Only scalars can be brought to a normal form."
            raise UnsupportedError(message) from None
        return rule(self, tree)

    def _of_quotient(self, tree: Quotient) -> Node:
        below = self.node(tree.denominator)
        self._needs.of_quotient(below)
        return self.divide(self.node(tree.numerator), below)

    def _of_power(self, tree: Power) -> Node:
        base, exponent = self.node(tree.base), self.node(tree.exponent)
        self._needs.of_power(base, exponent)
        return self.power(base, exponent)

    def _of_call(self, tree: Call) -> Node:
        values = tuple([self.node(one) for one in tree.arguments])
        self._needs.of_call(tree.name, values)
        return self.call(tree.name, values)

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
        return self._make(Kind.RELATION, sign, (argument,))

    def make_cases(self, counts: str, arguments: tuple[Node, ...]) -> Node:
        return self._make(Kind.CASES, counts, arguments)

    def number(self, value: Fraction) -> Node:
        ratio = value.as_integer_ratio()
        node = self._numbers.get(ratio)
        if node is None:
            if ratio[0].bit_length() + ratio[1].bit_length() > MAX_BITS:
                raise LimitError("A number in this expression is too long.")
            node = self._numbers[ratio] = self._new(Kind.NUMBER, value, "", ())
        return node

    def constant(self, name: str) -> Node:
        return self._make(Kind.CONSTANT, name)

    def symbol(self, name: str) -> Node:
        return self._make(Kind.SYMBOL, name)

    def negative(self, node: Node) -> Node:
        if node.kind is Kind.NUMBER:
            return self.number(-node.value)
        coefficient, rest = self._split(node)
        return self._scaled(-coefficient, rest)

    def subtract(self, one: Node, other: Node) -> Node:
        """Term by term, so that common terms cancel."""
        return self.add(one, *(self.negative(term) for term in flat(Kind.SUM, (other,))))

    def divide(self, over: Node, under: Node) -> Node:
        return self.multiply(over, self.power(under, self.minus_one))

    def add(self, *nodes: Node) -> Node:
        """Like terms collected, the constant last."""
        constant = NOTHING
        parts: dict[Node, Fraction] = {}
        for term in flat(Kind.SUM, nodes):
            if term.kind is Kind.NUMBER:
                constant = constant + term.value if constant else term.value
                continue
            coefficient, rest = self._split(term)
            known = parts.get(rest)
            parts[rest] = coefficient if known is None else known + coefficient
        terms = [
            self._scaled(parts[rest], rest) for rest in sorted(parts, key=index) if parts[rest]
        ]
        if constant or not terms:
            terms.append(self.number(constant))
        return terms[0] if len(terms) == 1 else self._make(Kind.SUM, arguments=tuple(terms))

    def multiply(self, *nodes: Node) -> Node:
        """Equal bases collected, the number first."""
        coefficient = ONCE
        exponents: dict[Node, Node] = {}
        for factor in flat(Kind.PRODUCT, nodes):
            if factor.kind is Kind.NUMBER:
                coefficient = factor.value if coefficient is ONCE else coefficient * factor.value
                continue
            base, exponent = as_power(factor, self.one)
            known = exponents.get(base)
            exponents[base] = exponent if known is None else self.add(known, exponent)
        if not coefficient:
            return self.zero
        factors: list[Node] = []
        for base in sorted(exponents, key=index):
            for factor in flat(Kind.PRODUCT, (self.power(base, exponents[base]),)):
                if factor.kind is not Kind.NUMBER:
                    factors.append(factor)
                elif factor is not self.one:
                    coefficient *= factor.value
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
                arguments = tuple(sorted(set(arguments), key=index))
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
        factors.sort(key=index)
        if (coefficient is not ONCE and coefficient != 1) or not factors:
            factors.insert(0, self.number(coefficient))
        if len(factors) == 1:
            return factors[0]
        return self._make(Kind.PRODUCT, arguments=tuple(factors))

    def _scaled(self, coefficient: Fraction, rest: Node) -> Node:
        """A multiple of a node without a number in front."""
        if coefficient is ONCE or coefficient == 1:
            return rest
        factors = list(rest.arguments if rest.kind is Kind.PRODUCT else (rest,))
        return self._product(coefficient, factors)

    def _split(self, node: Node) -> tuple[Fraction, Node]:
        """A product's number and the rest of it."""
        if node.kind is Kind.PRODUCT and node.arguments[0].kind is Kind.NUMBER:
            return node.arguments[0].value, self._product(ONCE, list(node.arguments[1:]))
        return ONCE, node

    def _make(self, kind: Kind, name: str = "", arguments: tuple[Node, ...] = ()) -> Node:
        key = (kind, name, arguments)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._new(kind, NOTHING, name, arguments)
        return node

    def _new(self, kind: Kind, value: Fraction, name: str, arguments: tuple[Node, ...]) -> Node:
        place = len(self._nodes) + len(self._numbers)
        if place >= MAX_NODES:
            raise LimitError("This expression is too large.")
        return Node(kind, value, name, arguments, place)


RULES: Final[dict[type[Expression], Callable[[Arena, Any], Node]]] = {
    Number: lambda arena, tree: arena.number(tree.value),
    Symbol: lambda arena, tree: arena.symbol(tree.name),
    Constant: lambda arena, tree: arena.constant(tree.name),
    Sum: lambda arena, tree: arena.add(*[arena.node(term) for term in tree.terms]),
    Negation: lambda arena, tree: arena.negative(arena.node(tree.operand)),
    Product: lambda arena, tree: arena.multiply(*[arena.node(one) for one in tree.factors]),
    Quotient: Arena._of_quotient,
    Power: Arena._of_power,
    Call: Arena._of_call,
    Relation: Arena._node_by_cases,
    Piecewise: Arena._node_by_cases,
}
