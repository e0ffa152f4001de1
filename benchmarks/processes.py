"""What processes cost: the judge pool beside a plain call, and the import of the engine."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.cases import Case, compare_with_known_key, read_and_compare
from questions import maths


def through_the_pool(cases: Sequence[Case], *, seconds: float) -> dict[str, Any]:
    """What the pool adds to a decision, and how many answers two processes decide in a second."""
    jobs = (compare_with_known_key, read_and_compare)
    pool = maths.JudgePool(jobs, size=2)
    pool.start()
    try:
        for case in cases:
            pool.submit(read_and_compare, case)
        inside = _times(read_and_compare, cases)
        through = _times(lambda case: pool.submit(read_and_compare, case), cases)
        warm, cold = (_rate(pool, job, cases, seconds) for job in jobs)
    finally:
        pool.stop()
    added = statistics.median(there - here for here, there in zip(inside, through, strict=True))
    print(f"2 processes: {warm} answers a second, {cold} if every key is read again")
    return {
        "pool_adds_ms": round(added, 3),
        "pool_answers_a_second": warm,
        "pool_answers_a_second_cold": cold,
    }


def _rate(
    pool: maths.JudgePool, job: Callable[[Case], object], cases: Sequence[Case], seconds: float
) -> int:
    """Answers a second that two threads get through two processes."""
    with ThreadPoolExecutor(2) as threads:
        until = time.monotonic() + seconds
        started = time.perf_counter()
        arguments = ([pool] * 2, [job] * 2, [cases] * 2, [until] * 2)
        counts = list(threads.map(_decide_until, *arguments))
        return round(sum(counts) / (time.perf_counter() - started))


def _times(decide: Callable[[Case], object], cases: Sequence[Case]) -> list[float]:
    times = []
    for case in cases:
        started = time.perf_counter()
        decide(case)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _decide_until(
    pool: maths.JudgePool, job: Callable[[Case], object], cases: Sequence[Case], until: float
) -> int:
    count = 0
    while time.monotonic() < until:
        pool.submit(job, cases[count % len(cases)])
        count += 1
    return count


def imports(times: int) -> dict[str, Any]:
    """What importing the engine adds to numpy and FLINT, in fresh processes, in turn.

    Everything is compiled to bytecode before, as it is where the application is installed.
    """
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        takes: dict[str, list[tuple[float, float]]] = {
            statement: [_import(statement, environment)]
            for statement in ("import numpy, flint", "import flint", "import questions.maths")
        }
        for _ in range(times):
            for statement, found in takes.items():
                found.append(_import(statement, environment))
    both, flint, engine = ([*zip(*found[1:], strict=True)] for found in takes.values())
    figures = {
        "import_adds_ms": round(_gap(engine[0], both[0]), 1),
        "import_adds_to_flint_ms": round(_gap(engine[0], flint[0]), 1),
        "import_adds_MB": round(_gap(engine[1], both[1]), 1),
        "numpy_and_flint_ms": round(statistics.median(both[0]), 1),
    }
    print(f"import of the engine: {figures}")
    return figures


def _gap(there: Sequence[float], here: Sequence[float]) -> float:
    return statistics.median(one - other for one, other in zip(there, here, strict=True))


def _import(statement: str, environment: Mapping[str, str]) -> tuple[float, float]:
    code = (
        f"import resource, time\nt = time.perf_counter()\n{statement}\n"
        "print((time.perf_counter() - t) * 1000,"
        " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    taken, size = done.stdout.split()
    return float(taken), float(size)
