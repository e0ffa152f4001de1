"""A descent on a typed function: where it leads at a rate, and whether the rate is to blame."""

import re

import pytest

from questions import calculator, maths

BOWL = "(x - 1)^2 + 4y^2"
OUTCOMES = {
    (BOWL, "3, 2", 0.1): "converges",
    (BOWL, "3, 2", 0.01): "slow",
    (BOWL, "3, 2", 0.24): "overshoots",
    (BOWL, "3, 2", 0.26): "diverges",
    ("x^2 + y^2", "0, 0", None): "stands still",
    ("x^2 - y^2", "1, 0.1", None): "runs away",
    ("ln(x) + y^2", "1, 1", 0.4): "leaves the domain",
    ("x^2 - y^2", "1, 0", None): "converges",
}


def slid(f, point, rate=None):
    typed = calculator.read_function(f)
    return calculator.slide(typed, calculator.read_point(point, typed.names), rate)


@pytest.mark.parametrize("case", OUTCOMES, ids=str)
def test_the_outcome_follows_the_rate(case):
    found = slid(*case)
    assert found.outcome == OUTCOMES[case]
    assert found.remark
    assert found.picture is not None


def test_the_slider_goes_a_little_beyond_the_largest_stable_rate():
    found = slid(BOWL, "3, 2")
    assert float(found.most) == 0.5
    assert float(found.rate) == 0.1
    assert float(found.notch) * 50 == pytest.approx(float(found.most))
    assert slid(BOWL, "3, 2", 3.0).most == "3"


def test_the_path_starts_at_the_point_and_is_told():
    found = slid(BOWL, "3, 2", 0.1)
    assert found.before == "20"
    assert "starts at x = 3, y = 2" in found.picture.description
    assert "at x = 1, y =" in found.picture.description
    assert len(re.findall('class="mark path"', found.picture.svg)) == 31


def test_a_unit_is_as_long_across_as_up():
    """Steps stand at right angles to level curves only then: the first one is (-4, -16) / 10."""
    svg = slid(BOWL, "3, 2", 0.1).picture.svg
    path = re.search(r'class="curve path" d="M([^"]*)"', svg)[1].split("L")
    (x, y), (x_next, y_next) = (map(float, one.split()) for one in path[:2])
    assert (y_next - y) / (x - x_next) == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize("f", ["x^2", "x y z"])
def test_only_two_variables_have_a_path(f):
    with pytest.raises(maths.MathsError):
        slid(f, "1" if f == "x^2" else "1, 1, 1")
    typed = calculator.read_function(f)
    assert calculator.explore(typed).descent is None
