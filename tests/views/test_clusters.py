"""Wrong answers that nothing explains: gathered by value, named by a teacher."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from questions.models import AnswerCluster, MalRule, MistakePattern, Response
from questions.services import attempts, clusters, people, practice
from tests import factories, teaching

PAGE = "/unexplained/"
SAID = {"do": "name", "name": "Took the square for a factor", "sentence": "A power stays a power."}


@pytest.fixture
def version(db):
    return factories.expression_version("2x")


@pytest.fixture
def room(teacher, student, classmate, version):
    return teaching.classroom(teacher, student, classmate)


@pytest.fixture
def given(teacher, room, version):
    return teaching.give(teaching.quiz(teacher, version), room)


def hand_in(given, student, text):
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=[text], sequence=1)
    attempts.submit(attempt=attempt)
    return Response.objects.get(item_session__attempt=attempt)


@pytest.fixture
def alike(given, student, classmate):
    """Two students give the same wrong value in other forms."""
    hand_in(given, student, "x^2 + 7")
    hand_in(given, classmate, "7 + x*x")
    return AnswerCluster.objects.get()


def text(client, path=PAGE):
    return " ".join(client.get(path).content.decode().split())


def test_answers_of_the_same_value_wait_for_a_name(as_teacher, alike):
    page = text(as_teacher)
    assert "2 students, 2 of 2 wrong answers" in page
    assert "Name it" in page


def test_one_students_answer_does_not_wait(as_teacher, given, student, classmate):
    hand_in(given, student, "x^2 + 7")
    hand_in(given, classmate, "x^2 + 8")
    assert AnswerCluster.objects.count() == 2
    assert "Nothing waits." in text(as_teacher)


def test_what_is_practised_does_not_wait(as_teacher, version, room, student, classmate):
    for person in (student, classmate):
        session = factories.ItemSessionFactory(student=person, version=version)
        practice.submit(item_session=session, client_key=uuid.uuid4(), entry=["x^2 + 7"])
    assert Response.objects.filter(cluster=AnswerCluster.objects.get()).count() == 2
    assert "Nothing waits." in text(as_teacher)


def test_a_named_cluster_counts_for_earlier_and_later_answers(
    as_teacher, alike, version, student, outsider
):
    as_teacher.post(f"{PAGE}{alike.pk}/", SAID)
    rule = MalRule.objects.get(name=SAID["name"])
    assert {one.sure_mistake for one in Response.objects.all()} == {rule.code}
    patterns = MistakePattern.objects.filter(mal_rule=rule, occurrences=1, opportunities=1)
    assert patterns.count() == 2
    later = factories.ItemSessionFactory(student=outsider, version=version)
    key = uuid.uuid4()
    response = practice.submit(item_session=later, client_key=key, entry=["x(x + 0) + 7"])
    assert response.sure_mistake == rule.code
    as_teacher.force_login(outsider)
    page = text(as_teacher, reverse("practice_question", args=[later.pk]))
    assert SAID["name"] in page
    assert SAID["sentence"] in page


def test_a_right_answer_to_its_question_is_a_clean_chance(alike, teacher, version, student):
    rule = clusters.name(cluster=alike, name="A", sentence="B", by=teacher)
    session = factories.ItemSessionFactory(student=student, version=version)
    practice.submit(item_session=session, client_key=uuid.uuid4(), entry=["2x"])
    pattern = MistakePattern.objects.get(student=student, mal_rule=rule)
    assert (pattern.occurrences, pattern.opportunities) == (1, 2)
    people.replay(student)
    again = MistakePattern.objects.get(student=student, mal_rule=rule)
    assert (again.log_odds, again.state) == (pattern.log_odds, pattern.state)


def test_a_name_is_taken_back_without_a_trace(as_teacher, alike):
    as_teacher.post(f"{PAGE}{alike.pk}/", SAID)
    as_teacher.post(f"{PAGE}{alike.pk}/", {"do": "take_back"})
    assert not MalRule.objects.exists()
    assert not MistakePattern.objects.exists()
    assert all(one.mistakes == [] for one in Response.objects.all())
    assert "Name it" in text(as_teacher)


def test_naming_twice_is_once_and_a_second_name_is_refused(as_teacher, alike):
    for _ in range(2):
        as_teacher.post(f"{PAGE}{alike.pk}/", SAID)
    page = as_teacher.post(f"{PAGE}{alike.pk}/", SAID | {"name": "Other"}, follow=True)
    assert b"Somebody has named this meanwhile." in page.content
    assert MalRule.objects.get().name == SAID["name"]


def test_what_has_nothing_in_common_leaves_the_queue(as_teacher, alike):
    as_teacher.post(f"{PAGE}{alike.pk}/", {"do": "dismiss"})
    assert "Nothing waits." in text(as_teacher)


def test_a_name_without_a_sentence_is_refused_and_kept(as_teacher, alike):
    page = as_teacher.post(f"{PAGE}{alike.pk}/", SAID | {"sentence": " "}).content.decode()
    assert "Say what the rule really says." in page
    assert f'value="{SAID["name"]}"' in page
    assert not MalRule.objects.exists()


def test_only_teachers_of_those_who_answered_decide(client, alike, student, admin):
    client.force_login(student)
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}{alike.pk}/", SAID).status_code == 404
    other = factories.TeacherFactory()
    client.force_login(other)
    assert "Nothing waits." in text(client)
    assert client.post(f"{PAGE}{alike.pk}/", SAID).status_code == 404
    with pytest.raises(PermissionDenied):
        clusters.name(cluster=alike, name="A", sentence="B", by=student)
    clusters.name(cluster=alike, name="A", sentence="B", by=other)
    with pytest.raises(PermissionDenied):
        clusters.take_back(cluster=alike, by=factories.TeacherFactory())
    client.force_login(admin)
    assert client.get("/admin/questions/answercluster/").status_code == 200


def test_the_page_is_read_and_decisions_are_sent(as_teacher, alike):
    assert as_teacher.post(PAGE).status_code == 405
    assert as_teacher.get(f"{PAGE}{alike.pk}/").status_code == 405


def test_one_cluster_takes_as_many_queries_as_many(as_teacher, teacher, room, alike):
    few = teaching.queries(as_teacher, PAGE)
    version = factories.expression_version("3x")
    given = teaching.give(teaching.quiz(teacher, version, title="Week 2"), room, attempts_allowed=9)
    for number in range(6):
        for person in room.students.all():
            hand_in(given, person, f"x^3 + {number + 7}")
    assert text(as_teacher).count("Name it") >= 6
    assert teaching.queries(as_teacher, PAGE) == few
