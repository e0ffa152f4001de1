"""Pairs of a key and an answer, each made again from its seed and its number alone."""

import random
from dataclasses import dataclass
from fractions import Fraction

from tests.fuzzing.edits import EDITS, hidden_bump
from tests.fuzzing.expressions import derivative, expression
from tests.fuzzing.facts import Setting
from tests.fuzzing.oracle import Domain, Interval, Point, has_value, points
from tests.fuzzing.transcendental import ALL
from tests.fuzzing.trees import Node, mentions, places, replaced, size, text

ANSWER_NODES, LETTERS, DEPTH = 110, 600, 18
INTERVALS: tuple[Interval, ...] = (
    (Fraction(0), None),
    (Fraction(0), None),
    (Fraction(1), None),
    (Fraction(0), Fraction(1)),
    (Fraction(-1), Fraction(1)),
    (None, Fraction(0)),
)


@dataclass(frozen=True)
class Pair:
    """`intended` is equal or edited; `hint` is a point where an edit may show."""

    name: str
    key: Node
    answer: Node
    variables: tuple[str, ...]
    domain: Domain | None
    intended: str
    made: tuple[str, ...]
    hint: Point | None = None

    @property
    def key_text(self) -> str:
        return text(self.key)

    @property
    def answer_text(self) -> str:
        return text(self.answer)


def pair(seed: int, number: int, most: int = ANSWER_NODES) -> Pair:
    """The pair of this number; the same for ever, whatever else was made.

    The answer has at most so many nodes, the key two fifths of them.
    """
    name = f"{seed}:{number}" if most == ANSWER_NODES else f"{seed}:{number}:{most}"
    rng = random.Random(name)
    while True:
        made = _attempt(rng, name, 2 * most // 5)
        if _fits(made.answer, most) and _lives(made):
            return made


def _fits(tree: Node, most: int) -> bool:
    return (
        size(tree) <= most
        and _depth(tree) <= DEPTH
        and mentions(tree)
        and len(text(tree)) <= LETTERS
    )


def _lives(made: Pair) -> bool:
    """Whether the key has a value at one of the first points that the oracle will ask."""
    return any(has_value(made.key, point) for point in points(made.variables, made.domain, 12))


def _depth(tree: Node) -> int:
    return 1 + max(map(_depth, tree.args), default=0)


def _attempt(rng: random.Random, name: str, most: int) -> Pair:
    variables = rng.choice([("x",), ("x",), ("x",), ("x", "y"), ("x", "y"), ("x", "y", "z")])
    domain = {one: rng.choice(INTERVALS) for one in variables if rng.random() < 0.45}
    setting = Setting(rng, variables, domain)
    key = expression(setting)
    while not _fits(key, most):
        key = expression(setting)
    steps = rng.choice([1, 1, 2, 2, 3, 4, 5, 6])
    manner = rng.random()
    if manner < 0.5:
        answer, made = rewritten(key, setting, steps)
        return Pair(name, key, answer, variables, domain or None, "equal", made)
    if manner < 0.57:
        return _same_slope(name, setting, steps, most)
    if manner < 0.63:
        answer, made = rewritten(key, setting, steps)
        return Pair(name, key, answer, variables, None, "edited", (*made, "domain dropped"))
    return _edited(name, key, setting)


def _same_slope(name: str, setting: Setting, steps: int, most: int) -> Pair:
    """The derivatives of two forms of one function."""
    by = setting.rng.choice(setting.variables)
    whole = expression(setting)
    while not _fits(derivative(whole, by), most):
        whole = expression(setting)
    other, made = rewritten(whole, setting, min(steps, 2))
    key, answer = derivative(whole, by), derivative(other, by)
    return Pair(
        name, key, answer, setting.variables, setting.domain or None, "equal", (*made, f"d/d{by}")
    )


def _edited(name: str, key: Node, setting: Setting) -> Pair:
    rng, hint = setting.rng, None
    if rng.random() < 0.1:
        answer, hint = hidden_bump(key, setting)
        made: tuple[str, ...] = ("hidden_bump",)
    else:
        answer, made = edited(key, setting)
    answer, more = rewritten(answer, setting, rng.choice([0, 0, 1, 2, 3]))
    domain = setting.domain or None
    return Pair(name, key, answer, setting.variables, domain, "edited", (*made, *more), hint)


def rewritten(tree: Node, setting: Setting, steps: int) -> tuple[Node, tuple[str, ...]]:
    """The tree after so many true rewrites, each at a random place."""
    rng = setting.rng
    made: list[str] = []
    while len(made) < steps:
        path, part = rng.choice(list(places(tree)))
        for rewrite in rng.sample(ALL, len(ALL)):
            new = rewrite(part, setting)
            if new is not None and new != part:
                tree = replaced(tree, path, new)
                made.append(rewrite.__name__)
                break
        else:
            made.append("nothing")
    return tree, tuple(made)


def edited(tree: Node, setting: Setting) -> tuple[Node, tuple[str, ...]]:
    rng = setting.rng
    while True:
        path, part = rng.choice(list(places(tree)))
        edit = rng.choice(EDITS)
        new = edit(part, setting)
        if new is not None and new != part:
            return replaced(tree, path, new), (edit.__name__,)
