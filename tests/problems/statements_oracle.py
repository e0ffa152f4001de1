"""Whether a statement about a function holds, from its words and by numerical differentiation."""

import re
from collections.abc import Sequence
from typing import Any, Final, Protocol

import mpmath as mp

from tests.notation import read, value

from .latex_text import plain

TINY: Final = mp.mpf("1e-9")
PLACES: Final = (("0.7", "1.3"), ("1.9", "-0.6"), ("-2.3", "3.1"))
RISES: Final = re.compile(r"At \$x = (.+)\$ the function \$\w\$ (rises|falls)\.")
EXTREMUM: Final = re.compile(r"At \$x = (.+)\$ the function \$\w\$ has a local (minimum|maximum)\.")
STATIONARY: Final = re.compile(r"The function \$\w\$ is stationary at \$x = (.+)\$\.")
STEEPEST: Final = re.compile(
    r"At \$(.+)\$ the function \$\w\$ increases fastest in the direction of \$(.+)\$\."
)
ALONG: Final = re.compile(
    r"At \$(.+)\$, where \$\w\$ is held constant, \$\w\$ (increases|decreases) with \$(\w)\$\."
)
OF_ONE: Final = re.compile(r"\$\w('+)\((.+?)\) = (.+)\$")
OF_TWO: Final = re.compile(r"\$\\frac\{\\partial(?:\^2)? \w\}\{(.+?)\}(\(.+?\))? = (.+)\$")


class Differentiable(Protocol):
    names: tuple[str, ...]

    def slope(self, *at: Any, by: Sequence[int] = (1,)) -> Any: ...

    def gradient(self, *at: Any) -> list[Any]: ...


def holds(f: Differentiable, text: str) -> bool:
    """Raises ValueError for a statement that it cannot read."""
    if found := RISES.fullmatch(text):
        return _has_sign(f.slope(_number(found[1])), positive=found[2] == "rises")
    if found := STATIONARY.fullmatch(text):
        return _is_zero(f.slope(_number(found[1])))
    if found := EXTREMUM.fullmatch(text):
        at = _number(found[1])
        bends = _has_sign(f.slope(at, by=[2]), positive=found[2] == "minimum")
        return _is_zero(f.slope(at)) and bends
    if found := STEEPEST.fullmatch(text):
        (p, q), (u, v) = f.gradient(*_point(found[1])), _point(found[2])
        return bool(_is_zero(p * v - q * u) and p * u + q * v > 0)
    if found := ALONG.fullmatch(text):
        rate = f.gradient(*_point(found[1]))[f.names.index(found[3])]
        return _has_sign(rate, positive=found[2] == "increases")
    if found := OF_ONE.fullmatch(text):
        return _equation(f, [len(found[1])], "" if found[2] in f.names else found[2], found[3])
    if found := OF_TWO.fullmatch(text):
        by = [found[1].count(rf"\partial {name}") for name in f.names]
        return _equation(f, by, found[2] or "", found[3])
    raise ValueError(text)


def _equation(f: Differentiable, by: list[int], at: str, right: str) -> bool:
    """At the place, or where none is named at several places."""
    tree = read(plain(right), f.names)
    several = [_point(at)] if at else [tuple(map(mp.mpf, one))[: len(by)] for one in PLACES]
    return all(
        _is_zero(f.slope(*place, by=by) - value(tree, dict(zip(f.names, place, strict=True))))
        for place in several
    )


def _has_sign(number: Any, *, positive: bool) -> bool:
    """Where it is 0 it has neither sign."""
    return bool(number > TINY if positive else number < -TINY)


def _is_zero(number: Any) -> bool:
    return bool(abs(number) < TINY)


def _number(latex: str) -> Any:
    return value(read(plain(latex), ()), {})


def _point(latex: str) -> tuple[Any, ...]:
    inside = latex.replace(r"\left", "").replace(r"\right", "").strip()
    if inside.startswith("(") and inside.endswith(")"):
        inside = inside[1:-1]
    return tuple(_number(one) for one in inside.split(", "))
