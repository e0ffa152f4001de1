"""The pages of assignments: what one gave, and changing it afterwards."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from questions.models import Assignment
from questions.services import attempts
from tests import factories, teaching
from tests.teaching import HOUR


@pytest.fixture
def given(teacher, student):
    return teaching.assignment(teacher, student)


def address(name, given):
    return reverse(name, args=[given.pk])


def sent(given, **changes):
    local = timezone.localtime(given.closes_at)
    rules = {"closes_at": f"{local:%Y-%m-%dT%H:%M}", "minutes": "", "attempts_allowed": "1"}
    rules["is_sure"] = "true"
    return rules | changes


def test_a_teacher_sees_what_was_given_and_to_whom(as_teacher, given):
    page = as_teacher.get(reverse("assignments")).content.decode()
    assert address("results", given) in page
    assert "0 of 1" in page
    assert given.classroom.name in page


def test_a_teacher_who_also_learns_sees_both(as_teacher, teacher):
    theirs = teaching.assignment(factories.TeacherFactory(), teacher)
    page = as_teacher.get(reverse("assignments")).content.decode()
    assert "Given to you" in page
    assert reverse("attempt_start", args=[theirs.pk]) in page


def test_a_teacher_lands_on_the_classrooms_and_a_student_on_practice(client, teacher, student):
    for person, landing in ((teacher, "classrooms"), (student, "practice")):
        login = {"login": person.email, "password": factories.PASSWORD}
        reply = client.post(reverse("account_login"), login)
        assert reply["Location"] == reverse(landing)
        client.logout()


def test_a_second_attempt_that_lets_copy_is_warned_of_once(as_teacher, given):
    form = sent(given, attempts_allowed="2") | {"is_sure": ""}
    page = as_teacher.post(address("assignment_change", given), form)
    assert "so that they can be copied" in page.content.decode()
    form["is_sure"] = page.context["form"]["is_sure"].value()
    as_teacher.post(address("assignment_change", given), form)
    given.refresh_from_db()
    assert given.attempts_allowed == 2


def test_times_and_attempts_are_changed_and_confirmed(as_teacher, given, student):
    attempts.start(assignment=given, student=student)
    later = f"{timezone.localtime() + 5 * HOUR:%Y-%m-%dT%H:%M}"
    changes = sent(given, closes_at=later, minutes="30", attempts_allowed="3")
    page = as_teacher.post(address("assignment_change", given), changes, follow=True)
    assert "1 running attempt got a new end" in page.content.decode()
    given.refresh_from_db()
    assert (given.minutes, given.attempts_allowed) == (30, 3)
    assert f"{given.closes_at:%Y-%m-%dT%H:%M}" == later


def test_the_history_says_who_changed_it(as_teacher, given, teacher):
    as_teacher.post(address("assignment_change", given), sent(given, attempts_allowed="2"))
    assert given.history.latest().history_user == teacher


def test_an_admin_reads_who_changed_what(client, admin, given, teacher):
    client.force_login(teacher)
    client.post(address("assignment_change", given), sent(given, attempts_allowed="2"))
    client.force_login(admin)
    history = reverse("admin:questions_assignment_history", args=[given.pk])
    page = client.get(history).content.decode()
    assert teacher.name in page
    assert "Attempts allowed" in page


def test_a_time_whose_minute_stays_keeps_its_seconds(as_teacher, given):
    as_teacher.post(address("assignment_change", given), sent(given, attempts_allowed="2"))
    before = (given.opens_at, given.closes_at)
    given.refresh_from_db()
    assert (given.opens_at, given.closes_at) == before
    assert given.attempts_allowed == 2


def test_a_closing_in_the_past_is_refused_and_points_at_the_button(as_teacher, given):
    past = f"{timezone.localtime() - datetime.timedelta(minutes=9):%Y-%m-%dT%H:%M}"
    page = as_teacher.post(address("assignment_change", given), sent(given, closes_at=past))
    assert "use “Close now”" in page.content.decode()
    assert address("assignment_close", given) in page.content.decode()


def test_closing_now_asks_first_and_hands_in(as_teacher, given, student):
    attempt = attempts.start(assignment=given, student=student)
    asked = as_teacher.get(address("assignment_close", given)).content.decode()
    assert "1 student is at work" in asked
    assert Assignment.objects.get().is_open(timezone.now())
    page = as_teacher.post(address("assignment_close", given), follow=True)
    assert "Closed." in page.content.decode()
    attempt.refresh_from_db()
    assert not attempt.is_running


def test_nobody_else_changes_an_assignment(client, given, student):
    for person in (student, factories.TeacherFactory()):
        client.force_login(person)
        for name in ("assignment_change", "assignment_close", "assignment_withdraw"):
            assert client.get(address(name, given)).status_code == 404
            assert client.post(address(name, given), sent(given)).status_code == 404
    assert Assignment.objects.get().closes_at == given.closes_at


def test_the_list_takes_the_same_queries_for_many(as_teacher, teacher):
    counts = []
    for number in (1, 20):
        for _ in range(number):
            teaching.assignment(teacher, factories.StudentFactory())
        counts.append(teaching.queries(as_teacher, reverse("assignments")))
    assert counts[0] == counts[1]


def test_what_is_handed_in_for_good_is_not_open_any_more(as_student, student, given):
    attempts.submit(attempt=attempts.start(assignment=given, student=student))
    page = as_student.get(reverse("assignments"))
    assert [one.pk for one in page.context["page"].done] == [given.pk]
    assert "Nothing is waiting for you." in page.content.decode()


def test_starting_says_how_long_the_time_is(as_student, teacher, student, given):
    assert "Starting begins" not in as_student.get(reverse("assignments")).content.decode()
    teaching.assignment(teacher, student, minutes=45)
    page = as_student.get(reverse("assignments")).content.decode()
    assert "Starting begins your 45 minutes." in page
