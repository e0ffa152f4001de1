"""Where a function is defined, as far as a teacher would say it: `x > 0`.

Only bounds of single variables are stated: what ln, roots of even degree and general powers of a
linear function ask for. Isolated points that are left out, such as 0 for 1/x, speak for themselves.
"""

from collections.abc import Iterator
from fractions import Fraction

from questions import maths
from questions.maths.expression import (
    Call,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    always_taken,
    number,
    substitute,
)

from .binding import FUNCTIONS
from .naming import latex_of
from .parts import Domain


def bounds(function: maths.Expression) -> Domain:
    """For each variable that is bounded below, its greatest lower bound."""
    lowest: dict[str, Fraction] = {}
    for tree in _positive_parts(function):
        found = _bound(tree)
        if found is not None:
            name, bound = found
            lowest[name] = max(bound, lowest.get(name, bound))
    return {name: (bound, None) for name, bound in lowest.items()}


def of_task(given: Domain | None, task: maths.Task | None) -> Domain | None:
    """Where answers to the task are compared: where it is said, else where its function and the
    path into it have values, as far as `bounds` tells; None for everywhere. A tangent is a line
    beyond that, too.
    """
    if given or task is None or task.ask in FUNCTIONS:
        return given or None
    along = substitute(task.function, dict(task.path))
    return bounds(maths.Vector((task.function, along, *(one for _, one in task.path)))) or None


def stated(function: maths.Expression) -> str:
    """The bounds as LaTeX to put behind a definition; empty where there are none."""
    parts = [
        rf"{latex_of(name)} > {maths.write_latex(number(low))}"
        for name, (low, _) in sorted(bounds(function).items())
        if low is not None
    ]
    return r",\quad " + r",\ ".join(parts) if parts else ""


def _positive_parts(function: maths.Expression) -> Iterator[maths.Expression]:
    """What has to be positive for the function to be defined and differentiable."""
    for tree in always_taken(function):
        match tree:
            case Call(name="ln" | "sqrt", arguments=(argument,)):
                yield argument
            case Power(base=base, exponent=Quotient(denominator=Number(value=degree))) if (
                degree % 2 == 0
            ):
                yield base
            case Power(base=base, exponent=exponent) if maths.symbols(exponent):
                yield base


def _bound(tree: maths.Expression) -> tuple[str, Fraction] | None:
    """The variable and the bound above which a linear function that rises is positive."""
    match tree:
        case Sum(terms=(first, Number(value=constant))):
            return _shifted(first, -constant)
        case Sum(terms=(first, Negation(operand=Number(value=constant)))):
            return _shifted(first, constant)
    return _shifted(tree, Fraction(0))


def _shifted(tree: maths.Expression, bound: Fraction) -> tuple[str, Fraction] | None:
    match tree:
        case Symbol(name=name):
            return name, bound
        case Product(factors=(Number(value=slope), Symbol(name=name))) if slope > 0:
            return name, bound / slope
    return None
