"""How much an answer says, in bits, and how much an explanation had to choose from.

An explanation that is one of N fits an answer of log2(N) bits by chance. It shows something only
if the answer says clearly more: that is the law of the shortest description (Rissanen, Modeling
by shortest data description, Automatica 14, 1978), here with a code that a person might use.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import exp2, fsum, gcd, log2
from typing import TYPE_CHECKING, Final

from questions.maths.differentiation.tidying import rational
from questions.maths.expression import (
    FUNCTIONS,
    Call,
    Expression,
    Number,
    Symbol,
    components,
    has_point,
    symbols,
    walk,
)

if TYPE_CHECKING:
    from questions.maths.mistakes.table import Floats

NODE: Final = 1.0
"""Bits that say which operation a node is."""

FREE: Final = 6.0
"""Bits that say that a number was free to choose at all."""

UNEXPLAINED: Final = 4.0
"""Bits for a component that is wrong for a reason of its own."""

LIKELY: Final = 2.0
"""Bits in favour of an explanation before anything is known: most wrong answers come from mistakes
in the task, and few from elsewhere.
"""

OF_NUMBER: Final = 3.0
"""Bits that two mal-rules cost more where they give numbers alone: with fewer, too many right
answers of other problems have the value of some pair (measured).
"""

OF_WAY: Final = 2.0
"""Bits that a wrong way in a pair costs more where it gives numbers alone (measured): as many as
are in favour of any explanation, for the ways are many and most of their pairs nobody goes.
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Bits of the answer that an explanation accounts for, and bits that chose the explanation."""

    information: float
    choices: float

    @property
    def bits(self) -> float:
        """Bits by which the explanation is likelier than chance."""
        return self.information - self.choices + LIKELY

    @property
    def is_enough(self) -> bool:
        """Whether the fit is hardly by chance."""
        return self.bits >= 0.0

    def beside_unexplained(self) -> "Evidence":
        """The same where another component is wrong for a reason of its own."""
        return Evidence(self.information, self.choices + UNEXPLAINED)


def are_enough(rivals: Iterable[Evidence]) -> bool:
    """Whether several explanations of one answer are together likelier than chance: what gives the
    answer in either of two ways gives it twice as often.
    """
    return fsum(exp2(one.bits) for one in rivals) >= 1.0


def information(answer: Expression, function: Expression) -> float:
    """Bits that an answer says to somebody who knows the function that was to be differentiated.

    A number costs its digits, a function that the task does not have its name; what stands in the
    task, or in the answer before, is copied.
    """
    # Equal trees may have decimals of other lengths.
    return _said(answer, function) if has_point(answer) else _said_again(answer, function)


def _said(answer: Expression, function: Expression) -> float:
    known = set(walk(function))
    called = {node.name for node in known if isinstance(node, Call)}
    names = sum(isinstance(node, Symbol) for node in known)
    copied = NODE + log2(len(known) + 1)

    def bits(node: Expression) -> float:
        own = _own(node, names, called)
        own += sum(bits(child) for child in node.children)
        cost = min(own, copied) if node in known else own
        known.add(node)
        return cost

    return bits(answer)


_said_again = lru_cache(maxsize=1024)(_said)


def _own(node: Expression, names: int, called: set[str]) -> float:
    match node:
        case Number(value=value, text=text) if "." in text:
            return min(of_number(value), NODE + of_number(Fraction(text.replace(".", ""))))
        case Number(value=value):
            return of_number(value)
        case Symbol():
            return NODE + log2(max(names, 1))
        case Call(name=name) if name not in called:
            return NODE + log2(len(FUNCTIONS))
    return NODE


def of_number(value: Fraction) -> float:
    """Bits of a number: small whole numbers say little."""
    return NODE + sum(log2(one) for one in (abs(value.numerator), value.denominator) if one)


def of_pair(answer: Expression, of_function: float = 0.0) -> float:
    """Bits by which a pair of mistakes has to be commoner than chance: many give each number."""
    return of_function if symbols(answer) else OF_NUMBER


def of_way(answer: Expression) -> float:
    """Bits by which a pair with a wrong way has to be commoner still."""
    return 0.0 if symbols(answer) else OF_WAY


def of_denominators(answer: Expression, key: Expression) -> float:
    """Bits of an answer's denominators that say nothing, for the right answer has them too: a rate
    of 1/5 or a direction of length 5 leaves fifths whatever was done with it. Of decimals only
    the digits are counted, so that there is nothing to take off.
    """
    pairs = zip(components(answer), components(key), strict=False)
    numbers = ((entry, rational(entry), rational(right)) for entry, right in pairs)
    return sum(
        log2(gcd(one.denominator, other.denominator))
        for entry, one, other in numbers
        if one is not None and other is not None and not has_point(entry)
    )


def of_factor(factor: Fraction, *, is_likely: bool) -> float:
    """Bits that choose a factor of the whole: a sign alone is one of two, and a factor that is not
    likely comes from nowhere.
    """
    if factor == -1:
        return NODE
    return FREE + of_number(factor) + (0.0 if is_likely else FREE + NODE)


def rarity(weights: "Floats", row: int) -> float:
    """Bits that choose one of the candidates with these weights."""
    return log2(weights.sum() / weights[row])


def together(parts: Iterable[tuple[Sequence[str], Evidence]]) -> Evidence:
    """Of several components: mal-rules that explain more than one of them are chosen once."""
    chosen: dict[frozenset[str], float] = {}
    said = 0.0
    for mal_rules, one in parts:
        said += one.information
        own = frozenset(mal_rules)
        chosen[own] = max(one.choices, chosen.get(own, 0.0))
    return Evidence(said, sum(chosen.values()))
