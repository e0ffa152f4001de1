"""How fast problems are made, how many differ, and whether every key is right.

    .venv/bin/python -m benchmarks.generate [--quick] [--variety] [--variants N] [--family NAME]
                                            [--drawn N] [--part K/N] [--processes N]

Generates N variants (10,000 by default) spread over all families and levels in two processes. Each
is timed (processor milliseconds, sympy loaded) and checked:

    keys       held against oracles in `tests.problems`, which share no code with the engine: they
               differentiate the function numerically at 50 digits; where the question is no single
               task of differentiation they read the prompt that the student reads
    mistakes   none is as right as the key, where the question is a single task
    formulas   each of prompt, hints, steps and options is typeset
    pictures   each can be drawn, and has a title and a description in words

`distinct` counts the questions that differ, in prompt or rows, among `drawn` seeds, before it is
looked at whether they are good ones; `exist` estimates from those that repeat how many there are,
as if all were as likely ("-" where none repeats: too many to tell); `shapes` counts those
derivations that differ in their rules and how these are nested. `--variety` leaves the checks out.
`--part 3/8` makes and checks the third eighth of the variants, of all levels, and counts nothing.
Prints a table of the levels and every finding, and ends with one JSON line.
"""

import argparse
import json
import multiprocessing
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from math_core import LatexToMathML

from questions import maths, plots, problems
from questions.management.commands.generate import row_of
from questions.maths.differentiation import Step
from questions.maths.garbage import search_less
from questions.problems import AskedFamily, ComposedFamily, Problem
from tests.problems.generated_rows import findings
from tests.problems.prompt_oracle import is_right

