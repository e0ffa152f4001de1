"""Worked solutions for curves that are given by an equation or by their coordinates."""

from collections.abc import Iterator, Sequence

from questions.maths.differentiation import naming
from questions.maths.differentiation.narration import narrate
from questions.maths.differentiation.parts import Part, at_point, part
from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.solution import Solution
from questions.maths.differentiation.tidying import ZERO, rational, tidy
from questions.maths.differentiation.wording import (
    Equation,
    Line,
    Piece,
    Row,
    equation,
    row,
    say,
    sign,
)
from questions.maths.differentiation.wording import Pending as Waiting
from questions.maths.expression import (
    Expression,
    Negation,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    symbols,
)
from questions.maths.task import Task

Parts = Iterator[Part]


def implicit(task: Task, solution: Solution) -> Parts:
    """Differentiate both sides term by term, collect y', solve."""
    (x,), y = task.with_respect_to, task.dependent_variable
    slope = _slope(solution)
    left = naming.leibniz(y, (x,))
    yield Part(left, tuple(slope_lines(task, solution)))
    if task.order == 2:
        yield from _second(task, slope, solution.general)
    if task.at:
        last = naming.leibniz(y, (x,) * task.order)
        yield at_point(task.at, last, solution.general, solution.key)


def _slope(solution: Solution) -> Expression:
    by_x, by_y = (one.result for one in solution.derivations)
    return tidy(Negation(Quotient(by_x, by_y)))


def slope_lines(task: Task, solution: Solution) -> Iterator[Line]:
    """How dy/dx follows from an equation."""
    (x,), y = task.with_respect_to, task.dependent_variable
    prime = Symbol(f"{y}'")
    function = task.function
    assert isinstance(function, Relation)  # noqa: S101
    sides = [_with_prime(side, x, y) for side in function.sides]
    said = say(
        "Differentiate both sides by ", Symbol(x), ". ", Symbol(y),
        " is a function of ", Symbol(x), ", so wherever it is differentiated a factor ",
        prime, " appears (chain rule).",
    )  # fmt: skip
    facts = tuple(_facts(function.sides, x, y))
    yield Line(
        "implicit",
        "Differentiate both sides",
        said,
        Equation(row(sides[0]), (row(sides[1]),)),
        facts,
    )
    by_x, by_y = (one.result for one in solution.derivations)
    collected = Equation(row(_times(by_y, prime)), (row(tidy(Negation(by_x))),))
    yield Line(
        "implicit", "Collect", say("Bring the terms with ", prime, " to one side."), collected
    )
    solved = tidy(Negation(Quotient(by_x, by_y)))
    raw = Quotient(tidy(Negation(by_x)), by_y)
    yield Line(
        "implicit",
        "Solve",
        say("Divide by what stands beside ", prime, "."),
        equation(naming.leibniz(y, (x,)), raw, solved),
    )


def _times(tree: Expression, prime: Symbol) -> Expression:
    whole = Product((tree, prime))
    return whole if isinstance(tree, Sum) else tidy(whole)


def _terms(side: Expression) -> tuple[Expression, ...]:
    return side.terms if isinstance(side, Sum) else (side,)


def _with_prime(side: Expression, x: str, y: str) -> Expression:
    """The derivative of a side, term by term, with y' wherever y was differentiated."""
    parts = [_of_term(one, x, y) for one in _terms(side)]
    found = [one for one in parts if one != ZERO]
    flat = tuple(part for one in found for part in _terms(one))
    return Sum(flat) if len(flat) > 1 else (flat or (ZERO,))[0]


def _of_term(term: Expression, x: str, y: str) -> Expression:
    prime = Symbol(f"{y}'")
    by_x = derive(term, x).result
    by_y = derive(term, y).result
    return tidy(Sum((by_x, Product((by_y, prime)))))


def _facts(sides: Sequence[Expression], x: str, y: str) -> Iterator[Equation]:
    """The terms with y in them, one by one."""
    for side in sides:
        for term in _terms(side):
            bare = term.operand if isinstance(term, Negation) else term
            if y in symbols(bare) and rational(derive(bare, y).result) is None:
                yield equation(Waiting(bare, x), _of_term(bare, x, y))


def _second(task: Task, slope: Expression, result: Expression) -> Parts:
    (x,), y = task.with_respect_to, task.dependent_variable
    prime = Symbol(f"{y}'")
    left = naming.leibniz(y, (x, x))
    by_x, by_y = derive(slope, x).result, derive(slope, y).result
    once = tidy(Sum((by_x, Product((by_y, prime)))))
    said = say("Differentiate once more; ", Symbol(y), " is still a function of ", Symbol(x), ".")
    put = say("Put in ", row(prime, " = ", slope), ".")
    raw = Sum((by_x, Product((by_y, slope))))
    yield Part(
        left,
        (
            Line("implicit", "Second derivative", said, equation(left, once)),
            Line("implicit", "Result", put, equation(left, raw, result)),
        ),
    )


def parametric(task: Task, solution: Solution) -> Parts:
    """dy/dx as the quotient of the coordinates' derivatives."""
    (by,), (x, y) = task.with_respect_to, task.coordinates
    yield from coordinates(task, solution)
    across, up = (one.result for one in solution.derivations)
    slope = tidy(Quotient(up, across))
    left = naming.leibniz(y, (x,))
    yield Part(left, (slope_line(task, solution),))
    if task.order == 2:
        second = naming.leibniz(y, (x, x))
        turned = derive(slope, by).result
        said = say("Differentiate the slope by ", Symbol(by), " and divide by the derivative of ",
                   Symbol(x), " again.")  # fmt: skip
        fact = equation(Waiting(slope, by), turned)
        found = equation(second, Quotient(turned, across), solution.general)
        yield Part(second, (Line("parametric", "Second derivative", said, found, (fact,)),))
        left = second
    if task.at:
        yield at_point(task.at, left, solution.general, solution.key)


def coordinates(task: Task, solution: Solution) -> Parts:
    """The derivatives of x(t) and y(t)."""
    (by,) = task.with_respect_to
    for name, one in zip(task.coordinates, solution.derivations, strict=True):
        left = naming.leibniz(name, (by,))
        yield part(left, narrate(one, left))


def slope_line(task: Task, solution: Solution) -> Line:
    (by,), (x, y) = task.with_respect_to, task.coordinates
    across, up = (one.result for one in solution.derivations)
    quotient: Piece = Row((naming.leibniz(y, (by,)), sign(" : "), naming.leibniz(x, (by,))))
    left = naming.leibniz(y, (x,))
    said = say("The slope is ", row(left, " = ", quotient), ".")
    raw = Quotient(up, across)
    return Line("parametric", "Slope", said, equation(left, raw, tidy(raw)))
