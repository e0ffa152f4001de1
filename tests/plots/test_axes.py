"""Ticks and stretches of an axis."""

import numpy as np
import pytest

from questions.plots.axes import Axis, height


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (-4, 4, ["−4", "−2", "0", "2", "4"]),
        (0, 1, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (1.8e6, 2.2e6, ["1.8×10⁶", "1.9×10⁶", "2.0×10⁶", "2.1×10⁶", "2.2×10⁶"]),
        (0, 3e-7, ["0", "1×10⁻⁷", "2×10⁻⁷", "3×10⁻⁷"]),
    ],
)
def test_ticks_are_round_and_labelled_with_the_digits_they_need(low, high, labels):
    axis = Axis(low, high)
    found = [axis.label(tick, 6) for tick in axis.ticks(6)]
    assert found == labels


@pytest.mark.parametrize("exponent", [-200, -9, 0, 12, 149])
def test_every_axis_has_some_ticks_and_not_too_many(exponent):
    axis = Axis(-3.7 * 10.0**exponent, 9.1 * 10.0**exponent)
    assert 3 <= len(axis.ticks(6)) <= 6


def test_a_few_far_values_do_not_flatten_the_rest():
    values = np.concatenate([np.linspace(-1, 1, 400), [1e9, -1e9]])
    assert height([values], []).span < 3


def test_a_polynomial_is_shown_whole_where_its_ends_are_not_far():
    axis = height([np.linspace(-4, 4, 400)], [])
    assert axis.low < -4
    assert axis.high > 4


def test_what_has_to_be_shown_is_shown():
    axis = height([np.linspace(-1, 1, 400)], [50.0])
    assert axis.high > 50


@pytest.mark.parametrize("value", [0.0, 5.0, -1e12, 1e-12, 1e300])
def test_a_constant_has_room_above_and_below(value):
    axis = height([np.full(10, value)], [])
    assert axis.low < min(value, 1e150)
    assert axis.high > min(value, 1e150) or value > 1e150
    assert axis.span > 0
