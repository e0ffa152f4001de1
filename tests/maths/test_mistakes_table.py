"""Rows of numbers: which of them have wanted values."""

from itertools import combinations

import numpy as np
import pytest

from questions.maths.mistakes.adding import adding_up
from questions.maths.mistakes.table import TOLERANCE, Stacked, agreeing

WANTED = np.array([2.0, -3.0, np.nan, 5.0])


@pytest.mark.parametrize(
    ("row", "agrees"),
    [
        ([2.0, -3.0, np.nan, 5.0], True),
        ([2.0 + 1e-7, -3.0, np.nan, 5.0], True),
        ([2.0 * (1 + TOLERANCE) * 0.9999999, -3.0, np.nan, 5.0], True),
        ([2.0, -3.0, np.nan, 5.1], False),
        ([2.1, -3.0, np.nan, 5.0], False),
        ([2.0, -3.0, 1.0, 5.0], False),
        ([2.0, np.nan, np.nan, 5.0], False),
        ([np.nan, -3.0, np.nan, 5.0], False),
        ([np.inf, -3.0, np.nan, 5.0], False),
    ],
)
def test_a_row_agrees_where_all_its_values_do(row: list[float], agrees: bool) -> None:
    assert len(agreeing(np.array([row]), WANTED)) == agrees


def test_what_may_be_lost_of_a_value_is_allowed_at_each_place() -> None:
    rows = np.array([[2.0 + 1e-3, -3.0, np.nan, 5.0]])
    lost = np.array([[2e-3, 0.0, 0.0, 0.0]])
    assert not len(agreeing(rows, WANTED))
    assert len(agreeing(rows, WANTED, lost=lost)) == 1


def test_nothing_agrees_with_what_has_too_few_values() -> None:
    wanted = np.array([2.0, np.nan, np.nan, 5.0])
    assert not len(agreeing(wanted.reshape(1, -1), wanted))


def test_the_nearest_rows_come_first() -> None:
    rows = np.array([[2.0 + 1e-7, -3.0, np.nan, 5.0], WANTED, [7.0, 7.0, 7.0, 7.0], WANTED])
    assert agreeing(rows, WANTED).tolist() == [1, 3, 0]


def test_tables_on_one_another_give_what_each_of_them_gives() -> None:
    chance = np.random.default_rng(3)
    parts = [chance.integers(1, 4, (count, 4)).astype(float) for count in (40, 0, 1, 60)]
    stacked = Stacked(parts)
    for wanted in (*parts[0][:10], *parts[3][:10], np.array([9.0, 9.0, 9.0, 9.0])):
        alone = [(at, int(row)) for at, one in enumerate(parts) for row in agreeing(one, wanted)]
        assert list(stacked.agreeing(wanted, TOLERANCE)) == alone


def test_two_numbers_that_add_up_are_found_as_if_every_two_were_tried() -> None:
    chance = np.random.default_rng(5)
    for count in (0, 1, 2, 40):
        parts = chance.integers(-9, 9, count).astype(float)
        parts[chance.random(count) < 0.1] = np.nan
        allowed, unsure = chance.random(count), np.nonzero(chance.random(count) < 0.05)[0]
        tried = [
            (first, second)
            for first, second in combinations(range(count), 2)
            if abs(parts[first] + parts[second] - 3.0) <= allowed[first]
            or not {first, second}.isdisjoint(unsure)
        ]
        left, right = adding_up(parts, 3.0, allowed, unsure)
        assert list(zip(left.tolist(), right.tolist(), strict=True)) == tried
