"""The pairs of the tables in tests/cases, and deciding one of them."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from questions import maths, problems
from questions.maths.comparison import Domain
from questions.maths.expression import Sum, number

TABLES: Final = Path(__file__).parent.parent / "tests" / "cases"


@dataclass(frozen=True)
class Case:
    """A pair with what is true of it: "equal", "different" or "narrower"."""

    id: str
    sort: str
    key: str
    answer: str
    variables: tuple[str, ...]
    domain: Domain | None
    truth: str

    def notation(self, *, vector: bool) -> maths.Notation:
        return maths.Notation(self.variables, expected="vector" if vector else "any")


def pairs() -> Iterable[Case]:
    for row in json.loads((TABLES / "derivative_pairs.json").read_text()):
        truth = "equal" if row["equal"] else "different"
        yield Case(
            *(row["id"], row["tag"], row["teacher"], row["student"]),
            *(tuple(row["vars"]), _domain(row.get("domain")), truth),
        )
    for row in json.loads((TABLES / "equality_pairs.json").read_text()):
        truth = {True: "equal", False: "different"}.get(row["equal"], row["equal"])
        yield Case(
            *(row["id"], row["sort"], row["key"], row["answer"]),
            *(tuple(row["variables"]), _domain(row["domain"]), truth),
        )


def _domain(row: dict[str, list[Any]] | None) -> Domain | None:
    if row is None:
        return None
    return {name: (_bound(low), _bound(high)) for name, (low, high) in row.items()}


def _bound(text: str | None) -> Fraction | None:
    return None if text in {None, "oo", "-oo"} else Fraction(str(text))


def key_of(case: Case) -> maths.Expression:
    return maths.read(case.key, case.notation(vector=False)).expression


def prepared(case: Case) -> maths.PreparedKey:
    """The key, read and prepared."""
    return maths.PreparedKey(key_of(case), variables=case.variables, domain=case.domain)


def used(case: Case) -> maths.PreparedKey:
    """A prepared key that was compared with itself, plus 0 and plus 1, as by other students."""
    key, ready = key_of(case), prepared(case)
    for more in (0, 1):
        ready.compare(_plus(key, more))
    return ready


def _plus(tree: maths.Expression, more: int) -> maths.Expression:
    """With so much added to each entry."""
    if maths.shape(tree):
        return tree.with_children(tuple(_plus(one, more) for one in tree.children))
    return Sum((tree, number(more)))


def compared(case: Case, key: maths.PreparedKey) -> maths.Comparison:
    """The finding for the answer, which is read here."""
    notation = case.notation(vector=len(key.shape) == 1)
    return key.compare(maths.read(case.answer, notation).expression)


def read_and_compare(case: Case) -> str:
    """The pool's job, cold: a case whole, and the kind of the finding back."""
    return compared(case, prepared(case)).kind


def compare_with_known_key(case: Case) -> str:
    """The pool's job as judging does it: a key that was prepared for an earlier answer is kept."""
    domain = tuple(case.domain.items()) if case.domain else None
    asked = (case.key, case.variables, domain)
    if asked not in KNOWN_KEYS:
        KNOWN_KEYS[asked] = prepared(case)
    return compared(case, KNOWN_KEYS[asked]).kind


KNOWN_KEYS: Final[dict[object, maths.PreparedKey]] = {}
"""Of this process: all of them, for there are few in the mix."""

PLAIN_FAMILIES = ("derivative", "partial_derivative", "gradient")


def real_mix(problems_a_level: int) -> list[Case]:
    """What students send to generated problems: right in three forms, and two usual mistakes.

    Right answers are the key, sympy's derivative, and that derivative factored or multiplied out:
    of the families that ask for derivatives, partials and gradients.
    """
    import sympy

    cases: list[Case] = []
    for name in PLAIN_FAMILIES:
        for level in problems.FAMILIES[name].levels:
            for seed in range(problems_a_level):
                problem = problems.generate(name, level, seed)
                task = problem.task
                if task is None:
                    raise ValueError(name)
                function: Any = maths.to_sympy(task.function)
                ways = (sympy.factor, sympy.expand)
                other = _by_sympy(task, function, lambda one: one)
                changed = _by_sympy(task, function, ways[seed % 2])
                right = [problem.key_expression(), other, changed]
                wrong = [answer for _, answer in problem.mistakes[:2]]
                for answer in (*right, *wrong):
                    truth = "equal" if answer in right else "different"
                    cases.append(
                        Case(
                            *(f"{name}-{level}-{seed}", name, problem.key),
                            *(maths.write_text(answer), task.symbols, problem.domain, truth),
                        )
                    )
    return cases


def _by_sympy(task: maths.Task, function: Any, change: Callable[[Any], Any]) -> maths.Expression:
    import sympy

    def by(*names: str) -> maths.Expression:
        variables = (sympy.Symbol(one, real=True) for one in names)
        return maths.from_sympy(change(sympy.diff(function, *variables)))

    if task.ask == "gradient":
        return maths.Vector(tuple(by(name) for name in task.with_respect_to))
    return by(*task.sequence)
