"""Worked solutions that use values: tangents, approximations, descent, finite differences."""

from collections.abc import Iterator
from dataclasses import replace

from questions.maths.differentiation import answers, naming
from questions.maths.differentiation.curves import coordinates, slope_line, slope_lines
from questions.maths.differentiation.decimals import in_decimals
from questions.maths.differentiation.parts import (
    Part,
    at_point,
    listed,
    slope_name,
    slopes,
    value_line,
)
from questions.maths.differentiation.raw import dotted_numbers
from questions.maths.differentiation.solution import Solution
from questions.maths.differentiation.tidying import ONE, tidy
from questions.maths.differentiation.values import value_at
from questions.maths.differentiation.wording import Equation, Line, Piece, equation, row, say
from questions.maths.expression import (
    Dotted,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Vector,
    has_point,
    number,
    substitute,
)
from questions.maths.task import Pairs, Task

Parts = Iterator[Part]


def _moved(name: str, base: Expression) -> Expression:
    """x - a, or x alone at 0, with + where a is negative."""
    if base == number(0):
        return Symbol(name)
    if isinstance(base, Negation):
        return Sum((Symbol(name), base.operand))
    return Sum((Symbol(name), Negation(base)))


def _line_of(value: Expression, rates: list[tuple[Expression, str, Expression]]) -> Expression:
    """value + slope·(x - a) + ..., as it is set up."""
    terms = [_rise(rate, _moved(name, base)) for rate, name, base in rates if rate != number(0)]
    return Sum((value, *terms)) if terms else value


def _rise(rate: Expression, moved: Expression) -> Expression:
    if rate == ONE:
        return moved
    if isinstance(rate, Negation):
        return Negation(Dotted((rate.operand, moved)))
    return Dotted((rate, moved))


def tangent(task: Task, solution: Solution) -> Parts:
    """The slope, its value at the point, and the line through the point."""
    if task.is_equation:
        yield from _tangent_to_equation(task, solution)
    elif isinstance(task.function, Vector):
        yield from _tangent_to_path(task, solution)
    else:
        yield from _tangent_to_graph(task, solution, "T")


def _of_point(task: Task, prime: str = "") -> Piece:
    """f(1, 2)."""
    return _value_of(task, task.at, prime)


def _value_of(task: Task, point: Pairs, prime: str = "") -> Piece:
    inside: list[Piece | str] = []
    for place, (_, value) in enumerate(point):
        inside += [", ", row(value)] if place else [row(value)]
    return row(Symbol(task.name), prime, "(", *inside, ")")


def _slope_at(task: Task, variable: str) -> Piece:
    if len(task.variables) == 1:
        return _of_point(task, "'")
    return slope_name(task, variable)


def _tangent_to_graph(task: Task, solution: Solution, called: str) -> Parts:
    yield from slopes(task, solution.derivations)
    value = value_at(task.function, task.at)
    lines = [
        Line(
            "value",
            "The point",
            say("The value of the function at ") + listed(task.at) + say("."),
            equation(
                _of_point(task), dotted_numbers(substitute(task.function, dict(task.at))), value
            ),
        )
    ]
    rates = []
    for one in solution.derivations:
        rate = value_at(one.result, task.at)
        rates.append((rate, one.variable, dict(task.at)[one.variable]))
        lines.append(value_line(task.at, _slope_at(task, one.variable), one.result, rate))
    plane = len(rates) > 1
    said = "value of the function, plus each slope times the distance from the point."
    name = "Tangent plane" if plane else "Tangent line" if called == "T" else "Linear function"
    left = Symbol("z" if plane else "y") if called == "T" else _of_line(task)
    linear = _touching(task, solution)
    found = equation(row(left), _line_of(value, rates), linear)
    lines.append(Line("tangent", name, say(f"The {said}"), found))
    yield Part(row(left) if isinstance(left, Symbol) else left, tuple(lines))


def _touching(task: Task, solution: Solution) -> Expression:
    """The linear function that touches the graph at the point."""
    return answers.tangent(task, tuple(one.result for one in solution.derivations))


def _of_line(task: Task) -> Piece:
    names: list[Piece | str] = []
    for place, name in enumerate(task.with_respect_to):
        names += [", ", row(Symbol(name))] if place else [row(Symbol(name))]
    return row(Symbol("L"), "(", *names, ")")


def _tangent_to_equation(task: Task, solution: Solution) -> Parts:
    (x,), y = task.with_respect_to, task.dependent_variable
    point = dict(task.at)
    left = naming.leibniz(y, (x,))
    slope = tidy(Negation(Quotient(*(one.result for one in solution.derivations))))
    yield Part(left, tuple(slope_lines(task, solution)))
    rate = value_at(slope, task.at)
    yield at_point(task.at, left, slope, rate)
    line = _line_of(point[y], [(rate, x, point[x])])
    yield _through(line, solution.key)


def _through(line: Expression, key: Expression) -> Part:
    said = say("The line through the point with this slope.")
    return Part(
        None, (Line("tangent", "Tangent line", said, equation(row(Symbol("y")), line, key)),)
    )


