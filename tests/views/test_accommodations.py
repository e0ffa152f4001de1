"""The pages of accommodations: a teacher of the class sets them, and the student is told."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from questions.models import Accommodation, Enrolment
from questions.services import accommodations, attempts, groups
from questions.services.accommodations import Granted
from tests import factories, teaching
from tests.teaching import HOUR, queries

NAMES = ("accommodations", "accommodation", "assignment_accommodations")


@pytest.fixture
def given(teacher, student, classmate):
    return teaching.assignment(teacher, student, classmate, minutes=30)


@pytest.fixture
def paths(given, student):
    return {
        "accommodations": reverse("accommodations", args=[given.classroom_id, student.pk]),
        "accommodation": reverse("accommodation", args=[given.pk, student.pk]),
        "assignment_accommodations": reverse("assignment_accommodations", args=[given.pk]),
    }


def standing(given, student, teacher, **granted):
    accommodations.give(
        classroom=given.classroom, student=student, granted=Granted(**granted), by=teacher
    )
    return Accommodation.objects.in_force().get(assignment=None)


def text(reply):
    return " ".join(reply.content.decode().split())


def test_a_teacher_sets_what_is_standing_and_a_running_attempt_follows(
    as_teacher, given, student, teacher, paths
):
    attempt = attempts.start(assignment=given, student=student)
    sent = {"time_factor": "1,5", "hours": "24", "more_attempts": "1"}
    reply = as_teacher.post(paths["accommodations"], sent, follow=True)
    row = Accommodation.objects.get()
    assert row.granted == (Decimal("1.5"), None, 24 * HOUR, 1)
    assert row.set_by == teacher
    attempt.refresh_from_db()
    assert attempt.deadline - attempt.started_at == datetime.timedelta(minutes=45)
    page = text(reply)
    assert "Saved. 1 running attempt got a new end." in page
    assert "1.5 times the time, closes 24 hours later, 1 more attempt" in page
    assert "by Tara Teacher." in page


def test_a_teacher_sets_a_close_for_one_assignment_in_their_own_zone(
    as_teacher, given, teacher, paths
):
    teacher.time_zone = "Asia/Kolkata"
    teacher.save()
    reply = as_teacher.post(
        paths["accommodation"], {"closes_at": "2036-03-09T18:30", "zone": "Asia/Kolkata"}
    )
    assert reply["Location"] == paths["assignment_accommodations"]
    moment = datetime.datetime(2036, 3, 9, 13, tzinfo=datetime.UTC)
    assert Accommodation.objects.get().closes_at == moment
    assert "Closes Sun 9 Mar 2036, 18:30" in text(as_teacher.get(reply["Location"]))


def test_a_page_shows_what_is_in_force_and_removes_it(as_teacher, given, student, teacher, paths):
    row = standing(given, student, teacher, time_factor=Decimal(2), later_by=HOUR)
    shown = as_teacher.get(paths["accommodations"]).context["form"]
    assert [shown[name].value() for name in ("time_factor", "hours", "seen")] == ["2", 1, row.pk]
    one = text(as_teacher.get(paths["accommodation"]))
    assert "For all assignments: 2 times the time, closes 1 hour later." in one
    sent = {"do": "remove", "seen": row.pk}
    for _ in range(2):
        reply = as_teacher.post(paths["accommodations"], sent, follow=True)
    row.refresh_from_db()
    assert row.ended_by == teacher
    assert "Ended" in text(reply)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"time_factor": "twice"}, "Write a number such as 1.25, 1.5 or 2."),
        ({"time_factor": "0.5"}, "Write how many times the time, from 1 to 5, such as 1.5."),
        ({"time_factor": "1.255"}, "Two places after the point are enough"),
        ({"more_attempts": "50"}, "Write how many more attempts, up to 20."),
        ({"hours": "0"}, "greater than or equal to 1"),
        ({}, "Write at least one of them."),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_set(as_teacher, paths, sent, sentence):
    reply = as_teacher.post(paths["accommodations"], {"seen": "", **sent})
    assert sentence in text(reply)
    assert not Accommodation.objects.exists()


def test_a_close_that_is_no_later_is_said_at_its_field(as_teacher, given, teacher, paths):
    local = timezone.localtime(given.closes_at - HOUR / 2)
    reply = as_teacher.post(paths["accommodation"], {"closes_at": f"{local:%Y-%m-%dT%H:%M}"})
    assert "later than for the class" in text(reply)


def test_what_another_teacher_set_is_shown_first_and_then_replaced(
    as_teacher, given, student, teacher, paths
):
    sent = {"seen": "", "time_factor": "2"}
    row = standing(given, student, teacher, time_factor=Decimal("1.5"))
    reply = as_teacher.post(paths["accommodations"], sent)
    assert "changed meanwhile" in text(reply)
    assert "Now: <strong>1.5 times the time</strong>" in text(reply)
    form = reply.context["form"]
    assert (form["time_factor"].value(), form["seen"].value()) == ("2", row.pk)
    as_teacher.post(paths["accommodations"], sent | {"seen": row.pk})
    assert Accommodation.objects.in_force().get().time_factor == 2


@pytest.mark.parametrize("name", NAMES)
def test_nobody_but_a_teacher_of_the_class_finds_the_pages(client, paths, student, name):
    for person in (student, factories.StudentFactory(), factories.TeacherFactory()):
        client.force_login(person)
        assert client.get(paths[name]).status_code == 404
        assert client.post(paths[name], {"time_factor": "2"}).status_code in {404, 405}
    assert not Accommodation.objects.exists()
    client.logout()
    assert reverse("account_login") in client.get(paths[name])["Location"]


def test_a_student_of_another_class_or_who_has_left_is_not_found(
    as_teacher, given, student, outsider, paths
):
    elsewhere = reverse("accommodations", args=[given.classroom_id, outsider.pk])
    assert as_teacher.get(elsewhere).status_code == 404
    Enrolment.objects.filter(student=student).update(left_at=timezone.now())
    for name in ("accommodations", "accommodation"):
        assert as_teacher.get(paths[name]).status_code == 404


def test_other_methods_are_refused(as_teacher, paths):
    assert as_teacher.post(paths["assignment_accommodations"]).status_code == 405
    assert as_teacher.put(paths["accommodations"]).status_code == 405


def test_the_student_reads_it_plainly_and_a_classmate_nowhere(
    client, given, student, classmate, teacher
):
    standing(given, student, teacher, time_factor=Decimal("1.5"))
    sentence = "You have 1.5 times the time: 45 minutes."
    for person, times in ((student, 1), (classmate, 0)):
        client.force_login(person)
        attempt = attempts.start(assignment=given, student=person)
        room = reverse("classroom", args=[given.classroom_id])
        question = reverse("attempt_question", args=[attempt.pk, 1])
        for path in (reverse("assignments"), room, question):
            assert text(client.get(path)).count(sentence) == times


def test_the_open_page_of_an_attempt_is_told_the_new_end(client, given, student, teacher):
    attempt = attempts.start(assignment=given, student=student)
    client.force_login(student)
    path = reverse("attempt_end", args=[attempt.pk])
    before = text(client.get(path))
    standing(given, student, teacher, time_factor=Decimal(2))
    attempt.refresh_from_db()
    after = text(client.get(path))
    assert f'data-deadline="{attempt.deadline.astimezone(datetime.UTC):%Y-%m-%dT%H:%M}' in after
    assert before != after
    assert "You have 2 times the time: 60 minutes." in after


def test_results_and_their_file_do_not_tell_who_has_what(as_teacher, given, student, teacher):
    standing(given, student, teacher, time_factor=Decimal("1.5"), more_attempts=1)
    for name in ("results", "results_csv"):
        page = text(as_teacher.get(reverse(name, args=[given.pk])))
        assert "times the time" not in page
        assert "more attempt" not in page
    room = text(as_teacher.get(reverse("classroom", args=[given.classroom_id])))
    assert "times the time" not in room
    assert reverse("accommodations", args=[given.classroom_id, student.pk]) in room


def test_who_works_after_the_close_is_still_watched(as_teacher, given, student, teacher):
    standing(given, student, teacher, later_by=HOUR)
    attempts.start(assignment=given, student=student)
    type(given).objects.update(closes_at=timezone.now())
    watched = as_teacher.get(reverse("watching", args=[given.pk]))
    assert watched.status_code == 200
    assert "Sam Student" in text(watched)
    assert "At work now" in text(as_teacher.get(reverse("results", args=[given.pk])))


def test_who_closes_an_assignment_is_told_who_can_go_on(as_teacher, given, student, teacher):
    path = reverse("assignment_close", args=[given.pk])
    assert "later close" not in text(as_teacher.get(path))
    standing(given, student, teacher, later_by=HOUR)
    assert "1 student has a later close and can go on until then." in text(as_teacher.get(path))


def test_only_those_who_were_given_it_are_listed(as_teacher, given, student, classmate, paths):
    given.group = groups.make(classroom=given.classroom, name="A", members=[student])
    given.save()
    page = text(as_teacher.get(paths["assignment_accommodations"]))
    assert student.name in page
    assert classmate.name not in page


def test_many_students_and_assignments_take_as_many_queries_as_one(
    as_teacher, given, student, teacher, paths
):
    def counts():
        return [queries(as_teacher, paths[name]) for name in NAMES]

    standing(given, student, teacher, more_attempts=1)
    before = counts()
    for number in range(5):
        more = teaching.give(teaching.quiz(teacher, title=f"Week {number}"), given.classroom)
        Enrolment.objects.create(classroom=given.classroom, student=factories.StudentFactory())
        accommodations.give(
            classroom=given.classroom,
            student=student,
            granted=Granted(more_attempts=number),
            by=teacher,
            assignment=more,
        )
    assert counts() == before


def test_two_results_are_told_apart_once_more_attempts_are_removed(client, given, student, teacher):
    concerned = {"classroom": given.classroom, "student": student, "by": teacher}
    accommodations.give(granted=Granted(more_attempts=1), **concerned)
    for _ in range(2):
        attempts.submit(attempt=attempts.start(assignment=given, student=student))
    row = Accommodation.objects.in_force().get()
    accommodations.remove(seen=row.pk, **concerned)
    client.force_login(student)
    page = client.get(reverse("assignments")).content.decode()
    assert page.count(reverse("attempt_results", args=[student.attempts.get(number=2).pk])) == 1
    assert "attempt 2" in page
