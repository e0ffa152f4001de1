import contextlib
import random
import re
import statistics
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
import sympy

from questions import maths, problems
from questions.maths.differentiation.tidying import ONE
from questions.problems import Problem, ProblemError
from questions.problems.difficulty import combining, difficulty_of
from questions.problems.families.asked import Drawn, is_worth_asking
from questions.problems.families.descending import descends

LEVELS = (3,)
"""Of each family; the long tests look at all of them."""

CASES = [(name, level) for name in problems.FAMILIES for level in LEVELS]
EVERY = [(name, level) for name, family in problems.FAMILIES.items() for level in family.levels]
each = pytest.mark.parametrize(("family", "level"), CASES)
ASKED = [case for case in CASES if isinstance(problems.FAMILIES[case[0]], problems.AskedFamily)]
each_asked = pytest.mark.parametrize(("family", "level"), ASKED)


SEEDS = {"derivative": 3, "partial_derivative": 2, "gradient": 2}
each_family = pytest.mark.parametrize("family", problems.FAMILIES)


@cache
def some(family: str, level: int) -> tuple[Problem, ...]:
    """One, and two of the families with most shapes."""
    return tuple(problems.generate(family, level, seed) for seed in range(SEEDS.get(family, 1)))


def drawn(family: str, level: int, count: int) -> list[Drawn]:
    """What is asked, before it is looked at whether it is worth asking."""
    draw = problems.FAMILIES[family].draw
    return [draw(random.Random(f"{family}:{level}:{seed}:0"), level) for seed in range(count)]


def solved(family: str, level: int, count: int) -> list[tuple[Drawn, maths.Solution]]:
    """What is asked with its solution, without what has none at its point."""
    found = []
    for one in drawn(family, level, count):
        with contextlib.suppress(maths.MathsError):
            found.append((one, maths.solve(one.task)))
    return found


def right_entry(problem: Problem) -> list[str]:
    """What somebody enters who is right."""
    if problem.options:
        return problems.right_entry(problem)
    return entry_of(problem, problem.key_expression())


def entry_of(problem: Problem, answer: maths.Expression) -> list[str]:
    if problem.layout == "components":
        return [maths.write_text(one) for one in maths.components(answer)]
    return [maths.write_text(answer)]


@each
def test_a_generated_problem_accepts_its_own_key(family, level):
    for problem in some(family, level):
        assert problems.judge(problem, right_entry(problem)).verdict == "correct"


@each
def test_a_generated_problem_refuses_each_of_its_mistakes(family, level):
    for problem in some(family, level):
        key = problem.key_expression() if problem.mistakes else None
        policy = maths.Policy(problem.tolerance)
        for rule, answer in problem.mistakes:
            found = maths.compare(key, answer, variables=problem.variables, policy=policy)
            assert found.kind not in {"equal", "agrees"}, (rule, problem.prompt)
        for option in [] if problem.pairs else problem.options:
            verdict = problems.judge(problem, [option.id]).verdict
            is_part = problem.kind == "several choices" and verdict == "partly correct"
            assert (verdict == "correct" or is_part) == option.correct, option.text
            assert is_part or verdict in {"correct", "incorrect"}, verdict


@each
def test_a_mistake_is_named_as_its_mal_rule(family, level):
    problem = some(family, level)[-1]
    for rule, answer in problem.mistakes[:2]:
        named = problems.judge(problem, entry_of(problem, answer)).mistakes
        assert any(rule in one["rules"] for one in named), (rule, problem.prompt)


@each
def test_a_problem_exposes_at_least_two_mistakes_and_a_choice_one(family, level):
    for problem in some(family, level):
        assert len(problem.exposes()) >= (1 if problem.options and not problem.pairs else 2)


@each
def test_a_wrong_option_says_something_back(family, level):
    for problem in some(family, level):
        assert problem.pairs or all(one.correct or one.feedback for one in problem.options)


@each_family
def test_the_same_seed_gives_the_same_problem(family):
    assert problems.FAMILIES[family].generate(3, 0) == some(family, 3)[0]


