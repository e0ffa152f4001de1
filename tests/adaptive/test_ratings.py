import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.adaptive import Answer, Estimate, Knowledge, Reading, chance, chance_at_least, prior

estimates = st.builds(Estimate, st.floats(-4, 4), st.floats(0.05, 2))


def learnt(right: bool, difficulty: float = 0.0, **state: float) -> Knowledge:
    knowledge = Knowledge(**state)
    knowledge.learn(Answer("item", ("a",), right), Reading(difficulty, 0.5, 0.0, 0.0))
    return knowledge


def believed(outcomes: list[bool]) -> tuple[Estimate, Estimate]:
    knowledge = Knowledge()
    for right in outcomes:
        knowledge.learn(Answer("item", ("a",), right), Reading(0.0, 0.5, 0.0, 0.0))
    skill = knowledge.skills["a"]
    return Estimate(knowledge.mean, knowledge.variance), Estimate(skill.mean, skill.variance)


def test_an_unknown_student_has_even_odds_on_a_middling_item():
    assert chance(*prior()) == pytest.approx(0.5)


@given(st.floats(-4, 4), st.floats(0.05, 2), st.floats(-4, 4))
def test_a_right_answer_raises_and_a_wrong_one_lowers(mean, variance, difficulty):
    better = learnt(True, difficulty, mean=mean, variance=variance)
    worse = learnt(False, difficulty, mean=mean, variance=variance)
    assert worse.mean < mean < better.mean


@given(st.floats(-4, 4), st.floats(0.05, 2))
def test_a_surprising_answer_moves_more(mean, variance):
    easy = learnt(True, -3, mean=mean, variance=variance)
    hard = learnt(True, 3, mean=mean, variance=variance)
    assert hard.mean - mean > easy.mean - mean


def test_many_answers_find_the_ability():
    found = believed([number % 10 != 0 for number in range(300)])
    assert chance(*found) == pytest.approx(0.88, abs=0.06)


def test_certainty_grows_with_answers():
    found = believed([number % 2 == 0 for number in range(20)])
    assert chance_at_least(*prior()) < chance_at_least(*found) < chance(*found)


def test_a_typical_item_may_be_easy():
    assert chance(*prior(), -1.5) > chance(*prior()) > chance(*prior(), 1.5)
    assert chance_at_least(*prior(), -1.5) > chance_at_least(*prior())
