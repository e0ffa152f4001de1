"""The questions that a choice looks at."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from questions.models import ItemDifficulty, ItemSession, QuestionVersion, Skill
from questions.services import pools, practice, variants
from tests import factories, starting


@pytest.fixture
def chain(db):
    return factories.SkillFactory(slug="chain-rule")


def on(skill, *, main=None, **values):
    version = factories.VersionFactory(question__main_skill=main, **values)
    version.question.skills.add(skill)
    return version


def test_what_is_read_of_a_skill_is_what_its_versions_say(student, monkeypatch):
    """One statement reads no more than the choice needs; here it is read from whole rows."""
    starting.load()
    monkeypatch.setattr(pools, "POOL", 1_000)
    rated = QuestionVersion.objects.in_practice().first()
    ItemDifficulty.objects.create(question=rated.question, mean=1.5, variance=0.1, squares=1.0)
    practice.start(student=student)
    met = ItemSession.objects.get(student=student).question_id
    for skill in Skill.objects.all():
        versions = [
            one
            for one in QuestionVersion.objects.in_practice().filter(question__skills=skill)
            if one.content["source"] == "family" or one.question.is_about(skill)
        ]
        expected = {
            (
                one.pk,
                one.question_id,
                one.kind,
                one.question_id == met,
                variants.is_generated(one),
                1.5 if one == rated else variants.difficulty_of(one),
            )
            for one in versions
        }
        assert set(pools.on_skill(skill, student, is_given=True)) == expected, skill


def test_of_many_questions_any_comes_up_in_one_statement(chain, student, monkeypatch):
    monkeypatch.setattr(pools, "POOL", 5)
    versions = {on(chain).pk for _ in range(12)}
    with CaptureQueriesContext(
        connection,
    ) as statements:
        found = [[row.version for row in pools.on_skill(chain, student)] for _ in range(40)]
    assert len(statements) == 40
    assert {len(set(pool)) for pool in found} == {5}
    assert {pk for pool in found for pk in pool} == versions


def test_what_only_uses_the_skill_waits_until_nothing_is_about_it(chain, student):
    other = factories.SkillFactory()
    uses = on(chain, main=other)
    assert [row.version for row in pools.on_skill(chain, student)] == [uses.pk]
    about, unsaid = on(chain, main=chain), on(chain)
    assert {row.version for row in pools.on_skill(chain, student)} == {about.pk, unsaid.pk}


def test_drafts_retired_versions_and_banks_out_of_practice_are_not_looked_at(chain, student):
    on(chain, state=QuestionVersion.State.DRAFT)
    on(chain, state=QuestionVersion.State.RETIRED)
    on(chain, question__bank__in_practice=False)
    assert pools.on_skill(chain, student) == []


def test_options_are_given_only_where_nothing_is_written_or_somebody_wants_it_easier(
    student, chain
):
    content = {"source": "family", "version": 1, "family": "derivative", "level": 3}
    given = on(chain, kind="choice", content=content | {"asked": "choice"})
    alone = [one.version for one in pools.on_skill(chain, student)]
    written = on(chain, kind="expression", content=content)
    assert alone == [given.pk]
    assert [one.version for one in pools.on_skill(chain, student)] == [written.pk]
    easier = pools.on_skill(chain, student, is_given=True)
    assert {one.version for one in easier} == {given.pk, written.pk}
