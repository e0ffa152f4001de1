"""Constants made of roots are equal when they are closer than different ones could be."""

import pytest
from flint import arb

from questions.maths.algebra.nodes import Arena
from questions.maths.algebra.separation import bits_to_separate, is_too_small
from questions.maths.comparison import Agrees, Comparison, Different, Equal, compare
from questions.maths.evaluation import Program, ball
from questions.maths.reading import Notation, read


def found(key: str, answer: str) -> Comparison:
    one, other = (read(text, Notation(variables=())).expression for text in (key, answer))
    return compare(one, other, variables=())


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("sqrt(2) + sqrt(3)", "sqrt(5 + 2*sqrt(6))"),
        ("1", "cbrt(2 + sqrt(5)) + cbrt(2 - sqrt(5))"),
        ("cos(pi/8)", "sqrt(2 + sqrt(2))/2"),
        ("sqrt(11)", "tan(3*pi/11) + 4*sin(2*pi/11)"),
        ("sin(pi/60)", "(2*(1-sqrt(3))*sqrt(5+sqrt(5)) + sqrt(2)*(sqrt(5)-1)*(sqrt(3)+1))/16"),
        ("2^(1/3)/(1 + sqrt(3))", "cbrt(2)*(sqrt(3) - 1)/2"),
        ("1/8", "cos(pi/7)*cos(2*pi/7)*cos(3*pi/7)"),
    ],
)
def test_nested_radicals_and_angles_are_proved(key: str, answer: str) -> None:
    assert isinstance(found(key, answer), Equal)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("sqrt(2) + sqrt(3)", "sqrt(5 + 2*sqrt(6)) + 2^-900"),
        ("sqrt(10^60 + 1)", "10^30"),
        ("cos(pi/1009)", "cos(pi/1010)"),
        ("sqrt(5) + sqrt(7) + sqrt(9)", "sqrt(4 + sqrt(3)) + 5.2357"),
    ],
)
def test_close_constants_are_still_different(key: str, answer: str) -> None:
    assert isinstance(found(key, answer), Different)


def test_a_number_that_is_not_known_to_be_algebraic_is_not_proved() -> None:
    assert isinstance(found("pi", "16*atan(1/5) - 4*atan(1/239)"), Agrees)


@pytest.mark.parametrize("text", ["e^(1/2) - e^(1/2)*2", "ln(2)", "sin(1)", "pi/2", "x"])
def test_there_is_no_bound_without_algebra(text: str) -> None:
    arena = Arena()
    tree = read(text, Notation(variables=("x",))).expression
    assert bits_to_separate(arena.node(tree)) is None
    assert not is_too_small(arena.node(tree))


@pytest.mark.parametrize(
    "text",
    [
        "1/12",
        "1/cbrt(1000)",
        "(sqrt(1000) + 1)^-2",
        "cos(pi/5) - 809/1000",
        "sqrt(2)/384120 - sqrt(3)/470449",
    ],
)
def test_no_constant_but_zero_lies_within_its_bound(text: str) -> None:
    tree = read(text, Notation(variables=())).expression
    bits = bits_to_separate(Arena().node(tree))
    (value,) = Program([tree]).at({}, 256)
    assert bits is not None
    assert abs(ball(value)) > arb(2) ** -bits


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        # U = sqrt(1023*7), L = 7, D = 2: 13/2 + 3 + 1, rounded up.
        ("sqrt(1023/7)", 11),
        # U = 1, L = cbrt(1000), D = 3: 10/3 + 1, rounded up.
        ("1/cbrt(1000)", 5),
    ],
)
def test_the_bound_is_that_of_the_paper(text: str, bits: int) -> None:
    tree = read(text, Notation(variables=())).expression
    assert bits_to_separate(Arena().node(tree)) == bits


def test_many_roots_are_given_up_rather_than_computed() -> None:
    text = " + ".join(f"sqrt({prime})" for prime in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37))
    tree = read(text, Notation(variables=())).expression
    assert bits_to_separate(Arena().node(tree)) is None
