"""What is certain about an expression's sign, wherever it has a value in the assumed domain."""

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from tests.fuzzing.oracle import Domain
from tests.fuzzing.trees import Node

NEVER_NEGATIVE = {"sqrt", "abs", "relu", "acos"}
ALWAYS_POSITIVE = {"exp", "cosh", "sigmoid", "softplus"}
KEEPS_SIGN = {"sinh", "tanh", "asinh", "atan", "cbrt", "sign"}


@dataclass(frozen=True)
class Setting:
    """The dice, the variables and the domain that rewriting may rely on."""

    rng: Random
    variables: tuple[str, ...]
    domain: Domain | None = field(default=None)

    def positive(self, tree: Node) -> bool:
        """Certainly above 0, isolated points aside."""
        return self._strict(tree) or (self._weak(tree) and not flat(tree))

    def _strict(self, tree: Node) -> bool:
        if tree.op == "number":
            return tree.number > 0
        if tree.op in ALWAYS_POSITIVE or tree.op == "constant":
            return True
        if tree.op == "variable":
            low, _ = (self.domain or {}).get(tree.name, (None, None))
            return low is not None and low >= 0
        if tree.op == "add":
            return any(map(self._strict, tree.args)) and all(map(self._weak, tree.args))
        if tree.op in {"mul", "div"} or tree.op in KEEPS_SIGN:
            return all(map(self._strict, tree.args))
        return tree.op == "pow" and self._strict(tree.args[0])

    def _weak(self, tree: Node) -> bool:
        """Never below 0."""
        if self._strict(tree):
            return True
        if tree.op in NEVER_NEGATIVE:
            return True
        if tree.op in {"add", "mul", "div"}:
            return all(map(self._weak, tree.args))
        if tree.op == "pow" and tree.args[1].op == "number":
            base, exponent = tree.args[0], tree.args[1].number
            even = exponent.numerator % 2 == 0 or exponent.denominator % 2 == 0
            return even or self._weak(base)
        return False


def flat(tree: Node) -> bool:
    """Whether it may stay 0 on a whole interval."""
    return tree.op in {"relu", "max", "min", "sign", "abs"} - (
        {"abs"} if tree.args and tree.args[0].op == "variable" else set()
    ) or any(map(flat, tree.args))


def odd(exponent: Fraction) -> bool:
    """Whether a power with this exponent is defined for a negative base."""
    return exponent.denominator % 2 == 1
