"""A class with a quiz, through the services that the pages call."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from questions.models import Response
from questions.services import attempts, banks, classrooms, quizzes, regrading
from tests import factories

HOUR = datetime.timedelta(hours=1)


def classroom(teacher, *students, name="Calculus"):
    room = classrooms.create(teacher=teacher, name=name)
    for student in students:
        classrooms.join(student=student, code=room.join_code)
    return room


def quiz(teacher, *versions, title="Week 1"):
    """The given versions in order; a choice and an expression where none is given."""
    made = quizzes.create(owner=teacher, title=title)
    for version in versions or (factories.VersionFactory(), factories.expression_version()):
        quizzes.add_slot(quiz=made, question=version.question, points=2)
    return made


def give(made, room, *, opens_in=-HOUR, closes_in=HOUR, **rules):
    now = timezone.now()
    return quizzes.assign(
        quiz=made, to=room, opens_at=now + opens_in, closes_at=now + closes_in, **rules
    )


def assignment(teacher, *students, versions=(), **rules):
    return give(quiz(teacher, *versions), classroom(teacher, *students), **rules)


def answered(given, student, *, right):
    """The student's handed-in attempt at an assignment, every question right or every one wrong."""
    attempt = attempts.start(assignment=given, student=student)
    attempts.submit(attempt=attempt)
    verdict = Response.Verdict.CORRECT if right else Response.Verdict.INCORRECT
    for session in attempt.item_sessions.all():
        session.responses.all().delete()
        factories.ResponseFactory(item_session=session, verdict=verdict)
    return attempt


def written_late(teacher, student):
    """A question answered in time and, with another answer, after the end; handed in."""
    given = assignment(teacher, student, minutes=30)
    attempt = attempts.start(assignment=given, student=student)
    session = attempt.item_sessions.get(position=1)
    attempts.save(item_session=session, entry=["b"], sequence=1)
    with pytest.raises(ValidationError):
        attempts.save(item_session=session, entry=["c"], sequence=2, at=attempt.deadline)
    attempts.submit(attempt=attempt, at=attempt.deadline)
    return session


def regraded(version, by, *, may_lower, **content):
    """The regrade of the version's question with a content that was corrected, applied."""
    corrected = {**version.content, **content}
    draft = banks.save_draft(question=version.question, content=corrected, by=by)
    assert banks.make_ready(version=draft, by=by, render=lambda _: None) == []
    regrade = regrading.begin(question=version.question, by=by)
    regrading.work(regrade)
    regrading.confirm(regrade=regrade, by=by, reason="The key was wrong.", may_lower=may_lower)
    regrading.work(regrade)
    return regrade


def queries(client, path):
    """How many queries the page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
