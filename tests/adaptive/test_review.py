import datetime

import pytest

from questions.adaptive import mastery, review

DAY = datetime.timedelta(days=1)
NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


def after(ratings: list[int]) -> review.Review:
    """Reviews on the days when they were due."""
    found, at = None, NOON
    for rating in ratings:
        found = review.reviewed(found, rating, at)
        at = found.due_at
    assert found is not None
    return found


def test_intervals_grow_with_success_and_shrink_with_failure():
    three, slipped = after([3, 3, 3]), after([3, 3, 1])
    assert three.due_at - three.reviewed_at > 20 * DAY
    assert DAY <= slipped.due_at - slipped.reviewed_at < 5 * DAY


def test_a_skill_is_due_when_recall_has_fallen_to_nine_in_ten():
    found = after([3, 3, 3])
    assert found.retrievability(found.due_at) == pytest.approx(0.9, abs=0.01)
    assert found.retrievability(found.reviewed_at) == pytest.approx(1.0)


def test_a_clock_that_goes_back_counts_as_no_time():
    found = after([3, 3])
    assert found.retrievability(found.reviewed_at - 9 * DAY) == pytest.approx(1.0)
    again = review.reviewed(found, 3, found.reviewed_at - 9 * DAY)
    assert again.reviewed_at == found.reviewed_at


def test_before_an_exam_no_interval_passes_half_the_days_left():
    at = NOON
    found = review.reviewed(after([3, 3, 3, 3]), 3, at + 400 * DAY, at + 410 * DAY)
    assert found.due_at - found.reviewed_at <= 5 * DAY


def test_an_exam_that_is_over_bounds_nothing():
    found = review.reviewed(None, 4, NOON, NOON - DAY)
    assert found.due_at - found.reviewed_at > 5 * DAY


@pytest.mark.parametrize(
    ("right", "was_helped", "seconds", "rating"),
    [
        (False, False, 5, 1),
        (True, True, 5, 2),
        (True, False, 200, 2),
        (True, False, 50, 3),
        (True, False, 10, 4),
    ],
)
def test_an_answer_is_rated_by_help_and_pace(right, was_helped, seconds, rating):
    usual = 3.9  # e^3.9 is about 49 seconds
    found = review.grade(right=right, was_helped=was_helped, seconds=seconds, pace=usual)
    assert found == rating


def test_without_a_known_pace_a_right_answer_is_good():
    assert review.grade(right=True, was_helped=False, seconds=1, pace=None) == 3


def test_mastery_needs_four_answers_and_a_bound():
    assert not mastery.is_gained(at_least=0.9, answers=3)
    assert not mastery.is_gained(at_least=0.79, answers=9)
    assert mastery.is_gained(at_least=0.80, answers=4)


@pytest.mark.parametrize(
    ("has_mastered", "is_troubled", "recall", "word"),
    [
        (False, False, 1.0, "learning"),
        (True, True, 1.0, "learning"),
        (True, False, 0.95, "mastered"),
        (True, False, 0.8, "fading"),
        (True, False, 0.3, "faded"),
    ],
)
def test_mastery_fades_with_recall_and_waits_for_mistakes(has_mastered, is_troubled, recall, word):
    found = mastery.standing(has_mastered=has_mastered, is_troubled=is_troubled, recall=recall)
    assert found == word
