"""How often somebody who knows nothing and looks at the form of the options alone is right.

    python -m benchmarks.guessing [--quick]

Of every family and level that is asked as a choice so many problems are made. Each rule chooses the
one option that has most of something; where several have, each counts its share. By chance it is a
quarter. Likeness is measured as it is where options are picked: a rule that looks at the options
by another measure may do better, as "from the others' parts" tries. `worst` is the family of which
a rule is right most often. Also counts options that are not different from one another, as the
engine compares them.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Final

from questions import maths, problems
from questions.maths.expression import walk
from questions.problems import Problem, distractors, likeness

Values = Sequence[float]
RIGHT: Final = frozenset({"equal", "agrees"})


def _likeness(texts: Sequence[str]) -> Values:
    """Letter by letter, in order."""
    return [
        sum(likeness.in_order(one, other) for other in texts if other is not one) for one in texts
    ]


def _in_common(texts: Sequence[str]) -> Values:
    """Number by number and name by name, in any order."""
    parts = [likeness.parts(one) for one in texts]
    return [sum(likeness.in_any_order(one, other) for other in parts) for one in parts]


def _shared(texts: Sequence[str]) -> Values:
    """The share of its different parts that most options have: an answer from which the others
    were made has them all. Options are not picked by it.
    """
    parts = [set(likeness.parts(one)) for one in texts]
    spread = Counter(part for one in parts for part in one)
    return [sum(spread[part] > len(texts) / 2 for part in one) / len(one) for one in parts]


def _middle(values: Values) -> Values:
    """How far each lies towards the middle of them all, in places."""
    ranked = sorted(values)
    return [-abs(ranked.index(one) - (len(values) - 1) / 2) for one in values]


def _sizes(trees: Sequence[maths.Expression]) -> Values:
    return [float(maths.floats(one, {})) for one in trees]


Trees = Sequence[maths.Expression]


def _rank(trees: Trees, place: int) -> Values:
    """1 where that many are smaller."""
    sizes = _sizes(trees)
    return [float(sorted(sizes).index(one) == place) for one in sizes]


def _negated(values: Values) -> Values:
    return [-one for one in values]


def _mirrored(trees: Trees) -> Values:
    """Of vectors: 1 where another option has the same components in another order."""
    return [float(any(distractors.is_mirrored(one, other) for other in trees)) for one in trees]


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
    "from the others' parts": lambda texts, _: _shared(texts),
}
VECTORS: Final[dict[str, Callable[[Trees], Values]]] = {"mirrored pair": _mirrored}
NUMBERS: Final[dict[str, Callable[[Trees], Values]]] = {
    "median number": lambda trees: _middle(_sizes(trees)),
    "least number": lambda trees: _rank(trees, 0),
    "second number": lambda trees: _rank(trees, 1),
    "third number": lambda trees: _rank(trees, 2),
    "greatest number": lambda trees: _rank(trees, 3),
}


def scores(problem: Problem) -> dict[str, float]:
    """For each rule the chance that it finds the key."""
    trees, key = _trees(problem), [one.correct for one in problem.options].index(True)
    texts = [one.text for one in problem.options]
    found = {name: _share(rule(texts, trees), key) for name, rule in RULES.items()}
    if not any(maths.symbols(one) or maths.shape(one) for one in trees):
        found |= {name: _share(rule(trees), key) for name, rule in NUMBERS.items()}
    if all(len(maths.shape(one)) == 1 for one in trees):
        found |= {name: _share(rule(trees), key) for name, rule in VECTORS.items()}
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
    shares: dict[str, dict[tuple[str, int], list[float]]] = defaultdict(lambda: defaultdict(list))
    count: Counter[str] = Counter()
    times = []
    for family in problems.FAMILIES.values():
        for level in problems.choice_levels(family):
            for seed in seeds:
                before = time.process_time()
                try:
                    problem = problems.generate(family.name, level, seed, problems.CHOICE)
                except problems.ProblemError as error:
                    print(f"{family.name} {level}: {error.message}")
                    count["not found"] += 1
                    continue
                times.append(time.process_time() - before)
                count["alike"] += _alike(problem)
                for name, share in scores(problem).items():
                    shares[name][family.name, level].append(share)
    times.sort()
    return {
        "choices": len(times),
        "not found": count["not found"],
        "alike": count["alike"],
        "rules": {name: _told(name, by_level) for name, by_level in shares.items()},
        "cpu ms median": round(1000 * times[len(times) // 2], 1),
        "cpu ms p95": round(1000 * times[int(0.95 * len(times))], 1),
    }


def _told(name: str, by_level: dict[tuple[str, int], list[float]]) -> dict[str, object]:
    """How often the rule is right, and of which family most often."""
    families: dict[str, list[float]] = defaultdict(list)
    for (family, _), shares in by_level.items():
        families[family] += shares
    every = [share for some in families.values() for share in some]
    worst = max(families, key=lambda one: sum(families[one]) / len(families[one]))
    share, most = (sum(one) / len(one) for one in (every, families[worst]))
    print(f"{name:22} {share:6.1%} of {len(every)}; {worst} {most:.0%} of {len(families[worst])}")
    return {
        "share": round(share, 3),
        "of": len(every),
        "worst": {"family": worst, "share": round(most, 3), "of": len(families[worst])},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="Under a minute.")
    seeds = range(2) if parser.parse_args().quick else range(10)
    print(json.dumps(measure(seeds)))


if __name__ == "__main__":
    main()
