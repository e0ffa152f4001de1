"""Derivations line by line, right and as a mistake leaves them, for families that ask about lines.

A line is one formula, or one sentence with its formulas, as the engine narrates them.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from questions import maths
from questions.maths.differentiation import Beside
from questions.maths.differentiation.wording import Equation
from questions.maths.expression import Expression
from questions.problems import confirmation
from questions.problems.drawing import SMOOTH, Draw, Shape
from questions.problems.formulas import formula

LONGEST: Final = 100
"""Characters of LaTeX in a formula that still fits a line."""
LARGE: Final = re.compile(r"\d{5}")
"""A number that shows by itself that something is wrong."""
MOST_LINES: Final = 9
LEVELS: Final = {
    1: "a linear inner function",
    2: "a product",
    3: "a quotient",
    4: "an inner function that is not linear, or a chain in a chain",
    5: "a product with a chain in it",
}
SKILLS: Final = {
    1: ("chain-rule",),
    2: ("product-rule",),
    3: ("quotient-rule",),
    4: ("chain-rule",),
    5: ("product-rule", "chain-rule"),
}
"""What the levels are about."""
SHAPES: Final[dict[int, tuple[Shape, ...]]] = {
    1: (
        lambda d: f"({d.shifted()})^{d.n(3, 7)}",
        lambda d: f"{d.of(d.shifted(), SMOOTH)}",
        lambda d: f"ln({d.k()}*{d.v} + {d.k()})",
        lambda d: f"sqrt({d.k()}*{d.v} + {d.k()})",
    ),
    2: (
        lambda d: f"{d.v}^{d.n()}*{d.of(d.v)}",
        lambda d: f"({d.shifted()})*{d.of(d.v)}",
        lambda d: f"({d.k()}*{d.v}^{d.n(2, 3)} + {d.a()})*{d.of(d.v)}",
        lambda d: f"({d.v}^2 + {d.a()}*{d.v})*{d.of(d.v)}",
    ),
    3: (
        lambda d: f"({d.shifted()})/({d.shifted()})",
        lambda d: f"{d.v}^{d.n()}/({d.shifted()})",
        lambda d: f"{d.of(d.v)}/({d.shifted()})",
        lambda d: f"{d.v}^{d.n()}/{d.of(d.v, SMOOTH[:2])}",
        lambda d: f"({d.shifted()})/({d.positive()})",
    ),
    4: (
        lambda d: f"({d.positive()})^{d.n(3, 6)}",
        lambda d: f"{d.of(f'{d.v}^{d.n(2, 4)} + {d.k()}*{d.v}', SMOOTH)}",
        lambda d: f"ln({d.positive()})",
        lambda d: f"({d.of(d.v, SMOOTH)} + {d.k()})^{d.n(2, 5)}",
        lambda d: f"{d.of(d.linear(), SMOOTH[:2])}^{d.n()}",
        lambda d: f"e^({d.of(d.linear(), SMOOTH[:2])})",
        lambda d: f"ln({d.of(f'{d.k()}*{d.v}', SMOOTH[:1])})",
        lambda d: f"{d.of(f'ln({d.k()}*{d.v} + {d.k()})', SMOOTH[:2])}",
    ),
    5: (
        lambda d: f"{d.v}^{d.n(1, 4)}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}",
        lambda d: f"({d.shifted()})*{d.of(f'{d.v}^2', SMOOTH)}",
        lambda d: f"{d.v}^{d.n(1, 3)}*ln({d.k()}*{d.v} + {d.k()})",
        lambda d: f"{d.v}^{d.n(1, 3)}*({d.shifted()})^{d.n(3, 5)}",
        lambda d: f"({d.shifted()})*{d.of(d.shifted(), SMOOTH)}",
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line as authored text; with the formulas in it, LaTeX, and the expressions that they end
    in, where it says what something is equal to.
    """

    text: str
    formula: str = ""
    values: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derivation and the same one with a mistake of `rule`, which shows first at the line
    `broken`, counted from 0; up to there both are alike.
    """

    right: Sequence[Row]
    wrong: Sequence[Row]
    broken: int
    rule: str


def function_task(chance: random.Random, level: int) -> maths.Task:
    """A function of the level to be differentiated."""
    draw = Draw(chance, (chance.choice("xxxxtsz"),))
    tree = formula(draw.shape(SHAPES[level]), draw.v)
    return maths.Task(
        ask="derivative", function=tree, variables=(draw.v,), with_respect_to=(draw.v,)
    )


def with_mistakes(
    task: maths.Task, chance: random.Random, *, joined: bool = False
) -> Iterator[Derivation]:
    """The derivation as each of the mistakes to be expected leaves it, the commoner
    ones likelier first.

    Small results that do not need one another are lines of their own, or one line where `joined`.
    """
    known = maths.spoilt_derivations(task, maths.solve(task))
    drawn = [
        (chance.random() ** (1 / maths.CATALOGUE[rule].weight), place)
        for place, (rule, _) in enumerate(known)
    ]
    for _, place in sorted(drawn, reverse=True):
        rule, build = known[place]
        found = _beside(rule, build(), joined=joined)
        if found is not None:
            yield found


def is_confirmed(task: maths.Task, found: Derivation) -> bool:
    """Whether sympy finds the last line right, and the engine the broken line wrong."""
    (last,) = found.right[-1].values
    right, wrong = found.right[found.broken].values, found.wrong[found.broken].values
    if len(right) != len(wrong):
        return False
    return confirmation.is_confirmed(task, last) and any(map(_differ, right, wrong))


def _differ(right: Expression, wrong: Expression) -> bool:
    letters = sorted(maths.symbols(right) | maths.symbols(wrong))
    return maths.compare(right, wrong, variables=letters).kind == "different"


def _beside(rule: str, lines: Sequence[Beside], *, joined: bool) -> Derivation | None:
    """None where the lines have no counterparts, or are too many or too long."""
    right = [row for one in lines for row in _rows(one.right, joined=joined)]
    wrong = [row for one in lines for row in _rows(one.wrong, joined=joined)]
    pairs = enumerate(zip(right, wrong, strict=False))
    broken = next((place for place, (one, other) in pairs if one != other), None)
    if broken is None or not (_fit(right) and _fit(wrong)):
        return None
    if _subject(right[broken]) != _subject(wrong[broken]):
        return None
    return Derivation(right, wrong, broken, rule)


def _fit(rows: Sequence[Row]) -> bool:
    return len(rows) <= MOST_LINES and not any(
        len(one.formula) > LONGEST or LARGE.search(one.formula) for one in rows
    )


def _subject(row: Row) -> str:
    """What the formula is about: its left side."""
    return row.formula.partition(" = ")[0]


def _rows(line: maths.Line, *, joined: bool) -> Iterator[Row]:
    """What is named and what is found; the rule itself is not told."""
    facts = [_told(one) for one in line.facts]
    if line.name == "Result":
        yield from _sides(line)
        return
    if facts and (joined or line.equation is None):
        told = ", ".join(one.text for one in facts)
        shown = r",\quad ".join(one.formula for one in facts)
        values = tuple(value for one in facts for value in one.values)
        yield Row(f"{_opening(line)} So {told}.", shown, values)
    else:
        yield Row(_opening(line))
        yield from facts
    yield from _sides(line)


def _sides(line: maths.Line) -> Iterator[Row]:
    if line.equation is None:
        return
    for side in line.equation.sides:
        yield _told(replace(line.equation, sides=(side,)))


def _told(equation: Equation) -> Row:
    return Row(f"${equation.latex}$", equation.latex, equation.trees[-1:])


def _opening(line: maths.Line) -> str:
    """The first sentence."""
    return line.sentence.partition(". ")[0].rstrip(".") + "."
