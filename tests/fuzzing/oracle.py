"""What two expressions do at points: an oracle of its own, at 60 digits and then 200."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]

from tests.fuzzing import values
from tests.fuzzing.trees import Node
from tests.fuzzing.values import Approximate, UnclearError, UndefinedError, Value

Point = dict[str, Fraction]
Interval = tuple[Fraction | None, Fraction | None]
Domain = dict[str, Interval]

PRECISIONS = (200, 670)
WANTED_BITS = 100
SCALES = tuple(Fraction(n) for n in ("1/100", "1/6", "1/2", "1", "1", "2", "3", "5", "12", "60"))
STEPS = 1009


def at(tree: Node, point: Point) -> Value:
    """The real value of the tree at the point, in mpmath's working precision.

    Raises UndefinedError or UnclearError.
    """
    if tree.op == "number":
        return tree.number
    if tree.op == "variable":
        return point[tree.name]
    if tree.op == "constant":
        return values.rounded(+(mpmath.e if tree.name == "e" else mpmath.pi))
    if tree.op == "pow":
        return _power(tree, point)
    args = [at(arg, point) for arg in tree.args]
    if tree.op == "add":
        return values.total(args)
    if tree.op == "mul":
        result = args[0]
        for factor in args[1:]:
            result = values.product(result, factor)
        return result
    if len(args) == 2:
        return BINARY[tree.op](*args)
    return UNARY[tree.op](*args)


def _power(tree: Node, point: Point) -> Value:
    base, exponent = tree.args
    if exponent.op == "number":
        return values.power(at(base, point), exponent.number)
    raised = at(exponent, point)
    if base.op == "constant" and base.name == "e":
        return values.exponential(raised)
    return values.general_power(at(base, point), raised)


def _larger(a: Value, b: Value) -> Value:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return max(a, b)
    one, two = values.approximate(a), values.approximate(b)
    if abs(one.mid - two.mid) > mpmath.ldexp(1, int(max(one.error, two.error)) + 4):
        return a if one.mid > two.mid else b
    return values.rounded(max(one.mid, two.mid), max(one.error, two.error) + 1)


def _smaller(a: Value, b: Value) -> Value:
    return values.negative(_larger(values.negative(a), values.negative(b)))


def _absolute(u: Value) -> Value:
    return abs(u) if isinstance(u, Fraction) else Approximate(abs(u.mid), u.error)


def _gentle(function: Callable[[Any], Any], *, odd: bool) -> Callable[[Value], Value]:
    """A function whose slope is at most 1 everywhere."""

    def value(u: Value) -> Value:
        if u == 0 and odd:
            return Fraction(0)
        near = values.approximate(u)
        return values.rounded(function(near.mid), near.error)

    return value


def _hyperbolic(function: Callable[[Any], Any], at_zero: int) -> Callable[[Value], Value]:
    def value(u: Value) -> Value:
        if u == 0:
            return Fraction(at_zero)
        near = values.approximate(u)
        if values.magnitude(near.mid) > values.LARGEST_EXPONENT or near.error > -4:
            raise UnclearError
        steepest = values.magnitude(mpmath.cosh(near.mid))
        return values.rounded(function(near.mid), near.error + steepest + 1)

    return value


def _inverse(function: Callable[[Any], Any], *, inside: bool) -> Callable[[Value], Value]:
    """asin, acos and atanh inside [-1, 1]; acosh from 1 on."""

    def value(u: Value) -> Value:
        left = values.total([Fraction(1), values.negative(values.product(u, u))])
        room = values.side(left if inside else values.negative(left))
        if room < 0 or (not inside and values.side(u) < 0):
            raise UndefinedError
        if room == 0 and function is mpmath.atanh:
            raise UndefinedError
        zero = 0 if function in {mpmath.asin, mpmath.atanh} else 1
        if u == zero:
            return Fraction(0)
        near = values.approximate(u)
        slack = 0.0 if room == 0 else -values.magnitude(values.approximate(left).mid) + 2
        return values.rounded(function(near.mid), near.error + max(slack, 0))

    return value


def _sigmoid(u: Value) -> Value:
    return values.quotient(Fraction(1), values.total([Fraction(1), _exp(values.negative(u))]))


def _softplus(u: Value) -> Value:
    near = values.approximate(u)
    if values.magnitude(near.mid) > values.LARGEST_EXPONENT or near.error > -4:
        raise UnclearError
    if near.mid > 0:
        rest = mpmath.log1p(mpmath.exp(-near.mid))
        return values.rounded(near.mid + rest, near.error)
    result = mpmath.log1p(mpmath.exp(near.mid))
    return values.rounded(result, near.error + values.magnitude(result) + 2)


def _sign(u: Value) -> Value:
    return Fraction(values.side(u))


def _root(degree: int) -> Callable[[Value], Value]:
    return lambda u: values.power(u, Fraction(1, degree))


def _over(top: Callable[[Value], Value], bottom: Callable[[Value], Value]) -> Any:
    return lambda u: values.quotient(top(u), bottom(u))


def _one(u: Value) -> Value:
    return Fraction(1)


_exp, _sin, _cos = values.exponential, values.sine, values.cosine

UNARY: dict[str, Callable[[Value], Value]] = {
    "neg": values.negative,
    "sqrt": _root(2),
    "cbrt": _root(3),
    "exp": _exp,
    "ln": values.logarithm,
    "log_2": _over(values.logarithm, lambda u: values.logarithm(Fraction(2))),
    "sin": _sin,
    "cos": _cos,
    "tan": _over(_sin, _cos),
    "sec": _over(_one, _cos),
    "csc": _over(_one, _sin),
    "cot": _over(_cos, _sin),
    "asin": _inverse(mpmath.asin, inside=True),
    "acos": _inverse(mpmath.acos, inside=True),
    "atan": _gentle(mpmath.atan, odd=True),
    "sinh": _hyperbolic(mpmath.sinh, 0),
    "cosh": _hyperbolic(mpmath.cosh, 1),
    "tanh": _gentle(mpmath.tanh, odd=True),
    "asinh": _gentle(mpmath.asinh, odd=True),
    "acosh": _inverse(mpmath.acosh, inside=False),
    "atanh": _inverse(mpmath.atanh, inside=True),
    "abs": _absolute,
    "sign": _sign,
    "relu": lambda u: _larger(u, Fraction(0)),
    "sigmoid": _sigmoid,
    "softplus": _softplus,
}
BINARY: dict[str, Callable[[Value, Value], Value]] = {
    "div": values.quotient,
    "max": _larger,
    "min": _smaller,
}


@dataclass(frozen=True)
class Sides:
    """What both expressions do at one point.

    `relation` is agree, differ, key only, answer only, neither or unclear.
    """

    relation: str
    key: Value | None
    answer: Value | None


def sides(
    key: Node, answer: Node, point: Point, *, precisions: tuple[int, ...] = PRECISIONS
) -> Sides:
    """Both values at 60 digits; at 200 before a difference or an undefined side is claimed."""
    seen = Sides("unclear", None, None)
    for bits in precisions:
        with mpmath.workprec(bits):
            seen = _sides(key, answer, point, last=bits == precisions[-1])
        if seen.relation in {"agree", "neither"}:
            break
    return seen


def _sides(key: Node, answer: Node, point: Point, *, last: bool) -> Sides:
    try:
        one, two = _side(key, point), _side(answer, point)
    except UnclearError:
        return Sides("unclear", None, None)
    if one is None or two is None:
        missing = {(False, True): "key only", (True, False): "answer only"}
        return Sides(missing.get((one is None, two is None), "neither"), one, two)
    if isinstance(one, Fraction) and isinstance(two, Fraction):
        return Sides("agree" if one == two else "differ", one, two)
    return Sides(_relation(values.approximate(one), values.approximate(two), last=last), one, two)


def _side(tree: Node, point: Point) -> Value | None:
    try:
        return at(tree, point)
    except UndefinedError:
        return None


def has_value(tree: Node, point: Point) -> bool:
    """Whether the tree certainly has a value at the point."""
    try:
        with mpmath.workprec(PRECISIONS[0]):
            return _side(tree, point) is not None
    except UnclearError:
        return False


def _relation(one: Approximate, two: Approximate, *, last: bool) -> str:
    error = max(one.error, two.error)
    scale = max(values.magnitude(one.mid), values.magnitude(two.mid))
    gap = values.magnitude(one.mid - two.mid)
    if gap > error + 8:
        return "differ"
    sharp = error < max(scale, 0 if last else scale) - WANTED_BITS
    return "agree" if gap <= error + 3 and sharp else "unclear"


def points(variables: tuple[str, ...], domain: Domain | None, count: int) -> Iterator[Point]:
    """The same generic points for the same variables: several scales, both signs, inside."""
    rng = random.Random(f"points of {variables}")
    for index in range(count):
        yield {
            name: _coordinate(rng, SCALES[(3 * index + 7 * place + 3) % len(SCALES)], interval)
            for place, name in enumerate(variables)
            for interval in [(domain or {}).get(name, (None, None))]
        }


def _coordinate(rng: random.Random, scale: Fraction, interval: Interval) -> Fraction:
    low, high = interval
    if low is not None and high is not None:
        return low + (high - low) * Fraction(rng.randint(1, STEPS - 1), STEPS)
    size = scale * Fraction(rng.randint(STEPS // 2, 2 * STEPS), STEPS)
    if low is not None:
        return low + size
    if high is not None:
        return high - size
    return size if rng.random() < 0.5 else -size


@dataclass(frozen=True)
class Survey:
    """What was seen over many points; each point is the first of its kind, or None."""

    agreements: int
    difference: Point | None
    key_only: Point | None
    answer_only: Point | None


def survey(key: Node, answer: Node, asked: Iterator[Point], *, enough: int = 30) -> Survey:
    """Looks at the points until `enough` agree; stops at the first difference."""
    first: dict[str, Point] = {}
    agreements = 0
    for point in asked:
        relation = sides(key, answer, point).relation
        first.setdefault(relation, point)
        agreements += relation == "agree"
        if relation == "differ" or agreements >= enough:
            break
    return Survey(agreements, first.get("differ"), first.get("key only"), first.get("answer only"))
