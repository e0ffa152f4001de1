"""What the tables hold of challenges, whatever calls them."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from questions.models import Attempt, Challenge
from questions.services import attempts
from tests import teaching
from tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


def challenge(response, **values):
    return Challenge.objects.create(
        response=response, reason="It is right.", verdict="incorrect", score_numerator=0, **values
    )


@pytest.mark.parametrize(
    "values",
    [
        {"state": "kept"},
        {"state": "waiting", "closed_at": timezone.now()},
        {"state": "perhaps", "closed_at": timezone.now()},
        {"score_denominator": 0},
    ],
)
def test_a_challenge_waits_or_is_closed_at_a_moment(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        challenge(ResponseFactory(), **values)


def test_one_challenge_of_an_answer_waits_and_any_number_is_closed():
    response = ResponseFactory()
    for _ in range(2):
        challenge(response, state="taken back", closed_at=timezone.now())
    challenge(response)
    with pytest.raises(IntegrityError), transaction.atomic():
        challenge(response)
    assert Challenge.objects.waiting().count() == 1
    response.is_superseded = True
    response.save()
    assert not Challenge.objects.waiting().exists()


@pytest.mark.parametrize("feedback", ["submitted", "closed"])
def test_results_are_released_from_the_moment_that_an_attempt_names(feedback, teacher, student):
    given = teaching.assignment(teacher, student, feedback=feedback)
    attempt = attempts.start(assignment=given, student=student)
    assert attempt.released_at is None
    attempt = Attempt.objects.get(pk=attempts.submit(attempt=attempt).pk)
    moment = attempt.released_at
    assert moment == (attempt.submitted_at if feedback == "submitted" else given.closes_at)
    assert attempt.is_released(moment)
    assert attempt.is_released(moment - datetime.timedelta(seconds=1)) == (feedback == "submitted")