@each
def test_a_problem_survives_storing(family, level):
    for problem in some(family, level):
        assert Problem.from_row(problem.to_row()) == problem


@each_asked
def test_seeds_give_many_problems(family, level):
    functions = {maths.write_text(one.task.function) for one in drawn(family, level, 20)}
    assert len(functions) >= 13


UNTIDY = re.compile(
    r"\\cdot 1(?![\d.])|(?<![\d\w^{.])1 ?\\cdot|(?<![\d._])1[a-z](?![a-z])|\^\{1\}|\+ -|- -"
    r"|(?<![\\a-z])theta"
)
"""A factor 1, a power 1, two signs together, a Greek letter spelled out."""


def prompts(family: str, level: int, count: int) -> Iterator[str]:
    """What is asked, with its rows, before it is looked at whether it is a good question."""
    found = problems.FAMILIES[family]
    for seed in range(count):
        chance = random.Random(f"{family}:{level}:{seed}:0")
        if isinstance(found, problems.AskedFamily):
            yield found.draw(chance, level).prompt
        elif made := found.compose(chance, level):
            yield "\n".join((made.prompt, *(row.text for row in made.pairs)))


WRITTEN_BY_HAND = (
    *("descent_by_hand", "downhill_direction", "learning_rate_limit", "derivative"),
    *("tangent_line", "linear_approximation", "first_wrong_line", "order_steps"),
)


@pytest.mark.parametrize(
    "family",
    [
        *WRITTEN_BY_HAND,
        *(pytest.param(one, marks=pytest.mark.deep) for one in problems.FAMILIES),
    ],
)
def test_no_prompt_shows_what_a_textbook_would_not_write(family):
    levels = problems.FAMILIES[family].levels
    shown = [one for level in levels for one in prompts(family, level, 25)]
    assert len(shown) > 40
    assert [one for one in shown if UNTIDY.search(one)] == []


def test_what_is_untidy_is_seen():
    for text in (
        r"(x \cdot 1 + 3)",
        r"1 \cdot x",
        "1x^{2}",
        "x^{1}",
        "x + -3",
        "x - -3",
        "$theta = 2$",
    ):
        assert UNTIDY.search(text)
    for text in (r"11x", r"x_1 x", "x^{10}", r"2 \cdot 11", "0.1x", r"\theta = 2"):
        assert not UNTIDY.search(text)


@each_family
def test_seeds_give_many_questions(family):
    """Before it is looked at whether they are good ones."""
    found = problems.FAMILIES[family]
    chances = [random.Random(f"{family}:{seed}") for seed in range(12)]
    if isinstance(found, problems.AskedFamily):
        prompts = {found.draw(chance, 3).prompt for chance in chances}
    else:
        prompts = {made.asked for chance in chances if (made := found.compose(chance, 3))}
    assert len(prompts) >= 5


@pytest.mark.deep
@pytest.mark.parametrize(("family", "level"), EVERY)
def test_many_seeds_make_a_problem_whose_key_is_right_and_whose_mistakes_are_not(family, level):
    for seed in range(1_000, 1_015):
        problem = problems.generate(family, level, seed)
        assert problems.judge(problem, right_entry(problem)).verdict == "correct"
        for rule, answer in problem.mistakes:
            verdict = problems.judge(problem, entry_of(problem, answer)).verdict
            assert verdict != "correct", (seed, rule, problem.prompt)


@pytest.mark.deep
@pytest.mark.parametrize(
    ("family", "level"), [case for case in EVERY if case[0] in {name for name, _ in ASKED}]
)
def test_the_usual_difficulty_of_a_level_is_what_its_problems_have(family, level):
    least = problems.FAMILIES[family].least_combining.get(level, 0)
    extra = problems.FAMILIES[family].extra.get(level, 0.0)
    found = [
        difficulty_of(one.task, solution, extra + one.extra)
        for one, solution in solved(family, level, 30)
        if is_worth_asking(one.task, solution.key) and combining(solution) >= least
    ]
    usual = problems.FAMILIES[family].difficulties[level]
    assert statistics.mean(found) == pytest.approx(usual, abs=0.35)


