import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from questions import problems
from questions.models import MalRule, MistakePattern
from questions.reports import mistakes as report
from questions.services import attempts, practice, sweeping
from tests import factories, teaching

RULE = "exponent-not-brought-down"


@pytest.fixture
def power_rule(db):
    skill = factories.SkillFactory(slug="power-rule")
    factories.MalRuleFactory(code=RULE, name="Exponent not brought down", skill=skill)
    factories.VersionFactory().question.skills.add(skill)
    for level in (1, 2, 3):
        factories.family_version(level=level).question.skills.add(skill)
    return skill


def pattern_of(student, **fields):
    """A pattern as it is stored; three hits out of seven chances where nothing else is said."""
    shown = {"opportunities": 7, "occurrences": 3, "log_odds": 2.0, "state": "active", "hits": 3}
    rule = fields.pop("mal_rule", None) or factories.MalRuleFactory()
    return MistakePattern.objects.create(
        student=student, mal_rule=rule, updated_at=timezone.now(), **{**shown, **fields}
    )


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def answer(student, *entries):
    """Answers questions in practice, each with the option given."""
    for entry in entries:
        version = factories.VersionFactory()
        session = factories.ItemSessionFactory(student=student, version=version)
        practice.submit(item_session=session, client_key=uuid.uuid4(), entry=[entry])


def test_without_mistakes_the_page_says_what_will_appear(as_student):
    assert "No mistakes named yet" in text(as_student, "/mistakes/")


def test_what_happens_now_stands_first_and_what_is_resolved_last(student):
    states = ["resolved", "unseen", "suspected", "active"]
    for place, state in enumerate(states):
        pattern_of(student, state=state, log_odds=3.0 - place)
    found = report.patterns(student, at=timezone.now())
    assert [one.state for one in found] == ["active", "suspected", "unseen", "resolved"]


def test_only_of_what_happens_now_the_list_says_the_rule(as_student, student):
    now = factories.MalRuleFactory(sentence="Lower the exponent.")
    perhaps = factories.MalRuleFactory(sentence="Keep the inner function.")
    pattern_of(student, mal_rule=now)
    pattern_of(student, mal_rule=perhaps, state="suspected")
    page = text(as_student, "/mistakes/")
    assert "Lower the exponent." in page
    assert "Keep the inner function." not in page
    assert "Keep the inner function." in text(as_student, f"/mistakes/{perhaps.code}/")


def test_a_mistake_not_shown_lately_is_not_said_to_keep_coming(as_student, student):
    pattern_of(student, opportunities=6, occurrences=2, hits=2, clean_streak=3)
    page = text(as_student, "/mistakes/")
    assert "2 out of 6 chances, but not at the last 3." in page
    assert "keeps coming" not in page


def test_a_mistake_shows_its_counts_and_can_be_practised(as_student, student):
    row = pattern_of(student)
    page = text(as_student, "/mistakes/")
    assert "3 out of 7 chances" in page
    assert f'name="mal_rule" value="{row.mal_rule.code}"' in page
    assert reverse("mistake", args=[row.mal_rule.code]) in page


def test_the_streak_says_how_many_more_right_answers_would_resolve_it(as_student, student):
    pattern_of(student, log_odds=0.0, clean_streak=2)
    page = text(as_student, "/mistakes/")
    assert "3 out of 7 chances, but not at the last 2." in page
    assert "2 more right answers in a row" in page


def test_evidence_that_has_faded_asks_for_fewer_right_answers(as_student, student):
    long_ago = timezone.now() - datetime.timedelta(days=90)
    row = pattern_of(student)
    MistakePattern.objects.filter(pk=row.pk).update(updated_at=long_ago)
    assert "1 right answer where it would show would resolve it" in text(as_student, "/mistakes/")


def test_a_pattern_has_a_page_with_its_trend_own_answers_and_contrasts(
    as_student, student, power_rule
):
    answer(student, "b", "a", "b")
    page = text(as_student, f"/mistakes/{RULE}/")
    assert "Of the chances 1 to 3 it showed at 1 and 3." in page
    row = MistakePattern.objects.get(student=student)
    made = report.page(row, at=timezone.now(), build=problems.build).contrasts
    # A look-alike is not found for every seed, and the seed depends on the student.
    assert page.count("Can it show here?") == len(made)
    assert page.count("<strong>Yes.</strong>") == 2
    assert page.count("<strong>No.</strong>") == sum(not one.contrast.wrong for one in made) <= 1
    assert "You answered" in page
    assert "2 out of 3 chances" in page


def test_one_chance_is_no_trend_yet(as_student, student, power_rule):
    answer(student, "b")
    page = text(as_student, f"/mistakes/{RULE}/")
    assert "The picture begins with the second chance" in page


def test_a_mistake_that_no_bank_brings_out_says_so(as_student, student):
    row = pattern_of(student)
    page = text(as_student, reverse("mistake", args=[row.mal_rule.code]))
    assert "No bank in practice holds problems of this sort" in page


def test_results_that_wait_for_release_are_no_examples(as_student, student, teacher, power_rule):
    version = factories.VersionFactory(question__title="In class")
    given = teaching.assignment(teacher, student, versions=(version,), feedback="closed")
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=["b"], sequence=1)
    attempts.submit(attempt=attempt)
    assert as_student.get(f"/mistakes/{RULE}/").status_code == 404
    sweeping.sweep(assignment=given, at=given.closes_at)
    page = text(as_student, f"/mistakes/{RULE}/")
    assert reverse("attempt_results", args=[attempt.pk]) in page


def test_mistakes_are_ones_own(client, student, classmate):
    rule = factories.MalRuleFactory(name="Inner derivative missing")
    pattern_of(student, mal_rule=rule)
    client.force_login(classmate)
    assert rule.name not in text(client, "/mistakes/")
    assert client.get(reverse("mistake", args=[rule.code])).status_code == 404


def test_a_mistake_that_never_showed_has_no_page(as_student, student):
    row = pattern_of(student, occurrences=0, hits=0)
    assert as_student.get(reverse("mistake", args=[row.mal_rule.code])).status_code == 404
    assert as_student.get("/mistakes/unheard-of/").status_code == 404


@pytest.mark.parametrize("path", ["/mistakes/", "/mistakes/sign-lost/"])
def test_a_visitor_signs_in_first(client, db, path):
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", ["/mistakes/", "/mistakes/sign-lost/"])
def test_the_pages_are_only_read(as_student, path):
    assert as_student.post(path).status_code == 405


def test_the_list_takes_as_many_queries_for_one_as_for_twenty(as_student, student):
    pattern_of(student)
    few = teaching.queries(as_student, "/mistakes/")
    for _ in range(19):
        pattern_of(student)
    assert teaching.queries(as_student, "/mistakes/") == few


def test_a_page_takes_as_many_queries_for_one_answer_as_for_twenty(as_student, student, power_rule):
    answer(student, "b")
    few = teaching.queries(as_student, f"/mistakes/{RULE}/")
    answer(student, *["b"] * 19)
    assert MistakePattern.objects.get(mal_rule=MalRule.objects.get()).occurrences == 20
    assert teaching.queries(as_student, f"/mistakes/{RULE}/") == few
