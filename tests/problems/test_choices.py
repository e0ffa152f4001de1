"""What is asked as a choice: the key among wrong answers that mal-rules give."""

import math
import re
from itertools import combinations, product

import pytest

from benchmarks import guessing
from questions import maths, problems
from questions.problems import Problem, ProblemError
from questions.problems.distractors import Place, is_mirrored, picked

SEEDS = range(4)
KINDS = {
    "expression": ("derivative", 3),
    "number": ("derivative_at_point", 3),
    "vector": ("gradient", 3),
    "matrix": ("jacobian", 2),
    "point": ("descent_by_hand", 2),
}
EVERY = [
    (family.name, level)
    for family in problems.FAMILIES.values()
    for level in problems.choice_levels(family)
]
EACH = EVERY[::4]
"""A quarter of them, of every level; the long tests look at all."""
CHANCE = 1 / 4
PLACES = list(product(range(4), range(4), range(1)))


def choice(family: str, level: int, seed: int = 1) -> Problem:
    return problems.generate(family, level, seed, problems.CHOICE)


def answers(problem: Problem) -> list[maths.Expression]:
    wrong = dict(problem.mistakes)
    return [
        problem.key_expression() if one.correct else wrong[one.mistake or ""]
        for one in problem.options
    ]


@pytest.mark.parametrize(("family", "level"), EACH)
def test_a_choice_has_one_key_and_three_mistakes_that_say_what_went_wrong(family, level):
    has_one_key_and_three_mistakes(family, level)


@pytest.mark.deep
@pytest.mark.parametrize(("family", "level"), EVERY)
def test_at_every_level_too(family, level):
    has_one_key_and_three_mistakes(family, level)


def has_one_key_and_three_mistakes(family: str, level: int) -> None:
    problem = choice(family, level)
    wrong = [one for one in problem.options if not one.correct]
    assert (problem.kind, len(problem.options), len(wrong)) == ("choice", 4, 3)
    assert len({one.mistake for one in wrong}) == 3
    assert {one.feedback for one in wrong} == {
        maths.CATALOGUE[one.mistake].sentence for one in wrong if one.mistake
    }
    assert problem.exposes() == {one.mistake for one in wrong}
    assert Problem.from_row(problem.to_row()) == problem
    assert "Write" not in problem.prompt


@pytest.mark.parametrize(("family", "level"), KINDS.values(), ids=KINDS)
def test_no_two_options_are_equal_and_all_are_of_the_shape_of_the_key(family, level):
    for seed in SEEDS:
        problem = choice(family, level, seed)
        trees = answers(problem)
        assert len({maths.shape(one) for one in trees}) == 1
        found = [
            maths.compare(one, other, variables=problem.variables, domain=problem.domain).kind
            for one, other in combinations(trees, 2)
        ]
        assert set(found) == {"different"}


@pytest.mark.parametrize(("family", "level"), KINDS.values(), ids=KINDS)
def test_choosing_a_mistake_names_what_typing_it_names(family, level):
    problem = choice(family, level)
    typed = next(
        one
        for one in problems.FAMILIES[family].good_draws(level, 1)
        if one.prompt.startswith(problem.prompt) and one.key == problem.key
    )
    for option in problem.options:
        judged = problems.judge(problem, [option.id])
        assert judged.verdict == ("correct" if option.correct else "incorrect")
        if not option.correct:
            answer = dict(problem.mistakes)[option.mistake]
            parts = maths.components(answer) if typed.layout == "components" else (answer,)
            named = problems.judge(typed, [maths.write_text(one) for one in parts]).mistakes
            told = [{**one} for one in judged.mistakes]
            assert {one.pop("option") for one in told} == {option.id}
            assert told == named
            assert any(option.mistake in one["rules"] for one in told)


def test_the_same_seed_gives_the_same_options_in_the_same_order():
    first, again = (choice("gradient", 2, 5).options for _ in range(2))
    problems.generate.cache_clear()
    assert first == again == choice("gradient", 2, 5).options


def test_numbers_stand_in_the_order_of_their_size():
    for seed in SEEDS:
        sizes = [float(maths.floats(one, {})) for one in answers(choice(*KINDS["number"], seed))]
        assert sizes == sorted(sizes)


