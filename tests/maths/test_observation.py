"""What two values at one point say: nothing is taken for agreement that is only not known."""

import pytest
from flint import arb, fmpq

from questions.maths.evaluation import Absence, Value
from questions.maths.observation import Sight, agrees, sight_of


def ball(middle: int, bits: int) -> Value:
    return arb(middle, arb(2) ** -bits)


def test_two_balls_around_0_agree_only_if_both_are_tiny() -> None:
    assert not agrees(ball(0, 30), ball(0, 30), 20)
    assert not agrees(ball(0, 300), ball(0, 30), 20)
    assert agrees(ball(0, 300), ball(0, 300), 150)


def test_values_agree_to_as_many_bits_as_are_known() -> None:
    one, other = ball(8, 50), ball(8, 60)
    assert agrees(one, other, 40)
    assert not agrees(one, other, 60)
    assert agrees(fmpq(1, 3), fmpq(1, 3), 10**6)
    assert not agrees(fmpq(1, 3), fmpq(10**40 + 1, 3 * 10**40), 40)


@pytest.mark.parametrize(
    ("key", "answer", "sight"),
    [
        (fmpq(1), Absence.UNDEFINED, Sight.KEY_ONLY),
        (Absence.UNDEFINED, fmpq(1), Sight.ANSWER_ONLY),
        (Absence.UNDEFINED, Absence.UNDEFINED, Sight.NEITHER),
        (Absence.UNDEFINED, Absence.UNKNOWN, None),
        (fmpq(1), Absence.HUGE, None),
        (fmpq(1), fmpq(2), Sight.APART),
        (fmpq(1), fmpq(1), Sight.AGREE),
        (ball(1, 20), ball(1, 20), None),
    ],
)
def test_what_is_seen_of_two_values(key: Value, answer: Value, sight: Sight | None) -> None:
    assert sight_of(key, answer, 40) is sight
