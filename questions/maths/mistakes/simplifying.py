"""Slips of algebra: the function rewritten wrongly before a right derivation, or its result after.

The result is looked at as the rules write it, before any simplifying, and tidy.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from questions.maths.differentiation import differentiate
from questions.maths.differentiation.tidying import multiplied_out, tidy
from questions.maths.errors import MathsError
from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import Expression, size
from questions.maths.mistakes.asked import Asked, agreeing, resembles_slope, tolerance_of
from questions.maths.mistakes.candidates import Places
from questions.maths.mistakes.catalogue import CATALOGUE, MalRule
from questions.maths.mistakes.guard import skipping
from questions.maths.mistakes.table import Floats
from questions.maths.mistakes.trees import nodes
from questions.maths.mistakes.unsimplified import unsimplified
from questions.maths.writing import write_latex

LARGEST_TREE = 80
"""Longer trees are not searched for slips of algebra."""

MOST_SLIPS = 160


@dataclass(frozen=True, slots=True)
class Slipped:
    """A tree with one of its nodes rewritten by a mal-rule."""

    mal_rule: MalRule
    node: Expression
    wrong: Expression
    tree: Expression

    @property
    def step(self) -> str:
        """What was turned into what."""
        return f"${write_latex(self.node)}$ turned into ${write_latex(tidy(self.wrong))}$"


def slipped(tree: Expression) -> Iterator[Slipped]:
    """Every tree that one slip makes of a tree, at most `MOST_SLIPS`."""
    if size(tree) > LARGEST_TREE:
        return
    rules = [rule for rule in CATALOGUE.values() if rule.slips]
    count = 0
    for node, rebuild in nodes(tree):
        for rule in rules:
            for wrong in _wrong(rule, node):
                yield Slipped(rule, node, wrong, rebuild(wrong))
                count += 1
                if count == MOST_SLIPS:
                    return


def after(asked: Asked, answer: Expression, places: Places) -> Iterator[Slipped]:
    """Slips in the result that may give the answer, as far as floats can tell."""
    numbers = Evaluation(places)
    wanted = _row(numbers, answer, places)
    with np.errstate(all="ignore"):
        for form in _forms(asked):
            for slip in slipped(form):
                row = _row(numbers, slip.tree, places).reshape(1, -1)
                if len(agreeing(row, wanted, tolerance_of(answer))):
                    yield slip


def before(
    asked: Asked, answer: Expression, places: Places
) -> Iterator[tuple[Slipped, Expression]]:
    """Slips in the function, with the right derivative of what it became."""
    if len(asked.derivations) > 1:
        return
    variable = asked.derivations[0].variable
    for slip in slipped(asked.function):
        if not resembles_slope(answer, slip.tree, variable, places):
            continue
        try:
            yield slip, differentiate(tidy(slip.tree), variable).result
        except MathsError:
            continue


def _forms(asked: Asked) -> tuple[Expression, ...]:
    """The ways in which the right result may have stood on paper."""
    last = asked.derivations[-1]
    forms = (unsimplified(last.steps), last.result, multiplied_out(last.result))
    return tuple(dict.fromkeys(forms))


def _row(numbers: Evaluation, tree: Expression, places: Places) -> Floats:
    length = len(next(iter(places.values())))
    return np.broadcast_to(numbers.floats(tree), (length,))


def _wrong(rule: MalRule, node: Expression) -> list[Expression]:
    found: list[Expression] = []
    if node.children:
        with skipping(rule.id):
            found.extend(wrong for slip in rule.slips for wrong in slip(node))
    return found
