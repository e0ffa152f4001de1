"""The derivatives that a text may ask for: of the functions that it shows, at its points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from typing import Final

from questions import maths
from questions.maths.expression import Expression, Symbol, substitute

from .shown_text import Function, Point, Shown
from .tasked import short

MOST_FUNCTIONS: Final = 6
MOST_VARIABLES: Final = 4
HIGHEST: Final = 3
ORDINALS: Final = {1: "", 2: "second ", 3: "third "}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A derivative: a sentence's words for it, what it is called in short, by which variables (none
    for a gradient or a Hessian), of which function by name, whether that is a function of other
    variables than the text most likely means, and whether it is a value at a point of the text.
    """

    said: str
    called: str
    value: Expression
    by: tuple[str, ...] = ()
    of: str = ""
    is_unlikely: bool = False
    is_at_point: bool = False


def candidates(
    functions: Sequence[Function], variables: Sequence[str], seen: Shown
) -> Iterator[Candidate]:
    """Values at the points of the text first, then the derivatives themselves."""
    found = []
    for function in functions[:MOST_FUNCTIONS]:
        for place, names in enumerate(_variables(function, variables, seen)):
            tree = _valued(function.tree, names, seen)
            name = function.name or short(tree)
            several = _of(name, tree, names)
            found += [
                (replace(one, of=function.name, is_unlikely=place > 0), names) for one in several
            ]
    for one, names in found:
        for point in _points(seen, names):
            yield from _at(one, dict(zip(names, point, strict=True)))
    yield from (one for one, _ in found)


def _variables(function: Function, variables: Sequence[str], seen: Shown) -> list[tuple[str, ...]]:
    """By what the function may be differentiated: by what stands behind its name, by the variables
    of the question that it contains (of a choice, by what has no value), by all of these, or by all
    that it contains.
    """
    inside = maths.symbols(function.tree)
    free = inside if variables else inside - seen.values.keys()
    own = tuple(one for one in variables if one in inside) or tuple(sorted(free))
    several = [function.arguments, own, tuple(variables), tuple(sorted(inside))]
    fitting = [one for one in several if 0 < len(one) <= MOST_VARIABLES and set(one) & inside]
    return list(dict.fromkeys(fitting))


def _valued(tree: Expression, names: Sequence[str], seen: Shown) -> Expression:
    """With numbers for the letters that have one and are no variables."""
    known = {one: value for one, value in seen.values.items() if one not in names}
    return substitute(tree, known) if maths.symbols(tree) & known.keys() else tree


def _points(seen: Shown, variables: tuple[str, ...]) -> Iterator[Point]:
    if all(one in seen.values for one in variables):
        yield tuple(seen.values[one] for one in variables)
    for point in seen.points:
        if len(point) == len(variables) and point != tuple(map(Symbol, variables)):
            yield point


def _at(one: Candidate, point: dict[str, Expression]) -> Iterator[Candidate]:
    values = [maths.write_text(value) for value in point.values()]
    many = len(values) > 1
    where = f"({', '.join(values)})" if many else f"{next(iter(point))} = {values[0]}"
    try:
        value = maths.tidy(substitute(one.value, point))
    except maths.MathsError:
        return
    yield replace(one, said=f"{one.said} at {where}", value=value, is_at_point=True)


def _of(name: str, function: Expression, variables: tuple[str, ...]) -> Iterator[Candidate]:
    """The derivatives of a function, those that are asked most first; of several the Jacobian."""
    if maths.shape(function):
        said = f"the Jacobian of {name}"
        yield from _solved(said, "the Jacobian", "jacobian", function, variables)
        return
    if len(variables) > 1:
        for ask, word in (("gradient", "the gradient"), ("hessian", "the Hessian")):
            yield from _solved(f"{word} of {name}", word, ask, function, variables)
        for order in (1, 2):
            for by in combinations_with_replacement(variables, order):
                yield from _rate(name, function, variables, by)
        return
    for order in range(1, HIGHEST + 1):
        yield from _rate(name, function, variables, variables * order)


def _rate(
    name: str, function: Expression, variables: tuple[str, ...], by: tuple[str, ...]
) -> Iterator[Candidate]:
    ask = "derivative" if len(variables) == 1 else "partial"
    word = f"the {ORDINALS[len(by)]}derivative"
    said = f"{word} of {name} by {' and '.join(dict.fromkeys(by))}"
    yield from _solved(said, word, ask, function, variables, by)


def _solved(
    said: str,
    called: str,
    ask: str,
    function: Expression,
    variables: tuple[str, ...],
    by: tuple[str, ...] = (),
) -> Iterator[Candidate]:
    distinct = tuple(dict.fromkeys(by)) or variables
    order = len(by) if len(distinct) == 1 and by else 1
    try:
        task = maths.Task(ask, function, variables, distinct, order)
        yield Candidate(said, called, maths.key(task), by)
    except maths.MathsError:
        return
