import csv
import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from questions.problems import GRADER_VERSION
from questions.reports import watching
from questions.services import attempts, entries
from tests import factories, teaching

TEACHER_PAGES = ["results", "watching", "results_csv", "assignment_withdraw"]


@pytest.fixture
def handed_in(teacher, student):
    assignment = teaching.assignment(teacher, student)
    attempt = attempts.start(assignment=assignment, student=student)
    session = attempt.item_sessions.get(position=2)
    attempts.save(item_session=session, entry=["-x"], sequence=1)
    return attempts.submit(attempt=attempt)


def test_the_table_opens_each_response(as_teacher, handed_in):
    session = handed_in.item_sessions.get(position=2)
    response = reverse("response", args=[handed_in.assignment_id, session.pk])
    table = as_teacher.get(reverse("results", args=[handed_in.assignment_id]))
    assert response in table.content.decode()
    assert f"version {GRADER_VERSION}" in as_teacher.get(response).content.decode()


def test_a_response_leads_to_the_other_questions_of_its_attempt(as_teacher, handed_in):
    first, second = handed_in.item_sessions.order_by("position")
    page = as_teacher.get(reverse("response", args=[handed_in.assignment_id, second.pk]))
    other = reverse("response", args=[handed_in.assignment_id, first.pk])
    assert f'<a href="{other}">Question 1</a>' in page.content.decode()
    assert "admin/" not in page.content.decode()


def test_a_response_leads_who_writes_questions_to_the_variant(client, handed_in, teacher):
    teacher.is_staff = True
    teacher.save()
    client.force_login(teacher)
    session = handed_in.item_sessions.get(position=2)
    page = client.get(reverse("response", args=[handed_in.assignment_id, session.pk]))
    version = session.variant.version_id
    address = reverse("admin:questions_questionversion_change", args=[version])
    assert f"{address}?seed={session.variant.seed}" in page.content.decode()


def test_the_file_is_marked_as_utf_8_and_runs_no_formula(as_teacher, handed_in):
    reply = as_teacher.get(reverse("results_csv", args=[handed_in.assignment_id]))
    assert reply.content.startswith(b"\xef\xbb\xbfStudent,")
    assert ",\u2212x," in reply.content.decode()


def test_the_file_names_its_questions_and_tells_times_in_the_teachers_zone(
    as_teacher, teacher, handed_in
):
    teacher.time_zone = "Asia/Kolkata"
    teacher.save()
    reply = as_teacher.get(reverse("results_csv", args=[handed_in.assignment_id]))
    headings, line = list(csv.reader(reply.content.decode("utf-8-sig").splitlines()))[:2]
    title = handed_in.assignment.quiz.slots.first().question.title
    assert f"Q1 verdict ({title})" in headings
    assert line[headings.index("Started")].endswith("+05:30")


def test_the_table_leads_to_the_mistakes_tells_the_average_and_names_its_questions(
    as_teacher, handed_in
):
    page = as_teacher.get(reverse("results", args=[handed_in.assignment_id])).content.decode()
    assert 'href="#mistakes"' in page
    assert "Class average <strong>0</strong> of 4 points" in page
    title = handed_in.assignment.quiz.slots.first().question.title
    assert f'title="{title}"' in page


def test_a_response_leads_to_the_same_question_of_the_next_student(
    as_teacher, teacher, student, classmate, outsider
):
    assignment = teaching.assignment(teacher, student, classmate, outsider)
    found = {}
    for person in (student, classmate, outsider):
        attempt = attempts.submit(attempt=attempts.start(assignment=assignment, student=person))
        found[person] = attempt.item_sessions.get(position=2).pk
    page = reverse("response", args=[assignment.pk, found[outsider]])
    shown = as_teacher.get(page).context["page"]
    assert (shown.before.item_session, shown.after.item_session) == (
        found[classmate],
        found[student],
    )
    last = as_teacher.get(reverse("response", args=[assignment.pk, found[student]]))
    assert last.context["page"].after is None


def test_only_the_classs_own_teacher_sees_its_results(client, handed_in, student):
    session = handed_in.item_sessions.first()
    for person in (student, factories.TeacherFactory()):
        client.force_login(person)
        for name in TEACHER_PAGES:
            reply = client.get(reverse(name, args=[handed_in.assignment_id]))
            assert reply.status_code == 404
        path = reverse("response", args=[handed_in.assignment_id, session.pk])
        assert client.get(path).status_code == 404


def test_the_table_takes_the_same_queries_for_many_students(as_teacher, teacher):
    counts = []
    for number in (1, 20):
        students = factories.StudentFactory.create_batch(number)
        assignment = teaching.assignment(teacher, *students)
        for student in students:
            attempts.submit(attempt=attempts.start(assignment=assignment, student=student))
        counts.append(teaching.queries(as_teacher, reverse("results", args=[assignment.pk])))
    assert counts[0] == counts[1]


