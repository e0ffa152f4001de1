from django.utils import timezone

from questions.models import SkillEstimate
from tests import factories


def estimate(student, name, answers):
    return SkillEstimate.objects.create(
        student=student,
        skill=factories.SkillFactory(name=name),
        mean=0.5,
        variance=0.1,
        answers=answers,
        right=answers,
        last_at=timezone.now(),
    )


def test_without_answers_the_page_says_what_will_appear(as_student):
    assert "Nothing to show yet" in as_student.get("/progress/").content.decode()


def test_a_skill_shows_its_estimate_once_there_are_answers_enough(as_student, student):
    estimate(student, "Chain rule", 4)
    estimate(student, "Product rule", 3)
    page = as_student.get("/progress/").content.decode()
    assert page.count("in 10 come right") == 1
    assert "Not enough answers yet: 3 of 4" in page


def test_the_latest_answers_lead_to_their_questions(as_student, student):
    item_session = factories.ItemSessionFactory(student=student)
    factories.ResponseFactory(item_session=item_session)
    estimate(student, "Chain rule", 1)
    assert f"/practice/{item_session.pk}/" in as_student.get("/progress/").content.decode()


def test_questions_are_counted_not_tries_and_generated_ones_named_by_what_they_ask(
    as_student, student
):
    item_session = factories.ItemSessionFactory(student=student, version=factories.family_version())
    factories.ResponseFactory.create_batch(2, item_session=item_session)
    estimate(student, "Chain rule", 1)
    page = as_student.get("/progress/")
    assert page.context["progress"].answered == 1
    (latest,) = page.context["progress"].recent
    asked = item_session.variant.instance["prompt"].split("\n\n")[0].replace("$$", "$")
    assert latest.name == f"{item_session.variant.version.question.title}: {asked}"


def test_progress_is_ones_own(client, student, classmate):
    estimate(student, "Chain rule", 4)
    client.force_login(classmate)
    assert "Chain rule" not in client.get("/progress/").content.decode()


def test_a_visitor_signs_in_first(client, db):
    assert client.get("/progress/").status_code == 302


def test_progress_takes_no_post(as_student):
    assert as_student.post("/progress/").status_code == 405
