import datetime
import uuid

import pytest
from django.utils import timezone

from questions.models import Observation, Response, Skill, SkillEstimate
from questions.services import folding, learning, people, plans, practice, rebuilding
from tests import factories, teaching

DAY = datetime.timedelta(days=1)
PATH = "/skills/power-rule/"


@pytest.fixture
def version(db):
    skill = factories.SkillFactory(slug="power-rule", name="Power rule")
    version = factories.family_version("derivative", 1)
    version.question.skills.add(skill)
    return version


def answer(student, version, seed, right=True, at=None):
    session = factories.ItemSessionFactory(student=student, version=version, seed=seed)
    learning.record(
        factories.ResponseFactory(
            item_session=session,
            client_key=uuid.uuid4(),
            verdict=Response.Verdict.CORRECT if right else Response.Verdict.INCORRECT,
            submitted_at=at or timezone.now(),
        )
    )


def page(client):
    return client.get(PATH).content.decode()


def test_a_skill_not_met_says_how_its_picture_begins(as_student, version):
    shown = page(as_student)
    assert "Not practised yet" in shown
    assert "begins with the second answer" in shown


def test_each_answer_stands_with_the_estimate_that_it_left(as_student, student, version):
    for seed, right in enumerate((True, True, False, True)):
        answer(student, version, seed, right, at=timezone.now() - (8 - 2 * seed) * DAY)
    report = as_student.get(PATH).context["page"]
    chances = [one.chance for one in reversed(report.latest)]
    assert chances[0] < chances[1] > chances[2] < chances[3]
    assert chances[-1] == report.standing.chance
    assert report.latest[0].low == report.standing.low
    assert "4 answers, 3 of them right" in page(as_student)
    assert "days from today" in page(as_student)


def test_answers_of_one_day_are_drawn_one_by_one(as_student, student, version):
    for seed in range(2):
        answer(student, version, seed)
    assert ">answer<" in page(as_student)


def test_the_exam_is_looked_forward_to(as_student, student, version):
    for seed in range(4):
        answer(student, version, seed, at=timezone.now() - (12 - 3 * seed) * DAY)
    exam_on = (timezone.now() + 30 * DAY).date()
    plans.change(student=student, exam_on=exam_on, days_a_week=4)
    report = as_student.get(PATH).context["page"]
    assert 0 < report.forecast.recall < 100
    assert report.forecast.chance < report.standing.chance
    shown = page(as_student)
    assert "is 30 days away" in shown
    assert "Without practice it would be about" in shown


def test_work_that_was_taken_over_is_drawn_once(as_student, student, version):
    for seed in range(3):
        answer(student, version, seed)
    people.replay(student)
    assert Observation.objects.count() == 6
    assert len(as_student.get(PATH).context["page"].latest) == 3


def test_nobody_sees_the_answers_of_another(client, student, classmate, version):
    answer(student, version, 1)
    client.force_login(classmate)
    assert client.get(PATH).context["page"].latest == []


def test_a_skill_that_is_not_there_is_not_found(as_student):
    assert as_student.get("/skills/nothing/").status_code == 404


def test_visitors_sign_in_first_and_posts_are_refused(client, as_student, version):
    assert as_student.post(PATH).status_code == 405
    client.logout()
    assert client.get(PATH).status_code == 302


def test_the_page_takes_the_same_queries_for_one_answer_and_ten(as_student, student, version):
    answer(student, version, 0)
    few = teaching.queries(as_student, PATH)
    for seed in range(1, 10):
        answer(student, version, seed)
    assert SkillEstimate.objects.get(skill__slug="power-rule").answers == 10
    assert teaching.queries(as_student, PATH) == few


def test_pages_and_practice_go_on_when_a_skill_that_was_practised_is_deleted(
    as_student, student, teacher, version
):
    """Its questions keep naming it: in a reason, in a variant, in what builds on it."""
    chain = factories.SkillFactory(slug="chain-rule", name="Chain rule")
    chain.prerequisites.add(Skill.objects.get(slug="power-rule"))
    factories.family_version("derivative", 3).question.skills.add(chain)
    room = teaching.classroom(teacher, student)
    given = teaching.give(teaching.quiz(teacher, *[version] * 4), room)
    teaching.answered(given, student, right=False)
    for seed in range(3):
        answer(student, version, seed, right=False)
    session = practice.start(student=student, skill=Skill.objects.get(slug="power-rule"))
    folding.fold()
    Skill.objects.get(slug="power-rule").delete()
    paths = ("/today/", "/progress/", "/mistakes/", "/practice/", "/practice-exams/")
    for path in (*paths, f"/practice/{session.pk}/", "/skills/chain-rule/"):
        assert as_student.get(path).status_code == 200, path
    assert as_student.get(PATH).status_code == 404
    practice.submit(item_session=session, client_key=uuid.uuid4(), entry=["0"])
    assert practice.start(student=student).reason["skill"] == "chain-rule"
    people.replay(student)
    folding.fold()
    rebuilding.rebuild()
    as_student.force_login(teacher)
    assert as_student.get(f"/classrooms/{room.pk}/mastery/").status_code == 200
