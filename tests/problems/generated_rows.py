"""Judge rows of `manage.py generate` by the oracle.

    manage.py generate derivative --level 5 --count 1000 | python -m tests.problems.generated_rows

Prints each row whose key is not what was asked, whose stated mistake is as right as the key, or
that could not be judged, and ends with one JSON line of counts.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from .oracle import Statement, differs, judge

FINE: Final = {"right", "names no function"}


def statement_of(row: Mapping[str, Any]) -> Statement:
    """What a row asks. Points, directions and paths are lists in the variables' order, or named."""
    by = tuple(row.get("with_respect_to") or ())
    ask = row["ask"]
    variables, function, path = tuple(row["variables"]), row.get("function"), row.get("path")
    if row.get("equation"):
        left, _, right = row["equation"].partition("=")
        function = f"({left})-({right or '0'})"
    if ask == "chain" and isinstance(path, Mapping):
        by += tuple(name for name in variables if name not in {*path, *by})
        variables = tuple(path)
    if ask == "parametric" and not function:
        function, path = list(path.values()), ()
    if ask in {"derivative", "partial", "parametric", "finite_difference"} and len(by) == 1:
        by *= int(row.get("order") or 1)
    return Statement(
        ask=ask,
        function=function if isinstance(function, str) else tuple(function),
        variables=variables,
        with_respect_to=by,
        at=_in_order(row.get("at"), variables),
        direction=_in_order(row.get("direction"), variables),
        path=_in_order(path, variables),
        rate=str(row.get("rate") or "1"),
        steps=int(row.get("steps") or 1),
        near=_in_order(row.get("near"), variables),
        step=str(row.get("step") or ""),
        scheme=row.get("scheme") or "",
        domain=row.get("domain") or {},
    )


def _in_order(given: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    if not given:
        return ()
    parts = [given[name] for name in names] if isinstance(given, Mapping) else given
    return tuple(str(part) for part in parts)


BY_FORM = {"path-not-put-in"}
"""Along the path it has the key's value; it is wrong since an answer in t alone is wanted."""


def findings(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """For each row what was found, and detail. Rows that name no function are passed over."""
    for row in rows:
        if not row.get("ask"):
            yield "names no function", ""
            continue
        asked = statement_of(row)
        found = judge(asked, row["key"])
        if not found.agrees:
            yield ("wrong key" if found.where else "not judged"), f"{row['key']}: {found}"
            continue
        same = [
            stated["rule"]
            for stated in row.get("mistakes", ())
            if stated["rule"] not in BY_FORM and not differs(asked, row["key"], stated["answer"])
        ]
        yield ("mistake that is right", f"{row['key']}: {same}") if same else ("right", "")


def main() -> int:
    counts: Counter[str] = Counter()
    for line in sys.stdin:
        row = json.loads(line)
        for sort, detail in findings([row]):
            counts[sort] += 1
            if sort not in FINE:
                where = [row.get(name) for name in ("family", "level", "seed", "function")]
                sys.stdout.write(f"{sort}: {where} {detail}\n")
    sys.stdout.write(json.dumps(dict(counts)) + "\n")
    return 1 if set(counts) - FINE else 0


if __name__ == "__main__":
    sys.exit(main())
