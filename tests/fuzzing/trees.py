"""Expressions of this fuzzer's own: built with Python's operators, printed as typed text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

Operand = Union["Node", int, Fraction]

FUNCTIONS = frozenset(
    {
        "sqrt",
        "cbrt",
        "exp",
        "ln",
        "log_2",
        "sin",
        "cos",
        "tan",
        "sec",
        "csc",
        "cot",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "asinh",
        "acosh",
        "atanh",
        "abs",
        "sign",
        "relu",
        "sigmoid",
        "softplus",
        "max",
        "min",
    }
)


@dataclass(frozen=True)
class Node:
    """`op` is number, variable, constant, add, mul, div, neg, pow or one of FUNCTIONS."""

    op: str
    args: tuple["Node", ...] = ()
    number: Fraction = Fraction(0)
    name: str = ""

    def __add__(self, other: Operand) -> "Node":
        return add(self, node(other))

    def __radd__(self, other: Operand) -> "Node":
        return add(node(other), self)

    def __sub__(self, other: Operand) -> "Node":
        return add(self, -node(other))

    def __rsub__(self, other: Operand) -> "Node":
        return add(node(other), -self)

    def __mul__(self, other: Operand) -> "Node":
        return mul(self, node(other))

    def __rmul__(self, other: Operand) -> "Node":
        return mul(node(other), self)

    def __truediv__(self, other: Operand) -> "Node":
        return Node("div", (self, node(other)))

    def __rtruediv__(self, other: Operand) -> "Node":
        return Node("div", (node(other), self))

    def __pow__(self, other: Operand) -> "Node":
        return Node("pow", (self, node(other)))

    def __neg__(self) -> "Node":
        if self.op == "number":
            return node(-self.number)
        return self.args[0] if self.op == "neg" else Node("neg", (self,))


def node(value: Operand) -> Node:
    return value if isinstance(value, Node) else Node("number", number=Fraction(value))


def add(*terms: Node) -> Node:
    """The sum, with sums among its terms laid flat."""
    return _flat("add", terms)


def mul(*factors: Node) -> Node:
    """The product, with products among its factors laid flat."""
    return _flat("mul", factors)


def _flat(op: str, args: tuple[Node, ...]) -> Node:
    laid = tuple(inner for arg in args for inner in (arg.args if arg.op == op else (arg,)))
    return laid[0] if len(laid) == 1 else Node(op, laid)


def variable(name: str) -> Node:
    return Node("variable", name=name)


def call(name: str, *args: Operand) -> Node:
    assert name in FUNCTIONS, name
    return Node(name, tuple(node(arg) for arg in args))


def _unary(name: str) -> Callable[[Operand], Node]:
    return lambda u: call(name, u)


sqrt, cbrt, exp, ln, log2 = map(_unary, ("sqrt", "cbrt", "exp", "ln", "log_2"))
sin, cos, tan, sec, csc, cot = map(_unary, ("sin", "cos", "tan", "sec", "csc", "cot"))
asin, acos, atan = map(_unary, ("asin", "acos", "atan"))
sinh, cosh, tanh = map(_unary, ("sinh", "cosh", "tanh"))
asinh, acosh, atanh = map(_unary, ("asinh", "acosh", "atanh"))
absolute, sign, relu = map(_unary, ("abs", "sign", "relu"))
sigmoid, softplus = map(_unary, ("sigmoid", "softplus"))


def largest(a: Operand, b: Operand) -> Node:
    return call("max", a, b)


def smallest(a: Operand, b: Operand) -> Node:
    return call("min", a, b)


E = Node("constant", name="e")
PI = Node("constant", name="pi")


def size(tree: Node) -> int:
    return 1 + sum(size(arg) for arg in tree.args)


def mentions(tree: Node) -> bool:
    """Whether any variable occurs."""
    return tree.op == "variable" or any(mentions(arg) for arg in tree.args)


def places(tree: Node, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Node]]:
    """Every subtree that may be rewritten, with its path; written exponents are left alone.

    An exponent that is a number also says which real root is meant, so no equal value may
    take its place.
    """
    yield path, tree
    for index, arg in enumerate(tree.args):
        if not (tree.op == "pow" and index == 1 and arg.op == "number"):
            yield from places(arg, (*path, index))


def replaced(tree: Node, path: tuple[int, ...], new: Node) -> Node:
    """The tree with the subtree at `path` replaced; sums and products stay flat."""
    if not path:
        return new
    first, *rest = path
    args = list(tree.args)
    args[first] = replaced(args[first], tuple(rest), new)
    if tree.op in {"add", "mul"}:
        return _flat(tree.op, tuple(args))
    return Node(tree.op, tuple(args), tree.number, tree.name)


def text(tree: Node) -> str:
    """What a student would type, with every bracket that the meaning needs."""
    if tree.op == "number":
        return _number(tree.number)
    if tree.op in {"variable", "constant"}:
        return tree.name
    if tree.op == "neg":
        return "-" + _inside(tree.args[0], {"add", "neg", "div", "mul"})
    if tree.op == "add":
        return _sum(tree.args)
    if tree.op == "mul":
        return "*".join(_inside(arg, {"add", "neg", "div"}) for arg in tree.args)
    if tree.op == "div":
        top, bottom = tree.args
        return f"{_inside(top, {'add', 'neg', 'div'})}/{_inside(bottom, _LOOSE)}"
    if tree.op == "pow":
        return _power(*tree.args)
    return f"{tree.op}({', '.join(text(arg) for arg in tree.args)})"


_LOOSE = {"add", "neg", "div", "mul"}


def _inside(tree: Node, loose: set[str]) -> str:
    return f"({text(tree)})" if tree.op in loose else text(tree)


def _sum(terms: tuple[Node, ...]) -> str:
    written = text(terms[0])
    for term in terms[1:]:
        if term.op == "neg":
            written += f" - {_inside(term.args[0], {'add', 'neg', 'div'})}"
        elif term.op == "number" and term.number < 0:
            written += f" - {text(-term)}"
        else:
            written += f" + {text(term)}"
    return written


def _power(base: Node, exponent: Node) -> str:
    bare = base.op in {"variable", "constant"} or (
        base.op == "number" and base.number >= 0 and base.number.denominator == 1
    )
    below = text(base) if bare or base.op in FUNCTIONS else f"({text(base)})"
    short = exponent.op == "variable" or (
        exponent.op == "number" and exponent.number >= 0 and exponent.number.denominator == 1
    )
    return f"{below}^{text(exponent)}" if short else f"{below}^({text(exponent)})"


def _number(value: Fraction) -> str:
    if value < 0:
        return f"({_positive(value)})"
    return _positive(value) if value.denominator == 1 else f"({_positive(value)})"


def _positive(value: Fraction) -> str:
    digits = len(str(value.denominator)) - 1
    if value.denominator == 10**digits and digits:
        whole, part = divmod(abs(value.numerator), value.denominator)
        return f"{'-' if value < 0 else ''}{whole}.{part:0{digits}d}"
    return str(value)
