"""The operations of a computation graph: their values and local derivatives, right and wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

OPERATIONS: Final = {
    "plus": "{a} + {b}",
    "minus": "{a} - {b}",
    "times": r"{a} \cdot {b}",
    "square": "{a}^2",
    "scaled": "{k} {a}",
    "over": r"\frac{{1}}{{{a}}}",
    "ratio": r"\frac{{{a}}}{{{b}}}",
}
TEXTS: Final = {
    "plus": "({a} + {b})",
    "minus": "({a} - {b})",
    "times": "({a})*({b})",
    "square": "({a})^2",
    "scaled": "{k}*({a})",
    "over": "1/({a})",
    "ratio": "({a})/({b})",
}
BINARY: Final = frozenset({"plus", "minus", "times", "ratio"})


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its name, what it does to which earlier nodes, and its value."""

    name: str
    operation: str
    inputs: tuple[str, ...]
    value: Fraction
    factor: int = 1

    @property
    def definition(self) -> str:
        """LaTeX of what it does."""
        a, *rest = self.inputs
        names = {"a": a, "b": rest[0] if rest else "", "k": self.factor}
        return OPERATIONS[self.operation].format(**names)

    def text(self, inputs: Sequence[str]) -> str:
        """The same in calculator notation, with texts for its inputs."""
        a, *rest = inputs
        return TEXTS[self.operation].format(a=a, b=rest[0] if rest else "", k=self.factor)


def worked_out(
    operation: str, values: Sequence[Fraction | None], factor: int = 1
) -> Fraction | None:
    """The value of a node; None where one of its inputs has none, or it divides by 0."""
    known = [one for one in values if one is not None]
    if len(known) < len(values):
        return None
    a, b = known[0], known[-1]
    match operation:
        case "plus":
            return a + b
        case "minus":
            return a - b
        case "times":
            return a * b
        case "square":
            return a * a
        case "scaled":
            return factor * a
        case "ratio":
            return a / b if b else None
    return 1 / a if a else None


def local_slopes(node: Node, values: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The derivatives of a node by its inputs, where these have the values. Raises
    ZeroDivisionError where it divides by 0.
    """
    match node.operation:
        case "plus":
            return Fraction(1), Fraction(1)
        case "minus":
            return Fraction(1), Fraction(-1)
        case "times":
            return values[1], values[0]
        case "square":
            return (2 * values[0],)
        case "scaled":
            return (Fraction(node.factor),)
        case "ratio":
            return 1 / values[1], -values[0] / values[1] ** 2
    return (-1 / values[0] ** 2,)


def wrong_slopes(
    operation: str, right: tuple[Fraction, ...]
) -> Iterator[tuple[str, tuple[Fraction, ...]]]:
    """What mal-rules of sums, products, powers and quotients make of local derivatives."""
    zero, one = Fraction(0), Fraction(1)
    match operation:
        case "plus" | "minus":
            yield "term-dropped", (zero, right[1])
            yield "term-dropped", (right[0], zero)
        case "times":
            yield "product-first-term-missing", (zero, right[1])
            yield "product-second-term-missing", (right[0], zero)
            yield "product-minus", (right[0], -right[1])
            yield "product-as-sum", (one, one)
        case "square":
            yield "exponent-not-brought-down", (right[0] / 2,)
        case "scaled":
            yield "coefficient-dropped", (one,)
        case "over":
            yield "reciprocal-sign-missing", (-right[0],)
        case "ratio":
            yield "quotient-plus", (right[0], -right[1])
            yield "denominator-not-squared", (one, right[1] / right[0])
            yield "quotient-terms-swapped", (-right[0], -right[1])
            yield "quotient-term-missing", (zero, right[1])
            yield "quotient-term-missing", (right[0], zero)
    if operation == "minus":
        yield "term-sign-wrong", (right[0], -right[1])
