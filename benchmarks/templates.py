"""How fast teachers' templates become problems, whether keys are right, and what hostile ones cost.

    .venv/bin/python -m benchmarks.templates [--quick] [--variants N]

Builds N variants (1,000 by default) of each template of the starter content. Each is timed
(processor milliseconds, sympy loaded) and its key held against an oracle in `tests.problems` that
shares no code with the engine; the author's own tests are tried on it. Then every hostile template
of the tests is built once: a problem or a sentence, and the time until it is there. Prints a table
and ends with one JSON line.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from questions import problems
from questions.management.commands.generate import row_of
from questions.problems import ProblemError
from tests.problems.generated_rows import findings
from tests.problems.templates.contents import GRADIENT, changed
from tests.problems.templates.test_faults import HOSTILE

FIRST_SEED: Final = 20_000
BANKS: Final = Path(__file__).parents[1] / "fixtures" / "banks.json"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20 variants of each.")
    parser.add_argument("--variants", type=int, default=1_000)
    options = parser.parse_args()
    count = 20 if options.quick else options.variants
    problems.generate("derivative", 1, 0)
    rows = [_measured(content, count) for content in _starter()]
    hostile = {name: _built(changed(GRADIENT, **one))[1] for name, one in HOSTILE.items()}
    for row in rows:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    for name, spent in hostile.items():
        print(f"hostile: {name:24} {spent:8.1f} ms")
    print(json.dumps({"templates": rows, "hostile_ms_max": round(max(hostile.values()), 1)}))
    return 1 if any(row["wrong"] or row["failed_tests"] for row in rows) else 0


def _starter() -> list[dict[str, Any]]:
    contents = [row["fields"].get("content", {}) for row in json.loads(BANKS.read_text())]
    return [one for one in contents if one.get("source") == "template"]


def _measured(content: dict[str, Any], count: int) -> dict[str, Any]:
    seeds = range(FIRST_SEED, FIRST_SEED + count)
    times = sorted(_built(content, seed)[1] for seed in seeds)
    made = [problems.build(content, seed) for seed in seeds]
    judged = findings([row_of(one) for one in made if one.task is not None])
    return {
        "key": content["key"],
        "variants": count,
        "distinct": len({(one.prompt, one.key) for one in made}),
        "ms_median": round(statistics.median(times), 1),
        "ms_p99": round(_at(times, 0.99), 1),
        "mistakes_min": min(len(one.exposes()) for one in made),
        "wrong": sum(sort != "right" for sort, _ in judged),
        "failed_tests": sum(bool(problems.template_faults(content, seed)) for seed in seeds),
    }


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[int(share * (len(ordered) - 1))]


def _built(content: dict[str, Any], seed: int = 1) -> tuple[str, float]:
    """The prompt or the sentence, and the processor milliseconds until it was there."""
    started = time.process_time()
    try:
        said = problems.build(content, seed).prompt
    except ProblemError as error:
        said = error.message
    return said, (time.process_time() - started) * 1000


if __name__ == "__main__":
    sys.exit(main())
