"""What the student's pages show, and in how many queries."""

import datetime

import pytest
from django.utils import timezone

from questions import problems
from questions.models import MistakePattern, SkillEstimate
from questions.reports import mistakes, practice, progress
from tests import factories


def pattern(student, rule, **fields):
    values = {"opportunities": 7, "occurrences": 3, "log_odds": 2.0, "state": "active"}
    return MistakePattern.objects.create(
        student=student,
        mal_rule=rule,
        updated_at=timezone.now(),
        last_seen_at=timezone.now(),
        **values | fields,
    )


def mistaken(student, rule, *, finished, **fields):
    item_session = factories.ItemSessionFactory(
        student=student, finished_at=timezone.now() if finished else None
    )
    row = {"rule": rule.code, "rules": [rule.code], "name": rule.name, "step": "Power rule"}
    return factories.ResponseFactory(
        item_session=item_session, verdict="incorrect", raw=["x"], reading=["x"], mistakes=[row]
    )


def test_a_pattern_shows_its_counts_and_an_own_example(student):
    rule = factories.MalRuleFactory()
    row = pattern(student, rule)
    response = mistaken(student, rule, finished=True)
    [found] = mistakes.patterns(student, at=timezone.now())
    assert (found.occurrences, found.opportunities, found.state_name) == (3, 7, "Happening now")
    assert found.clean_needed > 0
    [example] = mistakes.page(row, at=timezone.now(), build=problems.build).examples
    assert example.item_session == response.item_session_id
    assert [(line.latex, line.key) for line in example.lines] == [("x", "2x")]


def test_an_example_of_an_open_question_does_not_show_the_key(student):
    rule = factories.MalRuleFactory()
    row = pattern(student, rule)
    mistaken(student, rule, finished=False)
    [example] = mistakes.page(row, at=timezone.now(), build=problems.build).examples
    assert [line.key for line in example.lines] == [""]


def test_another_persons_answers_are_no_examples(student, classmate):
    rule = factories.MalRuleFactory()
    row = pattern(student, rule)
    mistaken(classmate, rule, finished=True)
    assert mistakes.page(row, at=timezone.now(), build=problems.build).examples == []


def test_a_pattern_that_never_showed_is_not_listed(student):
    pattern(student, factories.MalRuleFactory(), occurrences=0)
    assert mistakes.patterns(student, at=timezone.now()) == []


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_of_mistakes_takes_one_query(student, count, django_assert_num_queries):
    for _ in range(count):
        rule = factories.MalRuleFactory()
        pattern(student, rule)
        mistaken(student, rule, finished=True)
    with django_assert_num_queries(1):
        assert len(mistakes.patterns(student, at=timezone.now())) == count


def estimate(student, skill, **fields):
    values = {"mean": 1.0, "variance": 0.1, "answers": 6, "right": 5}
    return SkillEstimate.objects.create(
        student=student, skill=skill, last_at=timezone.now(), **values | fields
    )


def test_a_skill_shows_its_chance_with_its_uncertainty(student):
    estimate(student, factories.SkillFactory())
    [topic] = progress.progress(student).topics
    standing = topic.skills[0].standing
    assert standing.low < standing.chance < standing.high
    assert standing.is_known


def test_below_four_answers_nothing_is_claimed(student):
    estimate(student, factories.SkillFactory(), answers=3, right=3, mean=5.0)
    [topic] = progress.progress(student).topics
    assert not topic.skills[0].standing.is_known
    assert not topic.skills[0].standing.is_mastered


def test_an_active_mistake_stands_in_the_way_of_mastery(student):
    skill = factories.SkillFactory()
    estimate(student, skill, mean=5.0, variance=0.01, mastered_at=timezone.now())
    assert progress.standings(student).of(skill).is_mastered
    pattern(student, factories.MalRuleFactory(skill=skill))
    assert not progress.standings(student).of(skill).is_mastered


@pytest.mark.parametrize("count", [1, 20])
def test_progress_takes_ten_queries(student, count, django_assert_num_queries):
    for _ in range(count):
        estimate(student, factories.SkillFactory())
        factories.ResponseFactory(item_session=factories.ItemSessionFactory(student=student))
    with django_assert_num_queries(10):
        found = progress.progress(student)
    assert len(found.recent) == min(count, progress.RECENT)


def test_topics_hold_the_skills_that_practice_can_ask(student):
    asked, unasked = factories.SkillFactory(), factories.SkillFactory()
    factories.expression_version().question.skills.add(asked)
    hidden = factories.QuestionFactory(bank__in_practice=False)
    factories.expression_version(question=hidden).question.skills.add(unasked)
    assert [one.skill for topic in practice.topics(student) for one in topic.skills] == [asked]


def test_a_question_left_open_today_is_offered_again(student):
    item_session = factories.ItemSessionFactory(student=student)
    now = timezone.now()
    assert practice.unfinished(student, at=now) == item_session
    assert practice.unfinished(student, at=now + datetime.timedelta(days=1)) is None
    assert practice.unfinished(None, at=now) is None


def test_the_key_is_not_in_an_open_question(student):
    item_session = factories.ItemSessionFactory(
        student=student, version=factories.family_version("gradient", 3)
    )
    page = practice.question(item_session, tries=2)
    assert page.answer is None
    assert page.hints == ()


def test_the_steps_of_a_gradient_stand_under_their_components(student):
    item_session = factories.ItemSessionFactory(
        student=student,
        version=factories.family_version("gradient", 1),
        finished_at=timezone.now(),
    )
    page = practice.question(item_session, tries=2)
    labels = [part.label for part in page.answer.parts]
    assert labels[2].startswith(r"\nabla")
    assert [label.startswith(r"\frac{\partial") for label in labels] == [True, True, False]
    assert all(part.steps for part in page.answer.parts)
    assert page.answer.formulas
