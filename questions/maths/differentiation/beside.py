"""A derivation beside the same one with a mistake in it, line by line."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import takewhile

from questions.maths.differentiation.letters import Letters
from questions.maths.differentiation.narrator import Narrator
from questions.maths.differentiation.results import result_of
from questions.maths.differentiation.steps import Derivation, Step
from questions.maths.differentiation.wording import Equation, Line, Piece, row
from questions.maths.expression import Expression, symbols

Mistaken = Callable[[Step, tuple[Expression, ...]], Expression | None]
"""What a step yields from its children's results where a mistake is made; None elsewhere."""


Broken = dict[tuple[Expression, str], Expression | None]
"""The steps that broke, by what is differentiated and by what, with what was written there."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A line as it should be, and as it is with the mistake; `broke` where it was made."""

    right: Line
    wrong: Line
    broke: bool

    @property
    def differs(self) -> bool:
        return self.right.latex != self.wrong.latex


def redone(step: Step, mistaken: Mistaken) -> Step:
    """The tree with what the mistakes make of it; everything after them is done right."""
    children = tuple(redone(child, mistaken) for child in step.children)
    results = tuple(child.result for child in children)
    result = mistaken(step, results)
    if result is None:
        same = all(one is other for one, other in zip(children, step.children, strict=True))
        if same:
            return step
        result = result_of(step, results)
    return replace(step, children=children, result=result)


def beside(
    derivation: Derivation,
    mistaken: Mistaken,
    left: Piece | None = None,
    *,
    written: Mistaken | None = None,
) -> tuple[Beside, ...]:
    """The lines of a derivation beside those that a mistake leads to, by the rules as written.

    What the rule says is left out of the line in which it was not followed: there stands what was
    `written` instead, before it was simplified, and what came out. None where the mistake leads on
    to lines that have no counterpart.
    """
    wrong = redone(derivation.steps, mistaken)
    broken: Broken = {
        (one.expression, one.variable): written and written(one, results)
        for one, spoilt in zip(_walk(derivation.steps), _walk(wrong), strict=True)
        if mistaken(one, results := tuple(child.result for child in spoilt.children)) is not None
    }
    right, other = _lines(derivation, derivation.steps, left), _lines(derivation, wrong, left)
    if len(right) != len(other):
        return ()
    return tuple(_pair(*both, broken) for both in zip(right, other, strict=True))


def _pair(right: Line, wrong: Line, broken: Broken) -> Beside:
    if wrong.before is not None and (wrong.before, wrong.variable) in broken:
        instead = broken[wrong.before, wrong.variable]
        return Beside(right, _without_rule(wrong, instead), broke=True)
    shorter = _without_what_was_not_done(right, wrong)
    return Beside(right, shorter, broke=shorter != wrong)


def _walk(step: Step) -> list[Step]:
    return [step, *(one for child in step.children for one in _walk(child))]


def _lines(derivation: Derivation, root: Step, left: Piece | None) -> list[Line]:
    names = symbols(derivation.expression) | {derivation.variable}
    narrator = Narrator(Letters(names), is_partial=len(names) > 1)
    return list(narrator.lines(root, left or narrator.pending(root)))


def _without_rule(line: Line, instead: Expression | None) -> Line:
    if line.equation is None:
        return line
    sides = line.equation.sides[-1:]
    if instead is not None and row(instead).latex != sides[0].latex:
        sides = (row(instead), *sides)
    return replace(line, equation=replace(line.equation, sides=sides))


def _without_what_was_not_done(right: Line, wrong: Line) -> Line:
    """A line without the right sides that a mistake in a step of its own did not follow from."""
    facts = wrong.facts
    if len(facts) == len(right.facts):
        pairs = zip(right.facts, facts, strict=True)
        facts = tuple(_from_mistake_on(one, other) for one, other in pairs)
    equation = wrong.equation
    if right.equation is not None and equation is not None:
        equation = _from_mistake_on(right.equation, equation)
    return replace(wrong, facts=facts, equation=equation)


def _from_mistake_on(right: Equation, wrong: Equation) -> Equation:
    """Two equations that begin alike and end differently part where the mistake was made."""
    if right.sides[-1].latex == wrong.sides[-1].latex:
        return wrong
    pairs = zip(right.sides, wrong.sides[:-1], strict=False)
    alike = sum(1 for _ in takewhile(lambda both: both[0].latex == both[1].latex, pairs))
    return replace(wrong, sides=wrong.sides[alike:])