def test_who_is_at_work_is_told_with_place_and_last_save(as_teacher, teacher, student, classmate):
    assignment = teaching.assignment(teacher, student, classmate)
    page, address = (
        reverse("results", args=[assignment.pk]),
        reverse("watching", args=[assignment.pk]),
    )
    assert "Nobody is at work." in as_teacher.get(page).content.decode()
    attempt = attempts.start(assignment=assignment, student=student)
    attempts.start(assignment=assignment, student=classmate)
    second = attempt.item_sessions.get(position=2)
    saved = timezone.now() - datetime.timedelta(seconds=12)
    attempts.save(item_session=second, entry=["x^7"], sequence=1, at=saved)
    for path in (page, address):
        said = " ".join(as_teacher.get(path).content.decode().split())
        assert "<td>2 of 2</td> <td>1 of 2</td>" in said
        assert re.search(r'<time datetime="[^"]+">1[2-9] s ago</time>', said)
        assert "<td>None opened yet</td> <td>0 of 2</td> <td>Nothing yet</td>" in said
        assert "x^7" not in said
    attempts.submit(attempt=attempt)
    said = as_teacher.get(address).content.decode()
    assert str(student) not in said
    assert str(classmate) in said


def test_the_place_is_the_question_last_opened_or_changed(teacher, student):
    assignment = teaching.assignment(teacher, student)
    attempt = attempts.start(assignment=assignment, student=student)
    first, second = attempt.item_sessions.order_by("position")
    now = timezone.now()
    later = [now + datetime.timedelta(seconds=second) for second in range(4)]
    entries.visit(item_session=first, at=later[0])
    entries.visit(item_session=second, at=later[1])
    assert [row.position for row in watching.of(assignment, at=now).rows] == [2]
    attempts.save(item_session=first, entry=["a"], sequence=1, at=later[2])
    attempts.save(item_session=first, entry=[""], sequence=2, at=later[3])
    (row,) = watching.of(assignment, at=now).rows
    assert (row.position, row.answered, row.saved_at) == (1, 0, later[3])


def test_asking_who_is_at_work_ends_with_the_assignment(as_teacher, teacher, student):
    assignment = teaching.assignment(teacher, student)
    address = reverse("watching", args=[assignment.pk])
    assert (
        f'hx-get="{address}"'
        in as_teacher.get(reverse("results", args=[assignment.pk])).content.decode()
    )
    attempts.start(assignment=assignment, student=student)
    assert as_teacher.get(address).status_code == 200
    assert as_teacher.post(address).status_code == 405
    moment = timezone.now() - datetime.timedelta(seconds=1)
    type(assignment).objects.update(closes_at=moment)
    assignment.attempts.update(deadline=moment)
    assert as_teacher.get(address).status_code == 286
    assert address not in as_teacher.get(reverse("results", args=[assignment.pk])).content.decode()


def test_who_is_at_work_takes_the_same_queries_for_many(as_teacher, teacher):
    counts = []
    for number in (1, 20):
        students = factories.StudentFactory.create_batch(number)
        assignment = teaching.assignment(teacher, *students)
        for student in students:
            attempts.start(assignment=assignment, student=student)
        counts.append(teaching.queries(as_teacher, reverse("watching", args=[assignment.pk])))
    assert counts[0] == counts[1]


def test_student_and_teacher_see_why_an_answer_scores_what_it_does(client, teacher, student):
    version = factories.authored_version(
        "several choices",
        options=[{"id": one, "text": one, "correct": one in "ab"} for one in "abc"],
    )
    given = teaching.assignment(teacher, student, versions=(version,))
    attempt = attempts.start(assignment=given, student=student)
    session = attempt.item_sessions.get()
    attempts.save(item_session=session, entry=["a"], sequence=1)
    attempts.submit(attempt=attempt)
    why = "1/2 of the points. 1 of 2 right options chosen, no wrong one."
    for person, path in (
        (student, reverse("attempt_results", args=[attempt.pk])),
        (teacher, reverse("response", args=[given.pk, session.pk])),
    ):
        client.force_login(person)
        assert why in client.get(path).content.decode()


def test_what_was_handed_in_is_shown_as_it_was_typed(client, teacher, student):
    assignment = teaching.assignment(teacher, student, feedback="closed")
    attempt = attempts.start(assignment=assignment, student=student)
    session = attempt.item_sessions.get(position=2)
    attempts.save(item_session=session, entry=["2*x*y"], sequence=1)
    attempts.submit(attempt=attempt)
    client.force_login(student)
    page = client.get(reverse("attempt_results", args=[attempt.pk])).content.decode()
    assert '<code class="answer-text">2*x*y</code>' in page
