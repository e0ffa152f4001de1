"""An oracle for questions that are no single task of differentiation, from the prompt alone.

It reads what the student reads: LaTeX between dollars and the words around it. The truth is worked
out with mpmath's numerical differentiation, so neither rules of differentiation nor the way in
which a family made its question can be shared with what is judged. `is_right` says of a row of
`manage.py generate` whether its key, or exactly its right options, answer the prompt.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import mpmath as mp

from tests.functions import UndefinedError
from tests.notation import Tree, read, value

from . import rows_oracle, statements_oracle
from .latex_text import plain

DIGITS: Final = 50
TINY: Final = mp.mpf("1e-15")
FORMULA: Final = re.compile(r"\$\$?([^$]+)\$\$?")
DEFINED: Final = re.compile(r"(\w+)\(([a-z, ]+)\) = (.+)", re.DOTALL)
KNOWN: Final = re.compile(r"(\w+)('*)\((-?\d+)\) = (.+)")
STEP: Final = mp.mpf("1e-12")

Row = Mapping[str, Any]


def is_right(row: Row) -> bool:
    """Whether the key or the marked options answer the prompt. Raises KeyError for a family that
    it does not know, ValueError for a prompt that it cannot read.
    """
    with mp.workdps(DIGITS):
        return JUDGES[row["family"]](row)


@dataclass(frozen=True, slots=True)
class Function:
    """A function as the prompt writes it."""

    names: tuple[str, ...]
    tree: Tree

    def __call__(self, *at: Any) -> Any:
        return value(self.tree, dict(zip(self.names, at, strict=True)))

    def slope(self, *at: Any, by: Sequence[int] = (1,)) -> Any:
        return mp.diff(self, at if len(at) > 1 else at[0], by if len(at) > 1 else by[0])

    def gradient(self, *at: Any) -> list[Any]:
        if len(at) == 1:
            return [self.slope(*at)]
        return [self.slope(*at, by=[int(i == j) for j in range(len(at))]) for i in range(len(at))]

    def hessian(self, *at: Any) -> Any:
        if len(at) == 1:
            return mp.matrix([[self.slope(*at, by=(2,))]])
        orders = [[(2, 0), (1, 1)], [(1, 1), (0, 2)]]
        return mp.matrix([[self.slope(*at, by=by) for by in row] for row in orders])


def formulas(row: Row) -> list[str]:
    return [one.strip().rstrip(".,") for one in FORMULA.findall(row["prompt"])]


def function_in(row: Row) -> Function:
    for formula in formulas(row):
        if found := DEFINED.fullmatch(formula):
            return function(found[2], found[3])
    raise ValueError(row["prompt"])


def function(names: str, latex: str) -> Function:
    letters = tuple(name.strip() for name in names.split(","))
    return Function(letters, read(plain(latex), letters))


def number(latex: str) -> Any:
    return value(read(plain(latex), ()), {})


def numbers(latex: str) -> list[Any]:
    """What stands in round brackets, or one number alone."""
    inside = re.fullmatch(r"\((.+,.+)\)", latex.strip())
    return [number(one) for one in inside[1].split(",")] if inside else [number(latex)]


def given(row: Row, name: str) -> Any:
    """The number that the prompt says a name has."""
    for formula in formulas(row):
        for part in re.split(r",\\?\s", formula):
            left, sign, right = part.partition(" = ")
            if sign and left.strip() == name:
                return number(right)
    raise ValueError(f"{name}: {row['prompt']}")


def point_in(row: Row) -> list[Any]:
    """The last formula that is a point: (2, 1), x = 6, or 6."""
    for formula in reversed(formulas(row)):
        text = re.sub(r"^[a-z] = ", "", formula)
        if re.fullmatch(r"\(.+,.+\)|-?\d+|-?\\frac\{\d+\}\{\d+\}", text):
            return numbers(text)
    raise ValueError(row["prompt"])


def known(row: Row, primes: int) -> dict[str, Any]:
    """What the prompt tells of the function or a derivative, by the place as it is written."""
    found = (KNOWN.fullmatch(one) for one in formulas(row))
    return {one[3]: number(one[4]) for one in found if one and len(one[2]) == primes}


def agree(found: Sequence[Any], wanted: Sequence[Any]) -> bool:
    return len(found) == len(wanted) and all(
        abs(one - two) <= TINY * (1 + abs(two)) for one, two in zip(found, wanted, strict=True)
    )


def key_of(row: Row) -> list[Any]:
    return numbers(row["key"])


def chosen(row: Row, is_true: Callable[[str], bool]) -> bool:
    """Whether exactly the options marked as right are true."""
    return all(is_true(one["text"]) == one["correct"] for one in row["options"])


def _critical_points(row: Row) -> bool:
    return agree(function_in(row).gradient(*key_of(row)), [0, 0])


def _stationary_points(row: Row) -> bool:
    f, (low, high) = function_in(row), key_of(row)
    return low < high and agree([f.slope(low), f.slope(high)], [0, 0])


def _descent_by_hand(row: Row) -> bool:
    f, at, rate = function_in(row), given(row, "x_0"), given(row, r"\eta")
    one = at - rate * f.slope(at)
    return agree(key_of(row), [one, one - rate * f.slope(one)])


def _downhill_direction(row: Row) -> bool:
    told = known(row, primes=1)
    slope = next(iter(told.values())) if told else function_in(row).slope(*point_in(row))
    side = "to the right" if slope < 0 else "to the left"
    return slope != 0 and chosen(row, lambda text: side in text)


def _field_gradient(row: Row) -> bool:
    return agree(key_of(row), [-one for one in function_in(row).gradient(*point_in(row))])


def _finite_difference_error(row: Row) -> bool:
    f, at, h = function_in(row), given(row, "x"), given(row, "h")
    ahead, behind = {"forward": (h, 0), "backward": (0, h), "central": (h, h)}[
        next(iter(re.findall("forward|backward|central", row["prompt"])))
    ]
    quotient = (f(at + ahead) - f(at - behind)) / (ahead + behind)
    return agree(key_of(row), [quotient - f.slope(at)])


def _computation_graph(row: Row) -> bool:
    """Each label names a node, or the derivative of one by another, which is shifted by hand."""
    lines = [one.split(" = ") for one in formulas(row)[0].split(r",\quad ")]
    place = [one.split(" = ") for one in re.split(r",\\?\s", formulas(row)[1])]
    inputs = {name.strip(): number(text) for name, text in place}
    names = (*inputs, *(name for name, _ in lines))
    trees = {name: read(plain(text), names) for name, text in lines}

    def run(wanted: str, shifted: str = "", by: Any = 0) -> Any:
        values = {name: one + by * (name == shifted) for name, one in inputs.items()}
        for name, tree in trees.items():
            values[name] = value(tree, values) + by * (name == shifted)
        return values[wanted]

    def wanted(label: str) -> Any:
        slope = re.fullmatch(r"\\frac\{\\partial (\w+)\}\{\\partial (\w+)\}", label)
        return mp.diff(lambda by: run(slope[1], slope[2], by), 0) if slope else run(label)

    return agree(key_of(row), [wanted(one) for one in row["labels"]])


def _learning_rate_limit(row: Row) -> bool:
    f = function_in(row)
    curvatures = mp.eigsy(f.hessian(*[mp.mpf("0.3")] * len(f.names)), eigvals_only=True)
    return min(curvatures) > 0 and agree(key_of(row), [2 / max(curvatures)])


def _level_curve_normal(row: Row) -> bool:
    across, up = function_in(row).gradient(*point_in(row))

    def stands_upright(text: str) -> bool:
        one, two = numbers(text.strip("$"))
        return agree([one * up - two * across], [0]) and (one, two) != (0, 0)

    return chosen(row, stands_upright)


def _limit_definition(row: Row) -> bool:
    f, key = function_in(row), Function(("x", "h"), read(row["key"], ("x", "h")))
    met = 0
    for x, h in product((mp.mpf("0.7"), mp.mpf("2.3"), mp.mpf("9.1")), (mp.mpf("0.3"), 2)):
        try:
            wanted = (f(x + h) - f(x)) / h
        except (UndefinedError, ZeroDivisionError):
            continue
        met += 1
        if not agree([key(x, h)], [wanted]):
            return False
    return met > 1


def _monotonic_intervals(row: Row) -> bool:
    f = function_in(row)
    sign = 1 if "rise" in row["prompt"] else -1
    places = [mp.mpf(n) / 8 + mp.mpf("0.03") for n in range(-240, 241)]
    goes = [sign * (f(x + STEP) - f(x - STEP)) > 0 for x in places]
    return chosen(row, lambda text: [_holds(text, x) for x in places] == goes)


def _statements(row: Row) -> bool:
    f = function_in(row)
    return chosen(row, lambda text: statements_oracle.holds(f, text))


def _holds(text: str, x: Any) -> bool:
    """Whether x lies in intervals such as `$x < -8$ and for $x > 6$`."""
    parts = FORMULA.findall(text)
    if text.startswith("For every"):
        return True
    return any(_lies(part, x) for part in parts)


def _lies(part: str, x: Any) -> bool:
    sides = re.split(r" ([<>]) ", part)
    values = [x if side == "x" else number(side) for side in sides[::2]]
    pairs = zip(values, sides[1::2], values[1:], strict=False)
    return all(one < two if sign == "<" else one > two for one, sign, two in pairs)


def _non_differentiable(row: Row) -> bool:
    sides, at = _sides(row), point_in(row)[0]
    middle = sides[1](at)
    slopes = []
    for side, way in zip(sides, (-1, 1), strict=True):
        near, nearer = (
            (side(at + way * step) - middle) / (way * step)
            for step in (mp.mpf("1e-10"), mp.mpf("1e-30"))
        )
        jumps = abs(side(at + way * mp.mpf("1e-30")) - middle) > mp.mpf("1e-5")
        slopes.append("jump" if jumps else mp.sign(nearer) * mp.inf
                      if abs(nearer) > 50 and abs(nearer) > 3 * abs(near) else nearer)  # fmt: skip
    return chosen(row, lambda text: text.startswith(_sort(*slopes)))


def _sides(row: Row) -> tuple[Function, Function]:
    """The formula left of the point and from it on."""
    if r"\begin{cases}" not in row["prompt"]:
        return function_in(row), function_in(row)
    (cases,) = re.findall(r"\\begin\{cases\}(.+?)\\end\{cases\}", row["prompt"])
    left, right = (one.split("&")[0] for one in cases.split(r"\\"))
    return function("x", left.strip()), function("x", right.strip())


def _sort(left: Any, right: Any) -> str:
    if "jump" in (left, right):
        return "A jump"
    if mp.isinf(left) or mp.isinf(right):
        return "A vertical tangent" if left == right else "A cusp"
    return "It has a derivative" if abs(left - right) < mp.mpf("1e-6") else "A corner"


def _second_derivative_test(row: Row) -> bool:
    told = known(row, primes=2)
    matrix = (
        mp.matrix([[next(iter(told.values()))]])
        if told
        else function_in(row).hessian(*point_in(row))
    )
    bends = [mp.mpf(0) if abs(one) < TINY else one for one in mp.eigsy(matrix, eigvals_only=True)]
    if min(bends) > 0:
        word = "A local minimum"
    elif max(bends) < 0:
        word = "A local maximum"
    else:
        word = "A saddle" if min(bends) < 0 < max(bends) else "The second derivative does not"
    return chosen(row, lambda text: text.startswith(word))


def _sensitivity(row: Row) -> bool:
    found = formulas(row)
    name, _, at = found[-1].partition(" = ")
    latex = max(found[:-1], key=len)
    after = row["prompt"].split(f"${latex}$")[1].strip()
    (each,) = re.findall(r"change, per (\w+),", row["prompt"])
    rate = function(name, latex).slope(number(at))

    def is_rate(text: str) -> bool:
        size, unit = FORMULA.findall(text)[0], text.rsplit("$", 1)[1].strip()
        above, per, below = unit.partition(" per ")
        return agree([number(size)], [rate]) and bool(
            per and below == each and re.match(rf"{above}\b", after)
        )

    return chosen(row, is_rate)


def _sign_and_magnitude(row: Row) -> bool:
    slopes = known(row, primes=1)
    if not slopes:
        f = function_in(row)
        places = re.findall(r"\$x = (-?\d+)\$", row["prompt"])
        slopes = {text: f.slope(number(text)) for text in places}
    (word,) = re.findall("(rise|fall|change) fastest", row["prompt"])
    size = {"rise": lambda s: s, "fall": lambda s: -s, "change": abs}[word]
    fastest = max(slopes, key=lambda text: size(slopes[text]))
    alone = sum(size(one) == size(slopes[fastest]) for one in slopes.values()) == 1
    return alone and chosen(row, lambda text: text == f"At $x = {fastest}$")


def _steepest_direction(row: Row) -> bool:
    told = re.findall(r"\\nabla f = (\([^)]+\))", row["prompt"])
    slopes = numbers(told[0]) if told else function_in(row).gradient(*point_in(row))
    length = mp.sqrt(sum(one**2 for one in slopes)) * (-1 if "decrease" in row["prompt"] else 1)
    return agree(key_of(row), [one / length for one in slopes])


JUDGES: Final[dict[str, Callable[[Row], bool]]] = {
    "critical_points": _critical_points,
    "curve_statements": _statements,
    "descent_by_hand": _descent_by_hand,
    "downhill_direction": _downhill_direction,
    "field_gradient": _field_gradient,
    "first_wrong_line": rows_oracle.first_wrong_line,
    "finite_difference_error": _finite_difference_error,
    "forward_mode": _computation_graph,
    "learning_rate_limit": _learning_rate_limit,
    "level_curve_normal": _level_curve_normal,
    "limit_definition": _limit_definition,
    "match_graph": rows_oracle.match_graph,
    "monotonic_intervals": _monotonic_intervals,
    "non_differentiable": _non_differentiable,
    "order_steps": rows_oracle.order_steps,
    "reverse_mode": _computation_graph,
    "second_derivative_test": _second_derivative_test,
    "sensitivity": _sensitivity,
    "sign_and_magnitude": _sign_and_magnitude,
    "stationary_points": _stationary_points,
    "steepest_direction": _steepest_direction,
    "surface_statements": _statements,
}