FIRST_SEED: Final = 20_000
FINE: Final = {"right"}
COLUMNS: Final = {
    "family": 22, "level": 5, "distinct": 8, "exist": 8, "shapes": 6, "share": 5, "difficulty": 10,
    "spread": 6, "key_max": 7, "mistakes_min": 12, "ms_median": 9, "ms_max": 7,
}  # fmt: skip
FORMULA: Final = re.compile(r"\$\$?([^$]+)\$\$?")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="One variant a level.")
    parser.add_argument("--variants", type=int, default=10_000)
    parser.add_argument("--drawn", type=int, default=2_000, help="Seeds for `distinct`, a level.")
    parser.add_argument("--family", choices=problems.FAMILIES, help="This one alone.")
    parser.add_argument("--variety", action="store_true", help="Four variants a level, unchecked.")
    parser.add_argument(
        "--part", type=_part, default=(1, 1), help="Such as 3/8: this eighth alone."
    )
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    names = [options.family] if options.family else list(problems.FAMILIES)
    levels = [(name, level) for name in names for level in problems.FAMILIES[name].levels]
    each = 1 if options.quick else max(1, options.variants // len(levels))
    each = 4 if options.variety else each
    drawn = 12 if options.quick else options.drawn
    part, parts = options.part
    drawn = 0 if parts > 1 else drawn
    jobs = [
        (name, level, seeds, drawn, not options.variety)
        for place, (name, level) in enumerate(levels)
        if (seeds := seeds_of(place, each, part, parts))
    ]
    if not jobs:
        parser.error(f"There are fewer variants than {parts} parts.")
    print("  ".join(f"{name:>{width}}" for name, width in COLUMNS.items()), flush=True)
    rows, times, found = [], [], Counter[str]()
    with multiprocessing.get_context("spawn").Pool(options.processes, initializer=_warm) as pool:
        for row, spent, sorts, details in pool.imap(_measured, jobs):
            print("  ".join(f"{row[name]!s:>{width}}" for name, width in COLUMNS.items()))
            print(*details, sep="\n", end="\n" if details else "", flush=True)
            rows.append(row)
            times += spent
            found += sorts
    figures = _figures(times) | {"findings": dict(found)}
    for name, value in figures.items():
        print(f"{name:24} {value}")
    print(json.dumps({"levels": rows, **figures}))
    return 1 if set(found) - FINE else 0


def _part(text: str) -> tuple[int, int]:
    """Which part of how many, as written: 3/8."""
    part, parts = map(int, text.split("/"))
    if not 1 <= part <= parts:
        raise ValueError(text)
    return part, parts


def seeds_of(place: int, each: int, part: int, parts: int) -> range:
    """The seeds of a level that are in the part: of all variants, level after level, every so
    manieth is in it, so that parts are alike in size and in what they hold.
    """
    first = (part - 1 - place * each) % parts
    return range(FIRST_SEED + first, FIRST_SEED + each, parts)


def _figures(times: Sequence[float]) -> dict[str, Any]:
    ordered = sorted(times)
    return {
        "variants": len(times),
        "ms_median": round(statistics.median(times), 1),
        "ms_p95": round(ordered[int(0.95 * (len(times) - 1))], 1),
        "ms_p99": round(ordered[int(0.99 * (len(times) - 1))], 1),
        "a_second_on_one_core": round(1000 * len(times) / sum(times), 1),
    }


def _warm() -> None:
    """Loads sympy, and searches for garbage as a serving process does."""
    problems.generate("derivative", 1, 0)
    search_less()


def _measured(
    job: tuple[str, int, range, int, bool],
) -> tuple[dict[str, Any], list[float], Counter[str], list[str]]:
    """A row of the table, the times, what was found, and the findings that should not be."""
    name, level, seeds, drawn, is_checked = job
    made, times = [], []
    for seed in seeds:
        started = time.process_time()
        made.append(problems.generate(name, level, seed))
        times.append((time.process_time() - started) * 1000)
    sorts, details = _found(made) if is_checked else (Counter[str](), [])
    return {**_shape_of_level(name, level, drawn), **_described(made, times)}, times, sorts, details


def _found(made: Sequence[Problem]) -> tuple[Counter[str], list[str]]:
    sorts: Counter[str] = Counter()
    details = []
    for problem in made:
        judged = _judged(row_of(problem))
        typeset = [("formula that cannot be typeset", one) for one in _untypeset(problem)]
        drawn = [("picture without words", one) for one in _unpictured(problem)]
        for sort, detail in [judged, *typeset, *drawn]:
            sorts[sort] += 1
            if sort not in FINE:
                details.append(f"{sort}: {problem.family} {problem.level} {problem.seed} {detail}")
    return sorts, details


def _judged(row: dict[str, Any]) -> tuple[str, str]:
    if not row["ask"]:
        return ("right", "") if is_right(row) else ("wrong key", row["prompt"])
    (judged,) = findings([row])
    return judged


def _untypeset(problem: Problem) -> list[str]:
    converter = LatexToMathML()
    prose = [problem.prompt, *problem.hints, problem.explanation]
    prose += [text for one in problem.options for text in (one.text, one.feedback)]
    prose += [text for one in problem.pairs for text in (one.text, one.feedback)]
    prose += [line.sentence for line in problem.steps]
    formulas = [formula for text in prose for formula in FORMULA.findall(text)]
    formulas += [line.latex for line in problem.steps if line.latex] + list(problem.labels)
    return [
        one
        for one in formulas
        if "merror" in converter.convert_with_local_state(one, displaystyle=False)
    ]


def _unpictured(problem: Problem) -> list[str]:
    """Functions whose picture cannot be drawn, or has no title or no description."""
    found = []
    pictures = [one.picture for one in problem.options] + [one.picture for one in problem.pairs]
    for figure in {one for one in pictures if one}:
        notation = maths.Notation(variables=(figure.variable,), expected="scalar")
        function = maths.read(figure.function, notation).expression
        picture = plots.shape(function, figure.variable, (figure.low, figure.high))
        if picture is None or not picture.title.strip() or not picture.description.strip():
            found.append(figure.function)
    return found


def _described(made: Sequence[Problem], times: Sequence[float]) -> dict[str, Any]:
    difficulties = [one.difficulty for one in made]
    return {
        "difficulty": round(statistics.mean(difficulties), 2),
        "spread": round(statistics.pstdev(difficulties), 2),
        "key_max": max(len(one.key) for one in made),
        "mistakes_min": min(len(one.exposes()) for one in made),
        "ms_median": round(statistics.median(times), 1),
        "ms_max": round(max(times), 1),
    }


def _shape_of_level(name: str, level: int, drawn: int) -> dict[str, Any]:
    """How many prompts of the first draws differ, and how many shapes of derivation."""
    family = problems.FAMILIES[name]
    prompts: set[object] = set()
    good = 0
    shapes: Counter[str] = Counter()
    for seed in range(drawn):
        chance = random.Random(f"{name}:{level}:{seed}:0")
        if isinstance(family, ComposedFamily):
            composed = family.compose(chance, level)
            prompts |= {composed.asked} if composed else set()
            good += composed is not None
        elif isinstance(family, AskedFamily):
            found = family.draw(chance, level)
            prompts.add(found.prompt)
            good += 1
            if seed < drawn // 4:
                shapes += _shapes(found.task)
    return {
        "family": name,
        "level": level,
        "drawn": drawn,
        "distinct": len(prompts),
        "exist": _existing(good, len(prompts)) or "-",
        "shapes": len(shapes) or "-",
        "share": round(shapes.most_common(1)[0][1] / shapes.total(), 2) if shapes else "-",
    }


def _existing(drawn: int, distinct: int) -> int | None:
    """How many equally likely questions would give so many distinct ones among those drawn; None
    where none was drawn twice.
    """
    if distinct == drawn:
        return None
    low, high = distinct, drawn**2
    while low < high:
        middle = (low + high) // 2
        expected = middle * (1 - (1 - 1 / middle) ** drawn)
        low, high = (low, middle) if expected >= distinct else (middle + 1, high)
    return low


def _shapes(task: maths.Task) -> Counter[str]:
    try:
        solution = maths.solve(task)
    except maths.MathsError:
        return Counter()
    return Counter([" ; ".join(_shape(one.steps) for one in solution.derivations)])


def _shape(step: Step) -> str:
    """The rules of a derivation as they are nested; constant factors and constants left out."""
    children = [_shape(child) for child in step.children]
    if step.rule == "constant-multiple":
        return children[-1] if children else step.rule
    inside = ", ".join(sorted(child for child in children if child != "constant"))
    return f"{step.rule}({inside})" if inside else step.rule


if __name__ == "__main__":
    sys.exit(main())
