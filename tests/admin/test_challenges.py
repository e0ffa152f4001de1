"""Challenges in the admin: to read, to filter and to search."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from questions.models import Challenge, Response
from questions.services import attempts, challenges
from tests import factories, teaching

pytestmark = pytest.mark.django_db
LIST = reverse("admin:questions_challenge_changelist")


def challenged(teacher, title, name, reason="It is right."):
    student = factories.StudentFactory(name=name)
    version = factories.expression_version(question__title=title)
    given = teaching.assignment(teacher, student, versions=[version])
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=["x"], sequence=1)
    attempts.submit(attempt=attempt)
    response = Response.objects.get(item_session__attempt=attempt)
    return challenges.make(response=response, student=student, reason=reason)


def found(client, **asked):
    return set(client.get(LIST, asked).context["cl"].result_list)


def test_challenges_are_read_filtered_and_searched_and_not_changed(as_admin, teacher):
    slope = challenged(teacher, "The slope", "Mia Search", "x" * 400)
    limit = challenged(teacher, "The limit", "Noah Search")
    challenges.keep(challenge=limit, by=teacher, reply="A factor is lost.", seen="incorrect")
    assert found(as_admin) == {slope, limit}
    assert found(as_admin, state="waiting") == {slope}
    assert found(as_admin, q="mia") == {slope}
    assert found(as_admin, q="limit noah") == {limit}
    assert found(as_admin, q="slope noah") == set()
    assert "x" * 100 not in as_admin.get(LIST).content.decode()
    page = reverse("admin:questions_challenge_change", args=[limit.pk])
    shown = as_admin.get(page).content.decode()
    for told in ("Noah Search", "Calculus", "The limit", "A factor is lost.", "Tara Teacher"):
        assert told in shown
    assert as_admin.post(page, {"state": "waiting"}).status_code == 403
    assert as_admin.get(reverse("admin:questions_challenge_add")).status_code == 403
    assert Challenge.objects.waiting().get() == slope


def test_the_list_makes_the_same_queries_for_1_and_10_rows(as_admin, teacher):
    counts = []
    for more in (1, 9):
        for number in range(more):
            challenged(teacher, f"Question {number}", f"Student {number}")
        with CaptureQueriesContext(connection) as queries:
            as_admin.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]
