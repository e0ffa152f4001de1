"""Our trees as sympy expressions over real symbols."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial
from typing import Any, Final

import sympy

from questions.maths.algebra.real_root import RealRoot
from questions.maths.errors import LimitError
from questions.maths.evaluation import rational_value
from questions.maths.expression import (
    FUNCTIONS,
    LARGEST_BITS,
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

LARGEST_FACTORIAL: Final = 1_000


def convert(tree: Expression) -> Any:
    """The tree in sympy. Raises LimitError for numbers that are too long to be written."""
    match tree:
        case Number(value=value):
            return sympy.Rational(value.numerator, value.denominator)
        case Symbol(name=name):
            return real_symbol(name)
        case Constant(name=name):
            return sympy.pi if name == "pi" else sympy.E
        case Power(base=base, exponent=exponent):
            return _power(convert(base), rational_value(exponent), exponent)
        case Matrix(rows=rows):
            return sympy.Matrix([[convert(entry) for entry in row.entries] for row in rows])
        case Piecewise():
            return _piecewise(tree)
    children = [convert(child) for child in tree.children]
    if isinstance(tree, Call):
        return _call(tree.name, children)
    return COMBINE[type(tree)](children)


def _piecewise(tree: Piecewise) -> Any:
    """sympy gives nan where no case applies."""
    pairs = [
        (convert(one.value), sympy.And(*map(_condition, one.conditions))) for one in tree.branches
    ]
    if tree.otherwise is not None:
        pairs.append((convert(tree.otherwise), sympy.true))
    return sympy.Piecewise(*pairs)


def _condition(relation: Relation) -> Any:
    pairs = (RELATIONS[one.signs[0]](*map(convert, one.sides)) for one in relation.pairs())
    return sympy.And(*pairs)


RELATIONS: Final[dict[str, Callable[..., Any]]] = {
    "<": sympy.Lt,
    "<=": sympy.Le,
    ">": sympy.Gt,
    ">=": sympy.Ge,
    "=": sympy.Eq,
    "!=": sympy.Ne,
}

COMBINE: Final[dict[type[Expression], Callable[[list[Any]], Any]]] = {
    Sum: lambda terms: sympy.Add(*terms),
    Product: lambda factors: sympy.Mul(*factors),
    Negation: lambda operands: -operands[0],
    Quotient: lambda parts: parts[0] / parts[1],
    Vector: sympy.Matrix,
}


@cache
def real_symbol(name: str) -> Any:
    return sympy.Symbol(name, real=True)


def _power(base: Any, value: Fraction | None, exponent: Expression) -> Any:
    if value is None:
        above = convert(exponent)
        if above.is_Integer:
            _check_size(base, Fraction(int(above)))
        return base**above
    _check_size(base, value)
    if value.denominator % 2 == 0 or value.denominator == 1:
        return base ** sympy.Rational(value.numerator, value.denominator)
    return RealRoot(base, sympy.Integer(value.denominator)) ** value.numerator


def _check_size(base: Any, exponent: Fraction) -> None:
    """Raise LimitError for a number that sympy would write out with too many digits."""
    if base.is_Rational and base not in (-1, 0, 1):
        bits = max(abs(base.p).bit_length(), base.q.bit_length())
        if bits * abs(exponent) > LARGEST_BITS:
            raise LimitError("A number in this expression is too long.")


def _call(name: str, arguments: list[Any]) -> Any:
    if name not in FUNCTIONS:
        return sympy.Function(name, real=True)(*arguments)
    return TO_SYMPY[name](*arguments)


def _root(value: Any, degree: Any) -> Any:
    if degree.is_Integer and degree.is_odd:
        root = RealRoot(value, abs(degree))
        return root if degree > 0 else 1 / root
    return value ** (1 / degree)


def _factorial(value: Any) -> Any:
    if value.is_Integer and value > LARGEST_FACTORIAL:
        raise LimitError("A number in this expression is too long.")
    return sympy.factorial(value)


def _softmax_entry(place: int, *scores: Any) -> Any:
    return sympy.exp(scores[place]) / sympy.Add(*map(sympy.exp, scores))


TO_SYMPY: Final[dict[str, Callable[..., Any]]] = {
    **{
        name: getattr(sympy, name)
        for plain in ("sin", "cos", "tan", "sec", "csc", "cot")
        for name in (plain, f"a{plain}", f"{plain}h", f"a{plain}h")
    },
    "exp": sympy.exp,
    "ln": sympy.log,
    "log10": lambda value: sympy.log(value) / sympy.log(10),
    "log2": lambda value: sympy.log(value) / sympy.log(2),
    "log": lambda value, base: sympy.log(value) / sympy.log(base),
    "sqrt": sympy.sqrt,
    "cbrt": lambda value: RealRoot(value, sympy.Integer(3)),
    "root": _root,
    "abs": sympy.Abs,
    "sign": sympy.sign,
    "floor": sympy.floor,
    "ceil": sympy.ceiling,
    "factorial": _factorial,
    "erf": sympy.erf,
    "heaviside": lambda value: sympy.Heaviside(value, sympy.Rational(1, 2)),
    "relu": lambda value: sympy.Max(value, 0),
    "sigmoid": lambda value: 1 / (1 + sympy.exp(-value)),
    "softplus": lambda value: sympy.log(1 + sympy.exp(value)),
    "atan2": sympy.atan2,
    "logsumexp": lambda *scores: sympy.log(sympy.Add(*map(sympy.exp, scores))),
    **{f"softmax_{place + 1}": partial(_softmax_entry, place) for place in range(9)},
    "max": sympy.Max,
    "min": sympy.Min,
}