def _tangent_to_path(task: Task, solution: Solution) -> Parts:
    x, y = (value_at(one, task.at) for one in task.function.children)
    names = task.coordinates
    yield from coordinates(task, solution)
    line = slope_line(task, solution)
    left = naming.leibniz(names[1], (names[0],))
    yield Part(left, (line,))
    slope = tidy(Quotient(solution.derivations[1].result, solution.derivations[0].result))
    rate = value_at(slope, task.at)
    yield at_point(task.at, left, slope, rate)
    here = say("The point itself: ") + listed(((names[0], x), (names[1], y))) + say(".")
    through = _through(_line_of(y, [(rate, names[0], x)]), solution.key)
    yield Part(through.label, (Line("value", "The point", here), *through.lines))


def linear_approximation(task: Task, solution: Solution) -> Parts:
    """The tangent as a function, and its value nearby."""
    yield from _tangent_to_graph(task, solution, "L")
    if not task.near:
        return
    linear = _touching(task, solution)
    said = say("Take the linear function in place of ", Symbol(task.name), " at ")
    said = said + listed(task.near) + say(".")
    put = dotted_numbers(substitute(linear, dict(task.near)))
    left = _value_of(task, task.near)
    decimals = any(has_point(value) for _, value in task.near)
    sides = (put, in_decimals(solution.key)) if decimals else (put,)
    found = replace(equation(left, *sides, solution.key), is_approximate=True)
    yield Part(left, (Line("value", "Approximation", said, found),))


def descent(task: Task, solution: Solution) -> Parts:
    """The gradient, then one line a step."""
    yield from slopes(task, solution.derivations)
    rate = task.rate or ONE
    results = tuple(one.result for one in solution.derivations)
    points = answers.descent(task, results)
    lines = []
    for place, here in enumerate(points[:-1]):
        lines.append(_step_line(task, results, rate, place, (here, points[place + 1])))
    yield Part(naming.bold("x") if len(results) > 1 else _name_of(task), tuple(lines))


def _name_of(task: Task) -> Piece:
    return row(Symbol(task.with_respect_to[0]))


def _step_line(
    task: Task,
    results: tuple[Expression, ...],
    rate: Expression,
    place: int,
    points: tuple[tuple[Expression, ...], tuple[Expression, ...]],
) -> Line:
    here, after = points
    at: Pairs = tuple(zip(task.with_respect_to, here, strict=True))
    slopes_here = tuple(value_at(one, at) for one in results)
    only = len(here) == 1
    gradient: Expression = slopes_here[0] if only else Vector(slopes_here)
    start: Expression = here[0] if only else Vector(here)
    end: Expression = after[0] if only else Vector(after)
    name = Symbol(f"{task.with_respect_to[0]}_{place + 1}") if only else Symbol(f"x_{place + 1}")
    left = row(name) if only else naming.bold_indexed("x", place + 1)
    nabla = row(Symbol(task.name), "'") if only else naming.gradient(task.name)
    said = say("Go against the gradient: the old point minus the learning rate times the gradient.")
    if place:
        said = say("Again, from the new point.")
    moved = row(start, " - ", rate, naming.TIMES, gradient)
    if only:
        moved = row(Sum((start, Negation(Dotted((rate, gradient))))))
    fact = Equation(nabla, (row(gradient),))
    return Line("descent", f"Step {place + 1}", said, equation(left, moved, end), (fact,))


def finite_difference(task: Task, solution: Solution) -> Parts:
    """The values, their difference, divided by the step."""
    (name,), step = task.with_respect_to, task.step or ONE
    here = dict(task.at).get(name, Symbol(name))
    shown = in_decimals if has_point(step) else _as_it_is
    facts, terms = [], []
    for away, weight in answers.WEIGHTS[task.scheme, task.order]:
        place = tidy(Sum((here, Product((number(away), step)))))
        value = value_at(task.function, ((name, place),))
        called = row(Symbol(task.name), "(", shown(place), ")")
        facts.append(equation(called, shown(value)))
        terms.append(_weighted(weight, shown(value)))
    said = {
        "forward": "The change over one step forward, divided by the step.",
        "backward": "The change over one step back, divided by the step.",
        "central": "The change from one step back to one step forward, divided by both steps.",
    }[task.scheme]
    below: Expression = Product((number(2), step)) if task.scheme == "central" else step
    if task.order == 2:
        said = "The two outer values minus twice the middle one, divided by the squared step."
        below = Power(step, number(2))
    raw = Quotient(Sum(tuple(terms)), dotted_numbers(below))
    left = naming.of_value(task.name, task.order, row(here))
    found = equation(left, raw, shown(solution.key), solution.key)
    found = replace(found, is_approximate=True)
    yield Part(
        None, (Line("finite-difference", "Difference quotient", say(said), found, tuple(facts)),)
    )


def _as_it_is(tree: Expression) -> Expression:
    return tree


def _weighted(weight: int, value: Expression) -> Expression:
    size = value if abs(weight) == 1 else Dotted((number(abs(weight)), value))
    return Negation(size) if weight < 0 else size
