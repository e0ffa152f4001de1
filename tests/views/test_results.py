import pytest
from django.urls import reverse

from questions.problems import GRADER_VERSION
from questions.services import attempts
from tests import factories, teaching

TEACHER_PAGES = ["results", "results_csv", "assignment_withdraw"]


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


def test_the_file_is_marked_as_utf_8_and_runs_no_formula(as_teacher, handed_in):
    reply = as_teacher.get(reverse("results_csv", args=[handed_in.assignment_id]))
    assert reply.content.startswith(b"\xef\xbb\xbfStudent,")
    assert b",'-x," in reply.content


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
