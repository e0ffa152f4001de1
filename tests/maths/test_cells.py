"""There is a point in every cell that borders cut out, however small or far away it is."""

from fractions import Fraction
from itertools import islice
from typing import Any

import pytest

from questions.maths.cells import MAX_CUTS, MAX_POINTS, between, in_every_cell
from questions.maths.comparison import Agrees, Different, Equal, NarrowerDomain, compare
from questions.maths.evaluation import Program, rational
from questions.maths.points import generic, inside
from questions.maths.reading import Notation, read

NOTATION = Notation(variables=("x", "y"))
DOMAIN = {"x": (Fraction(0), Fraction(10))}


def points_on_x(text: str, domain: object = None) -> list[Fraction]:
    tree = read(text, NOTATION).expression
    base = generic(("x",), "", {})
    found = in_every_cell([tree], ("x",), base, domain or {})  # type: ignore[arg-type]
    return [point["x"] for point in found]


def test_there_is_a_point_on_either_side_of_a_border() -> None:
    low, high = points_on_x("abs(x - 7)")
    assert low < 7 < high


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


def test_a_wave_with_many_borders_leaves_those_of_polynomials() -> None:
    found = points_on_x("cbrt(cos(x*x) + 10^-9*relu(1/100 - abs(x - 19)))")
    assert any(abs(one - 19) < Fraction(1, 100) for one in found)


def test_points_lie_in_the_domain() -> None:
    assert all(0 < one < 10 for one in points_on_x("abs(x - 2) + abs(x + 5)", DOMAIN))


def test_the_ends_of_a_domain_are_no_part_of_it() -> None:
    assert [inside({"x": Fraction(end)}, DOMAIN) for end in (0, 10)] == [False, False]
    assert inside({"x": Fraction(1, 10**9)}, DOMAIN)


def test_what_is_analytic_everywhere_has_one_cell_and_needs_no_points() -> None:
    assert points_on_x("sin(x)*e^x/(2 + 1) - x^5") == []


def signs(text: str, names: tuple[str, ...], *conditions: str) -> set[tuple[bool, ...]]:
    """Which of the conditions are positive at the points found, every combination once."""
    notation = Notation(variables=names)
    tree = read(text, notation).expression
    programs = [Program([read(one, notation).expression]) for one in conditions]
    return {
        tuple(
            bool(program.at({name: rational(point[name]) for name in program.names}, 64)[0] > 0)
            for program in programs
        )
        for point in in_every_cell([tree], names, generic(names, "", {}), {})
    }


@pytest.mark.parametrize(
    "conditions",
    [
        ("x^2 + y^2 - 1",),
        ("1/100 - (x - 20)^2 - (y - 30)^2",),
        ("x - 10^6", "y - 1"),
        ("y - x^2", "x - y^2"),
        ("x*y - 1", "y + x - 10"),
        ("x - pi*y", "x - 3.14*y"),
        ("(x^2 + y^2 - 1)^3 - x^2*y^3 + 1/2",),
        ("y - e^x", "x + y"),
        ("sin(x)", "y"),
        ("ln(x^2 + 1) - y",),
        ("10^-9 - (x - 1)^2 - (y - 2)^2",),
    ],
)
def test_both_sides_of_every_border_are_met_in_the_plane(conditions: tuple[str, ...]) -> None:
    text = " + ".join(f"abs({one})" for one in conditions)
    found = signs(text, ("x", "y"), *conditions)
    for place in range(len(conditions)):
        assert {one[place] for one in found} == {True, False}


@pytest.mark.parametrize(
    ("conditions", "cells"),
    [
        (("x - 1", "y - 1", "z - 1"), 8),
        (("x^2 + y^2 + z^2 - 1", "x - 1/2"), 4),
        (("z - x*y", "x + y + z"), 4),
        (("1/4 - (x - 3)^2 - y^2 - z^2", "1/4 - (x - 3)^2 - y^2 - (z - 1/2)^2"), 4),
    ],
)
def test_every_cell_of_polynomials_is_met_in_space(conditions: tuple[str, ...], cells: int) -> None:
    text = " + ".join(f"abs({one})" for one in conditions)
    assert len(signs(text, ("x", "y", "z"), *conditions)) == cells


