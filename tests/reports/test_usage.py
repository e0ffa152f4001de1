"""Where a question is used."""

import datetime

import pytest

from questions.models import Attempt, User
from questions.reports import usage
from questions.services import classrooms, quizzes
from tests.factories import (
    ItemSessionFactory,
    MalRuleFactory,
    ResponseFactory,
    StudentFactory,
    VersionFactory,
    authored_version,
    expression_version,
)

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
WEEK = datetime.timedelta(days=7)


def test_a_fresh_question_is_used_nowhere() -> None:
    question = VersionFactory().question
    options = [("$2x$", True, 0), ("$x$", False, 0), ("$2$", False, 0)]
    assert usage.usage(question, at=NOW) == usage.Usage(
        0, [], 0, 0, 0, 0, [], options, question=question.pk
    )


def test_quizzes_open_assignments_and_answers_are_counted(
    teacher: User, django_assert_num_queries: object
) -> None:
    version = expression_version()
    room = classrooms.create(teacher=teacher, name="Room", at=NOW - 3 * WEEK)
    for start in (NOW - 2 * WEEK, NOW - WEEK / 2):
        quiz = quizzes.create(owner=teacher, title="Quiz", at=start)
        quizzes.add_slot(quiz=quiz, question=version.question, points=1)
        quizzes.assign(quiz=quiz, to=room, opens_at=start, closes_at=start + WEEK, at=start)
    for _ in range(2):
        ResponseFactory(item_session=ItemSessionFactory(version=version))
    wrong = [{"rules": ["exponent-not-brought-down"]}]
    for verdict in ("incorrect", "unreadable"):
        session = ItemSessionFactory(version=version)
        ResponseFactory(item_session=session, verdict=verdict, mistakes=wrong)
    ResponseFactory()
    MalRuleFactory(code="exponent-not-brought-down", name="Exponent not brought down")
    with django_assert_num_queries(10):
        found = usage.usage(version.question, at=NOW)
    assert (found.quizzes, found.open_assignments, found.titles) == (2, 1, ["Quiz", "Quiz"])
    assert (found.responses, found.looked_at, found.facility) == (4, 3, 67)
    assert found.mistakes == [("Exponent not brought down", 1)]


def test_answers_to_versions_that_are_not_asked_any_more_are_told_apart(teacher: User) -> None:
    old = expression_version(state="retired")
    new = expression_version(question=old.question, number=2)
    room = classrooms.create(teacher=teacher, name="Room", at=NOW - 3 * WEEK)
    for start in (NOW - 2 * WEEK, NOW - WEEK / 2, NOW - WEEK / 4):
        quiz = quizzes.create(owner=teacher, title="Quiz", at=start)
        quizzes.add_slot(quiz=quiz, question=old.question, points=1)
        given = quizzes.assign(quiz=quiz, to=room, opens_at=start, closes_at=start + WEEK, at=start)
        attempt = Attempt.objects.create(
            assignment=given,
            student=StudentFactory(),
            number=1,
            started_at=start,
            deadline=given.closes_at,
        )
        ResponseFactory(item_session=ItemSessionFactory(version=old, attempt=attempt))
    ResponseFactory(item_session=ItemSessionFactory(version=old))
    ResponseFactory(item_session=ItemSessionFactory(version=new))
    found = usage.usage(old.question, at=NOW)
    assert (found.responses, found.earlier) == (5, 4)
    assert usage.outlived(old.question, at=NOW) == usage.Outlived(4, 2, 2)


def test_what_was_chosen_is_counted_option_by_option() -> None:
    options = [{"id": one, "text": one.upper(), "correct": one == "b"} for one in "abc"]
    version = authored_version("several choices", options=options)
    for raw in (["a"], ["a", "b"], ["gone"]):
        ResponseFactory(
            item_session=ItemSessionFactory(version=version), raw=raw, verdict="incorrect"
        )
    found = usage.usage(version.question, at=NOW).options
    assert found == [("A", False, 2), ("B", True, 1), ("C", False, 0)]