@pytest.mark.parametrize(
    ("family", "level"),
    [("logistic_gradient", 1), ("logistic_gradient", 2), ("descent_iterations", 1)],
)
def test_no_way_of_asking_stands_a_level_away_from_the_others(family, level):
    """A loss with its logarithm worked out, and a square that is shifted."""
    extra = problems.FAMILIES[family].extra[level]
    found = [
        difficulty_of(one.task, solution, extra + one.extra)
        for one, solution in solved(family, level, 16)
    ]
    assert max(found) - min(found) < 0.6


@pytest.mark.parametrize(
    ("family", "level", "odd"),
    [
        ("logistic_gradient", 1, r" 2 times"),
        ("logistic_gradient", 3, r"weights cost"),
        ("regularised_gradient", 1, r"data.* are \$\([^$]*\)\$\. "),
        ("regularised_gradient", 3, r"frac\{(\d)w\^\{2\}\}\{\1\}|frac\{[246]w\^\{2\}\}\{2\}"),
        ("parametric_derivative", 1, r"t\^\{3\}"),
    ],
)
def test_prompts_say_what_a_person_would(family, level, odd):
    for one in drawn(family, level, 40):
        assert not re.search(odd, one.prompt), one.prompt


@each
def test_a_key_has_a_bearable_length(family, level):
    longest = 120 if level <= 3 else 240
    assert all(len(problem.key) <= longest for problem in some(family, level))


@each
def test_everything_that_is_shown_is_there(family, level):
    for problem in some(family, level):
        assert len(problem.hints) == 3
        assert problem.steps
        assert problem.skills
        assert problem.prompt.count("$") % 2 == 0


BARE = re.compile(r"Use (the )?[a-z -]+(rule|differentiation)\\.")


@each
def test_every_hint_adds_something(family, level):
    """No sentence comes twice, and the first says more than the name of a rule, which may be the
    reason why the question was chosen.
    """
    for problem in some(family, level):
        sentences = [one for hint in problem.hints for one in re.split(r"(?<=[.]) ", hint)]
        assert len(sentences) == len(set(sentences))
        assert not BARE.fullmatch(problem.hints[0])


def test_a_gradient_says_which_component_a_step_belongs_to():
    problem = next(one for one in some("gradient", 5) if one.layout == "single")
    headings = [line.latex for line in problem.steps if line.rule == "component"]
    partials = [
        rf"\frac{{\partial {problem.task.name}}}{{\partial {name}}}" for name in problem.variables
    ]
    assert headings == [*partials, rf"\nabla {problem.task.name}"]


def test_labelled_fields_rule_a_scalar_out():
    rules = {rule for seed in (0, 1) for rule, _ in problems.generate("gradient", 1, seed).mistakes}
    assert "components-added" not in rules


@pytest.mark.parametrize(
    ("function", "variables"),
    [("x^2 + y", "xy"), ("3*x + 2*y", "xy"), ("x^2", "xy"), ("e^x", "x"), ("4*x", "x")],
)
def test_what_is_degenerate_is_not_worth_asking(function, variables):
    """A component 1 beside 2x is fine; two constants, a missing variable, f itself are not."""
    names = tuple(variables)
    tree = maths.read(function, maths.Notation(variables=names)).expression
    task = maths.Task("gradient" if len(names) > 1 else "derivative", tree, names, names)
    assert is_worth_asking(task, maths.solve(task).key) == (function == "x^2 + y")


def step_from(x: str) -> tuple[maths.Task, maths.Solution]:
    """A step of descent on y ln(x) + 7x, which is defined where x > 0."""
    function, *at = (
        maths.read(text, maths.Notation(variables=("x", "y"))).expression
        for text in ("y*ln(x) + 7x", x, "1")
    )
    names = ("x", "y")
    point = tuple(zip(names, at, strict=True))
    task = maths.Task("descent_step", function, names, names, at=point, rate=ONE)
    return task, maths.solve(task)


