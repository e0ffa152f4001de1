import pytest
from django.utils import timezone

from questions.models import User
from questions.services import attempts
from tests import factories, teaching
from tests.calculating import calculating_here  # noqa: F401

PATH = "/explore/"


@pytest.fixture
def asked(client, db):
    return lambda **query: client.get(PATH, query).content.decode()


def test_a_visitor_gets_steps_values_and_pictures(asked):
    page = asked(f="x^2 sin(x)", at="1")
    assert "Product rule" in page
    assert page.count('class="plot"') >= 2
    assert '<h2 id="found">Derivative</h2>' in page
    assert "unset" not in page


def test_nothing_is_stored_by_looking(asked):
    asked(f="x^2")
    assert User.objects.count() == 0


def test_an_empty_page_shows_examples_that_lead_somewhere(client, db):
    page = client.get(PATH)
    assert "?f=x%5E2%20sin%28x%29" in page.content.decode()
    assert page.context["examples"]
    for one in page.context["examples"]:
        found = client.get(PATH, {"f": one}).context
        assert found["explored"] is not None or found["curve"] is not None


def test_errors_stand_at_their_field_with_the_place(asked):
    page = asked(f="x^2 + sin(x", by="x, 7")
    assert "A closing “)” is missing." in page
    assert '<mark class="fault">7</mark>' in page
    assert page.count('aria-invalid="true"') == 2
    assert '<mark class="fault">q</mark>' in asked(f="x^2", at="x = q")


def test_what_was_typed_is_written_back_and_never_run(asked):
    page = asked(f="<script>alert(1)</script>", at='"><b>')
    assert "<script>alert" not in page
    assert '"><b>' not in page


@pytest.mark.parametrize("query", [{"f": "x" * 3000}, {"f": "x\0"}, {"f": "x", "at": "1" * 300}])
def test_what_no_field_takes_is_said(client, db, query):
    page = client.get(PATH, query)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()


def test_problems_like_this_can_be_practised(asked):
    version = factories.family_version("derivative", 1)
    version.question.skills.add(factories.SkillFactory(slug="power-rule", name="Power rule"))
    page = asked(f="x^2")
    assert 'name="skill" value="power-rule"' in page
    assert 'value="sum-rule"' not in page


def test_a_running_attempt_is_reminded_of(as_student, student):
    given = teaching.assignment(factories.TeacherFactory(), student)
    attempt = attempts.start(assignment=given, student=student)
    assert "is still running" in as_student.get(PATH).content.decode()
    attempts.submit(attempt=attempt, at=timezone.now())
    assert "is still running" not in as_student.get(PATH).content.decode()


SLIDE = {"f": "x^2 + y^2", "at": "x = 3, y = 4", "by": "", "rate": "0.5"}


def test_another_rate_changes_the_path_and_the_address(client, db):
    answer = client.get("/explore/descent", SLIDE, headers={"HX-Request": "true"})
    assert "Converges." in answer.content.decode()
    assert "<form" not in answer.content.decode()
    page = client.get(answer["HX-Replace-Url"])
    assert "Converges." in page.content.decode()


def test_without_javascript_the_slider_sends_the_page(client, db):
    answer = client.get("/explore/descent", SLIDE)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/explore/?f=x%5E2")
    page = client.get(PATH, SLIDE).content.decode()
    assert 'value="0.5"' in page
    assert 'action="/explore/#descent"' in page


@pytest.mark.parametrize("rate", ["-1", "nan", "inf", "x"])
def test_a_rate_that_is_none_is_said(asked, rate):
    assert "errorlist" in asked(**{**SLIDE, "rate": rate})


def test_the_reading_is_shown_while_typing(client, db):
    shown = client.get("/explore/reading", {"f": "x^2"}).content.decode()
    assert "Read as" in shown
    assert "<msup>" in shown
    assert "missing" in client.get("/explore/reading", {"f": "sin("}).content.decode()


def test_the_number_of_queries_does_not_grow(as_student, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        as_student.get(PATH, {"f": "x^2 y + e^(x y)", "at": "1, 2"})


def test_it_takes_no_post(client, db):
    assert client.post(PATH).status_code == 405
    assert client.post("/explore/reading").status_code == 405
