"""Two mistakes of which one at least is a wrong way to use derivatives."""

import pytest

from questions.maths.differentiation import solve
from questions.maths.expression import symbols
from questions.maths.mistakes import Explanation, diagnose, lines_beside
from questions.maths.mistakes.evidence import OF_WAY, of_denominators, of_way
from questions.maths.mistakes.made import Made, candidates_in
from questions.maths.reading import Notation, read
from questions.maths.task import Task
from questions.problems import generate
from tests.maths.tasks import tree

X = {"variables": ["x"], "with_respect_to": ["x"]}
AT = {"variables": ["x", "y"], "with_respect_to": ["x", "y"], "at": {"x": "3", "y": "-5"}}
CUBIC = {**AT, "function": "x^3*y+y^2*x"}
"""Its gradient is (-110, -3); at (-5, 3) it is (234, -155)."""


def explained(row: dict[str, object], answer: str) -> tuple[Explanation, ...]:
    task = Task.from_row({"version": 2, **row})
    shape = "vector" if answer.startswith("(") and "," in answer else "any"
    given = read(answer, Notation(task.symbols, expected=shape)).expression
    return diagnose(task, given).explanations


@pytest.mark.parametrize(
    ("row", "answer", "mal_rules"),
    [
        ({**CUBIC, "ask": "directional", "direction": ["12", "35"]}, "-2617",
         {"another-point", "direction-not-normalised"}),
        ({**CUBIC, "ask": "descent_step", "rate": "0.1"}, "(2.7, -16)",
         {"ascent-for-descent", "components-swapped"}),
        ({**CUBIC, "ask": "gradient"}, "(-155, 234)", {"another-point", "components-swapped"}),
        ({"ask": "tangent", **X, "function": "x^3+7x^2", "at": {"x": "3"}}, "69x+207",
         {"sign-slip", "tangent-without-value"}),
        ({"ask": "finite_difference", **X, "function": "x^3+x", "at": {"x": "3"}, "step": "0.01",
          "scheme": "forward"}, "0.279101", {"another-scheme", "finite-difference-without-h"}),
    ],
    ids=["other point and length", "uphill and exchanged", "other point and exchanged",
         "no value and a sign", "backward and no h"],
)  # fmt: skip
def test_two_wrong_ways_at_once_are_named(row, answer, mal_rules) -> None:
    one, *_ = explained(row, answer)
    assert set(one.mal_rules) == mal_rules
    assert one.sentence.startswith("It looks as if")


@pytest.mark.parametrize(
    ("row", "answer", "mal_rules"),
    [
        ({"ask": "derivative", **X, "function": "x^2*e^(3x)", "at": {"x": "2"}},
         "2x e^(3x)+x^2 e^(3x)", {"inner-derivative-missing", "point-not-put-in"}),
        ({"ask": "descent_step", **X, "function": "(3x-2)^4", "at": {"x": "1"}, "rate": "0.1",
          "steps": 2}, "5321", {"inner-derivative-missing", "learning-rate-forgotten"}),
        ({**AT, "ask": "descent_step", "function": "sin(x*y)+y^3", "rate": "0.1"},
         "(3+cos(15)/10, 5/2+3cos(15)/10)", {"inner-derivative-missing", "ascent-for-descent"}),
    ],
    ids=["point not put in", "two steps without the rate", "uphill in two variables"],
)  # fmt: skip
def test_a_mistake_in_a_derivative_is_named_with_what_was_misread(row, answer, mal_rules) -> None:
    one, *_ = explained(row, answer)
    assert set(one.mal_rules) == mal_rules
    assert one.step.endswith("; Putting the answer together")
    lines = lines_beside(Task.from_row({"version": 2, **row}), one)
    assert any(line.differs for line in lines)


def test_what_one_mistake_explains_is_not_explained_by_two_ways() -> None:
    row = {**CUBIC, "ask": "descent_step", "rate": "0.1"}
    assert all(one.mistakes == 1 for one in explained(row, "(-8, -5.3)"))
    assert explained(row, "(-8, -5.3)")


def test_two_wrong_ways_are_not_guessed_behind_a_short_number() -> None:
    row = {"ask": "finite_difference", **X, "function": "x^2+x", "at": {"x": "3"}, "step": "0.1",
           "scheme": "forward"}  # fmt: skip
    assert not explained(row, "0.69")


def test_of_a_number_a_pair_with_a_wrong_way_has_to_say_more_than_of_a_function() -> None:
    assert of_way(tree("7/2")) == OF_WAY
    assert of_way(tree("7x/2")) == 0


def test_the_denominator_that_the_right_answer_has_says_nothing() -> None:
    assert of_denominators(tree("31/25"), tree("-7/25")) == pytest.approx(2 * 2.3219, abs=1e-3)
    assert of_denominators(tree("31/9"), tree("-7/25")) == 0
    assert of_denominators(tree("31x/25"), tree("7/25")) == 0
    assert of_denominators(tree("1.24"), tree("7/25")) == 0


@pytest.mark.parametrize("family", ["descent_iterations", "directional_derivative"])
def test_a_right_answer_is_not_explained_by_two_ways(family) -> None:
    for level in (1, 3):
        problem = generate(family, level, 7)
        assert problem.task is not None
        assert not diagnose(problem.task, problem.key_expression()).explanations


STEP = {**CUBIC, "ask": "descent_step", "rate": "0.1"}
RATE = {**CUBIC, "ask": "directional", "direction": ["12", "35"]}
PLANE = {**CUBIC, "ask": "tangent"}


@pytest.mark.parametrize(
    ("row", "answer", "is_open"),
    [
        (RATE, "x^2-y", True),
        (RATE, "x+3-x", False),
        (RATE, "a+3", False),
        (STEP, "(17x^9, 2)", True),
        (STEP, "(17, 2)", False),
        ({**STEP, "rate": "x"}, "(3+110x, -5)", False),
        (PLANE, "x^2-y", False),
    ],
)
def test_an_answer_is_open_where_it_varies_with_what_the_point_was_to_put_in(
    row, answer, is_open
) -> None:
    task = Task.from_row({"version": 2, **row})
    given = read(answer, Notation((*task.symbols, "a"))).expression
    made = Made(task, solve(task), tuple(sorted({*task.symbols, *symbols(given)})))
    assert made.is_open(given) == is_open


def test_two_wrong_ways_are_named_of_which_one_did_not_put_the_point_in() -> None:
    one, *_ = explained({**RATE}, "12(3x^2*y+y^2)+35(x^3+2x*y)")
    assert set(one.mal_rules) == {"direction-not-normalised", "point-not-put-in"}


def test_a_step_that_varies_with_its_start_is_looked_for_in_no_table_of_mistakes() -> None:
    candidates_in.cache_clear()
    assert not explained(STEP, "(17x^9+2, 1)")
    assert not candidates_in.cache_info().misses
