"""The derivative, or the gradient with the Hessian, worked out in steps, and its values."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import isfinite
from typing import Final

from questions import maths
from questions.calculator.names import Names
from questions.calculator.numbers import Pairs, value_of
from questions.calculator.remarks import remark
from questions.calculator.typed import Typed
from questions.calculator.values import Value, values
from questions.maths.differentiation.settling import without_value
from questions.maths.expression import Symbol, number, size, substitute
from questions.problems.difficulty import skills_of

LARGEST: Final = 250
"""Nodes of a tree: the steps of a longer function fill pages that nobody reads."""
CANDIDATES: Final = tuple(map(Fraction, ("1", "2", "1/2", "-1", "3", "1/4", "0", "10")))
"""Where it is looked at where no point is given: the first at which there is a derivative."""
HELD: Final = number(2)
LONGEST_FORMULA: Final = 3_000


@dataclass(frozen=True, slots=True)
class Line:
    """A step: the rule's name, a sentence, and formulas, one a row."""

    name: str
    sentence: str
    formulas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The steps towards one component; `label` is its LaTeX, empty where there is only one."""

    label: str
    steps: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Solved:
    """`letter` is the function's name; `function` and `results` are formulas as LaTeX; `second`
    are the steps of the second order, empty where these are too long. `refusal` says why there are
    no values at the point; `remark` says in words what they mean. `slopes` and `curvature` are
    the derivatives themselves.
    """

    letter: str
    function: str
    results: tuple[str, ...]
    parts: tuple[Part, ...]
    second: tuple[Part, ...]
    point: Pairs
    values: tuple[Value, ...]
    remark: str
    refusal: str
    skills: tuple[str, ...]
    slopes: tuple[maths.Expression, ...]
    curvature: tuple[maths.Expression, ...]

    @property
    def is_scalar(self) -> bool:
        """Whether it is a derivative, and no gradient."""
        return len(self.slopes) == 1

    @property
    def point_latex(self) -> str:
        return r",\; ".join(
            f"{maths.write_latex(Symbol(name))} = {maths.write_latex(one)}"
            for name, one in self.point
        )

    @property
    def point_text(self) -> str:
        """As it is typed: x = 1, y = 2."""
        return ", ".join(f"{name} = {maths.write_text(one)}" for name, one in self.point)


def solve(typed: Typed, point: Pairs = ()) -> Solved:
    """The derivatives of first and second order with their steps, and the values at the point, or
    at one where there are any.

    Raises MathsError for what has no values or no derivative by rules, and for what is too long.
    """
    if size(typed.function) > LARGEST:
        raise maths.LimitError("This function is too long to be worked out in steps here.")
    _refuse_without_values(typed)
    names = Names.of(typed)
    first = _task(typed, names, 1)
    worked = maths.work(first)
    curved = _curved(typed, names)
    slopes = tuple(maths.components(worked.solution.key))
    curvature = tuple(maths.components(curved.solution.key)) if curved else ()
    found, refusal = _point(typed, first, point)
    known = curvature if curved and not _fault(typed, curved.task, found) else ()
    results = [f"{names.first} = {maths.write_latex(worked.solution.key)}"]
    if curved:
        results.append(f"{names.second} = {maths.write_latex(curved.solution.key)}")
    return Solved(
        letter=names.letter,
        function=f"{names.function} = {maths.write_latex(typed.function)}",
        results=tuple(one for one in results if len(one) <= LONGEST_FORMULA),
        parts=parts_of(worked),
        second=parts_of(curved) if curved else (),
        point=found,
        values=() if refusal else values(typed, names, slopes, known, found),
        remark="" if refusal else remark(typed, slopes, known, found),
        refusal=refusal,
        skills=skills_of(first, worked.solution),
        slopes=slopes,
        curvature=curvature,
    )


def _refuse_without_values(typed: Typed) -> None:
    """Raises MathsError where a part is proved to have no value, or none was found of one."""
    if (empty := without_value(typed.function)) is not None:
        message = f"This function has no values: {maths.write_unicode(empty)} has none."
        raise maths.UnsupportedError(message)
    if not _is_empty(typed.function, typed.names):
        return
    part = typed.function
    while smaller := [one for one in part.children if _is_empty(one, typed.names)]:
        part = smaller[0]
    raise maths.UnsupportedError(
        f"This function seems to have no real value anywhere: {maths.write_unicode(part)} had none "
        "wherever it was tried. Look at its signs and brackets."
    )


def _is_empty(tree: maths.Expression, names: tuple[str, ...]) -> bool:
    """Whether no value was found in any of the cells that its zeros and borders leave."""
    if maths.shape(tree) != ():
        return False
    found = maths.compare(tree, tree, variables=names)
    return isinstance(found, maths.Undecided) and found.reason == "undefined"


def _curved(typed: Typed, names: Names) -> maths.Worked | None:
    """The second derivative or the Hessian; None where it is too long to be written down."""
    try:
        found = maths.work(_task(typed, names, 2))
    except maths.MathsError:
        return None
    return found if len(maths.write_latex(found.solution.key)) <= LONGEST_FORMULA else None


def _task(typed: Typed, names: Names, order: int) -> maths.Task:
    several = len(typed.variables) > 1
    ask = ("gradient" if order == 1 else "hessian") if several else "derivative"
    return maths.Task(
        ask,
        typed.function,
        typed.variables,
        typed.variables,
        1 if several else order,
        names.letter,
    )


def parts_of(worked: maths.Worked) -> tuple[Part, ...]:
    """The worked steps as they are shown."""
    return tuple(
        Part(
            "" if part.label is None else part.label.latex,
            tuple(Line(one.name, one.sentence, _formulas(one.latex)) for one in part.lines),
        )
        for part in worked.parts
    )


def _formulas(latex: str) -> tuple[str, ...]:
    """One a row; what is longer than can be set is left out."""
    return tuple(one for one in latex.splitlines() if len(one) <= LONGEST_FORMULA)


def _point(typed: Typed, first: maths.Task, given: Pairs) -> tuple[Pairs, str]:
    """The point and why there are no values at it; without one that was given, one with values."""
    if given:
        return given, _fault(typed, first, given)
    names = typed.names
    tried = [
        tuple((name, HELD if name in typed.held else number(one)) for name in names)
        for one in CANDIDATES
    ]
    faults = ((one, _fault(typed, first, one)) for one in tried)
    none = tried[0], "No point with a value was found. Give one where the function is defined."
    return next((one for one in faults if not one[1]), none)


def _fault(typed: Typed, task: maths.Task, point: Pairs) -> str:
    """Why there is no derivative at the point; empty where there is one."""
    held = {name: one for name, one in point if name in typed.held}
    function = substitute(typed.function, held)
    at = tuple(one for one in point if one[0] in typed.variables)
    try:
        key = maths.solve(replace(task, function=function, at=at)).key
    except maths.MathsError as error:
        return error.message
    numbers = [value_of(one, ()) for one in (*maths.components(key), *dict(point).values())]
    if not all(map(isfinite, [*numbers, value_of(function, at)])):
        return "The values at this point are too large to be shown."
    return ""
