"""Fingerprints of expressions: equal if and only if (but for chance) they have one meaning.

Numbers live in a prime field, sums, products and quotients are those of the field, and every
function is an arbitrary but fixed map. So x/2·y and (1/2)xy agree, sin(x)² and sin(x²) do not.
"""

import ast
import hashlib
from fractions import Fraction
from functools import reduce

from questions.maths.expression import (
    Branch,
    Call,
    Constant,
    Expression,
    Matrix,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Vector,
)

PRIME = 2**127 - 1


def arbitrary(*parts: object) -> int:
    """A fixed element of the field for anything."""
    digest = hashlib.sha256(repr(parts).encode()).digest()
    return int.from_bytes(digest, "big") % PRIME


def rational(value: Fraction) -> int:
    return value.numerator * pow(value.denominator, -1, PRIME) % PRIME


def inverse(value: int) -> int:
    return pow(value, -1, PRIME) if value else arbitrary("1/0")


def power(base: int, exponent: int) -> int:
    """Small whole exponents are those of the field, others are arbitrary."""
    if exponent < 1000:
        return pow(base, exponent, PRIME)
    if PRIME - exponent < 1000:
        return inverse(pow(base, PRIME - exponent, PRIME))
    return arbitrary("power", base, exponent)


def function(name: str, arguments: tuple[int, ...]) -> int:
    match name:
        case "ln" if arguments == (arbitrary("Constant", "e"),):
            return 1
        case "log10" | "log2":
            return function("log", (arguments[0], int(name[3:])))
        case "log" if len(arguments) == 2:
            return function("ln", arguments[:1]) * inverse(function("ln", arguments[1:])) % PRIME
        case "cbrt":
            return power(arguments[0], rational(Fraction(1, 3)))
        case "root":
            return power(arguments[0], inverse(arguments[1]))
    return arbitrary(name, arguments)


def of_tree(tree: Expression) -> object:
    """The fingerprint of a tree; of a vector, the tuple of those of its entries."""
    match tree:
        case Vector():
            return tuple(of_tree(entry) for entry in tree.entries)
        case Matrix():
            return tuple(of_tree(row) for row in tree.rows)
    return _scalar(tree)


def _scalar(tree: Expression) -> int:
    parts = [_scalar(child) for child in tree.children]
    match tree:
        case Number():
            return rational(tree.value)
        case Symbol() | Constant():
            return arbitrary(type(tree).__name__, tree.name)
        case Sum():
            return sum(parts) % PRIME
        case Negation():
            return -parts[0] % PRIME
        case Product():
            return reduce(lambda one, other: one * other % PRIME, parts)
        case Quotient():
            return parts[0] * inverse(parts[1]) % PRIME
        case Power():
            return power(parts[0], parts[1])
        case Call():
            return function(tree.name, tuple(parts))
    return _by_cases(tree, parts)


def _by_cases(tree: Expression, parts: list[int]) -> int:
    match tree:
        case Relation():
            return arbitrary("Relation", tree.signs, parts)
        case Piecewise() | Branch():
            return arbitrary(type(tree).__name__, parts)
    raise TypeError(tree)


TABLE_NAMES = {"log": "ln", "Abs": "abs", "Max": "max", "Min": "min"}


def of_table(text: str) -> object:
    """The fingerprint of an expression in the notation of the case table, which is Python's."""
    return _node(ast.parse(text.replace("lambda", "lambda_"), mode="eval").body)


def _node(node: ast.expr) -> object:
    match node:
        case ast.List(elements):
            return tuple(_node(element) for element in elements)
        case ast.Call(ast.Name("Matrix"), [argument]):
            return _node(argument)
    return _number(node)


def _number(node: ast.expr) -> int:
    match node:
        case ast.Constant(int(value)):
            return value % PRIME
        case ast.Name("E"):
            return arbitrary("Constant", "e")
        case ast.Name("pi"):
            return arbitrary("Constant", "pi")
        case ast.Name(name):
            return arbitrary("Symbol", name.rstrip("_"))
        case ast.UnaryOp(ast.USub(), operand):
            return -_number(operand) % PRIME
        case ast.BinOp(left, operator, right):
            return _operation(_number(left), operator, _number(right))
        case ast.Call(ast.Name(name), arguments):
            values = tuple(_number(argument) for argument in arguments)
            return function(TABLE_NAMES.get(name, name), values)
    raise TypeError(ast.dump(node))


def _operation(left: int, operator: ast.operator, right: int) -> int:
    match operator:
        case ast.Add():
            return (left + right) % PRIME
        case ast.Sub():
            return (left - right) % PRIME
        case ast.Mult():
            return left * right % PRIME
        case ast.Div():
            return left * inverse(right) % PRIME
        case ast.Pow():
            return power(left, right)
    raise TypeError(operator)
