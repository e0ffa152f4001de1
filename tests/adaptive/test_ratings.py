import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.adaptive import Estimate, chance, chance_at_least, prior, update

estimates = st.builds(Estimate, st.floats(-4, 4), st.floats(0.05, 2))


def test_an_unknown_student_has_even_odds_on_a_middling_item():
    assert chance(*prior()) == pytest.approx(0.5)


@given(estimates, estimates, st.floats(-4, 4))
def test_a_right_answer_raises_and_a_wrong_one_lowers(student, skill, difficulty):
    better, _ = update(student, skill, difficulty=difficulty, right=True)
    worse, _ = update(student, skill, difficulty=difficulty, right=False)
    assert worse.mean < student.mean < better.mean


@given(estimates, estimates)
def test_a_surprising_answer_moves_more(student, skill):
    easy, _ = update(student, skill, difficulty=-3, right=True)
    hard, _ = update(student, skill, difficulty=3, right=True)
    assert hard.mean - student.mean > easy.mean - student.mean


def test_many_answers_find_the_ability():
    student, skill = prior()
    for number in range(300):
        student, skill = update(student, skill, difficulty=0.0, right=number % 10 != 0)
    assert chance(student, skill) == pytest.approx(0.88, abs=0.06)


def test_certainty_grows_with_answers():
    student, skill = prior()
    before = chance_at_least(student, skill)
    for number in range(20):
        student, skill = update(student, skill, difficulty=0.0, right=number % 2 == 0)
    assert before < chance_at_least(student, skill) < chance(student, skill)


def test_a_typical_item_may_be_easy():
    assert chance(*prior(), -1.5) > chance(*prior()) > chance(*prior(), 1.5)
    assert chance_at_least(*prior(), -1.5) > chance_at_least(*prior())
