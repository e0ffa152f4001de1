"""Statements about one function of which several hold, and what mistakes make of them."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from questions import maths
from questions.maths.expression import Expression, Sum, walk
from questions.problems.parts import Line

from .composed import Composed, Wrong
from .lines import line

SHOWN: Final = 4
MOST_RIGHT: Final = 3
LIKELIEST: Final = 4
"""So many mistakes of a value are drawn from, of those that are foreseen the likeliest."""
LENGTHS: Final = 2
"""By so much a wrong value may be longer than the right one, and a little more if that is short."""
SLACK: Final = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """What is so, as a text, with what mistakes make of it. `said` tells why it is so, `worked` is
    its line of the worked solution; `is_confirmed` finds it so in an independent second way.
    """

    true: str
    said: str
    false: tuple[Wrong, ...]
    worked: Line
    is_confirmed: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Stated:
    """A function by its prompt, with what can be stated of it, hints, and the lines with which the
    worked solution begins.

    None of the statements may follow from another or rule it out: each has a place of its own, so
    that none is judged by comparing it with the others.
    """

    prompt: str
    statements: Sequence[Statement]
    hints: tuple[str, ...]
    steps: tuple[Line, ...]


def composed(chance: random.Random, stated: Stated) -> Composed | None:
    """Four of the statements, one to three of them as they are and the others as a mistake makes
    them. None where there are too few.
    """
    usable = [one for one in stated.statements if one.false]
    if len(usable) < SHOWN:
        return None
    several = chance.sample(usable, SHOWN)
    steps = *stated.steps, *(one.worked for one in usable if one in several)
    right = chance.randint(1, MOST_RIGHT)
    true, false = several[:right], several[right:]
    return Composed(
        prompt=f"{stated.prompt}\n\nWhich of the statements hold?",
        hints=stated.hints,
        steps=steps,
        is_confirmed=lambda: all(one.is_confirmed() for one in several),
        right=tuple(one.true for one in true),
        said=tuple(one.said for one in true),
        wrong=tuple(_explained(chance.choice(one.false), one.said) for one in false),
    )


def _explained(found: Wrong, said: str) -> Wrong:
    """What the mistake says back, and then what is so instead."""
    return replace(found, feedback=f"{found.feedback} {said}")


def equation(
    left: str,
    right: Expression,
    mistakes: Sequence[tuple[str, Expression]],
    by_sympy: Callable[[], Any],
    said: str,
) -> Statement:
    """That something has a value. Of the mistakes, which come in the order of their likelihood,
    the first serve that give another value of the same look.
    """
    text = f"{left} = {maths.write_latex(right)}"
    return Statement(
        f"${text}$",
        said,
        tuple(islice(_equations(left, right, mistakes), LIKELIEST)),
        line("At the place", text),
        lambda: _is_same(maths.from_sympy(by_sympy()), right),
    )


def _equations(
    left: str, right: Expression, mistakes: Sequence[tuple[str, Expression]]
) -> Iterator[Wrong]:
    for rule, answer in mistakes:
        if _looks_like(answer, right) and _differs(answer, right):
            yield wrong(f"${left} = {maths.write_latex(answer)}$", rule)


def _looks_like(answer: Expression, right: Expression) -> bool:
    """Whether it is a value that does not stand out by its length or as a sum."""
    if maths.shape(answer) or maths.symbols(answer) or _sums(answer) > _sums(right):
        return False
    return len(maths.write_text(answer)) <= LENGTHS * len(maths.write_text(right)) + SLACK


def _sums(tree: Expression) -> int:
    return sum(isinstance(one, Sum) for one in walk(tree))


def wrong(text: str, rule: str) -> Wrong:
    """A statement that does not hold, with what the mistake behind it says back."""
    return Wrong(text, maths.CATALOGUE[rule].sentence, rule)


def _is_same(one: Expression, other: Expression) -> bool:
    return maths.compare(one, other, variables=[]).kind in maths.SAME


def _differs(one: Expression, other: Expression) -> bool:
    return maths.compare(one, other, variables=[]).kind == "different"
