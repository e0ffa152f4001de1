"""The pairs of the tables in tests/cases, and deciding one of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from questions import maths
from questions.maths.comparison import Domain

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
    return {
        name: (_bound(low), _bound(high))
        for name, (low, high) in row.items()
    }


def _bound(text: str | None) -> Fraction | None:
    return None if text in {None, "oo", "-oo"} else Fraction(str(text))


def key_of(case: Case) -> maths.Expression:
    return maths.read(case.key, case.notation(vector=False)).expression


def compared(case: Case, key: maths.Expression) -> maths.Comparison:
    vector = len(maths.shape(key)) == 1
    answer = maths.read(case.answer, case.notation(vector=vector)).expression
    return maths.compare(key, answer, variables=case.variables, domain=case.domain)


def read_and_compare(case: Case) -> str:
    """The pool's job: a case whole, and the kind of the finding back."""
    return compared(case, key_of(case)).kind
