"""Queries and statements that are put together once a process."""

import datetime

import pytest
from django.db.models import F

from questions.models import Observation, Question, SkillEstimate
from questions.services.prepared import Prepared, PreparedRows
from questions.services.upserts import insert
from tests import factories

AT = datetime.datetime(2026, 3, 1, 9, 30, 0, 7, tzinfo=datetime.UTC)


@pytest.fixture
def estimates(student, classmate):
    return [
        SkillEstimate.objects.create(
            student=person,
            skill=factories.SkillFactory(),
            variance=0.1,
            averages=[0.25, -0.5, 0.0, 1e-9],
            last_at=AT if place else None,
        )
        for person in (student, classmate)
        for place in range(2)
    ]


def test_columns_come_as_the_query_gives_them(student, classmate, estimates):
    """Times, lists, texts out of related rows, and none."""

    def make(student, *skills):
        rows = SkillEstimate.objects.filter(student=student, skill__in=skills).order_by("pk")
        return rows.values_list("last_at", "averages", "skill__slug", F("variance") * 2)

    prepared = Prepared(make, keys=3)
    keys = [one.skill_id for one in estimates]
    for person, skills in ((student, keys[:2]), (classmate, keys[2:]), (student, keys[2:])):
        assert prepared.rows(person.pk, *skills) == list(make(person.pk, *skills))


def test_rows_are_the_rows_with_what_stands_beside_them(estimates):
    prepared = PreparedRows(
        SkillEstimate, lambda key: SkillEstimate.objects.filter(pk=key), beside="skill"
    )
    for one in estimates:
        (row,) = prepared.rows(one.pk)
        assert row == one
        assert {**vars(row), "_state": None} == {
            **vars(SkillEstimate.objects.select_related("skill").get(pk=one.pk)),
            "_state": None,
        }
        assert row.skill.slug == one.skill.slug
        row.answers += 1
        row.save()
        assert SkillEstimate.objects.get(pk=one.pk).answers == 1
    assert prepared.rows(0) == []


def test_a_query_is_asked_with_as_many_keys_as_it_was_made_of(db):
    prepared = Prepared(lambda key: Question.objects.filter(pk=key).values_list("pk"))
    with pytest.raises(ValueError, match="argument"):
        prepared.rows(1, 2)


def test_an_inserted_row_is_there_with_its_key(student):
    row = Observation(
        student_number=student.pk, question_number=1, variant_number=2, skill_numbers=[3],
        right=True, prior=0.5, offset=0.0, guess=0.25, weight=1.0, version=0, look=[0.1],
    )  # fmt: skip
    insert(row)
    stored = Observation.objects.get(pk=row.pk)
    assert {**vars(stored), "_state": None} == {**vars(row), "_state": None}
