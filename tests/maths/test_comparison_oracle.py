"""Findings against mpmath, on random trees, their rewritings and their damaged copies."""

import random
from fractions import Fraction

import mpmath
import pytest

from questions.maths.comparison import Comparison, Different, compare
from questions.maths.expression import Expression
from tests.maths import oracle
from tests.maths.rewriting import damaged, rewritten


def pair(seed: int) -> tuple[Expression, Expression]:
    source = random.Random(seed)
    key = oracle.random_tree(source, source.choice((2, 3, 3)), source.choice(("x", "xy")))
    answer = rewritten(key, source)
    return key, damaged(answer, source) if source.random() < 0.5 else answer


def contradicted(finding: Comparison, key: Expression, answer: Expression, seed: int) -> bool:
    """Whether mpmath sees otherwise, beyond what its own rounding explains."""
    with mpmath.workdps(oracle.DIGITS):
        if isinstance(finding, Different):
            return finding.answer_value != "undefined" and not _gap(
                key, answer, finding.witness, mpmath.mpf(0)
            )
        source = random.Random(-seed)
        points = [
            {name: Fraction(source.randrange(-4000, 4000), 1021) for name in "xy"}
            for _ in range(12)
        ]
        return finding.kind in ("equal", "agrees", "narrower") and any(
            _gap(key, answer, point, mpmath.mpf(10) ** -20) for point in points
        )


def _gap(key: Expression, answer: Expression, point: dict[str, Fraction], least: object) -> bool:
    one, other = oracle.value(key, point), oracle.value(answer, point)
    if one is None or other is None:
        return False
    return bool(abs(one - other) > least * max(abs(one), abs(other), 1))


@pytest.mark.parametrize("block", range(8))
def test_no_finding_contradicts_mpmath(block: int) -> None:
    _judge(range(block * 50, block * 50 + 50))


@pytest.mark.deep
@pytest.mark.parametrize("block", range(200))
def test_no_finding_contradicts_mpmath_in_the_long_run(block: int) -> None:
    _judge(range(10_000 + block * 50, 10_050 + block * 50))


def _judge(seeds: range) -> None:
    for seed in seeds:
        key, answer = pair(seed)
        finding = compare(key, answer, variables=("x", "y"))
        assert not contradicted(finding, key, answer, seed), (seed, key, answer, finding)


def test_rewritten_trees_are_never_called_different_and_nearly_always_proved() -> None:
    kinds = []
    for seed in range(300):
        source = random.Random(seed)
        key = oracle.random_tree(source, 3, ("x", "y"))
        finding = compare(key, rewritten(key, source), variables=("x", "y"))
        kinds.append(finding.kind)
    assert "different" not in kinds
    assert kinds.count("equal") > 280 - kinds.count("undecided")