def test_the_key_stands_where_it_was_drawn_to_stand():
    """By length, wherever wrong answers of such lengths are found."""
    problem = problems.generate("derivative", 3, 1)
    key = len(maths.write_latex(problem.key_expression()))
    stood = set()
    for place in range(4):
        found = picked(problem, Place(length=place, likeness=1, size=0))
        assert found is not None
        others = [len(maths.write_latex(one)) for _, one in found.mistakes]
        shorter = sum(one < key for one in others)
        if not found.missed:
            assert shorter <= place <= shorter + others.count(key)
            stood.add(place)
    assert len(stood) >= 2


def test_what_has_too_few_mistakes_is_not_offered_as_a_choice():
    few = problems.generate("critical_points", 3, 1)
    assert picked(few, Place(0, 0, 0)) is None
    with pytest.raises(ProblemError, match="not asked as a choice at level 3") as raised:
        choice("critical_points", 3)
    assert raised.value.field == "asked"


@pytest.mark.parametrize(
    "family", ["reverse_mode", "forward_mode", "monotonic_intervals", "order_steps"]
)
def test_graphs_and_what_has_options_already_are_not_offered(family):
    assert problems.choice_levels(problems.FAMILIES[family]) == ()


def test_content_says_that_it_is_asked_as_a_choice():
    content = {"version": 1, "source": "family", "family": "gradient", "level": 2}
    asked = content | {"asked": "choice"}
    assert problems.kind_of(asked) == problems.build(asked, 3).kind == "choice"
    assert problems.kind_of(content) == "vector"
    assert problems.is_given(asked)
    assert not problems.is_given(content)
    with pytest.raises(ProblemError, match="should be one of choice"):
        problems.build(content | {"asked": "aloud"}, 3)


def test_a_choice_is_a_little_easier_than_writing_the_answer():
    content = {"version": 1, "source": "family", "family": "gradient", "level": 2}
    asked = content | {"asked": "choice"}
    assert problems.prior_difficulty(asked) == pytest.approx(
        problems.prior_difficulty(content) - 0.3
    )


def test_only_the_mistakes_with_an_option_can_show():
    problem = choice("derivative", 3)
    typed = {rule for rule, _ in problems.generate("derivative", 3, 1).mistakes}
    others = typed - problem.exposes()
    assert all(problems.can_show(rule, problem) for rule in problem.exposes())
    assert others
    assert not any(problems.can_show(rule, problem) for rule in others)


def most_by_chance(of: int, deviations: float) -> float:
    """The share that a rule which knows nothing of the key stays below, as it is right in a quarter
    of the choices, so many standard deviations away.
    """
    return CHANCE + deviations * math.sqrt(CHANCE * (1 - CHANCE) / of)


@pytest.mark.deep
def test_the_form_of_the_options_gives_the_key_away_no_more_often_than_chance():
    """Three deviations over all families; of one family more, as some 400 shares are looked at."""
    found = guessing.measure(range(7))
    assert found["alike"] == found["not found"] == 0
    for name, rule in found["rules"].items():
        assert rule["share"] < most_by_chance(rule["of"], 3), (name, rule)
        assert rule["worst"]["share"] < most_by_chance(rule["worst"]["of"], 3.7), (name, rule)


def test_the_mirror_image_of_the_key_stands_beside_it_only_where_that_was_drawn():
    problem = next(
        one
        for seed in range(9)
        for one in [problems.generate("gradient", 1, seed)]
        if any(is_mirrored(one.key_expression(), wrong) for _, wrong in one.mistakes)
    )
    stood = {}
    for allowed in (False, True):
        found = [picked(problem, Place(*one, is_mirrored=allowed)) for one in PLACES]
        stood[allowed] = any(
            is_mirrored(problem.key_expression(), wrong)
            for some in found
            if some is not None
            for _, wrong in some.mistakes
        )
    assert stood == {False: False, True: True}


def test_no_option_has_a_numerator_or_denominator_that_nobody_would_write():
    for case in (("descent_iterations", 5), ("descent_by_hand", 5), ("finite_difference", 5)):
        for seed in SEEDS:
            problem = choice(*case, seed)
            key, *others = sorted(problem.options, key=lambda one: not one.correct)
            most = max(map(int, re.findall(r"\d+", key.text)), default=0)
            for one in others:
                numbers = [int(found) for found in re.findall(r"\d+", one.text)]
                assert max(numbers, default=0) <= 10 * max(most, 10), one.text
