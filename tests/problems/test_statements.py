"""Questions of which several statements about one function hold."""

import re
from functools import cache

import pytest
from mpmath import mp

from questions import maths, problems
from questions.maths.expression import Quotient, Sum, walk
from questions.problems import Problem

from . import prompt_oracle, statements_oracle

FAMILIES = ("curve_statements", "surface_statements")
SEEDS = range(3)
PLACE = re.compile(r"[xfgh'}]\((-?\d+(?:, -?\d+)?)\)|x = (-?\d+)|At \$(\(.+?\))\$")
FORMULA = re.compile(r"erivative is \$(.+?) = (.+?)\$|gradient is \$")
each = pytest.mark.parametrize(
    ("family", "level"), [(name, level) for name in FAMILIES for level in range(1, 6)]
)


@cache
def some(family: str, level: int) -> tuple[Problem, ...]:
    return tuple(problems.generate(family, level, seed) for seed in SEEDS)


def place(text: str) -> str:
    """Where the statement speaks of."""
    found = PLACE.search(text)
    assert found, text
    return next(one for one in found.groups() if one).strip("()")


@each
def test_every_statement_speaks_of_a_place_of_its_own(family, level):
    """So that none is judged by comparing it with another that it rules out, or that says it."""
    for problem in some(family, level):
        places = [place(one.text) for one in problem.options]
        assert len(set(places)) == len(places), [one.text for one in problem.options]


@each
def test_what_is_said_back_shows_the_derivative_that_decides(family, level):
    for problem in some(family, level):
        for one in problem.options:
            assert FORMULA.search(one.feedback), one


def test_of_two_variables_only_partial_derivatives_are_spoken_of():
    for level in range(1, 6):
        for problem in some("surface_statements", level):
            said = " ".join(one.feedback for one in problem.options)
            assert not re.search(r"[fgh]'(?!\(u\))", said)


@each
def test_a_statement_that_holds_says_no_mistake_and_one_that_does_not_says_its_mistake(
    family, level
):
    for problem in some(family, level):
        for one in problem.options:
            assert (one.mistake is None) == one.correct
            if one.mistake and one.mistake != "sign-of-f-for-sign-of-derivative":
                assert one.feedback.startswith(maths.CATALOGUE[one.mistake].sentence)


@each
def test_the_sign_of_the_function_is_blamed_only_where_it_has_the_other_sign(family, level):
    for problem in some(family, level):
        f = prompt_oracle.function_in(problem.to_row())
        for one in problem.options:
            if one.mistake == "sign-of-f-for-sign-of-derivative":
                at = [mp.mpf(part) for part in place(one.text).split(",")]
                says_up = "rises" in one.text or "increases" in one.text
                assert (f(*at) > 0) if says_up else (f(*at) < 0), one.text


@each
def test_no_number_is_more_than_a_person_works_with(family, level):
    for problem in some(family, level):
        for one in problem.options:
            assert all(int(number) <= 500 for number in re.findall(r"\d+", one.text)), one.text


@each
def test_a_wrong_value_has_no_more_terms_than_a_right_one_may(family, level):
    """A sum would stand out among products and fractions."""
    for problem in some(family, level):
        for one in problem.options:
            value = one.text.strip("$").rsplit("= ", 1)[-1]
            if "=" in one.text and value[0] in "-0123456789\\e":
                assert not re.search(r"(?<=[^{(]) [+-] ", value), one.text


class Level:
    """A function that is 0 with its derivatives, wherever."""

    names = ("x", "y")

    def __call__(self, *_: object) -> object:
        return mp.mpf(0)

    def slope(self, *_: object, **__: object) -> object:
        return mp.mpf(0)

    def gradient(self, *_: object) -> list[object]:
        return [mp.mpf(0), mp.mpf(0)]


@pytest.mark.parametrize("goes", ["rises", "falls"])
def test_where_the_slope_is_zero_the_oracle_says_neither(goes):
    assert not statements_oracle.holds(Level(), f"At $x = 2$ the function $f$ {goes}.")


@pytest.mark.parametrize("goes", ["increases", "decreases"])
def test_where_a_partial_derivative_is_zero_the_oracle_says_neither(goes):
    told = f"At $(1, 2)$, where $x$ is held constant, $f$ {goes} with $y$."
    assert not statements_oracle.holds(Level(), told)


@pytest.mark.parametrize("kind", ["minimum", "maximum"])
def test_where_the_second_derivative_is_zero_the_oracle_says_neither(kind):
    assert not statements_oracle.holds(Level(), f"At $x = 2$ the function $f$ has a local {kind}.")


@pytest.mark.parametrize("level", [3, 4, 5])
def test_the_slope_of_what_is_no_polynomial_stands_in_factors(level):
    """So that its zeros and its sign can be read off it."""
    for problem in some("curve_statements", level):
        shown = next(one.latex for one in problem.steps if one.name == "Derivative")
        slope = maths.read(shown.partition(" = ")[2], maths.Notation(variables=("x",))).expression
        above = next((one.numerator for one in walk(slope) if isinstance(one, Quotient)), slope)
        sums = [one for one in walk(above) if isinstance(one, Sum)]
        assert all(maths.write_text(one).startswith("x ") for one in sums), shown
        assert not isinstance(above, Sum), shown
