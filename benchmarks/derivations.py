"""How long a derivation with its steps takes, where the time goes, and how many are confirmed.

    .venv/bin/python -m benchmarks.derivations [--quick]

Works out tasks of every level of the families that ask one, and of every sort of task: the key
alone, the lines, and the checks of each line, in this process. Then confirms keys by sympy, which
is not timed. Prints a table in milliseconds of processor time and ends with one JSON line.
"""

import argparse
import json
import statistics
import time
from collections.abc import Iterator
from typing import Any

from questions import maths, problems
from questions.maths.differentiation.checking import check
from questions.maths.differentiation.differences import agrees
from questions.maths.differentiation.worked import parts_of
from questions.problems.confirmation import is_confirmed

ROWS: tuple[dict[str, Any], ...] = (
    {"ask": "derivative", "function": "x^3*e^(-2*x)", "order": 2},
    {"ask": "derivative", "function": "x*sqrt(x+1)/(x-1)^3"},
    {"ask": "derivative", "function": "x^x", "at": {"x": "2"}},
    {"ask": "partial", "function": "x^2*y*sin(x*y)", "with_respect_to": ["x", "y"]},
    {"ask": "gradient", "function": "sqrt(x^2+y^2)", "at": {"x": 3, "y": 4}},
    {"ask": "jacobian", "function": ["x*cos(y)", "x*sin(y)"]},
    {"ask": "hessian", "function": "ln(x^2+y^2)"},
    {"ask": "directional", "function": "x^2*y", "direction": [3, 4], "at": {"x": 1, "y": 2}},
    {"ask": "chain", "function": "x*y", "path": {"x": "cos(t)", "y": "t^2"}},
    {"ask": "implicit", "equation": "x^3+y^3 = 6*x*y", "order": 2},
    {"ask": "parametric", "path": {"x": "t-sin(t)", "y": "1-cos(t)"}, "order": 2},
    {"ask": "tangent", "function": "x*ln(x)", "at": {"x": "e"}},
    {"ask": "linear_approximation", "function": "sqrt(x)", "at": {"x": 4}, "near": {"x": 4.1}},
    {"ask": "descent_step", "function": "x^2+3*y^2", "at": {"x": 1, "y": 2}, "rate": 0.1,
     "steps": 3},
    {"ask": "finite_difference", "function": "sin(x)", "at": {"x": "pi/6"}, "step": 0.1,
     "scheme": "central"},
)  # fmt: skip
ONE = {"derivative", "finite_difference", "tangent", "linear_approximation"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="Under a minute.")
    seeds = 8 if parser.parse_args().quick else 60
    drawn = list(_drawn(seeds))
    groups = {"families": drawn, "every sort of task": [_task(row) for row in ROWS]}
    figures: dict[str, Any] = {"seeds": seeds}
    for name, tasks in groups.items():
        figures |= _measured(name, tasks)
    figures |= _confirmed([task for tasks in groups.values() for task in tasks])
    for name, value in figures.items():
        print(f"{name:44} {value:>10}")
    print(json.dumps(figures))


def _task(row: dict[str, Any]) -> maths.Task:
    names = ["t"] if "path" in row else ["x"] if row["ask"] in ONE else ["x", "y"]
    by = ["x"] if row["ask"] == "implicit" else names
    return maths.Task.from_row({"version": 2, "variables": names, "with_respect_to": by, **row})


def _drawn(seeds: int) -> Iterator[maths.Task]:
    """The tasks of generated problems, as they are asked."""
    for name, family in problems.FAMILIES.items():
        for level in family.levels:
            for seed in range(seeds):
                task = problems.generate(name, level, seed).task
                if task is None:
                    break
                yield task


def _measured(name: str, tasks: list[maths.Task]) -> dict[str, Any]:
    parts: dict[str, list[float]] = {"key": [], "lines": [], "checks": [], "all": []}
    lines = 0
    for task in tasks:
        start = time.process_time()
        solution = maths.solve(task)
        solved = time.process_time()
        found = [line for part in parts_of(task, solution) for line in part.lines]
        told = time.process_time()
        check(found, solution.derivations)
        done = time.process_time()
        lines += len(found)
        for part, taken in (
            ("key", solved - start),
            ("lines", told - solved),
            ("checks", done - told),
            ("all", done - start),
        ):
            parts[part].append(taken * 1000)
    figures: dict[str, Any] = {f"{name}: tasks": len(tasks), f"{name}: lines": lines}
    for part, values in parts.items():
        figures[f"{name}: {part}, median ms"] = round(statistics.median(values), 2)
        figures[f"{name}: {part}, p95 ms"] = round(statistics.quantiles(values, n=20)[-1], 2)
    return figures


def _confirmed(tasks: list[maths.Task]) -> dict[str, int]:
    """How many keys sympy confirms, and how many derivations central differences."""
    by_differences = [
        agrees(one.expression, one.variable, one.result)
        for task in tasks
        for one in maths.solve(task).derivations
    ]
    return {
        "derivations": len(by_differences),
        "confirmed by central differences": sum(one is True for one in by_differences),
        "refuted by central differences": sum(one is False for one in by_differences),
        "keys confirmed by sympy": sum(is_confirmed(task, maths.key(task)) for task in tasks),
        "keys": len(tasks),
    }


if __name__ == "__main__":
    main()
