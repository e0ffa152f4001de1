"""Where in a derivation mal-rules may strike: each step with the rewrites that fit it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from questions.maths.differentiation.steps import Step
from questions.maths.mistakes.rewriting import Fault, applicable, needed
from questions.maths.mistakes.settings import OF_INNER, VARYING, Names, settings

UNREPEATED: Final = frozenset({"sum", "*"})
"""Places where doing the same everywhere is no habit that anybody has."""

MOST_WAYS: Final = 2
"""So many formulas of one mal-rule are tried everywhere at once."""

Habit = tuple[str, int]
"""A mal-rule, and which of its formulas, applied wherever it fits."""


@dataclass(frozen=True, slots=True)
class Site:
    """A step with its possible faults, in the settings in which they apply."""

    step: Step
    children: "tuple[Site, ...]"
    faults: tuple[Fault, ...]

    def habitual(self) -> Iterator[tuple[Habit, Fault]]:
        """Those faults that may be a habit, each once."""
        counts: Counter[str] = Counter()
        for fault in self.faults:
            name = fault.mal_rule.id
            if fault.rewrite.along or fault.rewrite.at in UNREPEATED:
                continue
            if counts[name] < MOST_WAYS:
                yield (name, counts[name]), fault
            counts[name] += 1


def site(step: Step, *, root: bool = True, inner: bool = False) -> Site:
    """The sites of a derivation; the outer function of a chain is a root of its own."""
    children = () if step.rule == "constant" else step.children
    first = step.rule == "chain"
    found = tuple(
        site(child, root=first and index == 0, inner=inner or (first and index == 1))
        for index, child in enumerate(children)
    )
    return Site(step, found, tuple(_faults(step, root=root, inner=inner)))


def _faults(step: Step, *, root: bool, inner: bool) -> Iterator[Fault]:
    varying = {"dt", "rest"} if step.rule == "sum" else {*VARYING.get(step.rule, ()), *OF_INNER}
    pairs = [
        (rule, rewrite, (needed(rewrite.formula) - varying) | set(rewrite.needs))
        for rule, rewrite in applicable(step)
    ]
    first: Names = {}
    for focus, names in enumerate(settings(step, root=root, inner=inner)):
        for rule, rewrite, wanted in pairs:
            if wanted <= names.keys() and not _seen(wanted, names, first):
                yield Fault(rule, rewrite, step, names, focus)
        first = first or (names if step.rule != "sum" else {})


def _seen(wanted: frozenset[str], names: Names, first: Names) -> bool:
    """Whether a formula means the same in the first setting of the step."""
    return bool(first) and all(first.get(name) is names[name] for name in wanted)


def sites(whole: Site) -> Iterator[Site]:
    """The site and all below it."""
    yield whole
    for child in whole.children:
        yield from sites(child)


def habits(whole: Site) -> dict[Habit, tuple[Fault, ...]]:
    """The faults of every mal-rule, as of somebody who applies it wherever it fits."""
    found: dict[Habit, list[Fault]] = {}
    for one in sites(whole):
        for habit, fault in one.habitual():
            found.setdefault(habit, []).append(fault)
    return {habit: tuple(faults) for habit, faults in found.items()}
