"""What must hold for a tree to have a value: gathered while it becomes a normal node.

Normal nodes forget domains (x/x is 1), so the needs are those of the tree as written. A tree has a
value exactly where all its needs hold; two trees with the same needs have the same domain.
"""

from typing import TYPE_CHECKING, Final, TypeAlias

from questions.maths.algebra.kinds import Kind

if TYPE_CHECKING:
    from questions.maths.algebra.node import Node

Need: TypeAlias = "tuple[str, tuple[Node, ...]]"
"""What must hold, and of which nodes."""

EVERYWHERE: Final = frozenset(
    {
        *("sin", "cos", "atan", "acot", "sinh", "cosh", "tanh", "sech", "asinh"),
        *("exp", "cbrt", "abs", "sign", "floor", "ceil", "erf"),
        *("heaviside", "relu", "sigmoid", "softplus", "max", "min", "logsumexp"),
        *(f"softmax_{place}" for place in range(1, 10)),
    }
)
"""Functions that have a value wherever their arguments have one."""
SINGLE_VALUED: Final = frozenset(
    {
        *("exp", "sin", "cos", "tan", "sec", "csc", "cot"),
        *("sinh", "cosh", "tanh", "sech", "csch", "coth", "sigmoid"),
    }
)
"""Functions that are analytic on the whole complex plane, but for isolated poles."""
AT_POLES: Final = frozenset({"not zero", "tan", "cot"})
"""Needs that fail where a function of their only node is zero."""
SAME_NEED: Final = {"sec": "tan", "csc": "cot", "acos": "asin", "acsc": "asec"}
NEED_OF_INVERSE: Final = {"cos": "tan", "sin": "cot"}
"""1/cos u has a value where tan u has one."""
ZERO_AT_ZERO: Final = frozenset({"sinh", "tanh", "asinh", "atan", "asin", "atanh", "erf", "sign"})
"""Functions that are zero where their argument is, and nowhere else."""
POSITIVE: Final = frozenset({"cosh", "sech", "sigmoid", "softplus"})
NOT_NEGATIVE: Final = frozenset({"abs", "relu", "acosh"})


def may_fail_on_a_region(need: Need) -> bool:
    """Whether it may fail on more than isolated points, for a tree that has a value somewhere.

    A function that is built of single-valued ones is analytic on a connected part of complex space,
    so that it is zero nowhere but at isolated points, or everywhere.
    """
    name, nodes = need
    return name not in AT_POLES or not all(map(_is_single_valued, nodes))


def _is_single_valued(node: "Node") -> bool:
    match node.kind:
        case Kind.NUMBER | Kind.SYMBOL | Kind.CONSTANT:
            return True
        case Kind.POWER:
            base, exponent = node.arguments
            whole = exponent.kind is Kind.NUMBER and exponent.value.denominator == 1
            natural = base.kind is Kind.CONSTANT and base.name == "e"
            if not whole and not natural:
                return False
        case Kind.CALL:
            if node.name not in SINGLE_VALUED:
                return False
        case Kind.RELATION | Kind.CASES:
            return False
    return all(map(_is_single_valued, node.arguments))


class Needs:
    """The needs of one tree."""

    def __init__(self) -> None:
        self._gathered: set[Need] = set()

    def all(self) -> frozenset[Need]:
        """Every need once; not negative and not zero together are positive."""
        needs = self._gathered
        for need, nodes in tuple(needs):
            if need == "not negative" and ("not zero", nodes) in needs:
                needs |= {("positive", nodes)}
        implied = {"not zero", "not negative"}
        return frozenset(
            one for one in needs if one[0] not in implied or ("positive", one[1]) not in needs
        )

    def add(self, needs: frozenset[Need]) -> None:
        self._gathered |= needs

    def of_quotient(self, under: "Node") -> None:
        self._not_zero(under)

    def of_power(self, base: "Node", exponent: "Node") -> None:
        """Odd roots have values everywhere, even ones where nothing negative is under them."""
        if exponent.kind is Kind.NUMBER:
            value = exponent.value
            if value.denominator % 2 == 0:
                self._sign_of(base, "positive" if value < 0 else "not negative")
            elif value <= 0:
                self._not_zero(base)
        elif not _is_positive(base):
            self._gathered.add(("power", (base, exponent)))

    def of_call(self, name: str, arguments: "tuple[Node, ...]") -> None:
        if name in EVERYWHERE:
            return
        match name:
            case "sqrt":
                self._sign_of(arguments[0], "not negative")
            case "ln" | "log10" | "log2":
                self._sign_of(arguments[0], "positive")
            case "log" if _is_positive(arguments[1]) and arguments[1].value != 1:
                self._sign_of(arguments[0], "positive")
            case "csch" | "coth" | "acsch":
                self._not_zero(arguments[0])
            case _:
                self._gathered.add((SAME_NEED.get(name, name), arguments))

    def _sign_of(self, node: "Node", need: str) -> None:
        if not _is_positive(node):
            self._gathered.add((need, (node,)))

    def _not_zero(self, node: "Node") -> None:
        """A product is not zero where no factor is, a power where its base is not."""
        if node.kind is Kind.PRODUCT:
            for factor in node.arguments:
                self._not_zero(factor)
        elif _is_zero_where_its_first_argument_is(node):
            self._not_zero(node.arguments[0])
        elif node.kind is Kind.CALL and node.name in NEED_OF_INVERSE:
            self._gathered.add((NEED_OF_INVERSE[node.name], node.arguments))
        elif not (_is_positive(node) or _is_number_but_zero(node)):
            self._gathered.add(("not zero", (node,)))


def _is_zero_where_its_first_argument_is(node: "Node") -> bool:
    if node.kind is Kind.POWER:
        return node.arguments[1].kind is Kind.NUMBER
    return node.kind is Kind.CALL and node.name in ZERO_AT_ZERO


def _is_positive(node: "Node") -> bool:
    """Plainly positive, wherever it has a value: positive numbers, e, pi, their powers, sums."""
    match node.kind:
        case Kind.NUMBER:
            return node.value > 0
        case Kind.CONSTANT:
            return True
        case Kind.POWER:
            return _is_positive(node.arguments[0])
        case Kind.PRODUCT:
            return all(map(_is_positive, node.arguments))
        case Kind.SUM:
            parts = node.arguments
            return all(map(_is_not_negative, parts)) and any(map(_is_positive, parts))
    return node.kind is Kind.CALL and node.name in POSITIVE


def _is_not_negative(node: "Node") -> bool:
    """Plainly not negative, wherever it has a value: even powers, |u|, positive ones."""
    if node.kind is Kind.POWER:
        base, exponent = node.arguments
        if exponent.kind is Kind.NUMBER:
            value = exponent.value
            return value % 2 == 0 or value.denominator % 2 == 0 or _is_not_negative(base)
        return _is_positive(base)
    if node.kind in (Kind.PRODUCT, Kind.SUM):
        return all(map(_is_not_negative, node.arguments))
    if node.kind is Kind.CALL and node.name in NOT_NEGATIVE:
        return True
    return _is_positive(node) or (node.kind is Kind.NUMBER and node.value == 0)


def _is_number_but_zero(node: "Node") -> bool:
    """A number, or the logarithm of one as in log_2 x = ln x/ln 2."""
    if node.kind is Kind.NUMBER:
        return node.value != 0
    if node.kind is not Kind.CALL or node.name != "ln":
        return False
    (argument,) = node.arguments
    return argument.kind is Kind.NUMBER and argument.value != 1
