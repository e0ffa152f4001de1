"""How often somebody who knows nothing and looks at the form of the options alone is right.

    python -m benchmarks.guessing [--quick]

Of every family and level that is asked as a choice so many problems are made. Each rule chooses the
one option that has most of something; where several have, each counts its share. By chance it is a
quarter. Also counts options that are not different from one another, as the engine compares them.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Final

from questions import maths, problems
from questions.maths.expression import walk
from questions.problems import Problem

TOKEN: Final = re.compile(r"\\?[a-z]+|\d+|\S")
Values = Sequence[float]
RIGHT: Final = frozenset({"equal", "agrees"})


def _likeness(texts: Sequence[str]) -> Values:
    """Letter by letter, in order."""
    return [
        sum(
            SequenceMatcher(None, one, other, autojunk=False).ratio()
            for other in texts
            if other is not one
        )
        for one in texts
    ]


def _in_common(texts: Sequence[str]) -> Values:
    """By another measure than the one by which options are picked: what they have in common,
    number by number and name by name, in any order.
    """
    parts = [Counter(TOKEN.findall(one)) for one in texts]
    return [sum((one & other).total() / (one | other).total() for other in parts) for one in parts]


def _middle(values: Values) -> Values:
    """How far each lies towards the middle of them all, in places."""
    ranked = sorted(values)
    return [-abs(ranked.index(one) - (len(values) - 1) / 2) for one in values]


def _sizes(trees: Sequence[maths.Expression]) -> Values:
    return [float(maths.floats(one, {})) for one in trees]


Trees = Sequence[maths.Expression]


def _negated(values: Values) -> Values:
    return [-one for one in values]


def _lengths(texts: Sequence[str]) -> Values:
    return [float(len(one)) for one in texts]


def _nodes(trees: Trees) -> Values:
    return [float(sum(1 for _ in walk(one))) for one in trees]


RULES: Final[dict[str, Callable[[Sequence[str], Trees], Values]]] = {
    "first": lambda texts, _: [-float(place) for place in range(len(texts))],
    "longest": lambda texts, _: _lengths(texts),
    "shortest": lambda texts, _: _negated(_lengths(texts)),
    "middle length": lambda texts, _: _middle(_lengths(texts)),
    "most simplified": lambda _, trees: _negated(_nodes(trees)),
    "least simplified": lambda _, trees: _nodes(trees),
    "odd one out": lambda texts, _: _negated(_likeness(texts)),
    "most like the others": lambda texts, _: _likeness(texts),
    "least in common": lambda texts, _: _negated(_in_common(texts)),
    "most in common": lambda texts, _: _in_common(texts),
}
NUMBERS: Final[dict[str, Callable[[Trees], Values]]] = {
    "median number": lambda trees: _middle(_sizes(trees)),
    "least number": lambda trees: _negated(_sizes(trees)),
    "greatest number": _sizes,
}


def scores(problem: Problem) -> dict[str, float]:
    """For each rule the chance that it finds the key."""
    trees, key = _trees(problem), [one.correct for one in problem.options].index(True)
    texts = [one.text for one in problem.options]
    found = {name: _share(rule(texts, trees), key) for name, rule in RULES.items()}
    if not any(maths.symbols(one) or maths.shape(one) for one in trees):
        found |= {name: _share(rule(trees), key) for name, rule in NUMBERS.items()}
    return found


def _trees(problem: Problem) -> list[maths.Expression]:
    wrong = dict(problem.mistakes)
    key = problem.key_expression()
    return [key if one.correct else wrong[one.mistake or ""] for one in problem.options]


def _share(values: Values, key: int) -> float:
    most = max(values)
    return (values[key] == most) / sum(one == most for one in values)


def _alike(problem: Problem) -> int:
    return sum(
        maths.compare(one, other, variables=problem.variables, domain=problem.domain).kind in RIGHT
        for one, other in combinations(_trees(problem), 2)
    )


def measure(seeds: Sequence[int]) -> dict[str, object]:
    """Over all families and levels."""
    total: Counter[str] = Counter()
    number: Counter[str] = Counter()
    made = alike = missing = 0
    times = []
    for family in problems.FAMILIES.values():
        for level in problems.choice_levels(family):
            for seed in seeds:
                before = time.process_time()
                try:
                    problem = problems.generate(family.name, level, seed, problems.CHOICE)
                except problems.ProblemError as error:
                    print(f"{family.name} {level}: {error.message}")
                    missing += 1
                    continue
                times.append(time.process_time() - before)
                made += 1
                alike += _alike(problem)
                for name, share in scores(problem).items():
                    total[name] += share  # type: ignore[assignment]
                    number[name] += 1
    times.sort()
    rules = {name: round(total[name] / number[name], 3) for name in number}
    for name, share in rules.items():
        print(f"{name:22} {share:6.1%} of {number[name]}")
    print(f"{made} choices, {missing} not found, {alike} pairs of options alike")
    return {
        "choices": made,
        "not found": missing,
        "alike": alike,
        "rules": rules,
        "numbers": number["median number"],
        "cpu ms median": round(1000 * times[len(times) // 2], 1),
        "cpu ms p95": round(1000 * times[int(0.95 * len(times))], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="Under a minute.")
    seeds = range(2) if parser.parse_args().quick else range(10)
    print(json.dumps(measure(seeds)))


if __name__ == "__main__":
    main()
