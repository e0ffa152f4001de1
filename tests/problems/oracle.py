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
    chain                        d/dt of `function` along `path`, a text for each variable; t is the
                                 first of `with_respect_to`, what the path holds constant follows
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import mpmath as mp

from tests.functions import UndefinedError
from tests.notation import read, value

from .truths import DIGITS, Place, Statement, truth_of

AGREEMENT: Final = 1e-18
VAST: Final = mp.mpf(10) ** 1000
"""Where a value is larger, the arguments of exponentials have lost too many digits to tell."""
SCALES: Final = (0.6, 1.7, 0.2, 3.1, 7.9, 30.0)
TRIES: Final = 240


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
        truth = truth_of(statement)
        tree = read(key, _letters(statement))
        met = 0
        for place in _places(statement, seed):
            try:
                right, found = truth(place), _flat(value(tree, place))
            except (UndefinedError, ZeroDivisionError, OverflowError):
                continue
            if any(not mp.isfinite(part) or mp.im(part) for part in [*right, *found]):
                continue
            if any(abs(part) > VAST for part in right):
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
