"""A piece is found however small or far away it is."""

from fractions import Fraction
from itertools import islice

import pytest

from questions.maths.borders import MAX_POINTS, beside_borders
from questions.maths.comparison import Different, compare
from questions.maths.points import generic, inside
from questions.maths.reading import Notation, read

NOTATION = Notation(variables=("x", "y"))
DOMAIN = {"x": (Fraction(0), Fraction(10))}


def points_on_x(text: str, domain: object = None) -> list[Fraction]:
    tree = read(text, NOTATION).expression
    base = generic(("x",), "", {})
    found = beside_borders([tree], ("x",), base, domain or {})  # type: ignore[arg-type]
    return [point["x"] for point in found]


def test_there_is_a_point_on_either_side_of_a_border() -> None:
    low, high = points_on_x("abs(x - 7)")
    assert low < 7 < high


def test_a_border_is_crossed_at_two_values_of_another_variable() -> None:
    tree = read("abs(x - 7)", NOTATION).expression
    found = list(beside_borders([tree], ("x", "y"), generic(("x", "y"), "", {}), {}))
    assert len({point["y"] for point in found if point["x"] < 7}) == 2
    assert len({point["y"] for point in found if point["x"] > 7}) == 2


def test_every_cell_between_borders_has_a_point() -> None:
    found = points_on_x("relu(x - 1) + max(x^2, 9) + sign(x - 10^6)")
    for low, high in ((-3, 1), (1, 3), (3, 10**6)):
        assert any(low < one < high for one in found)
    assert min(found) < -3
    assert max(found) > 10**6


def test_pieces_within_pieces_have_their_own_borders() -> None:
    width = Fraction(1, 10**6)
    found = points_on_x("relu(10^-6 - abs(x - 1/3))")
    assert any(0 < one - Fraction(1, 3) < width for one in found)
    assert any(0 < Fraction(1, 3) - one < width for one in found)


def test_points_lie_in_the_domain() -> None:
    assert all(0 < one < 10 for one in points_on_x("abs(x - 2) + abs(x + 5)", DOMAIN))


def test_the_ends_of_a_domain_are_no_part_of_it() -> None:
    assert [inside({"x": Fraction(end)}, DOMAIN) for end in (0, 10)] == [False, False]
    assert inside({"x": Fraction(1, 10**9)}, DOMAIN)


def test_what_has_no_pieces_has_no_borders() -> None:
    assert points_on_x("sin(x)/x + e^x") == []


def test_many_borders_give_a_bounded_number_of_points() -> None:
    text = "+".join(f"abs(abs(abs(x - {one}) - 2) - y)" for one in range(20))
    tree = read(text, NOTATION).expression
    found = beside_borders([tree], ("x", "y"), generic(("x", "y"), "", {}), {})
    assert 0 < len(list(islice(found, 10**4))) <= MAX_POINTS


@pytest.mark.parametrize(
    "answer",
    [
        "x + relu(x - 10^9)",
        "x + relu(10^-9 - abs(x - 12345.678))",
        "max(x, -10^12)",
        "min(x, max(y, 10^7))",
        "x + (1 - sign(y + 10^8))",
        "x*sign((x - 1/3)^2 - 10^-12)^2 + relu(10^-6 - abs(x - 1/3))",
        "x*(1 + 2^-5000)",
        "(x + 2^-4000)*(1 + 2^-5000)",
    ],
)
def test_an_answer_that_differs_only_there_is_different(answer: str) -> None:
    key = read("x", NOTATION).expression
    finding = compare(key, read(answer, NOTATION).expression, variables=("x", "y"))
    assert isinstance(finding, Different)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("x^(2x)*x^2", "x^(2x)*x^2 + 10^-9*relu(1/100 - abs(x - 15))"),
        ("e^x", "e^x + relu(10^-20 - abs(x - 40))"),
    ],
)
def test_a_small_piece_beside_great_values_is_found(key: str, answer: str) -> None:
    one, other = (read(text, NOTATION).expression for text in (key, answer))
    assert isinstance(compare(one, other, variables=("x",)), Different)
