"""The pages of classrooms: joining, what each person sees, and who is kept out."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from questions.models import Assignment, Classroom, Enrolment, User
from questions.services import attempts, classrooms
from tests import factories, teaching


@pytest.fixture
def room(teacher, student):
    return teaching.classroom(teacher, student)


def address(name, room, *more):
    return reverse(name, args=[room.pk, *more])


def test_a_teacher_makes_a_classroom_and_sees_its_code(as_teacher, teacher):
    page = as_teacher.post(reverse("classroom_new"), {"name": "Analysis"}, follow=True)
    room = Classroom.objects.taught_by(teacher).get()
    assert page.redirect_chain[-1][0] == address("classroom", room)
    assert room.join_code in page.content.decode()


def test_a_form_that_is_sent_twice_makes_one_classroom(as_teacher):
    form = as_teacher.get(reverse("classroom_new")).context["form"]
    sent = {"name": "Analysis", "client_key": str(form["client_key"].value())}
    first, again = (as_teacher.post(reverse("classroom_new"), sent)["Location"] for _ in range(2))
    assert first == again
    assert Classroom.objects.count() == 1


def test_a_closed_classroom_does_not_ask_to_give_its_code(as_teacher, teacher):
    room = teaching.classroom(teacher)
    sent = {"is_open": "false"}
    page = as_teacher.post(address("classroom_open", room), sent, follow=True).content.decode()
    assert "Closed to new students: the join code does not work for now." in page
    assert "Give the join code" not in page


def test_a_classroom_needs_a_name(as_teacher):
    page = as_teacher.post(reverse("classroom_new"), {"name": " "})
    assert b"This field is required" in page.content
    assert not Classroom.objects.exists()


def test_a_student_joins_by_a_code_with_spaces_and_small_letters(as_student, teacher, student):
    room = teaching.classroom(teacher)
    sent = {"code": f" {room.join_code[:3].lower()} {room.join_code[3:]} "}
    page = as_student.post(reverse("classroom_join"), sent, follow=True)
    assert page.redirect_chain[-1][0] == address("classroom", room)
    assert Classroom.objects.joined_by(student).get() == room


@pytest.mark.parametrize("code", ["NOBODY", "closed"])
def test_a_code_that_does_not_work_is_told_and_stays_in_the_form(as_student, teacher, code):
    room = teaching.classroom(teacher)
    classrooms.set_open(classroom=room, is_open=False)
    code = room.join_code if code == "closed" else code
    page = as_student.post(reverse("classroom_join"), {"code": code})
    assert f'value="{code}"' in page.content.decode()
    assert b'aria-invalid="true"' in page.content
    assert not Enrolment.objects.exists()


def test_a_guest_signs_up_first_and_comes_back_with_the_code(client, teacher):
    room = teaching.classroom(teacher)
    client.force_login(User.objects.create_guest())
    invited = f"{reverse('classroom_join')}?code={room.join_code}"
    sent = client.get(invited)
    assert sent["Location"].startswith(reverse("account_signup"))
    signed_up = {"name": "Mira", "email": "mira@example.org", "password1": factories.PASSWORD}
    page = client.post(sent["Location"], signed_up, follow=True)
    assert page.redirect_chain[-1][0] == invited
    assert f'value="{room.join_code}"' in page.content.decode()


def test_a_visitor_signs_in_first(client, room):
    assert client.get(address("classroom", room))["Location"].startswith(reverse("account_login"))


def test_the_teacher_closes_and_opens_joining(as_teacher, room):
    for is_open in (False, True):
        as_teacher.post(address("classroom_open", room), {"is_open": str(is_open).lower()})
        room.refresh_from_db()
        assert room.is_open is is_open


def test_the_teacher_renames_the_classroom(as_teacher, room):
    as_teacher.post(address("classroom_rename", room), {"name": "Analysis"})
    page = as_teacher.post(address("classroom_rename", room), {"name": "  "}, follow=True)
    assert b"A classroom needs a name. It is still called Analysis." in page.content
    page = as_teacher.post(address("classroom_rename", room), {"name": "x" * 121}, follow=True)
    assert b"at most 120 characters" in page.content
    room.refresh_from_db()
    assert room.name == "Analysis"


def test_removing_a_student_asks_first_and_keeps_the_enrolment(as_teacher, room, student):
    remove = address("classroom_remove", room, student.pk)
    assert b"Sam Student" in as_teacher.get(remove).content
    assert Classroom.objects.joined_by(student).exists()
    as_teacher.post(remove)
    assert Enrolment.objects.get().left_at is not None


@pytest.mark.parametrize("key", [0, 10**25])
def test_removing_somebody_who_is_not_there_is_not_found(as_teacher, room, key):
    assert as_teacher.get(address("classroom_remove", room, key)).status_code == 404


def test_a_student_leaves(as_student, room, student):
    page = as_student.post(address("classroom_leave", room), follow=True)
    assert b"You have left Calculus" in page.content
    assert as_student.get(address("classroom", room)).status_code == 404


def test_students_see_no_code_and_no_classmates(as_student, room, classmate):
    classrooms.join(student=classmate, code=room.join_code)
    page = as_student.get(address("classroom", room)).content.decode()
    assert room.join_code not in page
    assert classmate.email not in page


def test_the_page_names_the_mistakes_of_the_class(as_teacher, teacher, student):
    factories.MalRuleFactory(code="exponent-not-brought-down", name="Lost exponent")
    assignment = teaching.assignment(teacher, student)
    attempt = attempts.start(assignment=assignment, student=student)
    attempts.save(item_session=attempt.item_sessions.get(position=1), entry=["b"], sequence=1)
    attempts.submit(attempt=attempt)
    page = as_teacher.get(address("classroom", assignment.classroom)).content.decode()
    assert "Lost exponent" in page
    assert "1 of 1" in page


def test_nobody_else_gets_at_a_classroom(client, room, student, outsider):
    stranger = factories.TeacherFactory()
    for person in (outsider, stranger):
        client.force_login(person)
        assert client.get(address("classroom", room)).status_code == 404
        assert client.post(address("classroom_leave", room)).status_code == 404
    for person in (student, outsider, stranger):
        client.force_login(person)
        assert client.get(address("classroom_remove", room, student.pk)).status_code == 404
        for name in ("classroom_open", "classroom_rename"):
            assert client.post(address(name, room), {"name": "Mine"}).status_code == 404
    room.refresh_from_db()
    assert (room.name, room.is_open) == ("Calculus", True)


def test_only_teachers_make_classrooms(as_student):
    assert as_student.get(reverse("classroom_new")).status_code == 404


def test_what_changes_something_wants_a_post(as_teacher, room):
    for name in ("classroom_open", "classroom_rename", "classroom_leave"):
        assert as_teacher.get(address(name, room)).status_code == 405


def test_times_are_shown_in_the_persons_own_zone(as_student, teacher, student, room):
    student.time_zone = "Asia/Kolkata"
    student.save()
    noon = timezone.now().replace(hour=12, minute=0) + datetime.timedelta(days=2)
    made = teaching.quiz(teacher)
    teaching.give(made, room, closes_in=noon - timezone.now())
    page = as_student.get(reverse("assignments")).content.decode()
    assert "17:30" in page
    assert "Asia/Kolkata" in page


def test_pages_take_the_same_queries_for_many(as_teacher, teacher):
    counts = []
    for number in (1, 20):
        students = factories.StudentFactory.create_batch(number)
        room = teaching.classroom(teacher, *students)
        for _ in range(number):
            teaching.give(teaching.quiz(teacher), room)
        pages = (reverse("classrooms"), address("classroom", room))
        counts.append([teaching.queries(as_teacher, page) for page in pages])
        [teaching.classroom(teacher) for _ in range(number)]
    assert counts[0] == counts[1]


def test_joining_says_first_what_the_teacher_will_see(as_student):
    page = as_student.get("/classrooms/").content.decode()
    assert "Your teacher will see your name" in page
    assert "Your own practice stays yours" in page


def test_a_classroom_goes_into_the_archive_and_out_again(as_teacher, client, teacher, student):
    given = teaching.give(teaching.quiz(teacher), teaching.classroom(teacher, student))
    room = given.classroom
    path = address("classroom_archive", room)
    page = as_teacher.post(path, {"do": "archive"}, follow=True).content.decode()
    assert "has not closed yet" in page
    Assignment.objects.update(
        opens_at=timezone.now() - 3 * teaching.HOUR, closes_at=timezone.now() - teaching.HOUR
    )
    page = as_teacher.post(path, {"do": "archive"}, follow=True).content.decode()
    assert "is in the archive" in page
    assert "Archive (1)" in page
    for person in (teacher, student):
        client.force_login(person)
        assert given.quiz.title not in client.get(reverse("assignments")).content.decode()
        assert given.quiz.title in client.get(address("classroom", room)).content.decode()
    client.force_login(teacher)
    client.post(path, {"do": "restore"})
    room.refresh_from_db()
    assert not room.is_archived


def test_only_its_teacher_archives_a_classroom(client, room, student):
    for person in (student, factories.TeacherFactory()):
        client.force_login(person)
        assert client.post(address("classroom_archive", room), {"do": "archive"}).status_code == 404
