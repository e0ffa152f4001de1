"""Which mal-rules apply at a step, and what a derivation becomes with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from questions.maths.differentiation.formulas import filled, formula
from questions.maths.differentiation.results import outer_at, result_of
from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import ZERO, tidy
from questions.maths.expression import Expression, Sum, symbols
from questions.maths.mistakes.catalogue import CATALOGUE, MalRule, Rewrite
from questions.maths.mistakes.settings import OF_INNER, OF_SUM, VARYING, Names, tree_of

FUNCTIONLESS: Final = frozenset({"chain", "constant"})


Path = tuple[int, ...]
"""The way from the last step of a derivation down to one of its steps: which child each time."""


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """One mal-rule at one step; `focus` is the index of the setting in which it applies, and
    `path` says where in the derivation, or in an equal one, the step stands.
    """

    mal_rule: MalRule
    rewrite: Rewrite
    step: Step
    names: Names
    focus: int
    path: Path

    @property
    def ids(self) -> tuple[str, ...]:
        """The mal-rules that work together in the rewrite."""
        return (self.mal_rule.id, *self.rewrite.along)

    @property
    def weight(self) -> float:
        """How common it is beside others."""
        return self.mal_rule.weight * self.rewrite.share


Breaking = tuple[MalRule, Rewrite, frozenset[str]]
"""A rewrite of a mal-rule, and the names that it needs at a step beside what the children found."""


def applicable(step: Step, only: str | None = None) -> tuple[Breaking, ...]:
    """The rewrites that break a step of this sort, of all mal-rules or only one."""
    if step.rule == "chain":
        return _applicable(step.rule, f"chain:{step.children[0].rule}", only)
    has_own = step.function is not None and step.rule not in FUNCTIONLESS
    return _applicable(step.rule, step.function if has_own else None, only)


@cache
def _applicable(step_rule: str, own: str | None, only: str | None) -> tuple[Breaking, ...]:
    found = {*OF_SUM} if step_rule == "sum" else {*VARYING.get(step_rule, ()), *OF_INNER}
    return tuple(
        (rule, rewrite, (needed(rewrite.formula) - found) | set(rewrite.needs))
        for place in ("*", step_rule, own)
        for rule, rewrite in _by_place().get(place or "", ())
        if only in {None, rule.id}
    )


@cache
def _by_place() -> dict[str, list[tuple[MalRule, Rewrite]]]:
    table: dict[str, list[tuple[MalRule, Rewrite]]] = {}
    for mal_rule in CATALOGUE.values():
        for rewrite in mal_rule.rewrites:
            table.setdefault(rewrite.at, []).append((mal_rule, rewrite))
    return table


@cache
def needed(text: str) -> frozenset[str]:
    """The names that a formula uses."""
    return symbols(formula(text))


def rebuilt(step: Step, faults: Sequence[Fault]) -> Expression:
    """The tidy result of a derivation with some of its steps broken."""
    return _redone(step, tuple(faults))[0]


def makes_vanish(step: Step, faults: Sequence[Fault]) -> bool:
    """Whether a derivative is cancelled to 0 on the way up from a fault that is not 0 itself."""
    return _redone(step, tuple(faults))[1]


@lru_cache(maxsize=512)
def _redone(step: Step, faults: tuple[Fault, ...]) -> tuple[Expression, bool]:
    """The result with the faults, and whether something vanishes above them; whoever makes the
    same mistake next needs it too.
    """
    broken_at = {fault.path: fault for fault in reversed(faults)}
    return _redone_below(step, (), broken_at) or (step.result, False)


def _redone_below(
    step: Step, path: Path, broken_at: Mapping[Path, Fault]
) -> tuple[Expression, bool] | None:
    """The same of a step somewhere in a derivation; None where nothing is broken."""
    found = [
        _redone_below(child, (*path, index), broken_at) for index, child in enumerate(step.children)
    ]
    fault = broken_at.get(path)
    if fault is None and not any(found):
        return None
    pairs = zip(found, step.children, strict=True)
    children = tuple(child.result if one is None else one[0] for one, child in pairs)
    if fault is not None:
        return broken(fault, children), False
    result = result_of(step, children)
    below = any(one[1] for one in found if one is not None)
    return result, below or (step.rule == "sum" and result == ZERO)


def broken(fault: Fault, children: tuple[Expression, ...]) -> Expression:
    """What a fault makes of its step, tidy, from what the step's children yielded."""
    return tidy(as_written(fault, children))


def as_written(fault: Fault, children: tuple[Expression, ...]) -> Expression:
    """The same with the wrong formula as it stands, before anybody simplifies."""
    values = _results(fault.step, children, fault.focus)
    fixed = needed(fault.rewrite.formula) - values.keys()
    values |= {name: tree_of(fault.names[name]) for name in fixed}
    return filled(fault.rewrite.formula, values)


def _results(step: Step, children: tuple[Expression, ...], focus: int) -> dict[str, Expression]:
    if step.rule == "sum":
        others = (*children[:focus], *children[focus + 1 :])
        rest = Sum(others) if len(others) > 1 else (others or (ZERO,))[0]
        return dict(zip(OF_SUM, (children[focus], rest), strict=True))
    if step.rule == "chain":
        outer, function = step.children[0].result, step.children[0].expression
        return {
            "F": outer_at(step, children[0], step.parts[0][1]),
            "du": children[1],
            "Fdu": outer_at(step, outer, children[1]),
            "fdu": outer_at(step, function, children[1]),
        }
    if step.rule == "piecewise":
        return {}
    return dict(zip(VARYING.get(step.rule, ()), children, strict=True))
