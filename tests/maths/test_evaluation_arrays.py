"""Values on arrays: quick, broadcast, nan where there is no real value."""

import random
from fractions import Fraction

import numpy as np
import pytest

from questions.maths.errors import UnsupportedError
from questions.maths.evaluation import floats
from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import Number, Symbol, Vector
from tests.maths import oracle
from tests.maths.readings import tree


def test_curves_have_gaps_where_the_function_has_no_value() -> None:
    values = floats(tree("1/x + sqrt(x)"), {"x": np.array([-1.0, 0.0, 4.0])})
    assert np.isnan(values[:2]).all()
    assert values[2] == 2.25


def test_odd_roots_are_real() -> None:
    values = floats(tree("x^(1/3) + x^(2/3)"), {"x": np.array([-8.0, 0.0, 8.0])})
    assert values.tolist() == pytest.approx([2.0, 0.0, 6.0])


@pytest.mark.parametrize(
    "text", ["0/x", "x^0", "x^(-1)", "ln(x)", "1/(1/x)", "atan2(x, x)", "x^x", "log(2, x)"]
)
def test_there_is_no_value_at_zero(text: str) -> None:
    assert np.isnan(floats(tree(text), {"x": np.array([0.0])})).all()


@pytest.mark.parametrize("text", ["4/x", "4*x^(-1)", "4*x^0/x", "8/x^(2/2)", "8*x^(-3)*x^2/2"])
def test_one_place_without_a_value_spoils_no_other(text: str) -> None:
    values = floats(tree(text), {"x": np.array([0.0, -2.0, 4.0])})
    assert np.isnan(values[0])
    assert np.isfinite(values[1:]).all()


@pytest.mark.parametrize("power", ["1/2", "-1/2", "3/2", "1/4"])
def test_even_roots_of_negative_numbers_are_gaps(power: str) -> None:
    values = floats(tree(f"x^({power})"), {"x": np.array([-4.0, 4.0])})
    assert np.isnan(values[0])
    assert values[1] == pytest.approx(4 ** float(Fraction(power)))


def test_infinite_values_are_gaps() -> None:
    values = floats(tree("e^x"), {"x": np.array([1000.0, -1000.0])})
    assert np.isnan(values[0])
    assert values[1] == 0


def test_arrays_are_broadcast() -> None:
    x, y = np.linspace(0, 1, 3), np.linspace(0, 1, 4)[:, None]
    assert floats(tree("x*y"), {"x": x, "y": y}).shape == (4, 3)
    assert floats(tree("2"), {"x": x, "y": y}).shape == (4, 3)


def test_at_no_place_there_are_no_values() -> None:
    nowhere = np.broadcast_to(np.array([1.0]), (0,))
    assert nowhere.strides == (0,)
    assert floats(tree("x + 1"), {"x": nowhere}).shape == (0,)


def test_factorials_beyond_floats_are_gaps() -> None:
    assert np.isnan(floats(tree("factorial(x)"), {"x": np.array([500.0, -2.0])})).all()


def test_symbols_without_values_are_refused() -> None:
    with pytest.raises(UnsupportedError):
        floats(Symbol("y"), {"x": np.array([1.0])})
    with pytest.raises(UnsupportedError):
        floats(Vector((Symbol("x"),)), {"x": np.array([1.0])})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("root(x, 3)", 2.0),
        ("root(x, 2.5)", 8 ** (1 / 2.5)),
        ("root(x, e^1000)", 1.0),
        ("factorial(x)", 40320.0),
        ("erf(x)", 1.0),
        ("asec(x)", np.arccos(1 / 8)),
        ("acoth(x)", np.arctanh(1 / 8)),
        ("log(x, 2)", 3.0),
        ("log10(x)", np.log10(8)),
        ("sigmoid(x)", 1 / (1 + np.exp(-8))),
        ("softplus(-x)", np.log1p(np.exp(-8))),
        ("max(x, 3) + min(x, 3, 1)", 9.0),
        ("heaviside(x) + sign(-x)", 0.0),
        ("acot(x)", np.arctan(1 / 8)),
        ("2^x", 256.0),
        ("e^(ln(x)) + pi - pi", 8.0),
        ("(x-7)^(10^400)", 1.0),
        ("factorial(x)/factorial(x)", 1.0),
    ],
)
def test_functions_have_their_usual_values(text: str, expected: float) -> None:
    assert floats(tree(text), {"x": np.array([8.0])})[0] == pytest.approx(expected)


def test_a_negative_exponent_that_is_no_float_makes_small_what_is_above_1() -> None:
    found = floats(tree("x^(-(10^400))"), {"x": np.array([0.5, 1.0, 2.0])})
    np.testing.assert_array_equal(found, [np.nan, 1.0, 0.0])


def test_arrays_agree_with_mpmath() -> None:
    source = random.Random(3)
    compared = 0
    for _ in range(200):
        one = oracle.random_tree(source, 2)
        point = {"x": Fraction(source.randrange(-3000, 3000), 997)}
        expected = oracle.value(one, point)
        found = floats(one, {"x": np.array([float(point["x"])])})[0]
        if expected is not None and not np.isnan(found) and 1e-3 < abs(expected) < 1e3:
            assert found == pytest.approx(float(expected), rel=1e-6)
            compared += 1
    assert compared > 80


@pytest.mark.parametrize("text", ["x + 2*x^2", "x*y/3", "x/y", "-x", "x^3", "sin(x)", "max(x, y)"])
def test_a_tree_has_another_value_above_a_child_that_has(text: str) -> None:
    at = {"x": np.array([0.5, -2.0]), "y": np.array([3.0, 4.0])}
    whole = tree(text)
    new = Symbol("new")
    changed = whole.with_children((new, *whole.children[1:]))
    child = np.array([1.25, 7.0])
    found = Evaluation(at).above(whole, 0, child)
    np.testing.assert_array_equal(found, floats(changed, {**at, "new": child}))


def test_trees_that_are_gone_leave_no_values_to_those_that_take_their_place() -> None:
    known = Evaluation({"x": np.array([1.0])})
    found = [known.floats(Number(Fraction(value)))[0] for value in range(50)]
    assert found == list(range(50))
