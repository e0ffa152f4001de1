"""What was asked, and the truth of it by mpmath's numerical differentiation of the text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import mpmath as mp

from tests.notation import Tree, read, value

DIGITS: Final = 50

Domain = Mapping[str, tuple[Any, Any]]
Place = Mapping[str, Any]
Truth = Callable[[Place], list[Any]]


@dataclass(frozen=True, slots=True)
class Statement:
    """What was asked. `function` is one text, or one for each component of a vector function."""

    ask: str
    function: str | tuple[str, ...]
    variables: tuple[str, ...]
    with_respect_to: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    rate: str = "1"
    steps: int = 1
    near: tuple[str, ...] = ()
    step: str = ""
    scheme: str = ""
    domain: Domain = field(default_factory=dict)


def truth_of(statement: Statement) -> Truth:
    texts = (statement.function,) if isinstance(statement.function, str) else statement.function
    trees = [read(text, statement.variables) for text in texts]
    makers: dict[str, Callable[[Statement, list[Tree]], Truth]] = {
        "derivative": _partial, "partial": _partial, "gradient": _gradient, "hessian": _hessian,
        "jacobian": _jacobian, "directional": _directional, "tangent": _tangent,
        "descent step": _descent, "implicit": _implicit, "parametric": _parametric, "chain": _chain,
        "linear approximation": _linear_approximation, "finite difference": _finite_difference,
    }  # fmt: skip
    return makers[statement.ask.lower().replace("_", " ")](statement, trees)


def _differentiate(tree: Tree, names: Sequence[str], place: Place, by: Sequence[str]) -> Any:
    """The derivative by each name in `by`, by mpmath's differences with a raised precision."""
    point = tuple(place[name] for name in names)

    def function(*at: Any) -> Any:
        return value(tree, dict(zip(names, at, strict=True)))

    orders = tuple(list(by).count(name) for name in names)
    return (
        mp.diff(function, point, orders)
        if len(names) > 1
        else mp.diff(function, point[0], orders[0])
    )


def _by(statement: Statement) -> tuple[str, ...]:
    return statement.with_respect_to or statement.variables


def _point(statement: Statement, place: Place) -> Place:
    """The point asked about, or where there is none, the place that is being tried."""
    if not statement.at:
        return place
    return {
        name: value(read(text, ()), {})
        for name, text in zip(statement.variables, statement.at, strict=True)
    }


def _slopes(statement: Statement, tree: Tree, place: Place) -> list[Any]:
    return [_differentiate(tree, statement.variables, place, (name,)) for name in _by(statement)]


def _partial(statement: Statement, trees: list[Tree]) -> Truth:
    names, by = statement.variables, _by(statement)
    return lambda place: [_differentiate(trees[0], names, _point(statement, place), by)]


def _gradient(statement: Statement, trees: list[Tree]) -> Truth:
    return lambda place: _slopes(statement, trees[0], _point(statement, place))


def _jacobian(statement: Statement, trees: list[Tree]) -> Truth:
    return lambda place: [
        slope for tree in trees for slope in _slopes(statement, tree, _point(statement, place))
    ]


def _hessian(statement: Statement, trees: list[Tree]) -> Truth:
    names, by = statement.variables, _by(statement)
    return lambda place: [
        _differentiate(trees[0], names, _point(statement, place), (one, two))
        for one in by
        for two in by
    ]


def _directional(statement: Statement, trees: list[Tree]) -> Truth:
    def truth(place: Place) -> list[Any]:
        along = [value(read(text, ()), {}) for text in statement.direction]
        length = mp.sqrt(sum(part**2 for part in along))
        slopes = _slopes(statement, trees[0], _point(statement, place))
        return [sum(a * b for a, b in zip(slopes, along, strict=True)) / length]

    return truth


def _tangent(statement: Statement, trees: list[Tree]) -> Truth:
    def truth(place: Place) -> list[Any]:
        touch = _point(statement, place)
        slopes = _slopes(statement, trees[0], touch)
        rise = sum(
            slope * (place[name] - touch[name])
            for name, slope in zip(_by(statement), slopes, strict=True)
        )
        return [value(trees[0], touch) + rise]

    return truth


def _linear_approximation(statement: Statement, trees: list[Tree]) -> Truth:
    """The tangent at the point, taken at a near one."""
    tangent = _tangent(statement, trees)
    near = {
        name: value(read(text, ()), {})
        for name, text in zip(statement.variables, statement.near, strict=True)
    }
    return lambda _: tangent(near)


def _finite_difference(statement: Statement, trees: list[Tree]) -> Truth:
    """The difference quotient by one variable; of second order the central one."""
    (name,) = set(_by(statement))
    size = read(statement.step, statement.variables)
    weights = {
        "forward": {1: 1, 0: -1},
        "backward": {0: 1, -1: -1},
        "central": {1: mp.mpf("0.5"), -1: mp.mpf("-0.5")},
    }[statement.scheme]
    if len(_by(statement)) == 2:
        weights = {1: 1, 0: -2, -1: 1}

    def truth(place: Place) -> list[Any]:
        at, step = _point(statement, place), value(size, place)
        risen = sum(
            weight * value(trees[0], {**at, name: at[name] + many * step})
            for many, weight in weights.items()
        )
        return [risen / step ** len(_by(statement))]

    return truth


def _descent(statement: Statement, trees: list[Tree]) -> Truth:
    def truth(place: Place) -> list[Any]:
        at = dict(_point(statement, place))
        rate = value(read(statement.rate, ()), {})
        for _ in range(statement.steps):
            slopes = _slopes(statement, trees[0], at)
            at |= {
                name: at[name] - rate * slope
                for name, slope in zip(_by(statement), slopes, strict=True)
            }
        return [at[name] for name in _by(statement)]

    return truth


def _implicit(statement: Statement, trees: list[Tree]) -> Truth:
    """dy/dx is -F_x / F_y, which holds at every place of the plane where F_y is not 0."""

    def truth(place: Place) -> list[Any]:
        x, y = statement.variables
        at = _point(statement, place)
        across = _differentiate(trees[0], (x, y), at, (x,))
        up = _differentiate(trees[0], (x, y), at, (y,))
        return [-across / up]

    return truth


def _parametric(statement: Statement, trees: list[Tree]) -> Truth:
    name = statement.variables[0]

    def slope(at: Any) -> Any:
        across, up = (_differentiate(tree, (name,), {name: at}, (name,)) for tree in trees)
        return up / across

    def truth(place: Place) -> list[Any]:
        at = _point(statement, place)[name]
        if len(statement.with_respect_to) < 2:
            return [slope(at)]
        across = _differentiate(trees[0], (name,), {name: at}, (name,))
        with mp.extradps(DIGITS):
            return [mp.diff(slope, at) / across]

    return truth


def _chain(statement: Statement, trees: list[Tree]) -> Truth:
    """The key may use the inner variables, which take their values on the path, or t alone."""
    name = statement.with_respect_to[0]
    inner = [read(text, statement.with_respect_to) for text in statement.path]

    def along(at: Any, place: Place) -> Any:
        values = [value(tree, {**place, name: at}) for tree in inner]
        return value(trees[0], dict(zip(statement.variables, values, strict=True)))

    return lambda place: [mp.diff(lambda at: along(at, place), place[name])]
