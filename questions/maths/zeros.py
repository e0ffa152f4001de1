"""Where an expression is zero, as simpler expressions that are zero there.

An equation f(u) = c with a constant c is one for u: e^u = c where u = ln c, sin u = c where u is
arcsin c or its mirror image, up to whole turns. Followed inwards, most borders become polynomials,
double zeros become simple ones, and functions that never reach c drop out.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from flint import arb, ctx, fmpq

from questions.maths.evaluation import (
    HugeError,
    Number,
    UndefinedError,
    UnknownError,
    ball,
    disjoint,
    nearby,
    power,
    rational_value,
    unary,
    value_of,
)
from questions.maths.expression import (
    Call,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
    symbols,
)

Equation: TypeAlias = tuple[Expression, Number]
"""A tree, and the constant that it is equal to."""
Equations: TypeAlias = list[Equation] | None
"""Those that together say the same as another one, perhaps a little less; None if it is simple."""
Inverse: TypeAlias = Callable[[Number], Number]

BITS: Final = 128
MAX_EQUATIONS: Final = 60
ZERO: Final = number(0)
TWO: Final = number(2)


def zeros_of(tree: Expression) -> Iterator[Expression]:
    """Expressions that together have the tree's zeros, wherever the tree has a value.

    They may have some more. Constants in them are rational and close to the true ones. Zeros that
    come back for ever are told as `sin(w)`, and nothing is told of a tree that is never zero, or
    where a constant is beyond all reach. After `MAX_EQUATIONS` steps what is left stays as it is.
    """
    yield from reaching(tree, fmpq(0))


def reaching(tree: Expression, value: Number) -> Iterator[Expression]:
    """The same for the places where the tree has a value."""
    waiting: list[Equation] = [(tree, value)]
    for _ in range(MAX_EQUATIONS):
        if not waiting:
            return
        equation = waiting.pop()
        simpler = _simpler(*equation)
        if simpler is None:
            yield from _as_tree(*equation)
        else:
            waiting.extend(reversed(simpler))
    for equation in waiting:
        yield from _as_tree(*equation)


def less(one: Expression, other: Expression) -> Expression:
    return one if other == ZERO else Sum((one, Negation(other)))


def _as_tree(tree: Expression, value: Number) -> Iterator[Expression]:
    """What is 0 where the equation holds, if its constant is within reach."""
    constant = nearby(value)
    if constant is not None:
        yield less(tree, number(constant))


def _simpler(tree: Expression, value: Number) -> Equations:
    if not symbols(tree):
        return []
    rule = SIMPLER.get(type(tree))
    if rule is None:
        return None
    with ctx.workprec(BITS):
        try:
            return rule(tree, value)
        except UndefinedError:
            return []
        except (UnknownError, HugeError):
            return None


def _of_sum(tree: Sum, value: Number) -> Equations:
    varying, constants = _parted(tree.terms)
    if len(varying) != 1 or _is_rational(varying[0]):
        return None
    return [(varying[0], value - sum(map(_known, constants), fmpq(0)))]


def _of_product(tree: Product, value: Number) -> Equations:
    varying, constants = _parted(tree.factors)
    if value == 0:
        return [(factor, value) for factor in varying]
    if len(varying) != 1 or _is_rational(varying[0]):
        return None
    for constant in constants:
        value = _divided(value, _known(constant))
    return [(varying[0], value)]


def _parted(parts: Sequence[Expression]) -> tuple[list[Expression], list[Expression]]:
    """Those with variables, and those without."""
    varying = [part for part in parts if symbols(part)]
    return varying, [part for part in parts if not symbols(part)]


def _is_rational(tree: Expression) -> bool:
    """Whether it is a ratio of polynomials, of which all zeros are found as it is."""
    match tree:
        case Symbol():
            return True
        case Power(base=base, exponent=exponent):
            power = rational_value(exponent)
            return power is not None and power.denominator == 1 and _is_rational(base)
        case Sum() | Product() | Negation() | Quotient():
            return all(_is_rational(child) for child in tree.children)
    return not symbols(tree)


def _known(constant: Expression) -> Number:
    return value_of(constant, BITS)


def _divided(over: Number, under: Number) -> Number:
    return over * power(Fraction(-1))([under])


def _of_negation(tree: Negation, value: Number) -> Equations:
    return [(tree.operand, -value)]


def _of_quotient(tree: Quotient, value: Number) -> Equations:
    over, under = tree.numerator, tree.denominator
    if value == 0:
        return [(over, value)]
    if not symbols(under):
        return [(over, value * _known(under))]
    return None if symbols(over) else [(under, _divided(_known(over), value))]


def _of_power(tree: Power, value: Number) -> Equations:
    base, exponent = tree.base, rational_value(tree.exponent)
    if exponent and value == 0:
        return [(base, value)] if exponent > 0 else []
    if exponent:
        return None if _is_rational(tree) else _roots(base, value, exponent)
    if symbols(base) or not symbols(tree.exponent):
        return None
    return [(tree.exponent, _divided(_at("ln", value), _at("ln", _known(base))))]


def _roots(base: Expression, value: Number, exponent: Fraction) -> list[Equation]:
    """Where base^exponent is the value."""
    root = power(1 / exponent)([value])
    return [(base, root)] if exponent.numerator % 2 else _either(base, root)


def _either(tree: Expression, value: Number) -> list[Equation]:
    return [(tree, value), (tree, -value)]


def _at(name: str, value: Number) -> Number:
    """A function's value; raises one of the three errors where it has none that fits a ball."""
    found = unary(name)([value])
    if not ball(found).is_finite():
        raise HugeError
    return found


