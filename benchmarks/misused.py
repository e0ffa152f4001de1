"""Two mistakes where answers are made of derivatives: one in a derivative and a wrong way to use
it, or two wrong ways; how many are named, and how many right answers of other problems are.

    .venv/bin/python -m benchmarks.misused [--problems 3] [--answers 4] [--others 900] [--skip 0]
                                           [--quick]

Answers are drawn from the catalogue on generated problems of every family that has wrong ways: of
`fault and way` a row of a derivative's table is put into a way, of `two ways` a way is taken
through a task that was misread (another point, direction, rate, number of steps, scheme), or from
its derivatives exchanged or turned. "First" counts where both come first; "hits" where both are
among the explanations, or another explanation gives the same answer with no more mistakes.

Right answers of other problems are of the same family and level. `--skip` draws other problems.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from benchmarks.bugs import Bug, Prospect, wrong
from benchmarks.counts import Count
from questions import maths, problems
from questions.maths.differentiation import solve
from questions.maths.expression import Negation, number
from questions.maths.mistakes.made import Made, candidates_in
from questions.maths.mistakes.ways import Results, Way, ways
from questions.maths.task import SCHEMES, Task

FAMILIES: Final = (
    "derivative_at_point",
    "gradient_at_point",
    "directional_derivative",
    "linear_approximation",
    "tangent_line",
    "tangent_plane",
    "descent_step",
    "descent_iterations",
    "finite_difference",
    "implicit_derivative",
    "parametric_derivative",
    "multivariable_chain",
)
Misread = tuple[str, Task, Results]
"""A mal-rule, the task as it was taken, and the derivatives as they were."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--problems", type=int, default=3, help="Of each level.")
    parser.add_argument("--answers", type=int, default=4, help="Of each problem and sort.")
    parser.add_argument("--others", type=int, default=900, help="Right answers of other problems.")
    parser.add_argument("--skip", type=int, default=0, help="So many seeds are left out.")
    parser.add_argument("--quick", action="store_true", help="One problem, one answer, 100 others.")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.problems, chosen.answers, chosen.others = 1, 1, 100
    found: dict[str, Any] = {}
    seeds = range(chosen.skip, chosen.skip + chosen.problems)
    for sort, draw in (("fault and way", _fault_and_way), ("two ways", _two_ways)):
        counts = []
        for family in FAMILIES:
            chance = random.Random(family)
            counts.append(count := Count())
            for task in _tasks(family, seeds):
                prospects = list(draw(task, chance))
                for bug in wrong(task, prospects, chosen.answers, chance):
                    _try(count, family, task, bug)
            found[f"{sort} {family}"] = count.row()
            print(f"{sort:14} {family:24} {_short(count)}", flush=True)
        found[sort] = Count.of(counts).row()
        print(f"{sort:39} {_short(Count.of(counts))}", flush=True)
    for family in FAMILIES:
        found[f"others {family}"] = row = _others(family, chosen.others // len(FAMILIES), seeds)
        print(f"others         {family:24} {row}", flush=True)
    print(json.dumps(found))


def _short(count: Count) -> str:
    return f"{count.hits:4} of {count.tried:4}, first {count.first:4}"


def _tasks(family: str, seeds: range) -> Iterator[Task]:
    for level in problems.FAMILIES[family].levels:
        for seed in seeds:
            task = problems.generate(family, level, seed).task
            assert task is not None
            yield task


def _fault_and_way(task: Task, chance: random.Random) -> Iterator[Prospect]:
    """A fault of one derivative in one of the ways, each drawn alike."""
    made = _made(task)
    every = [one for one in enumerate(candidates_in(made)) if len(one[1].values) > 1]
    numbers = range(len(list(ways(task, made.results))))
    for _ in range(60 if every and numbers else 0):
        index, one = chance.choice(every)
        faults = one.explained(chance.randrange(1, len(one.values)))
        results = tuple(made.results_with({index: faults}))
        broken = list(ways(task, results))
        if len(broken) != len(numbers):
            continue
        way = broken[chance.choice(numbers)]
        if way.beside is None:
            rules = frozenset((*faults[0].ids, way.mal_rule))
            yield rules, _finished(made, way)


def _two_ways(task: Task, _chance: random.Random) -> Iterator[Prospect]:
    made = _made(task)
    for rule, misread, results in _misread(task, made.results):
        for way in ways(misread, results):
            if way.beside is None and way.mal_rule != rule:
                own = replace(made, task=misread)
                yield frozenset((rule, way.mal_rule)), _finished(own, way)


def _finished(made: Made, way: Way) -> Callable[[], maths.Expression]:
    return lambda: made.finished(way.tree, way.point)


def _misread(task: Task, results: Results) -> Iterator[Misread]:
    at = dict(task.at)
    if len(at) > 1 and len(set(at.values())) > 1:
        names, values = list(at), list(at.values())
        turned = tuple(zip(names, values[1:] + values[:1], strict=True))
        yield "another-point", replace(task, at=turned), results
    for name, value in at.items():
        if value != number(0):
            lost = {**at, name: Negation(value)}
            yield "another-point", replace(task, at=tuple(lost.items())), results
    if task.ask == "descent_step":
        yield "learning-rate-forgotten", replace(task, rate=number(1)), results
        yield "steps-miscounted", replace(task, steps=task.steps + 1), results
        yield "ascent-for-descent", task, tuple(Negation(one) for one in results)
    if len(task.direction) > 1:
        yield "components-swapped", replace(task, direction=task.direction[::-1]), results
    if task.ask == "finite_difference":
        for scheme in SCHEMES:
            if scheme != task.scheme:
                yield "another-scheme", replace(task, scheme=scheme), results
    if task.ask in {"tangent", "descent_step"} and len(results) > 1:
        yield "components-swapped", task, results[::-1]


def _made(task: Task) -> Made:
    return Made(task, solve(task), (*task.symbols, *(name for name, _ in task.path)))


def _try(count: Count, family: str, task: Task, bug: Bug) -> None:
    rules, answer = bug
    found = [set(one.mal_rules) for one in maths.diagnose(task, answer).explanations]
    hit = any(len(one) <= len(rules) for one in found)
    what = f"{family} | {maths.write_text(answer)} | {sorted(rules)}"
    count.add(hit=hit, first=bool(found) and found[0] == rules, what=what)


def _others(family: str, wanted: int, seeds: range) -> dict[str, Any]:
    """How many right answers of other problems are named, by one mistake and by two."""
    chance = random.Random(family)
    named: dict[str, Any] = {"tried": 0, "one": 0, "two": 0, "which": []}
    for own, other in islice(_pairs(family, seeds, chance), wanted):
        answer = solve(other).key
        found = maths.diagnose(own, answer).explanations
        named["tried"] += 1
        if found:
            named["one" if found[0].mistakes == 1 else "two"] += 1
            if found[0].mistakes > 1:
                named["which"].append(f"{maths.write_text(answer)} {found[0].mal_rules}")
    return named


def _pairs(family: str, seeds: range, chance: random.Random) -> Iterator[tuple[Task, Task]]:
    """Problems of one level, in the same variables."""
    levels = list(problems.FAMILIES[family].levels)
    start = 1000 + seeds.start
    while True:
        level = chance.choice(levels)
        one, other = (
            problems.generate(family, level, chance.randrange(start, start + 60)).task
            for _ in range(2)
        )
        assert one is not None
        assert other is not None
        if one.variables == other.variables and one != other:
            yield one, other


if __name__ == "__main__":
    main()
