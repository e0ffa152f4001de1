"""Whether the comparison is ever wrong, on pairs made and judged without knowing how it works.

    .venv/bin/python -m benchmarks.soundness [--quick] [--pairs N] [--seed S]

Makes N pairs (100,000 by default) by true rewrites and small edits, lets the engine decide each
in two processes, and holds every finding against an oracle with 60 to 200 digits. Prints a table
and every wrong finding with the seed that makes it again, and ends with one JSON line.
`--replay SEED:NUMBER` shows one pair.
"""

import argparse
import json
import multiprocessing
import sys
import time
from dataclasses import asdict
from typing import Any

from tests.fuzzing.pairs import pair
from tests.fuzzing.verdicts import KINDS, Tally, compared, run

CHUNK = 250


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="3,000 pairs, under a minute.")
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--first", type=int, default=0, help="Begin with the pair of this number.")
    parser.add_argument("--replay", metavar="SEED:NUMBER")
    options = parser.parse_args()
    if options.replay:
        return _replay(*map(int, options.replay.split(":")))
    started = time.monotonic()
    count = 3_000 if options.quick else options.pairs
    tally = _all(options.seed, options.first, options.first + count)
    figures = _figures(tally) | {"wall_seconds": round(time.monotonic() - started)}
    for name, value in figures.items():
        print(f"{name:44} {value:>12}")
    for name, pairs in sorted(tally.examples.items()):
        print(f"{name}: {', '.join(pairs)}")
    for fault in tally.faults + tally.doubts:
        print(json.dumps(asdict(fault)))
    print(json.dumps({"seed": options.seed, "first": options.first, **figures}))
    return 1 if tally.faults else 0


def _all(seed: int, start: int, end: int) -> Tally:
    chunks = [(seed, first, min(first + CHUNK, end)) for first in range(start, end, CHUNK)]
    total = Tally()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for tally in pool.imap_unordered(_chunk, chunks):
            total.include(tally)
    return total


def _chunk(bounds: tuple[int, int, int]) -> Tally:
    seed, first, last = bounds
    return run(seed, range(first, last))


def _figures(tally: Tally) -> dict[str, Any]:
    kinds = tally.kinds()
    pairs = sum(kinds.values())
    equal = {kind: count for (made, kind), count in tally.found.items() if made == "equal"}
    meant = sum(equal.values())
    return {
        "pairs": pairs,
        **{kind: kinds[kind] for kind in (*KINDS, "unread")},
        "wrong": len(tally.faults),
        "made_equal": meant,
        "made_equal_proved_%": round(100 * equal.get("equal", 0) / meant, 1),
        "made_equal_proved_or_agreeing_%": round(
            100 * (equal.get("equal", 0) + equal.get("agrees", 0)) / meant, 1
        ),
        "engine_mean_ms": round(1000 * tally.seconds / pairs, 2),
        "engine_slowest_ms": round(1000 * tally.slowest[0]),
        "engine_slowest_pair": tally.slowest[1],
        **dict(sorted(tally.notes.items())),
    }


def _replay(*which: int) -> int:
    made = pair(*which)
    print(made.key_text, made.answer_text, made.domain, made.made, sep="\n")
    print(compared(made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
