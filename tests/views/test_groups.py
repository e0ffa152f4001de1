import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import escape

from questions.models import Assignment, Enrolment, Group, Response
from questions.reports import gradebook
from questions.services import attempts, grading, groups
from tests import factories, teaching
from tests.teaching import queries

RULES = {
    "opens_at": "2026-01-01T08:00",
    "closes_at": "2036-01-01T08:00",
    "attempts_allowed": 1,
    "feedback": "submitted",
}


@pytest.fixture
def room(teacher, student, classmate):
    return teaching.classroom(teacher, student, classmate)


@pytest.fixture
def group(room, student):
    return groups.make(classroom=room, name="Chain rule", members=[student])


def address(name, room, *more):
    return reverse(name, args=[room.pk, *more])


def test_who_needs_a_skill_is_ticked_and_saved_as_a_group(as_teacher, teacher, room, student):
    skill = factories.SkillFactory(slug="chain-rule", name="Chain rule")
    version = factories.expression_version()
    version.question.skills.add(skill)
    given = teaching.give(teaching.quiz(teacher, version), room)
    teaching.answered(given, student, right=False)
    mastery = as_teacher.get(address("class_mastery", room)).content.decode()
    path = f"{address('group_new', room)}?skill=chain-rule"
    assert path in mastery
    shown = as_teacher.get(path)
    assert shown.context["form"].initial["member"] == {student.pk}
    for _ in range(2):
        sent = {"name": "Chain rule", "member": [student.pk]}
        reply = as_teacher.post(path, sent, follow=True)
    made = Group.objects.get()
    assert (made.skill, list(made.members.all())) == (skill, [student])
    assert b"For Chain rule." in reply.content
    listed = as_teacher.get(address("classroom", room)).content.decode()
    assert address("group", room, made.pk) in listed


def test_who_shows_a_mistake_in_assignments_is_ticked(as_teacher, teacher, room, student):
    rule = factories.MalRuleFactory(code="exponent-not-brought-down")
    given = teaching.give(teaching.quiz(teacher), room)
    attempt = attempts.start(assignment=given, student=student)
    session = attempt.item_sessions.get(position=1)
    attempts.save(item_session=session, entry=["b"], sequence=1)
    attempts.submit(attempt=attempt)
    grading.finish(attempt)
    assert Response.objects.get().sure_mistake == rule.code
    shown = as_teacher.get(f"{address('group_new', room)}?mistake={rule.code}")
    assert shown.context["form"].initial["member"] == {student.pk}


def test_only_the_members_of_a_group_get_what_is_given_to_it(
    client, as_teacher, teacher, room, group, student, classmate
):
    quiz = teaching.quiz(teacher)
    path = reverse("quiz_assign", args=[quiz.pk])
    as_teacher.post(path, RULES | {"classroom": room.pk, "group": group.pk})
    given = Assignment.objects.get()
    assert given.group == group
    assert list(Assignment.objects.given_to(student)) == [given]
    assert not Assignment.objects.given_to(classmate).exists()
    client.force_login(classmate)
    assert client.post(reverse("attempt_start", args=[given.pk])).status_code == 404
    table = gradebook.table(given, at=given.opens_at)
    assert [row.student for row in table.rows] == ["Sam Student"]


def test_a_quiz_that_is_given_from_a_groups_page_is_for_the_group(as_teacher, teacher, room, group):
    """All the way: from the group to the quizzes, a quiz, and its form."""
    other = teaching.classroom(teacher, name="Other")
    quiz = teaching.quiz(teacher)
    path, query = reverse("quizzes"), f"?classroom={room.pk}&group={group.pk}"
    assert (
        f"{path}?group={group.pk}"
        in as_teacher.get(address("group", room, group.pk)).content.decode()
    )
    listed = as_teacher.get(f"{path}?group={group.pk}").content.decode()
    assert "Chain rule of Calculus" in listed
    assert listed.count(escape(query)) == 3
    for name in ("quiz", "quiz_assign"):
        shown = as_teacher.get(reverse(name, args=[quiz.pk]) + query)
    initial = shown.context["form"].initial
    assert (initial["classroom"], initial["group"]) == (room, group)
    shown = as_teacher.get(f"{path}?classroom={other.pk}&group=x\u0661").context["receiver"]
    assert (shown.classroom, shown.group) == (other, None)


def test_the_classroom_counts_a_group_by_its_members(as_teacher, teacher, room, group):
    teaching.give(teaching.quiz(teacher), group)
    shown = as_teacher.get(address("classroom", room)).content.decode()
    assert "0 of 1" in shown
    assert "for Chain rule" in shown


def test_a_group_of_another_classroom_is_refused(as_teacher, teacher, room, group):
    other = teaching.classroom(teacher, name="Other")
    sent = RULES | {"classroom": other.pk, "group": group.pk}
    path = reverse("quiz_assign", args=[teaching.quiz(teacher).pk])
    assert b"This group is of another classroom" in as_teacher.post(path, sent).content
    assert not Assignment.objects.exists()


def test_who_has_left_the_classroom_gets_nothing_more(teacher, room, group, student):
    teaching.give(teaching.quiz(teacher), group)
    Enrolment.objects.filter(student=student).update(left_at=group.made_at)
    assert not Assignment.objects.given_to(student).exists()


def test_a_group_is_changed(as_teacher, room, group, classmate):
    sent = {"name": "Both rules", "member": [classmate.pk]}
    reply = as_teacher.post(address("group", room, group.pk), sent, follow=True)
    assert b"Both rules is changed." in reply.content
    assert list(group.members.all()) == [classmate]


@pytest.mark.parametrize("name", ["", "Chain rule"])
def test_a_group_without_a_name_or_with_a_taken_one_is_refused(
    as_teacher, room, group, classmate, name
):
    sent = {"name": name, "member": [classmate.pk]}
    reply = as_teacher.post(address("group_new", room), sent)
    assert b"errorlist" in reply.content
    assert Group.objects.count() == 1


def test_nobody_from_outside_is_put_into_a_group(as_teacher, room, outsider):
    sent = {"name": "Mixed", "member": [outsider.pk]}
    reply = as_teacher.post(address("group_new", room), sent)
    assert b"Somebody has left the classroom meanwhile" in reply.content
    with pytest.raises(ValidationError):
        groups.make(classroom=room, name="Mixed", members=[outsider])
    assert not Group.objects.exists()


def test_a_group_is_taken_away_unless_a_quiz_was_given_to_it(as_teacher, teacher, room, group):
    given = teaching.give(teaching.quiz(teacher), group)
    reply = as_teacher.post(address("group_remove", room, group.pk), follow=True)
    assert b"so it stays" in reply.content
    given.delete()
    as_teacher.post(address("group_remove", room, group.pk))
    assert not Group.objects.exists()


def test_only_a_teacher_of_the_classroom_gets_at_its_groups(client, room, group, student):
    other = factories.TeacherFactory()
    for person in (student, other):
        client.force_login(person)
        for path in (address("group_new", room), address("group", room, group.pk)):
            assert client.get(path).status_code == 404
        assert client.post(address("group_remove", room, group.pk)).status_code == 404


def test_the_classroom_takes_the_same_queries_for_one_group_and_ten(
    as_teacher, teacher, room, group, student
):
    teaching.give(teaching.quiz(teacher), group)
    few = queries(as_teacher, address("classroom", room))
    for number in range(9):
        made = groups.make(classroom=room, name=f"Group {number}", members=[student])
        teaching.give(teaching.quiz(teacher), made)
    assert queries(as_teacher, address("classroom", room)) == few
