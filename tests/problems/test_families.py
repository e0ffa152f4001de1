import pytest

from questions import maths, problems
from questions.problems import Problem, ProblemError

CASES = [(name, level) for name, family in problems.FAMILIES.items() for level in family.levels]
each = pytest.mark.parametrize(("family", "level"), CASES)


def some(family: str, level: int) -> list[Problem]:
    return [problems.generate(family, level, seed) for seed in range(4)]


@each
def test_a_generated_problem_accepts_its_own_key(family, level):
    for problem in some(family, level):
        parts = maths.components(problem.key_expression())
        entry = [problem.key] if problem.layout == "single" else [*map(maths.write_text, parts)]
        assert problems.judge(problem, entry).verdict == "correct"


@each
def test_a_generated_problem_refuses_each_of_its_mistakes(family, level):
    for problem in some(family, level):
        key = problem.key_expression()
        for rule, answer in problem.mistakes:
            comparison = maths.compare(key, answer, variables=problem.variables)
            assert comparison.kind not in {"equal", "agrees"}, (rule, problem.prompt)


@each
def test_a_mistake_is_diagnosed_as_its_mal_rule(family, level):
    problem = problems.generate(family, level, 1)
    for rule, answer in problem.mistakes[:4]:
        explanations = maths.diagnose(problem.task, answer).explanations
        assert any(rule in one.mal_rules for one in explanations), (rule, problem.prompt)


@each
def test_a_problem_exposes_at_least_two_mistakes(family, level):
    assert all(len({rule for rule, _ in one.mistakes}) >= 2 for one in some(family, level))


@each
def test_the_same_seed_gives_the_same_problem(family, level):
    assert problems.generate(family, level, 5) == problems.generate(family, level, 5)


@each
def test_a_problem_survives_storing(family, level):
    for problem in some(family, level):
        assert Problem.from_row(problem.to_row()) == problem


@each
def test_seeds_give_many_problems(family, level):
    prompts = {problems.generate(family, level, seed).prompt for seed in range(12)}
    assert len(prompts) >= 11


def test_what_was_generated_once_stays():
    """Guards the reproducibility of stored seeds: a change here changes what a seed means."""
    keys = {
        case: problems.generate(*case).key
        for case in [("derivative", 3, 8), ("partial_derivative", 2, 4), ("gradient", 1, 2)]
    }
    assert keys == {
        ("derivative", 3, 8): "5*ln(z) + 3*cos(z)*ln(z) + 2 + 3*sin(z)/z",
        ("partial_derivative", 2, 4): "-5*s^3/r^2",
        ("gradient", 1, 2): "(3*x^2*y^2, 2*x^3*y + 9)",
    }


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
