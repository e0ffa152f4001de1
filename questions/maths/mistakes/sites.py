"""Where in a derivation mal-rules may strike: each step with the rewrites that fit it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from questions.maths.differentiation.steps import Step
from questions.maths.mistakes.rewriting import Fault, Path, applicable
from questions.maths.mistakes.settings import Names, settings

UNREPEATED: Final = frozenset({"sum", "*"})
"""Places where doing the same everywhere is no habit that anybody has."""

MOST_WAYS: Final = 2
"""So many formulas of one mal-rule are tried everywhere at once."""

Habit = tuple[str, int]
"""A mal-rule, and which of its formulas, applied wherever it fits."""

Combination = dict[Habit, tuple[Fault, ...]]
"""Mal-rules that are applied together, each at all of its steps."""


@dataclass(frozen=True, slots=True)
class Site:
    """A step with its possible faults, each with the habit that it may be a part of."""

    step: Step
    children: "tuple[Site, ...]"
    faults: tuple[tuple[Fault, Habit | None], ...]


def site(
    step: Step,
    *,
    root: bool = True,
    inner: bool = False,
    only: str | None = None,
    path: Path = (),
) -> Site:
    """The sites of a derivation; the outer function of a chain is a root of its own.

    `only`: with the faults of one mal-rule alone, and nothing below a step where none of them
    strikes, which is right. `path` leads to the step from the last one.
    """
    children = () if step.rule == "constant" else step.children
    first = step.rule == "chain"
    found = tuple(
        site(
            child,
            root=first and index == 0,
            inner=inner or (first and index == 1),
            only=only,
            path=(*path, index),
        )
        for index, child in enumerate(children)
    )
    faults = tuple(_with_habits(_faults(step, root=root, inner=inner, only=only, path=path)))
    if only is not None and not faults and not any(one.faults or one.children for one in found):
        return Site(step, (), ())
    return Site(step, found, faults)


def _faults(
    step: Step, *, root: bool, inner: bool, only: str | None, path: Path
) -> Iterator[Fault]:
    pairs = applicable(step, only)
    if not pairs:
        return
    first: Names = {}
    for focus, names in enumerate(settings(step, root=root, inner=inner)):
        for rule, rewrite, wanted in pairs:
            if wanted <= names.keys() and not _seen(wanted, names, first):
                yield Fault(rule, rewrite, step, names, focus, path)
        first = first or (names if step.rule != "sum" else {})


def _with_habits(faults: Iterable[Fault]) -> Iterator[tuple[Fault, Habit | None]]:
    counts: Counter[str] = Counter()
    for fault in faults:
        name, habit = fault.mal_rule.id, None
        if not fault.rewrite.along and fault.rewrite.at not in UNREPEATED:
            habit = (name, counts[name]) if counts[name] < MOST_WAYS else None
            counts[name] += 1
        yield fault, habit


def _seen(wanted: frozenset[str], names: Names, first: Names) -> bool:
    """Whether a formula means the same in the first setting of the step."""
    return bool(first) and all(first.get(name) is names[name] for name in wanted)


def sites(whole: Site) -> Iterator[Site]:
    """The site and all below it."""
    yield whole
    for child in whole.children:
        yield from sites(child)


def habits(whole: Site) -> Combination:
    """The faults of every mal-rule, as of somebody who applies it wherever it fits."""
    found: dict[Habit, list[Fault]] = {}
    for one in sites(whole):
        for fault, habit in one.faults:
            if habit is not None:
                found.setdefault(habit, []).append(fault)
    return {habit: tuple(faults) for habit, faults in found.items()}


def rows_of(combinations: Sequence[Combination]) -> dict[Habit, NDArray[np.intp]]:
    """For each habit, which of the combinations hold it."""
    found: dict[Habit, list[int]] = {}
    for row, combination in enumerate(combinations):
        for habit in combination:
            found.setdefault(habit, []).append(row)
    return {habit: np.array(rows, dtype=np.intp) for habit, rows in found.items()}
