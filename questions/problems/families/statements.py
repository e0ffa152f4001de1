"""Statements about one function of which several hold, and what mistakes make of them."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from questions import maths
from questions.maths.expression import Expression
from questions.problems.parts import Line

from .composed import Composed, Wrong

SHOWN: Final = 4
MOST_RIGHT: Final = 3
LONGEST: Final = 48
AGREEING: Final = frozenset({"equal", "agrees"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What is so, as a text, with what mistakes make of it. `said` tells why it is so;
    `is_confirmed` finds it so in an independent second way.
    """

    true: str
    said: str
    false: tuple[Wrong, ...]
    is_confirmed: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Stated:
    """A function by its prompt, with what can be stated of it, hints and the worked solution."""

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
    right = chance.randint(1, MOST_RIGHT)
    true, false = several[:right], several[right:]
    return Composed(
        prompt=f"{stated.prompt}\n\nWhich of the statements hold?",
        hints=stated.hints,
        steps=stated.steps,
        is_confirmed=lambda: all(one.is_confirmed() for one in several),
        right=tuple(one.true for one in true),
        said=tuple(one.said for one in true),
        wrong=tuple(chance.choice(one.false) for one in false),
    )


def equation(
    left: str,
    right: Expression,
    mistakes: Sequence[tuple[str, Expression]],
    by_sympy: Callable[[], Any],
    said: str,
) -> Statement:
    """That something is equal to a value or a formula. Of the mistakes those serve that give
    another value of the same look.
    """
    return Statement(
        f"${left} = {maths.write_latex(right)}$",
        said,
        tuple(_equations(left, right, mistakes)),
        lambda: _is_same(maths.from_sympy(by_sympy()), right),
    )


def _equations(
    left: str, right: Expression, mistakes: Sequence[tuple[str, Expression]]
) -> Iterator[Wrong]:
    names = maths.symbols(right)
    for rule, answer in mistakes:
        is_like = maths.shape(answer) == maths.shape(right) and maths.symbols(answer) == names
        if is_like and len(maths.write_text(answer)) <= LONGEST and _differs(answer, right):
            yield wrong(f"${left} = {maths.write_latex(answer)}$", rule)


def wrong(text: str, rule: str) -> Wrong:
    """A statement that does not hold, with what the mistake behind it says back."""
    return Wrong(text, maths.CATALOGUE[rule].sentence, rule)


def _found(one: Expression, other: Expression) -> str:
    names = sorted(maths.symbols(one) | maths.symbols(other))
    return maths.compare(one, other, variables=names).kind


def _is_same(one: Expression, other: Expression) -> bool:
    return _found(one, other) in AGREEING


def _differs(one: Expression, other: Expression) -> bool:
    return _found(one, other) == "different"
