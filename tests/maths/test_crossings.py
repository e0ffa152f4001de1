"""Zeros along a line are found by halving, near 0 first, and none is overlooked within bounds."""

from fractions import Fraction
from math import exp, isclose, log, pi

import pytest

from questions.maths.budget import Budget
from questions.maths.crossings import crossings
from questions.maths.evaluation import Program
from questions.maths.reading import Notation, read

NOTATION = Notation(variables=("x", "y"))
FREE = (None, None)
LARGE = 10**6


def zeros(text: str, bounds: tuple[Fraction | None, Fraction | None] = FREE) -> list[float]:
    program = Program([read(text, NOTATION).expression])
    return sorted(map(float, crossings(program, "x", {"y": Fraction(2)}, bounds, Budget(LARGE))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e^x - 2", [log(2)]),
        ("e^x + 1", []),
        ("e^x - y - 3", [log(5)]),
        ("ln(x) - 20", [0, exp(20)]),
        ("e^(e^x) - 7", [log(log(7))]),
        ("sqrt(x) - 2", [0, 4]),
        ("1 - cos(x)/cos(x) + x^2", [0]),
        ("atan(x) - 1.570796", [3060023.306193661]),
        ("e^x - 10^-9", [log(1e-9)]),
        ("x^3 + e^(-x^2)/10", [-0.43569799592016]),
        ("e^x - 2 + 10^-9", [log(2 - 1e-9)]),
    ],
)
def test_every_zero_is_found_to_many_digits(text: str, expected: list[float]) -> None:
    found = zeros(text)
    for one in expected:
        assert any(isclose(one, other, rel_tol=1e-12, abs_tol=1e-12) for other in found)
    assert len(found) <= len(expected) + 1  # 0 may be kept where it cannot be told


def test_of_endlessly_many_zeros_those_near_0_are_found() -> None:
    found = zeros("sin(x)")
    for count in range(-5, 6):
        assert any(isclose(count * pi, one, rel_tol=1e-12, abs_tol=1e-9) for one in found)


def test_of_zeros_that_crowd_at_0_the_largest_are_found() -> None:
    found = zeros("sin(1/x)")
    for count in range(1, 4):
        for one in (1 / (count * pi), -1 / (count * pi)):
            assert any(isclose(one, other, rel_tol=1e-9) for other in found)


def test_bounds_are_kept() -> None:
    assert all(2 <= one <= 9 for one in zeros("sin(x)", (Fraction(2), Fraction(9))))
    assert len(zeros("sin(x)", (Fraction(2), Fraction(9)))) == 2
    assert zeros("sin(x)", (Fraction(10**40), None)) == []


def test_what_has_no_value_has_no_zeros() -> None:
    assert zeros("ln(-1 - x^2)") == []


def test_a_budget_ends_the_search() -> None:
    program = Program([read("sin(x)", NOTATION).expression])
    budget = Budget(60)
    assert len(crossings(program, "x", {}, FREE, budget)) <= 1
    assert -10 < budget.left <= 0
