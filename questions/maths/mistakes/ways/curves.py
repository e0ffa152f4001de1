"""Wrong ways to the slopes of curves: implicit and parametric."""

from collections.abc import Iterator

from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.tidying import ZERO, tidy
from questions.maths.expression import (
    Expression,
    Negation,
    Product,
    Quotient,
    Sum,
    Vector,
    symbols,
)
from questions.maths.mistakes.ways.way import Results, Way, minus, over, plus, times
from questions.maths.task import Task


def implicit(task: Task, results: Results) -> Iterator[Way]:
    """Sign, upside down, y held constant, dy/dx forgotten."""
    across, up = results
    slope = over(across, up)
    if task.order == 2:
        right = tidy(minus(slope))
        yield Way("stopped-early", right)
        yield Way("dependent-held-constant", derive(right, task.with_respect_to[0]).result)
        yield Way("derivative-squared", times(right, right))
        return
    yield Way("implicit-sign", slope)
    yield Way("implicit-upside-down", minus(Quotient(up, across)))
    yield Way("implicit-upside-down", over(up, across))
    yield Way("dependent-held-constant", across)
    yield Way("dependent-held-constant", minus(across))
    yield Way("slope-factor-missing", plus(across, up))
    yield Way("slope-factor-missing", minus(plus(across, up)))
    yield from _term_by_term(task, results)
    yield Way("implicit-divisor-missing", times(across, up))
    yield Way("implicit-divisor-missing", plus(minus(across), minus(up)))
    yield Way("wrong-variable", up)
    yield Way("gradient-for-directional", Vector(results))


def _term_by_term(task: Task, results: Results) -> Iterator[Way]:
    """One term of the equation without its y', with y held constant in it, or a product of x and y
    by a wrong product rule.
    """
    (x,), y = task.with_respect_to, task.dependent_variable
    across, up = results
    for term in _terms(task):
        along, upwards = derive(term, x).result, derive(term, y).result
        if upwards == ZERO:
            continue
        rest = plus(up, minus(upwards))
        yield Way("slope-factor-missing", minus(over(plus(across, upwards), rest)))
        if along == ZERO:
            continue
        if not _is_product(term):
            yield Way("dependent-held-constant", minus(over(across, rest)))
            continue
        without = plus(across, minus(along))
        first, second = _factors(term, x)
        yield Way(f"product-{first}-term-missing", minus(over(without, up)))
        yield Way(f"product-{second}-term-missing", minus(over(across, rest)))
        both = derive(upwards, x).result
        yield Way("product-of-derivatives", minus(over(without, plus(rest, both))))


def _terms(task: Task) -> Iterator[Expression]:
    """The products of x and y and other terms of both sides, all on one side of the equation."""
    sides = task.function.children
    for sign, side in zip((False, True), sides, strict=True):
        for term in side.terms if isinstance(side, Sum) else (side,):
            yield minus(term) if sign else term


def _is_product(term: Expression) -> bool:
    """Of several factors that vary."""
    return len(_varying(term)) > 1


def _varying(term: Expression) -> list[Expression]:
    product = term.operand if isinstance(term, Negation) else term
    factors = product.factors if isinstance(product, Product) else ()
    return [one for one in factors if symbols(one)]


def _factors(term: Expression, x: str) -> tuple[str, str]:
    """Which term of the product rule differentiates the factor with x, and which the other one."""
    is_first = x in symbols(_varying(term)[0])
    return ("first", "second") if is_first else ("second", "first")


def parametric(task: Task, results: Results) -> Iterator[Way]:
    """Upside down, not divided, multiplied; of second order the quotient of second derivatives."""
    across, up = results
    (by,) = task.with_respect_to
    slope = over(up, across)
    if task.order == 2:
        again = derive(tidy(slope), by).result
        yield Way("parametric-not-divided", again)
        seconds = (derive(one, by).result for one in (up, across))
        yield Way("quotient-of-second-derivatives", over(*seconds))
        yield Way("stopped-early", slope)
        yield Way("derivative-squared", times(slope, slope))
        return
    yield Way("parametric-upside-down", over(across, up))
    yield Way("parametric-not-divided", up)
    yield Way("wrong-variable", across)
    yield Way("parametric-not-divided", times(up, across))
    yield Way("sign-of-whole", minus(slope))
    yield Way("components-added", plus(across, up))
    yield Way("gradient-for-directional", Vector(results))
    x, y = task.function.children
    yield Way("quotient-of-coordinates", over(y, x))
