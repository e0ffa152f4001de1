import uuid

import pytest
from django.core.exceptions import ValidationError

from questions.models import QuestionVersion, Skill
from questions.services import choosing, practice
from tests import factories, starting


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


@pytest.fixture
def starter_banks(db):
    starting.load()


@pytest.mark.parametrize("slug", ["product-rule", "quotient-rule", "power-rule"])
def test_every_question_on_a_chosen_skill_exercises_it(student, starter_banks, slug):
    """A generated question is tagged with all that its level may need; a variant needs less."""
    skill = Skill.objects.get(slug=slug)
    for _ in range(4):
        session = practice.start(student=student, skill=skill)
        assert slug in session.variant.instance["skills"]


def test_what_the_reason_names_is_in_the_question(student, starter_banks):
    session = None
    for _ in range(4):
        session = practice.start(student=student, after=session)
        assert session.reason["skill"] in session.variant.instance["skills"]
        practice.reveal(item_session=session)


def test_a_question_that_cannot_give_the_skill_gives_way_to_another(student, power):
    on(power, factories.family_version("gradient", 1))
    right = on(power, factories.VersionFactory())
    assert choosing.choose(student, skill=power).version == right


def test_a_generated_question_is_asked_for_a_skill_that_only_people_name(student):
    skill = factories.SkillFactory(slug="exam-warm-up")
    version = on(skill, factories.family_version("derivative", 1))
    assert choosing.choose(student, skill=skill).version == version


def test_a_mistake_is_the_reason_only_where_the_question_brings_it_out(student, power):
    rule = factories.MalRuleFactory(code="exponent-not-brought-down", skill=power)
    shows = on(power, factories.VersionFactory())
    session = practice.start(student=student, mal_rule=rule)
    practice.submit(item_session=session, client_key=uuid.uuid4(), entry=["b"])
    other = on(power, factories.expression_version())
    reasons = {True: "mistake", False: "asked for"}
    for _ in range(4):
        choice = choosing.choose(student, skill=power)
        assert choice.reason["code"] == reasons[choice.version == shows]
    assert choosing.choose(student, skill=power).version == other


def test_somebody_new_starts_with_an_easy_typed_question_on_a_basic_skill(student, starter_banks):
    choice = choosing.choose(student)
    assert choice.version.question.slug == "derivative-1"
    assert choice.reason["skill"] in {"power-rule", "sum-rule"}


def test_a_skill_new_to_somebody_starts_with_its_easiest_level(student, starter_banks):
    product = Skill.objects.get(slug="product-rule")
    choice = choosing.choose(student, skill=product)
    assert choice.version.question.slug == "derivative-3"