def test_many_borders_give_a_bounded_number_of_points() -> None:
    text = "+".join(f"abs(abs(abs(x - {one}) - 2) - y)" for one in range(20))
    tree = read(text, NOTATION).expression
    found = in_every_cell([tree], ("x", "y"), generic(("x", "y"), "", {}), {})
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
        "x + relu(y - 1)*relu(x - 10^6)",
        "x + relu(1/100 - (x - 20)^2 - (y - 30)^2)",
        "x + relu(ln(abs(x) + 1) - 20)",
        "x + relu(10^-9 - abs(e^x - 2))",
        "x + relu(1/100 - abs(((y + 38/7)^5)^(1/5)))",
        "x + relu(1/100 - abs(cbrt(y)^3 + 39/7)*e^x/e^x)",
        "x*sqrt((x - 5000)^2)/(5000 - x)",
        "x + relu(sin(x) - 999/1000)*relu(-x - 14)",
        "x + 10^-9*relu(1/100 - abs(atanh(tanh(y + 19))))",
        "x + relu(1/1000 - abs(e^(x*y) - 7))",
        "x + relu(1/1000 - abs(x - 50 - e^(-y)))*relu(y - 4)",
        "x + relu(1/100 - ((x - 20)^2 + (y - 30)^2)*e^x/e^x)",
        "x + relu(cos(x) + 1 - 1/10^6)*relu(x + y^2 - 15)",
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
        ("5x*cosh(500x)*e^(e^6)", "5x*cosh(500x)*e^(e^6) + relu(1/10 - abs(x - 7/2))"),
        ("(2x)^(-1/3)", "acos(cos((2x)^(-1/3))) + 0*sqrt(x)"),
    ],
)
def test_a_small_piece_beside_great_values_is_found(key: str, answer: str) -> None:
    one, other = (read(text, NOTATION).expression for text in (key, answer))
    assert isinstance(compare(one, other, variables=("x",)), Different)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("csc(x)^(1/2)/2", "csc(x)^(1/2)/2 + exp(ln(x)) - x"),
        ("x", "x*sqrt(y*ln(x))/sqrt(y*ln(x))"),
        ("x", "x + sqrt(x - 5000) - sqrt(x - 5000)"),
        ("x", "x + asin(y/10^5) - asin(y/10^5)"),
        ("x", "x*exp(ln((x - 1/3)^2 - 10^-12))/((x - 1/3)^2 - 10^-12)"),
        ("sin(x)", "sqrt(sin(x)*sin(x) - 10^-9)^2 + 10^-9 - 1 + sin(x) + cos(x)^2"),
        ("x", "x + ln(x^2 - y) - ln(x^2 - y)"),
        ("x", "x + 0*sqrt(e^x - 10^-7)"),
        ("x", "x^(1 + 0*acosh(y^2 - x))"),
        ("x", "x + 0/(abs(x - 100) - x + 100)"),
    ],
)
def test_an_answer_without_values_on_a_region_is_narrower(key: str, answer: str) -> None:
    one, other = (read(text, NOTATION).expression for text in (key, answer))
    assert isinstance(compare(one, other, variables=("x", "y")), NarrowerDomain)


@pytest.mark.parametrize(
    "case",
    [
        ("sqrt(1 - (x - 5000)^2)", "sqrt((x - 4999)*(5001 - x))"),
        ("ln(sin(x)^2)", "2*ln(abs(sin(x)))"),
        ("sqrt(x^2 - 9)/x", "sqrt((x - 3)*(x + 3))/x"),
        ("x", "sqrt(x - 1)^2 + 1 + 0*y", {"x": (Fraction(1), None)}),
        ("sqrt(-(x - 700.5)^2 + 10^-6)", "sqrt((700.501 - x)*(x - 700.499))"),
    ],
)
def test_domains_that_are_the_same_are_not_told_apart(case: tuple[Any, ...]) -> None:
    key, answer, *domain = case
    one, other = (read(text, NOTATION).expression for text in (key, answer))
    finding = compare(one, other, variables=("x", "y"), domain=domain[0] if domain else None)
    assert isinstance(finding, Equal | Agrees)


@pytest.mark.parametrize(
    ("key", "answer", "lost"),
    [
        ("x", "(x^2 - 7x)/(x - 7)", {"x": Fraction(7)}),
        ("x + 5/3", "(x^2 - 25/9)/(x - 5/3)", {"x": Fraction(5, 3)}),
        ("x^2", "x^2*(x - 100)^0", {"x": Fraction(100)}),
        ("y", "y*(x - 11)/(x - 11)", {"x": Fraction(11), "y": Fraction(1, 2)}),
        ("y", "y*(y - 4x)/(y - 4x)", {"x": Fraction(1, 8), "y": Fraction(1, 2)}),
        ("x", "x", None),
    ],
)
def test_an_isolated_point_that_an_answer_loses_is_told(
    key: str, answer: str, lost: dict[str, Fraction] | None
) -> None:
    one, other = (read(text, NOTATION).expression for text in (key, answer))
    finding = compare(one, other, variables=("x", "y"))
    assert isinstance(finding, Equal)
    assert finding.lost == lost


@pytest.mark.parametrize(("pieces", "place"), [(34, "3/2"), (70, "5/2")])
def test_a_piece_among_very_many_is_found(pieces: int, place: str) -> None:
    """Beyond as many borders as are followed, among points that are looked at besides."""
    many = "+".join(f"abs(x + {one})" for one in range(2, 2 + pieces))
    answer = read(f"x + 0*({many}) + relu(1/30 - abs(x - {place}))", NOTATION).expression
    assert isinstance(compare(read("x", NOTATION).expression, answer, variables=("x",)), Different)


def test_of_too_many_cuts_the_first_count() -> None:
    cuts = sorted((Fraction(place) for place in range(-100, 5)), key=abs)
    found = between(cuts, (None, None), Fraction(0))
    assert len(found) == MAX_CUTS + 1
    assert max(found) > 4
    assert min(found) > -100


def test_a_number_between_two_cuts_is_within_and_never_halfway() -> None:
    for width in range(1, 200):
        low, high = Fraction(1, 3), Fraction(1, 3) + Fraction(width, 1009 * 40)
        _, one, _ = between([low, high], (None, None), Fraction(0))
        assert low < one < high
        assert one != (low + high) / 2
        assert abs(one - (low + high) / 2) < (high - low) / 4
