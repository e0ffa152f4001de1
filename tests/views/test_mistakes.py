from django.utils import timezone

from questions.models import MistakePattern
from tests import factories


def test_without_mistakes_the_page_says_what_will_appear(as_student):
    assert "No mistakes named yet" in as_student.get("/mistakes/").content.decode()


def test_a_mistake_shows_its_counts_and_can_be_practised(as_student, student):
    rule = factories.MalRuleFactory(name="Inner derivative missing")
    MistakePattern.objects.create(
        student=student,
        mal_rule=rule,
        opportunities=7,
        occurrences=3,
        log_odds=2.0,
        state="active",
        updated_at=timezone.now(),
    )
    page = as_student.get("/mistakes/").content.decode()
    assert "3 out of 7 chances" in page
    assert f'name="mal_rule" value="{rule.code}"' in page


def test_mistakes_are_ones_own(client, student, classmate):
    rule = factories.MalRuleFactory(name="Inner derivative missing")
    MistakePattern.objects.create(
        student=student,
        mal_rule=rule,
        opportunities=1,
        occurrences=1,
        log_odds=2.0,
        updated_at=timezone.now(),
    )
    client.force_login(classmate)
    assert rule.name not in client.get("/mistakes/").content.decode()


def test_a_visitor_signs_in_first(client, db):
    assert client.get("/mistakes/").status_code == 302


def test_mistakes_take_no_post(as_student):
    assert as_student.post("/mistakes/").status_code == 405
