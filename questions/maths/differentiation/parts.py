"""Parts of a worked solution, and lines that many tasks share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from questions.maths.differentiation import naming
from questions.maths.differentiation.narration import narrate
from questions.maths.differentiation.raw import dotted_numbers
from questions.maths.differentiation.steps import Derivation
from questions.maths.differentiation.wording import (
    Line,
    Piece,
    Sentence,
    equation,
    row,
    say,
)
from questions.maths.expression import Expression, Symbol, substitute
from questions.maths.task import Pairs, Task


@dataclass(frozen=True, slots=True)
class Part:
    """Lines towards one result; `label` is what the result is called."""

    label: Piece | None
    lines: tuple[Line, ...]


def part(label: Piece | None, lines: Iterable[Line]) -> Part:
    return Part(label, tuple(lines))


def named_result(left: Piece, name: str, said: str, result: Expression) -> Part:
    """A part of one line that collects what was found."""
    return Part(left, (Line("collecting", name, say(said), equation(left, result)),))


def at_point(at: Pairs, left: Piece, general: Expression, value: Expression) -> Part:
    """A part of one line that puts the point in."""
    return Part(left, (value_line(at, left, general, value),))


def value_line(at: Pairs, left: Piece, general: Expression, value: Expression) -> Line:
    put_in = dotted_numbers(substitute(general, dict(at)))
    said = say("Put in ") + listed(at) + say(".")
    return Line("value", "Value at the point", said, equation(left, put_in, value))


def listed(pairs: Sequence[tuple[str, Expression]]) -> Sentence:
    """x = 1, y = 2 and z = 3."""
    said = Sentence()
    for place, (name, value) in enumerate(pairs):
        between = "" if not place else " and " if place == len(pairs) - 1 else ", "
        said += say(between, row(Symbol(name), " = ", value))
    return said


def slopes(task: Task, derivations: Sequence[Derivation]) -> Iterable[Part]:
    """The first derivatives by each variable."""
    for one in derivations:
        left = slope_name(task, one.variable)
        yield part(left, narrate(one, left))


def slope_name(task: Task, variable: str) -> Piece:
    """f'(x) of one variable, ∂f/∂x of several."""
    own = tuple(name for name, _ in task.path) or task.variables
    if len(own) == 1:
        return naming.of_argument(task.name, 1, variable)
    return naming.partial(task.name, (variable,))