def test_a_step_of_descent_does_not_leave_where_the_function_is_defined():
    outside, inside = step_from("1"), step_from("8")
    assert not is_worth_asking(outside[0], outside[1].key)
    assert is_worth_asking(inside[0], inside[1].key)


def test_a_mistake_without_a_value_is_not_expected():
    """A second step from here would need ln of a negative number."""
    task, solution = step_from("1")
    answers = [answer for _, answer in maths.predict_mistakes(task, solution=solution)]
    assert answers
    for answer in answers:
        assert all(np.isfinite(maths.floats(one, {})) for one in maths.components(answer))


def test_what_was_generated_once_stays():
    """Guards the reproducibility of stored seeds: a change here changes what a seed means."""
    recorded = {
        ("derivative", 1, 1): "3*x^2 - 6*sqrt(x)",
        ("derivative", 3, 8): "5*ln(z) + 3*cos(z)*ln(z) + 3*sin(z)/z + 2",
        ("derivative", 5, 3): "32*r^3*sin(sqrt(4*r^4 + 5))/sqrt(4*r^4 + 5)",
        ("partial_derivative", 2, 4): "-5*s^3/r^2",
        ("partial_derivative", 4, 1): "55*p/(q + 7*p)^2 + 5",
        ("gradient", 1, 2): "(3*x^2*y^2, 2*x^3*y + 9)",
        ("gradient", 5, 7): "(58*w + 14*b - 28, 14*w + 4*b - 2)",
        ("hessian", 3, 20031): "[[8*q^2, 4*(4*p*q + 3)], [4*(4*p*q + 3), 8*p^2]]",
        ("linear_approximation", 2, 20021): "-121/40",
    }
    assert {case: problems.generate(*case).key for case in recorded} == recorded


@pytest.mark.parametrize(
    ("family", "level", "seed", "field"),
    [
        ("integral", 1, 1, "family"),
        ("derivative", 0, 1, "level"),
        ("derivative", 6, 1, "level"),
        ("derivative", 1, -1, "seed"),
        ("derivative", 1, 2**63, "seed"),
    ],
)
def test_what_does_not_exist_is_named(family, level, seed, field):
    with pytest.raises(ProblemError) as caught:
        problems.generate(family, level, seed)
    assert caught.value.field == field


def test_levels_grow_harder():
    for family in problems.FAMILIES.values():
        difficulties = list(family.difficulties.values())
        assert difficulties == sorted(difficulties)


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_descent_moves_in_every_step_and_never_runs_away(level: int) -> None:
    for seed in range(12):
        task = problems.generate("descent_iterations", level, seed).task
        assert task is not None
        (_, start), rate = task.at[0], task.rate
        assert rate is not None
        x = sympy.Symbol("x", real=True)
        function = maths.to_sympy(task.function)
        places = [maths.to_sympy(start)]
        for _ in range(task.steps):
            slope = sympy.diff(function, x).subs(x, places[-1])
            places.append(places[-1] - maths.to_sympy(rate) * slope)
        assert len(set(places)) == len(places)
        assert function.subs(x, places[-1]) < function.subs(x, places[0])


@pytest.mark.parametrize(
    ("text", "start", "rate"),
    [("4x^2", -4, "1/2"), ("x^2+2x-1", -1, "1/10"), ("x^2", 3, "1/2")],
    ids=["runs away", "starts at the minimum", "stands in the minimum"],
)
def test_steps_that_do_not_descend_are_not_asked_for(text: str, start: int, rate: str) -> None:
    assert not descends(text, start, Fraction(rate), steps=2)
    assert descends("x^2", start, Fraction(1, 10), steps=2)


@pytest.mark.parametrize("family", ["monotonic_intervals", "second_derivative_test"])
def test_every_wrong_option_is_explained_by_a_mal_rule(family: str) -> None:
    for level in problems.FAMILIES[family].levels:
        for seed in range(8):
            wrong = [o for o in problems.generate(family, level, seed).options if not o.correct]
            assert all(one.mistake in maths.CATALOGUE for one in wrong)
