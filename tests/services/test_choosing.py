import uuid

import pytest
from django.core.exceptions import ValidationError

from questions.models import QuestionVersion
from questions.services import choosing, practice
from tests import factories


def on(skill, version):
    version.question.skills.add(skill)
    return version


@pytest.fixture
def product(db):
    return factories.SkillFactory(slug="product-rule", name="Product rule")


@pytest.fixture
def power(db):
    return factories.SkillFactory(slug="power-rule", name="Power rule")


def test_a_new_skill_is_chosen_and_the_reason_says_so(student, power):
    version = on(power, factories.VersionFactory())
    choice = choosing.choose(student)
    assert choice.version == version
    assert choice.reason["code"] == "new"
    assert choice.reason["sentence"] == "Chosen because you have not practised power rule yet."


def test_a_skill_that_was_asked_for_is_chosen(student, power, product):
    on(power, factories.VersionFactory())
    wanted = on(product, factories.VersionFactory())
    assert choosing.choose(student, skill=product).version == wanted


def test_drafts_retired_and_private_questions_are_not_asked(student, power):
    on(power, factories.VersionFactory(state=QuestionVersion.State.DRAFT))
    on(power, factories.VersionFactory(state=QuestionVersion.State.RETIRED))
    on(power, factories.VersionFactory(question__bank__in_practice=False))
    with pytest.raises(ValidationError, match="No bank in practice"):
        choosing.choose(student)


def test_an_authored_question_does_not_come_again_while_others_wait(student, power):
    for _ in range(3):
        on(power, factories.VersionFactory())
    asked = {practice.start(student=student).variant.version_id for _ in range(3)}
    assert len(asked) == 3


def test_a_skill_whose_questions_were_all_asked_waits(student, power, product):
    """Even where a mistake is open on it: the same question again would teach nothing."""
    rule = factories.MalRuleFactory(code="exponent-not-brought-down", skill=power)
    only = on(power, factories.VersionFactory())
    other = on(product, factories.family_version("derivative", 3))
    session = practice.start(student=student, mal_rule=rule)
    practice.submit(item_session=session, client_key=uuid.uuid4(), entry=["b"])
    assert choosing.choose(student).version == other
    assert choosing.choose(student, skill=power).version == only


def test_a_mistake_is_practised_where_it_bites(student, product):
    rule = factories.MalRuleFactory(code="product-of-derivatives", skill=product)
    on(product, factories.family_version("derivative", 3))
    choice = choosing.choose(student, mal_rule=rule)
    session = practice.start(student=student, mal_rule=rule)
    rules = {row["rule"] for row in session.variant.instance["mistakes"]}
    assert "product-of-derivatives" in rules
    assert choice.reason["mal_rule"] == rule.code


def test_a_mistake_that_no_question_brings_out_is_said_so(student, product):
    rule = factories.MalRuleFactory(name="Label dropped", skill=product)
    on(product, factories.VersionFactory())
    with pytest.raises(ValidationError, match="Label dropped"):
        choosing.choose(student, mal_rule=rule)


def test_the_number_of_queries_does_not_grow(
    student, power, product, django_assert_num_queries, django_assert_max_num_queries
):
    on(power, factories.VersionFactory())
    with django_assert_max_num_queries(12) as few:
        choosing.choose(student)
    for _ in range(20):
        on(product, factories.VersionFactory())
    with django_assert_num_queries(len(few)):
        choosing.choose(student)
