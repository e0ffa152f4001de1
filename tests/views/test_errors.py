"""What is shown where a page is not there, not allowed, or broken: a sentence and a way home."""

import logging

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

from questions.models import Classroom
from tests import teaching

HOME = 'href="/"'
STYLED = "gradquiz.css"


def shown(reply):
    page = reply.content.decode()
    assert STYLED in page
    assert HOME in page
    return page


def test_an_address_that_leads_nowhere_says_so_and_leads_home(client, db):
    reply = client.get("/nowhere")
    assert reply.status_code == 404
    assert "This page is not here" in shown(reply)


def test_somebody_elses_page_looks_as_if_it_were_not_there(as_student, teacher):
    room = teaching.classroom(teacher)
    reply = as_student.get(reverse("classroom", args=[room.pk]))
    assert reply.status_code == 404
    assert room.name not in shown(reply)


def test_a_refusal_says_its_reason(rf: RequestFactory, student):
    request = rf.get("/")
    request.user = student
    reply = defaults.permission_denied(request, PermissionDenied("Only teachers make quizzes."))
    assert reply.status_code == 403
    assert "Only teachers make quizzes." in shown(reply)


def test_a_refusal_without_a_reason_says_something_still(rf: RequestFactory, student):
    request = rf.get("/")
    request.user = student
    assert "somebody else" in shown(defaults.permission_denied(request, PermissionDenied()))


def test_a_refusal_is_one_line_in_the_log_and_a_fault_keeps_its_traceback():
    logger, fault = logging.getLogger("django.request"), PermissionDenied()
    found = (PermissionDenied, fault, fault.__traceback__)
    for level, has_traceback in ((logging.WARNING, False), (logging.ERROR, True)):
        record = logger.makeRecord(logger.name, level, __file__, 1, "Forbidden", (), found)
        assert logger.filter(record)
        assert bool(record.exc_info) is has_traceback


def test_a_form_without_its_token_is_told_what_to_do(teacher):
    client = Client(enforce_csrf_checks=True)
    client.force_login(teacher)
    reply = client.post(reverse("classroom_new"), {"name": "Analysis"})
    assert reply.status_code == 403
    assert "Nothing was changed" in shown(reply)
    assert not Classroom.objects.exists()


def test_a_broken_page_asks_nothing_of_the_database(rf: RequestFactory):
    """This test may not use the database: a query would fail it."""
    reply = defaults.server_error(rf.get("/"))
    assert reply.status_code == 500
    assert "Something broke" in shown(reply)


def test_a_view_that_breaks_answers_with_the_page_for_it(client, db, monkeypatch):
    def breaks(*_args, **_more):
        raise RuntimeError("broken")

    monkeypatch.setattr("questions.views.home.render", breaks)
    client.raise_request_exception = False
    reply = client.get("/")
    assert reply.status_code == 500
    assert "Something broke" in shown(reply)


def test_the_inner_reason_of_a_missing_page_is_not_shown(rf: RequestFactory, student):
    request = rf.get("/")
    request.user = student
    assert "secret" not in shown(defaults.page_not_found(request, Http404("secret")))