def _of_call(tree: Call, value: Number) -> Equations:
    name, (inner, *rest) = tree.name, tree.arguments
    if name in WAVES:
        return None if name == "sin" and value == 0 else _of_wave(name, inner, value)
    if name in EVEN:
        return _either(inner, EVEN[name](value))
    if name in INVERSE:
        return [(inner, INVERSE[name](value))]
    if name == "log" and not symbols(rest[0]):
        return [(inner, power(None)([_known(rest[0]), value]))]
    if name in ("erf", "root") and value == 0:
        return [(inner, value)]
    return None


def _of_wave(name: str, inner: Expression, value: Number) -> list[Equation]:
    """sin(w) = 0 for every w that is a whole multiple of pi where the wave has the value."""
    if name in ("sec", "csc"):
        return _of_wave({"sec": "cos", "csc": "sin"}[name], inner, _divided(fmpq(1), value))
    if name in ("tan", "cot") or value == 0:
        return _sine(inner, _at(f"a{name}", value), 1)
    for end in (fmpq(1), fmpq(-1)):
        if not disjoint(value, end):
            return _sine(inner, _at(f"a{name}", end), 2)
    angle = _at(f"a{name}", value)
    mirrored = -angle if name == "cos" else arb.pi() - angle
    return [*_sine(inner, angle, 2), *_sine(inner, mirrored, 2)]


def _sine(inner: Expression, place: Number, share: int) -> list[Equation]:
    """sin((u - place)/share) = 0."""
    return [
        (Call("sin", (whole if share == 1 else Quotient(whole, TWO),)), fmpq(0))
        for whole in _as_tree(inner, place)
    ]


def _inverse(name: str) -> Inverse:
    return lambda value: _at(name, value)


WAVES: Final = frozenset({"sin", "cos", "tan", "sec", "csc", "cot"})
INVERSE: Final[dict[str, Inverse]] = {
    **{f"a{name}": _inverse(name) for name in WAVES},
    **{f"a{name}": _inverse(name) for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth")},
    **{name: _inverse(f"a{name}") for name in ("sinh", "tanh", "csch", "coth")},
    "exp": _inverse("ln"),
    "ln": _inverse("exp"),
    "log10": lambda value: power(None)([fmpq(10), value]),
    "log2": lambda value: power(None)([fmpq(2), value]),
    "sqrt": lambda value: power(Fraction(2))([value]),
    "cbrt": lambda value: power(Fraction(3))([value]),
    "sigmoid": lambda value: -_at("ln", _divided(fmpq(1), value) - 1),
    "softplus": lambda value: _at("ln", _at("exp", value) - 1),
}
"""Where a function has a value that it takes once; it may have it nowhere."""
EVEN: Final[dict[str, Inverse]] = {
    "cosh": _inverse("acosh"),
    "sech": _inverse("asech"),
    "abs": lambda value: value,
}
"""The same for functions that take it at this place and at its negative."""
SIMPLER: Final[dict[type[Expression], Callable[[Any, Number], Equations]]] = {
    Sum: _of_sum,
    Product: _of_product,
    Negation: _of_negation,
    Quotient: _of_quotient,
    Power: _of_power,
    Call: _of_call,
}
