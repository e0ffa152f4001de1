"""How mistakes are named: how surely, how rarely wrongly, and how fast.

    .venv/bin/python -m benchmarks.mistakes [--quick] [--only named,foreseen,...] [--part 1/5]
                                            [--families derivative,...] [--mistakes two]

- **named**: wrong answers that the catalogue's mal-rules make of generated problems of every family
  and level, one mal-rule and two. "First" counts where the mal-rules come first, "named" where they
  are among the explanations shown or another explanation gives the same answer with no more.
- **foreseen**: the wrong answers that are expected of problems of all families, each a mal-rule's.
- **right answers** in other forms (true rewritings), which must never be diagnosed, and right
  answers of other problems of the same family and level: derivatives, and numbers.
- **blind**: all tables of wrong answers of tests/cases, blind_mistakes to blind_families.
- **time**: a search without anything kept, with the derivation and without, over all families:
  expected wrong answers, two mistakes, and an answer that nothing explains, a number where one is
  asked for; once more from what is kept. Milliseconds of processor time, after the verdict; every
  cache of the maths that forgets is emptied before, formulas stay compiled, and garbage is searched
  as rarely as where answers are judged.
- **stages**: the share of that time within each stage of the search.

`--part 2/5` takes the second of five parts of the problems of `named` and `foreseen`, `--families`
those of some families alone, `--mistakes two` answers of two mal-rules alone: the whole takes long.
Every figure is printed as soon as it is known, of `named` after each level, so that a run that is
stopped keeps them. Ends with one JSON line.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any

from benchmarks.blind_tables import blind
from benchmarks.bugs import double, single
from benchmarks.counts import Count
from benchmarks.stages import shares
from questions import maths, problems
from questions.maths.differentiation import solve
from questions.maths.garbage import search_less
from questions.maths.mistakes.asked import Asked
from questions.maths.mistakes.rewriting import rebuilt
from questions.maths.task import Task
from tests.maths.rewriting import rewritten

Figures = Iterator[tuple[str, Any]]
"""What was measured, with its name, as soon as it is known."""

ONE_BUG_SAMPLE = 8
TWO_BUG_SAMPLE = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="Under a minute.")
    parser.add_argument("--only", default="", help="Some of the measures, with commas between.")
    parser.add_argument("--part", default="1/1", help="Which part of how many, as 2/5.")
    parser.add_argument("--families", default="", help="Some families, for named and foreseen.")
    parser.add_argument("--mistakes", default="one,two", help="How many mistakes, for named.")
    chosen = parser.parse_args()
    families = tuple(filter(None, chosen.families.split(","))) or tuple(problems.FAMILIES)
    part, parts = map(int, chosen.part.split("/"))
    numbers = chosen.mistakes.split(",")
    quick, only = chosen.quick, set(filter(None, chosen.only.split(",")))
    seeds, rows = (1, 2) if quick else (50, ONE_BUG_SAMPLE)
    found: dict[str, Any] = {}
    measures: tuple[tuple[str, Callable[[], Figures]], ...] = (
        ("named", lambda: _named(range(part - 1, seeds, parts), families, rows, numbers)),
        ("foreseen", lambda: _foreseen(range(part - 1, seeds, parts), families)),
        ("right", lambda: _right_answers(60 if quick else 10_000)),
        ("others", lambda: _others(60 if quick else 3_000)),
        ("blind", lambda: iter(blind(30 if quick else 1).items())),
        ("time", lambda: _times(range(1 if quick else 8))),
        ("stages", lambda: _stages(range(1))),
    )
    for name, measure in measures:
        if only and name not in only:
            continue
        for key, value in measure():
            found[key] = value
            print(f"{key:28} {value}", flush=True)
    print(json.dumps(found))


FAMILIES = ("derivative", "partial_derivative", "gradient")
"""The families whose answers are derivatives."""

OF_NUMBERS = (
    "derivative_at_point",
    "gradient_at_point",
    "directional_derivative",
    "linear_approximation",
    "descent_step",
    "descent_iterations",
)
"""The families whose answers are numbers and points."""


def _tasks(
    seeds: Iterable[int], families: Sequence[str] = FAMILIES
) -> Iterator[tuple[str, int, Task]]:
    for name in families:
        for level in problems.FAMILIES[name].levels:
            for seed in seeds:
                task = problems.generate(name, level, seed).task
                if task is not None:
                    yield name, level, task


def _named(
    seeds: Sequence[int], chosen: Sequence[str], wanted: int, numbers: Sequence[str]
) -> Figures:
    """So many answers of one mal-rule a problem, and some of two, by families and levels."""
    made = {"one": (single, wanted), "two": (double, TWO_BUG_SAMPLE)}
    for mistakes in numbers:
        bugs, most = made[mistakes]
        chance = random.Random(20)
        families: dict[str, list[Count]] = {}
        for (name, level), several in groupby(
            _problems(seeds, chosen), lambda one: (one.family, one.level)
        ):
            families.setdefault(name, []).append(count := Count())
            for problem in several:
                assert problem.task is not None
                for rules, answer in bugs(problem.task, most, chance):
                    _try(count, problem, rules, answer)
            yield f"named {mistakes} {name} {level}", count.row()
        for name, counts in families.items():
            yield f"named {mistakes} {name}", Count.of(counts).row()
        yield f"named {mistakes}", Count.of(chain(*families.values())).row()


def _try(
    count: Count, problem: problems.Problem, rules: frozenset[str], answer: maths.Expression
) -> None:
    assert problem.task is not None
    explanations = maths.diagnose(problem.task, answer, is_wrong=True).explanations
    found = [set(each.mal_rules) for each in explanations]
    where = f"{problem.family} {problem.level} {problem.seed}"
    equals = any(len(each) <= len(rules) for each in found)
    what = f"{where} | {maths.write_text(answer)} | {sorted(rules)}"
    count.add(hit=equals, first=bool(found) and found[0] == rules, what=what)


def _foreseen(seeds: Iterable[int], families: Sequence[str]) -> Figures:
    """What is expected of problems: its mal-rule is among the explanations, or as simple a one."""
    count = Count()
    for problem in _problems(seeds, families):
        assert problem.task is not None
        for rule, answer in problem.mistakes:
            found = maths.diagnose(problem.task, answer).explanations
            hit = any(len(each.mal_rules) == 1 for each in found)
            first = bool(found) and found[0].mal_rules == (rule,)
            what = f"{problem.family} {problem.level} {problem.seed} | {maths.write_text(answer)}"
            count.add(hit=hit, first=first, what=f"{what} | {rule}")
    yield "foreseen", count.row()


def _problems(
    seeds: Iterable[int], families: Iterable[str] = problems.FAMILIES
) -> Iterator[problems.Problem]:
    """Those of the families that ask a task."""
    for name in families:
        for level in problems.FAMILIES[name].levels:
            for seed in seeds:
                found = problems.generate(name, level, seed)
                if found.task is None:
                    break
                yield found


def _right_answers(wanted: int) -> Figures:
    """Right answers in other forms: a diagnosis of any is one too many."""
    count, chance = Count(), random.Random(30)
    tasks = [task for _, _, task in _tasks(range(4 if wanted > 1_000 else 1))]
    keys = [solve(task).key for task in tasks]
    while count.tried < wanted:
        at = chance.randrange(len(tasks))
        answer = rewritten(keys[at], chance)
        named = maths.diagnose(tasks[at], answer).explanations
        what = f"{maths.write_text(keys[at])} | {maths.write_text(answer)}"
        if (
            named
            and maths.compare(keys[at], answer, variables=tasks[at].symbols).kind == "narrower"
        ):
            continue
        count.add(hit=not named, what=what)
    yield "right answers left alone", count.row()


def _others(wanted: int) -> Figures:
    """Right answers to other problems of the family and level: named by chance."""
    for what, families in (("", FAMILIES), (" of numbers", OF_NUMBERS)):
        yield f"others named by chance{what}", _named_by_chance(families, wanted)


def _named_by_chance(families: Sequence[str], wanted: int) -> dict[str, Any]:
    count, chance = Count(), random.Random(40)
    groups: dict[tuple[str, int], list[Task]] = {}
    for name, level, task in _tasks(range(30 if wanted > 1_000 else 3), families):
        groups.setdefault((name, level), []).append(task)
    pairs = 0
    while count.tried < wanted:
        own, other = chance.sample(groups[chance.choice(list(groups))], 2)
        if own.variables != other.variables:
            continue
        answer = solve(other).key
        named = maths.diagnose(own, answer).explanations
        pairs += bool(named) and len(named[0].mal_rules) > 1
        text = f"{maths.write_text(own.function)} | {maths.write_text(answer)}"
        what = f"{text} | {[each.mal_rules for each in named]}"
        count.add(hit=not named, what=what)
    row = count.row()
    row["named"] = round(1 - row.pop("share"), 4)
    row["by two"] = pairs
    return row


def _times(seeds: Iterable[int]) -> Figures:
    solved, warm = [], []
    search: dict[str, list[float]] = {}
    chance = random.Random(50)
    search_less()
    for problem in _problems(seeds):
        task = problem.task
        assert task is not None
        for kind, answer in _wrong_answers(problem, chance):
            _forget()
            started = time.process_time()
            solve(task)
            middle = time.process_time()
            maths.diagnose(task, answer, is_wrong=True)
            ended = time.process_time()
            maths.diagnose(task, answer, is_wrong=True)
            warm.append((time.process_time() - ended) * 1e3)
            solved.append((middle - started) * 1e3)
            search.setdefault(kind, []).append((ended - middle - (middle - started)) * 1e3)
    yield "time derivation ms", _spread(solved)
    yield "time search ms", _spread([one for found in search.values() for one in found])
    yield from ((f"time search {kind} ms", _spread(found)) for kind, found in search.items())
    yield "time search from kept ms", _spread(warm)


def _stages(seeds: Iterable[int]) -> Figures:
    """Of the same searches without anything kept, with the derivation."""
    chance = random.Random(50)
    searches = []
    for problem in _problems(seeds):
        for _, answer in _wrong_answers(problem, chance):

            def search(task: Any = problem.task, answer: maths.Expression = answer) -> None:
                _forget()
                maths.diagnose(task, answer, is_wrong=True)

            searches.append(search)
    yield from ((f"stages {name}", share) for name, share in shares(searches).items())


def _wrong_answers(
    problem: problems.Problem, chance: random.Random
) -> Iterator[tuple[str, maths.Expression]]:
    """Four that are expected, two mistakes at once, and one that nothing explains."""
    task = problem.task
    assert task is not None
    yield from (("expected", answer) for _, answer in problem.mistakes[:4])
    if task.ask in {"derivative", "partial"} and not task.at:
        candidates = Asked(solve(task).derivations, task.symbols).candidates()
        pairs = [] if candidates is None else candidates.pairs.every()
        for pair in chance.sample(pairs, min(len(pairs), 2)):
            assert candidates is not None
            yield "two", rebuilt(candidates.root, pair.faults)
    name = task.symbols[0]
    key = problem.key_expression()
    text = f"17*{name}^9+2" if maths.symbols(key) else "8706/19"
    strange = maths.read(text, maths.Notation(task.symbols)).expression
    parts = maths.components(key)
    if len(maths.shape(key)) == 1:
        yield "unexplained", maths.Vector((strange, *parts[1:]))
    elif len(parts) == 1:
        yield "unexplained", strange


def _forget() -> None:
    """Whatever the maths keeps of a task; formulas are compiled once a process."""
    for name, module in list(sys.modules.items()):
        if name.startswith("questions.maths"):
            for one in vars(module).values():
                if hasattr(one, "cache_parameters") and one.cache_parameters()["maxsize"]:
                    one.cache_clear()


def _spread(values: list[float]) -> dict[str, float]:
    values = sorted(values)
    return {
        "median": round(statistics.median(values), 2),
        "p95": round(values[int(len(values) * 0.95)], 2),
        "number": len(values),
    }


if __name__ == "__main__":
    main()
