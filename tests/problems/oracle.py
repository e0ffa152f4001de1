"""An oracle for keys, from text alone and independent of the engines.

A statement of what was asked and a key in calculator notation are read by `tests.notation`, and the
truth is worked out with mpmath's numerical differentiation at 50 digits, at several points where
everything has a value. Nothing is differentiated symbolically, so a wrong rule of differentiation
cannot be shared with what is judged.

    derivative, partial          any order: `with_respect_to` has a name for each differentiation
    gradient, Hessian, Jacobian  in the order of `with_respect_to` (of `variables` if empty)
    directional                  along `direction`, brought to length 1
    tangent                      f(a) + f'(a)(x - a), a plane in two variables
    descent step                 point - rate * gradient
    implicit                     dy/dx on F(x, y) = 0; variables (x, y); the key may use both
    parametric                   dy/dx of (x(t), y(t)); with two names in `with_respect_to`, d²y/dx²
    chain                        d/dt of `function` along `path`, a text for each variable
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import mpmath as mp

from tests.notation import Tree, UndefinedError, read, value

DIGITS: Final = 50
AGREEMENT: Final = 1e-18
SCALES: Final = (0.6, 1.7, 0.2, 3.1, 7.9, 30.0)
TRIES: Final = 240

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
    domain: Domain = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """`agrees` at all of `points` places; otherwise the place, the truth and the key's value.

    With no points there is no finding: `agrees` is false and `where` is empty.
    """

    agrees: bool
    points: int
    where: dict[str, str] = field(default_factory=dict)
    truth: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


def judge(statement: Statement, key: str, *, points: int = 5, seed: int = 0) -> Finding:
    """Whether the key is what was asked for, at that many points. Raises ValueError on bad text."""
    with mp.workdps(DIGITS):
        truth = _truth(statement)
        tree = read(key, _letters(statement))
        met = 0
        for place in _places(statement, seed):
            try:
                right, found = truth(place), _flat(value(tree, place))
            except (UndefinedError, ZeroDivisionError, OverflowError):
                continue
            if any(not mp.isfinite(part) or mp.im(part) for part in [*right, *found]):
                continue
            if not _agree(right, found):
                return Finding(False, met, _placed(place), _shown(right), _shown(found))
            met += 1
            if met == points:
                break
    return Finding(agrees=met > 0, points=met)


def differs(statement: Statement, key: str, answer: str) -> bool:
    """Whether an answer is another value than the key somewhere (or is undefined, or misshapen)."""
    letters = _letters(statement)
    with mp.workdps(DIGITS):
        right, tree = read(key, letters), read(answer, letters)
        seen = 0
        for place in _places(statement, seed=1):
            try:
                wanted = _flat(value(right, place))
            except (UndefinedError, ZeroDivisionError):
                continue
            seen += 1
            try:
                if not _agree(wanted, _flat(value(tree, place))):
                    return True
            except (UndefinedError, ZeroDivisionError):
                continue
            if seen == 20:
                return False
    return False


def _letters(statement: Statement) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*statement.variables, *_parameters(statement))))


def _parameters(statement: Statement) -> tuple[str, ...]:
    return statement.with_respect_to if statement.ask == "chain" else ()


def _places(statement: Statement, seed: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(seed)
    inner = [read(text, _parameters(statement)) for text in statement.path]
    for trial in range(TRIES):
        scale = SCALES[trial % len(SCALES)]
        place = {
            name: _coordinate(chance, scale, statement.domain.get(name, (None, None)))
            for name in _letters(statement)
        }
        try:
            on_path = [value(tree, place) for tree in inner]
        except (UndefinedError, ZeroDivisionError):
            continue
        yield place | dict(zip(statement.variables, on_path, strict=False))


def _coordinate(chance: random.Random, scale: float, interval: tuple[Any, Any]) -> Any:
    low, high = (None if end is None else mp.mpf(str(end)) for end in interval)
    share = mp.mpf(chance.randint(1, 996)) / 997
    if low is not None and high is not None:
        return low + share * (high - low)
    if low is not None:
        return low + scale * share
    if high is not None:
        return high - scale * share
    return scale * share * chance.choice((1, 1, -1))


def _agree(right: Sequence[Any], found: Sequence[Any]) -> bool:
    if len(right) != len(found):
        return False
    size = max((abs(part) for part in right), default=0)
    return all(
        abs(one - two) <= AGREEMENT * (abs(one) + size + mp.mpf("1e-12"))
        for one, two in zip(right, found, strict=True)
    )


def _placed(place: Place) -> dict[str, str]:
    return {name: mp.nstr(at, 8) for name, at in place.items()}


def _shown(parts: Sequence[Any]) -> tuple[str, ...]:
    return tuple(mp.nstr(part, 10) for part in parts)


def _flat(found: Any) -> list[Any]:
    if isinstance(found, list):
        return [part for row in found for part in _flat(row)]
    return [found]


def _truth(statement: Statement) -> Truth:
    texts = (statement.function,) if isinstance(statement.function, str) else statement.function
    trees = [read(text, statement.variables) for text in texts]
    makers: dict[str, Callable[[Statement, list[Tree]], Truth]] = {
        "derivative": _partial, "partial": _partial, "gradient": _gradient, "Hessian": _hessian,
        "Jacobian": _jacobian, "directional": _directional, "tangent": _tangent,
        "descent step": _descent, "implicit": _implicit, "parametric": _parametric, "chain": _chain,
    }  # fmt: skip
    return makers[statement.ask](statement, trees)


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


def _descent(statement: Statement, trees: list[Tree]) -> Truth:
    def truth(place: Place) -> list[Any]:
        start = _point(statement, place)
        rate = value(read(statement.rate, ()), {})
        slopes = _slopes(statement, trees[0], start)
        return [
            start[name] - rate * slope for name, slope in zip(_by(statement), slopes, strict=True)
        ]

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
    (name,) = statement.with_respect_to
    inner = [read(text, (name,)) for text in statement.path]

    def along(at: Any) -> Any:
        values = [value(tree, {name: at}) for tree in inner]
        return value(trees[0], dict(zip(statement.variables, values, strict=True)))

    return lambda place: [mp.diff(along, place[name])]
