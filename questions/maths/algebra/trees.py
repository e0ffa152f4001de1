"""Normal nodes back to trees."""

from questions.maths.algebra.cases import tree_of_cases
from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.node import Node
from questions.maths.expression import (
    Call,
    Constant,
    Expression,
    Power,
    Product,
    Sum,
    Symbol,
    number,
)


def tree(node: Node) -> Expression:
    """A tree with the node's value."""
    arguments = tuple(tree(one) for one in node.arguments)
    match node.kind:
        case Kind.NUMBER:
            return number(node.value)
        case Kind.SYMBOL:
            return Symbol(node.name)
        case Kind.CONSTANT:
            return Constant(node.name)
        case Kind.SUM:
            return Sum(arguments)
        case Kind.PRODUCT:
            return Product(arguments)
        case Kind.POWER:
            return Power(*arguments)
        case Kind.RELATION | Kind.CASES:
            return tree_of_cases(node, arguments)
    return Call(node.name, arguments)
