"""The tables of wrong answers that were made without the search; see tests/cases/README.md."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.counts import Count
from questions import maths, problems

CASES = Path(__file__).parent.parent / "tests" / "cases"


OF_FAMILIES: Final = "blind_families"
TABLES: Final = (
    "blind_mistakes",
    "blind_mistakes_2",
    "blind_mistakes_3",
    "blind_mistakes_4",
    "blind_mistakes_5",
    "blind_mistakes_6",
    "blind_mistakes_7",
    "blind_examples",
    "blind_examples_2",
    "blind_examples_3",
    OF_FAMILIES,
)


def blind(every: int) -> dict[str, Any]:
    """Shares of every so manieth row."""
    return {f"blind {name}": measured(name, every) for name in TABLES}


def _cases(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def measured(name: str, every: int = 1) -> dict[str, Any]:
    """How many rows of a table are named by the first explanation, and by any of them.

    Where rows have a `kind`, each kind as well; one without a mal-rule is hit where none is named.
    """
    first, among = Count(), Count()
    kinds: dict[str, Count] = {}
    for row in _cases(name)[::every]:
        errors = _errors(row)
        if not errors and "kind" not in row:
            continue
        found = _judged(row) if name == OF_FAMILIES else _diagnosed(row)
        right = [_names(each, errors) for each in found]
        asked = next(row[key] for key in ("function", "equation", "path", "family") if key in row)
        what = f"{row['id']} {asked} | {row['answer']} | {row.get('cause')} | {found[:1]}"
        if "kind" in row:
            hit = any(right) if errors else not found
            kinds.setdefault(row["kind"], Count()).add(hit=hit, first=any(right[:1]), what=what)
        if errors:
            first.add(hit=any(right[:1]), what=what)
            among.add(hit=any(right), what=what)
    whole = {"first": first.row(), "first or alternative": among.row()}
    return whole | {kind: count.row() for kind, count in kinds.items()}


def _errors(row: dict[str, Any]) -> list[set[str]]:
    """Each with the mal-rules that say it; none where the catalogue has no word for the cause."""
    errors = row.get("errors") or [row.get("rules") or [row.get("rule")]]
    return [set(each) for each in errors if each and each[0]]


def _judged(row: dict[str, Any]) -> list[tuple[str, ...]]:
    """Of an answer to a generated problem, as it is judged."""
    problem = problems.generate(row["family"], row["level"], row["seed"])
    ids = {one.text: one.id for one in problem.options}
    judged = problems.judge(problem, [ids.get(text, text) for text in row["answer"]])
    return [tuple(one["rules"]) for one in judged.mistakes]


TASK_FIELDS = [
    "function",
    "equation",
    "ask",
    "variables",
    "with_respect_to",
    "order",
    "at",
    "near",
    "direction",
    "path",
    "rate",
    "steps",
    "step",
    "scheme",
]
VECTORS = {"gradient": "vector", "jacobian": "matrix", "hessian": "matrix"}


def _diagnosed(row: dict[str, Any]) -> list[tuple[str, ...]]:
    fields = {name: row[name] for name in TASK_FIELDS if name in row}
    task = maths.Task.from_row({"version": 2, **fields})
    shape: Any = VECTORS.get(row["ask"], "any")
    try:
        answer = maths.read(row["answer"], maths.Notation(task.symbols, expected=shape)).expression
    except maths.MathsError:
        return []
    return [each.mal_rules for each in maths.diagnose(task, answer).explanations]


def _names(mal_rules: Sequence[str], errors: list[set[str]]) -> bool:
    """Every error is named, and nothing but errors."""
    every = all(errors_named & set(mal_rules) for errors_named in errors)
    return every and all(any(rule in one for one in errors) for rule in mal_rules)
