"""The slope of a curve that an equation or a path gives, with its steps, values and a picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import hypot, isfinite, pi
from typing import Final

from questions import maths, plots
from questions.calculator.numbers import Pairs, decimal, sign_of, value_of
from questions.calculator.solving import HELD, LARGEST, LONGEST_FORMULA, Part, parts_of
from questions.calculator.values import Value, value_shown
from questions.maths.differentiation.answers import difference
from questions.maths.differentiation.values import value_at
from questions.maths.expression import Call, Relation, Symbol, number, size, substitute, walk
from questions.plots import Picture
from questions.problems.difficulty import skills_of

LATTICE: Final = tuple(map(number, (1, 2, 3, 4, 5, 0, -1, -2, -3, -4, -5)))
"""Of these a point of the curve is sought where none is given; one with a slope that is not 0 is
liked best.
"""
TIMES: Final = ("1", "2", "1/2", "0", "3")
QUARTER_TURN: Final = "pi/4"
TURN: Final = 2 * pi
SMALL: Final = 1e-9
LONGEST_TANGENT: Final = 200

Flow = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PlaneCurve:
    """`given` and `results` are formulas as LaTeX. `refusal` says why there are no values at the
    point; `remark` says in words what they mean, with $LaTeX$.
    """

    is_path: bool
    given: tuple[str, ...]
    results: tuple[str, ...]
    parts: tuple[Part, ...]
    point: Pairs
    values: tuple[Value, ...]
    remark: str
    refusal: str
    picture: Picture | None
    skills: tuple[str, ...]

    @property
    def point_latex(self) -> str:
        return r",\; ".join(
            f"{maths.write_latex(Symbol(name))} = {maths.write_latex(one)}"
            for name, one in self.point
        )


@dataclass(frozen=True, slots=True)
class _At:
    """What is found at a point; `flow` goes along the tangent, of a path it is the velocity."""

    point: Pairs = ()
    values: tuple[Value, ...] = ()
    remark: str = ""
    refusal: str = ""
    place: Flow | None = None
    flow: Flow | None = None


def names_of(task: maths.Task) -> tuple[str, ...]:
    """What a point needs a number for: the variables, then what is held constant."""
    held = sorted(maths.symbols(task.function) - set(task.variables))
    return (*task.variables, *held)


def follow(task: maths.Task, point: Pairs = ()) -> PlaneCurve:
    """The slope of the task's curve, and what is to be said at the point, or at one that is found.

    Raises MathsError for what has no derivative by rules, and for what is too long.
    """
    if size(task.function) > LARGEST:
        raise maths.LimitError("This is too long to be worked out in steps here.")
    worked = maths.work(task)
    slope = worked.solution.key
    equation = task.function
    if isinstance(equation, Relation):
        gap = maths.tidy(difference(equation))
        found = _of_equation(task, gap, slope, point)
        picture = _picture_of_equation(task, gap, found)
    else:
        found = _of_path(task, slope, point)
        picture = _picture_of_path(task, found)
    return PlaneCurve(
        is_path=task.is_path,
        given=_given(task),
        results=tuple(one for one in _results(task, slope) if len(one) <= LONGEST_FORMULA),
        parts=parts_of(worked),
        point=found.point,
        values=found.values,
        remark=found.remark,
        refusal=found.refusal,
        picture=picture,
        skills=skills_of(task, worked.solution),
    )


def written(task: maths.Task) -> str:
    """The equation, or the path, as LaTeX in one line."""
    return r",\quad ".join(_given(task))


def _given(task: maths.Task) -> tuple[str, ...]:
    if isinstance(task.function, Relation):
        return (maths.write_latex(task.function),)
    return tuple(
        f"{maths.write_latex(Symbol(name))} = {maths.write_latex(one)}"
        for name, one in zip(task.coordinates, maths.components(task.function), strict=True)
    )


def _results(task: maths.Task, slope: maths.Expression) -> Iterator[str]:
    if task.is_path:
        (time,) = task.variables
        letter = maths.write_latex(Symbol(time))
        for name, one in zip(task.coordinates, _velocity(task), strict=True):
            top = maths.write_latex(Symbol(name))
            yield rf"\frac{{d {top}}}{{d {letter}}} = {maths.write_latex(one)}"
    yield f"{_slope_name(task)} = {maths.write_latex(slope)}"


def _slope_name(task: maths.Task) -> str:
    below, above = task.coordinates if task.is_path else task.variables
    top, bottom = (maths.write_latex(Symbol(one)) for one in (above, below))
    return rf"\frac{{d {top}}}{{d {bottom}}}"


def _velocity(task: maths.Task) -> list[maths.Expression]:
    (time,) = task.variables
    return [maths.differentiate(one, time).result for one in maths.components(task.function)]


def _of_equation(
    task: maths.Task, gap: maths.Expression, slope: maths.Expression, given: Pairs
) -> _At:
    """`gap` is the left side less the right one."""
    if given:
        sides = [value_of(one, given) for one in task.function.children]
        if sign_of(value_at(gap, given)) != 0 and not abs(sides[0] - sides[1]) < SMALL:
            told = " and ".join(decimal(one, "$") for one in sides)
            return _At(given, refusal=f"This point is not on the curve: the two sides are {told}.")
        return _on_curve(task, gap, slope, given)
    found = _lattice_point(task, gap, slope)
    if found is None:
        return _At(refusal="No point with small whole numbers is on the curve. Give one that is.")
    return _on_curve(task, gap, slope, found)


def _lattice_point(
    task: maths.Task, gap: maths.Expression, slope: maths.Expression
) -> Pairs | None:
    held = [(name, HELD) for name in names_of(task)[2:]]
    level: Pairs | None = None
    upright: Pairs | None = None
    for both in product(LATTICE, repeat=2):
        point = (*zip(task.variables, both, strict=True), *held)
        if abs(value_of(gap, point)) < SMALL and sign_of(value_at(gap, point)) == 0:
            rise = value_of(slope, point)
            if not isfinite(rise):
                upright = upright or point
            elif rise:
                return point
            level = level or (point if rise == 0 else None)
    return level or upright


def _on_curve(
    task: maths.Task, gap: maths.Expression, slope: maths.Expression, point: Pairs
) -> _At:
    """The tangent goes along (F_y, -F_x)."""
    rises = [maths.differentiate(gap, name).result for name in task.variables]
    signs = [sign_of(value_at(one, point)) for one in rises]
    across, up = (value_of(one, point) for one in rises)
    own = dict(point)
    place = tuple(value_of(own[name], ()) for name in task.variables)
    if signs == [0, 0]:
        return _At(
            point,
            refusal="Both partial derivatives are 0 here: the curve has no single tangent.",
            place=(place[0], place[1]),
        )
    if not all(map(isfinite, (across, up))):
        return _At(point, refusal="There is no slope at this point.")
    values = [value_shown(_slope_name(task), slope, point)] if signs[1] != 0 else []
    remark = "The tangent is vertical here, so there is no slope."
    if values:
        values += _tangent(task, point)
        remark = _told(value_of(slope, point), task.variables[1])
    return _At(point, tuple(values), remark, "", (place[0], place[1]), (up, -across))


def _of_path(task: maths.Task, slope: maths.Expression, given: Pairs) -> _At:
    velocity = _velocity(task)
    for point in [given] if given else _moments(task):
        place = _flow(maths.components(task.function), point)
        flow = _flow(velocity, point)
        if place and flow:
            return _moving(task, slope, point, place, flow)
    return _At(given, refusal="There is no velocity here.")


def _flow(trees: Sequence[maths.Expression], point: Pairs) -> Flow | None:
    x, y = (value_of(one, point) for one in trees)
    return (x, y) if isfinite(x) and isfinite(y) else None


def _moments(task: maths.Task) -> Iterator[Pairs]:
    """Where a path is looked at where no time is given; on a wave an eighth of a turn."""
    waves = any(isinstance(one, Call) and one.name in {"sin", "cos"} for one in walk(task.function))
    texts = (QUARTER_TURN, *TIMES) if waves else TIMES
    time, *held = names_of(task)
    for text in texts:
        tree = maths.read(text, maths.Notation(variables=(), expected="scalar")).expression
        yield ((time, tree), *((name, HELD) for name in held))


def _moving(
    task: maths.Task, slope: maths.Expression, point: Pairs, place: Flow, flow: Flow
) -> _At:
    velocity = maths.Vector(tuple(_velocity(task)))
    names = ", ".join(maths.write_latex(Symbol(one)) for one in task.coordinates)
    values = [
        value_shown(f"({names})", task.function, point),
        value_shown(r"\vec{v}", velocity, point),
        Value(r"\left|\vec{v}\right|", "", decimal(hypot(*flow))),
    ]
    if not any(flow):
        remark = "The velocity is 0: the point stands still here, and the path may have a corner."
    elif flow[0]:
        values.append(value_shown(_slope_name(task), slope, point))
        remark = _told(flow[1] / flow[0], task.coordinates[1])
    else:
        remark = "The point moves straight up or down here: the tangent is vertical."
    return _At(point, tuple(values), remark, "", place, flow)


def _tangent(task: maths.Task, point: Pairs) -> list[Value]:
    """Its equation, where that is short."""
    held = {name: one for name, one in point if name not in task.variables}
    at = tuple(one for one in point if one[0] in task.variables)
    asked = replace(task, ask="tangent", function=substitute(task.function, held), at=at)
    try:
        line = maths.write_latex(maths.solve(asked).key)
    except maths.MathsError:
        return []
    name = rf"\text{{Tangent: }} {maths.write_latex(Symbol(task.name))}"
    return [Value(name, line, "")] if len(line) <= LONGEST_TANGENT else []


def _told(slope: float, name: str) -> str:
    letter = f"${maths.write_latex(Symbol(name))}$"
    if abs(slope) < SMALL:
        return f"The tangent is level here: {letter} neither rises nor falls."
    way = "rises" if slope > 0 else "falls"
    size = decimal(abs(slope), "$")
    return f"To the right along the curve {letter} {way} here, by about {size} a unit at first."


def _held(task: maths.Task, found: _At) -> dict[str, maths.Expression]:
    own = dict(found.point)
    return {name: own.get(name, HELD) for name in names_of(task)[len(task.variables) :]}


def _picture_of_equation(task: maths.Task, gap: maths.Expression, found: _At) -> Picture | None:
    first, second = task.variables
    function = substitute(gap, _held(task, found))
    return plots.implicit(function, (first, second), found.place, found.flow)


def _picture_of_path(task: maths.Task, found: _At) -> Picture | None:
    x, y = (substitute(one, _held(task, found)) for one in maths.components(task.function))
    (time,) = task.variables
    at = value_of(dict(found.point)[time], ()) if found.point else 0.0
    first, second = task.coordinates
    over = (at - TURN / 2, at + TURN / 2)
    return plots.path((x, y), time, (first, second), over, found.place, found.flow)
