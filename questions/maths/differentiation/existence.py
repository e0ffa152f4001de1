"""Where a function has no derivative at the point that is asked for, and why."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from flint import arb, ctx

from questions.maths.comparison import ONE_AT_A_TIME, compare
from questions.maths.differentiation.settling import BITS
from questions.maths.differentiation.settling import value as _at
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.evaluation import Absence, Program, ball, disjoint, rational
from questions.maths.expression import (
    Call,
    Expression,
    Piecewise,
    Power,
    Quotient,
    Relation,
    Sum,
    Symbol,
    components,
    number,
    substitute,
    symbols,
    walk,
)
from questions.maths.task import Pairs
from questions.maths.writing import write_unicode

NEAR: Final = Fraction(1, 2**100)
NEARER: Final = Fraction(1, 2**110)
APART: Final = 2.0**-30
STEEP: Final = 2.0**20
BENT: Final = frozenset({"abs", "sqrt", "cbrt", "root", "relu", "max", "min", "sign", "floor",
                         "ceil", "heaviside", "asin", "acos", "acosh", "asec", "acsc",
                         "asech"})  # fmt: skip
"""Functions that may have a value and no derivative."""

NEEDS: Final = {
    "ln": "is only defined for positive numbers",
    "log": "is only defined for positive numbers",
    "log2": "is only defined for positive numbers",
    "log10": "is only defined for positive numbers",
    "sqrt": "is not defined for negative numbers",
    "asin": "is only defined from −1 to 1",
    "acos": "is only defined from −1 to 1",
    "atanh": "is only defined between −1 and 1",
    "acosh": "is only defined from 1 on",
}


class NoDerivativeError(UnsupportedError):
    """The function is not differentiable at the point that was asked for."""

    code = "no derivative"


def check_exists(function: Expression, variable: str, result: Expression, at: Pairs) -> None:
    """Raise NoDerivativeError where the function has no derivative at the point, saying why.

    Nothing is said where the point leaves symbols open, or cannot be evaluated.
    """
    values = dict(at)
    if any(symbols(one) for one in values.values()) or variable not in values:
        return
    if symbols(function) - values.keys():
        return
    try:
        with ONE_AT_A_TIME:
            reason = _reason(function, variable, result, values)
    except LimitError:
        return
    if reason is not None:
        raise NoDerivativeError(reason)


def check_value(key: Expression) -> None:
    """Raise NoDerivativeError where an answer that is made of numbers has no value."""
    for one in components(key):
        try:
            with ONE_AT_A_TIME:
                undefined = not symbols(one) and _at(one) is Absence.UNDEFINED
        except LimitError:
            continue
        if undefined:
            raise NoDerivativeError(
                f"There is no value at this point: it would be {write_unicode(one)}."
            )


def check_has_values(function: Expression, points: Sequence[Pairs]) -> None:
    """Raise NoDerivativeError where the function has no value at one of several points."""
    for at in points:
        values = dict(at)
        whole = substitute(function, values)
        if not symbols(whole) and _at(whole) is Absence.UNDEFINED:
            raise NoDerivativeError(_no_value(function, values))


def check_on_curve(equation: Relation, at: Pairs) -> None:
    """Raise UnsupportedError where a point is proved not to lie on a curve."""
    left, right = (substitute(side, dict(at)) for side in equation.sides)
    if symbols(left) | symbols(right):
        return
    if compare(left, right, variables=()).kind == "different":
        raise UnsupportedError(f"The point {_where(dict(at))} does not lie on the curve.")


def _reason(
    function: Expression, variable: str, result: Expression, values: Mapping[str, Expression]
) -> str | None:
    whole = substitute(function, dict(values))
    if _at(whole) is Absence.UNDEFINED:
        return _no_value(function, values)
    undefined = _at(substitute(result, dict(values))) is Absence.UNDEFINED
    if not undefined and not _may_bend(function):
        return None
    return _from_both_sides(function, variable, values, _where(values), undefined=undefined)


def _where(values: Mapping[str, Expression]) -> str:
    return " and ".join(f"{name} = {write_unicode(one)}" for name, one in values.items())


def _no_value(function: Expression, values: Mapping[str, Expression]) -> str:
    why = _why_no_value(function, values)
    return f"The function has no value at {_where(values)}: {why}."


def _may_bend(tree: Expression) -> bool:
    return any(
        isinstance(node, Piecewise)
        or (isinstance(node, Call) and node.name in BENT)
        or (isinstance(node, Power) and not _is_whole(node.exponent))
        for node in walk(tree)
    )


def _is_whole(tree: Expression) -> bool:
    value = getattr(tree, "value", None)
    return isinstance(value, Fraction) and value.denominator == 1


def _from_both_sides(
    function: Expression,
    variable: str,
    values: Mapping[str, Expression],
    where: str,
    *,
    undefined: bool,
) -> str | None:
    """What the slopes on the two sides say."""
    left, right = (_one_sided(function, variable, values, side) for side in (-1, 1))
    start = f"There is no derivative at {where}: "
    if left is None and right is None:
        return f"{start}the function has no values beside this point." if undefined else None
    if left is None or right is None:
        side = "left" if left is None else "right"
        return f"{start}the function has no values on the {side} of it."
    if _is_jump(left) or _is_jump(right):
        return f"{start}the function jumps there."
    if _is_steep(left) or _is_steep(right):
        return f"{start}the slope grows without bound there{_culprit(function, values)}."
    if abs(float(left[1] - right[1])) > APART * max(1.0, abs(float(right[1]))):
        slopes = f"{_shown(left[1])} from the left and {_shown(right[1])} from the right"
        return f"{start}the slope is {slopes}{_culprit(function, values)}."
    if undefined:
        return (
            f"The rules give no value at {where}{_culprit(function, values)}; the slopes from both "
            f"sides approach {_shown(right[1])}, so use the definition of the derivative there."
        )
    return None


Slopes = tuple[Any, Any]
"""One difference quotient at a small step, and one at a smaller."""


def _one_sided(
    function: Expression, variable: str, values: Mapping[str, Expression], side: int
) -> Slopes | None:
    here = _at(substitute(function, dict(values)))
    moving = substitute(function, {name: one for name, one in values.items() if name != variable})
    program = Program((_shifted(moving, variable, values[variable]),))
    found = []
    for step in (rational(side * NEAR), rational(side * NEARER)):
        beside = program.at(dict.fromkeys(program.names, step), BITS)[0]
        if isinstance(here, Absence) or isinstance(beside, Absence):
            return None
        with ctx.workprec(BITS):
            found.append((ball(beside) - ball(here)) / ball(step))
    return found[0], found[1]


def _shifted(tree: Expression, variable: str, base: Expression) -> Expression:
    """The function of the distance from the point, which need not be rational."""
    if base == number(0):
        return tree
    return substitute(tree, {variable: Sum((base, Symbol(variable)))})


def _is_steep(slopes: Slopes) -> bool:
    first, second = (abs(float(one)) for one in slopes)
    return second > STEEP and second > 1.5 * first


def _is_jump(slopes: Slopes) -> bool:
    """Whether the rise itself does not become smaller with the step."""
    first, second = (abs(float(one)) for one in slopes)
    return _is_steep(slopes) and second * float(NEARER) > 0.9 * first * float(NEAR)


def _shown(value: arb) -> str:
    rounded = round(float(value), 4)
    text = f"{rounded:g}" if rounded else "0"
    return text.replace("-", "−")


def _culprit(function: Expression, values: Mapping[str, Expression]) -> str:
    """The part that bends at the point, for the end of a sentence."""
    for node in walk(function):
        inside = _bending_argument(node)
        if inside is not None and symbols(inside) and _is_zero(inside, values):
            # That a variable itself is 0 is said at the beginning.
            is_told = isinstance(inside, Symbol) and node is function
            return (
                "" if is_told else f", where {write_unicode(inside)} = 0 in {write_unicode(node)}"
            )
    return ""


def _bending_argument(node: Expression) -> Expression | None:
    match node:
        case Call(name="abs" | "relu" | "sqrt" | "cbrt" | "sign" | "heaviside", arguments=(one,)):
            return one
        case Power(base=base, exponent=exponent) if not _is_whole(exponent):
            return base
    return None


def _is_zero(tree: Expression, values: Mapping[str, Expression]) -> bool:
    value = _at(substitute(tree, dict(values)))
    return not isinstance(value, Absence) and not disjoint(value, rational(0))


def _why_no_value(function: Expression, values: Mapping[str, Expression]) -> str:
    """The smallest part without a value."""
    for node in _inside_out(function):
        if not symbols(node) or _at(substitute(node, dict(values))) is not Absence.UNDEFINED:
            continue
        if isinstance(node, Quotient):
            if isinstance(node.denominator, Symbol):
                return "dividing by 0 has no value"
            return f"{write_unicode(node.denominator)} = 0, and dividing by 0 has no value"
        if isinstance(node, Call):
            said = NEEDS.get(node.name, "is not defined there")
            return f"{write_unicode(node)} {said}"
        return f"{write_unicode(node)} is not defined there"
    return "it is not defined there"


def _inside_out(tree: Expression) -> Iterator[Expression]:
    for child in tree.children:
        yield from _inside_out(child)
    if not isinstance(tree, Piecewise):
        yield tree
