"""How many problems the families hold, of how many shapes, how hard, and how fast they are made.

    .venv/bin/python -m benchmarks.problems [--quick]

Draws tasks of consecutive seeds and counts those that differ by more than the names of variables
and functions, and the shapes of their derivations (which rules, nested how, numbers left out).
`share` is the part of the commonest shape. A smaller sample is generated whole for times
(processor milliseconds, sympy loaded), mistakes and the longest key. Ends with one JSON line.
"""

import argparse
import json
import random
import statistics
import time
from collections import Counter
from typing import Any

from questions import maths, problems
from questions.maths.differentiation import Step
from questions.maths.expression import Symbol, substitute
from questions.problems import Family
from questions.problems.families.asked import is_worth_asking

COLUMNS = (
    "family", "level", "seeds", "distinct", "shapes", "share", "difficulty", "spread",
    "key_max", "mistakes_min", "ms_median", "ms_p95",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="Under a minute.")
    drawn, whole = (250, 8) if parser.parse_args().quick else (4_000, 60)
    problems.generate("derivative", 1, 0)
    print("  ".join(f"{name:>{_width(name)}}" for name in COLUMNS))
    rows = []
    for family in problems.FAMILIES.values():
        for level in family.levels:
            rows.append(_measured(family, level, drawn, whole))
            print("  ".join(f"{rows[-1][name]!s:>{_width(name)}}" for name in COLUMNS), flush=True)
    print(json.dumps({"levels": rows}))


def _width(name: str) -> int:
    return 18 if name == "family" else len(name)


def _measured(family: Family, level: int, drawn: int, whole: int) -> dict[str, Any]:
    functions, shapes = _drawn(family, level, drawn)
    times, made = [], []
    for seed in range(whole):
        started = time.process_time()
        made.append(family.generate(level, seed))
        times.append((time.process_time() - started) * 1000)
    difficulties = [one.difficulty for one in made]
    return {
        "family": family.name,
        "level": level,
        "seeds": drawn,
        "distinct": len(functions),
        "shapes": len(shapes),
        "share": round(shapes.most_common(1)[0][1] / shapes.total(), 2),
        "difficulty": round(statistics.mean(difficulties), 2),
        "spread": round(statistics.pstdev(difficulties), 2),
        "key_max": max(len(one.key) for one in made),
        "mistakes_min": min(len(one.mistakes) for one in made),
        "ms_median": round(statistics.median(times), 1),
        "ms_p95": round(sorted(times)[int(0.95 * (len(times) - 1))], 1),
    }


def _drawn(family: Family, level: int, seeds: int) -> tuple[set[str], Counter[str]]:
    """What is asked, with the variables renamed, and the shapes of the derivations."""
    functions: set[str] = set()
    shapes: Counter[str] = Counter()
    for seed in range(seeds):
        task = family.draw(random.Random(f"{family.name}:{level}:{seed}:0"), level).task
        solution = maths.solve(task)
        if is_worth_asking(task, solution.key):
            functions.add(_renamed(task))
            shapes[" ; ".join(_shape(one.steps) for one in solution.derivations)] += 1
    return functions, shapes


def _renamed(task: maths.Task) -> str:
    new = {name: Symbol(f"v_{place}") for place, name in enumerate(task.variables)}
    by = [task.variables.index(name) for name in task.with_respect_to]
    return f"{maths.write_text(substitute(task.function, dict(new)))} by {by}"


def _shape(step: Step) -> str:
    """The rules of a derivation as they are nested; constant factors and constants left out."""
    children = [_shape(child) for child in step.children]
    if step.rule == "constant-multiple":
        return children[-1] if children else step.rule
    inside = ", ".join(sorted(child for child in children if child != "constant"))
    return f"{step.rule}({inside})" if inside else step.rule


if __name__ == "__main__":
    main()
