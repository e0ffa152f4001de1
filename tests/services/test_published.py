"""What a process keeps in memory is never older than the rows."""

import pytest

from questions.models import Skill, SkillDifficulty
from questions.services import folding, learning, published, rebuilding
from tests import factories


@pytest.fixture
def skill(db):
    skill = factories.SkillFactory(slug="power-rule")
    factories.family_version("derivative", 1).question.skills.add(skill)
    return skill


def answer(student, skill):
    version = skill.questions.get().versions.get()
    session = factories.ItemSessionFactory(student=student, version=version)
    response = factories.ResponseFactory(item_session=session, verdict="correct")
    learning.record(response)
    return response


def test_the_same_version_is_read_once(skill):
    assert published.shared() is published.shared()


def test_a_fold_is_seen_at_once(student, skill):
    before = published.shared()
    answer(student, skill)
    folding.fold()
    after = published.shared()
    assert (before.number, after.number) == (0, 1)
    assert after.population.skills[skill.pk].mean < 0, "a right answer: easier"
    assert (after.population.weights != before.population.weights).any()


def test_a_rebuilt_version_is_read_again(student, skill):
    answer(student, skill)
    folding.fold()
    before = published.shared()
    rebuilding.rebuild()
    assert published.shared() is not before


def test_a_change_of_the_map_is_seen_at_once(skill):
    other = factories.SkillFactory(slug="chain-rule")
    assert set(published.shared().skills) == {"power-rule", "chain-rule"}
    other.prerequisites.add(skill)
    assert list(published.shared().skills["chain-rule"].prerequisites.all()) == [skill]
    other.prerequisites.clear()
    assert not published.shared().skills["chain-rule"].prerequisites.all()
    other.name = "Rule of chains"
    other.save()
    assert published.shared().skills["chain-rule"].name == "Rule of chains"
    Skill.objects.get(pk=other.pk).delete()
    assert set(published.shared().skills) == {"power-rule"}


def test_what_refreshing_finds_is_seen_at_once_and_written_where_it_changed(skill):
    assert published.shared().typical == {}
    SkillDifficulty.objects.refresh()
    held = published.shared()
    assert held.typical == SkillDifficulty.objects.typical()
    SkillDifficulty.objects.refresh()
    assert published.shared() is held
    factories.family_version("derivative", 4).question.skills.add(skill)
    SkillDifficulty.objects.refresh()
    assert published.shared().typical[skill.pk][0] > held.typical[skill.pk][0]


def test_how_a_question_stands_is_of_the_version_that_is_named(student, skill):
    response = answer(student, skill)
    folding.fold()
    found = published.standing(response)
    assert (found.shared.number, found.answers, found.right) == (1, 1, 1)
    assert found.rating.answers == 1
    assert found.is_variant_counted
    assert found.observed == (True, 1.0, [skill.pk])
