"""Worked solutions that fit on a board."""

import pytest

from questions import problems
from questions.problems.board import MOST_FORMULAS, WIDEST, fits, width
from questions.problems.parts import Line


@pytest.mark.parametrize(
    ("latex", "symbols"),
    [
        ("x", 1),
        (r"12x^{2} + 3", 6),
        (r"\theta\cos(\theta)", 7),
        (r"\frac{x + 1}{2}", 3),
        (r"\frac{1}{\sqrt{x^{2} + 1}}", 5),
        (r"\left(\frac{\frac{a}{bc}}{2} \cdot x\right)^{2}", 7),
        (r"\frac{d}{d x}\left[\arctan(x)\right]", 13),
    ],
)
def test_a_row_is_as_wide_as_its_symbols_beside_one_another(latex, symbols):
    assert width(latex) == symbols


def line(latex: str) -> Line:
    return Line("sum", "Result", "", latex)


def test_an_equation_goes_over_to_a_new_row_at_each_side():
    side = " + ".join("x" * (WIDEST // 2))
    assert fits([line(f"y = {side} = {side}\nz = {side}")])
    assert not fits([line(f"y = {side} + xx = x")])


def test_a_board_takes_so_many_formulas():
    assert fits([line("y = x")] * MOST_FORMULAS)
    assert not fits([line("y = x\nz = x")] * (MOST_FORMULAS // 2 + 1))


@pytest.mark.parametrize("level", [3, 4, 5])
def test_every_second_derivative_is_worked_out_on_a_board(level):
    assert all(fits(problems.generate("second_derivative", level, seed).steps) for seed in range(8))


@pytest.mark.deep
@pytest.mark.parametrize("level", [3, 4, 5])
def test_every_one_of_many_second_derivatives_is_worked_out_on_a_board(level):
    seeds = range(1_000, 1_200)
    assert all(fits(problems.generate("second_derivative", level, seed).steps) for seed in seeds)
