import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from questions import problems
from questions.models import QuestionVersion, Response, Skill, StudentEstimate
from questions.services import choosing, draws, learning, practice, variants
from tests import factories, starting

SEED = 5


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
    assert choice.reason["sentence"] == "Chosen because “Power rule” is new to you."


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


def test_a_mistake_is_not_practised_on_a_variant_that_was_stored_without_it(
    student, power, monkeypatch
):
    """What was stored is what is shown, whatever would be built now."""
    rule = factories.MalRuleFactory(code="exponent-not-brought-down", skill=power)
    version = on(power, factories.VersionFactory())
    monkeypatch.setattr(draws, "fresh", lambda seen: SEED)
    assert choosing.choose(student, mal_rule=rule).version == version
    stored = variants.variant_for(version, SEED)
    for option in stored.instance["options"]:
        option["mistake"] = ""
    stored.save()
    assert choosing.choose(student, mal_rule=rule).reason["code"] == "asked for"


def test_a_question_that_cannot_be_made_any_more_is_passed_over_where_a_mistake_is_practised(
    student, power
):
    rule = factories.MalRuleFactory(code="exponent-not-brought-down", skill=power)
    gone, kept = (on(power, factories.VersionFactory()) for _ in range(2))
    factories.rewrite(gone, content=factories.GONE)
    assert {choosing.choose(student, mal_rule=rule).version for _ in range(6)} == {kept}


def test_for_a_mistake_that_no_question_brings_out_its_skill_is_practised(student, product):
    rule = factories.MalRuleFactory(name="Label dropped", skill=product)
    version = on(product, factories.VersionFactory())
    choice = choosing.choose(student, mal_rule=rule)
    assert choice.version == version
    assert choice.reason["sentence"] == (
        "No question in practice brings out “Label dropped” yet; this one is on its skill, "
        "“Product rule”."
    )
    rule.skill = None
    with pytest.raises(ValidationError, match="Label dropped"):
        choosing.choose(student, mal_rule=rule)


def test_the_number_of_queries_does_not_grow(
    student, power, product, django_assert_num_queries, django_assert_max_num_queries
):
    """Beside those that read the shared part again where it has changed."""
    on(power, factories.VersionFactory())
    choosing.choose(student)
    with django_assert_max_num_queries(10) as few:
        choosing.choose(student)
    for _ in range(20):
        on(product, factories.VersionFactory())
    with django_assert_num_queries(len(few)):
        choosing.choose(student)


@pytest.fixture
def starter_banks(db):
    starting.load()


@pytest.mark.parametrize(
    "slug",
    [
        "power-rule",
        "product-rule",
        "quotient-rule",
        "chain-rule",
        "exponential-rule",
        "partial-derivative",
        "gradient",
        *(pytest.param(one, marks=pytest.mark.deep) for one in sorted(problems.GENERATED_SKILLS)),
    ],
)
def test_who_chooses_a_skill_is_asked_what_is_about_it(student, starter_banks, slug):
    """And not what only uses it, as a gradient of composed functions uses the chain rule."""
    skill = Skill.objects.get(slug=slug)
    for _ in range(4):
        session = practice.start(student=student, skill=skill)
        instance = session.variant.instance
        if instance["family"]:
            assert problems.is_about(instance["skills"], slug), instance["prompt"]
        else:
            assert session.variant.version.question.is_about(skill)
        assert "larger" not in session.reason["sentence"]


@pytest.mark.parametrize("is_time_to_recall", [False, True])
def test_a_rule_is_applied_and_what_is_known_of_it_asked_in_between(
    student, starter_banks, monkeypatch, is_time_to_recall
):
    """Never first: whoever chooses the chain rule means to differentiate with it."""
    monkeypatch.setattr(choosing, "_is_time_to_recall", lambda: is_time_to_recall)
    skill = Skill.objects.get(slug="chain-rule")
    applied = []
    for _ in range(3):
        session = practice.start(student=student, skill=skill)
        applied.append(session.variant.instance["family"] is not None)
        practice.submit(item_session=session, client_key=uuid.uuid4(), entry=["0"])
        practice.reveal(item_session=session)
    assert applied == [True, not is_time_to_recall, not is_time_to_recall]


def test_where_a_skill_is_only_used_the_reason_says_so(student):
    skill = factories.SkillFactory(slug="partial-derivative", name="Partial derivatives")
    on(skill, factories.family_version("gradient", 1))
    choice = choosing.choose(student, skill=skill)
    assert choice.reason["sentence"].endswith("Here it is one part of a larger question.")


def test_a_question_that_a_person_wrote_is_asked_for_what_it_is_about(student, power, product):
    about = factories.VersionFactory(question__main_skill=product)
    about.question.skills.set([power, product])
    assert choosing.choose(student, skill=product).reason["sentence"] == "You chose “Product rule”."
    used = choosing.choose(student, skill=power)
    assert used.version == about
    assert used.reason["sentence"].endswith("Here it is one part of a larger question.")
    assert variants.problem_of(about, 1).skills == ("product-rule", "power-rule")
    other = on(power, factories.VersionFactory())
    assert choosing.choose(student, skill=power).version == other


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


def answered(student, version, seed, *, right, at=None):
    session = factories.ItemSessionFactory(student=student, version=version, seed=seed)
    verdict = Response.Verdict.CORRECT if right else Response.Verdict.INCORRECT
    moment = {"submitted_at": at} if at else {}
    learning.record(factories.ResponseFactory(item_session=session, verdict=verdict, **moment))


def test_a_failure_for_lack_of_a_prerequisite_leads_to_it_and_says_so(student, starter_banks):
    gradient = Skill.objects.get(slug="gradient")
    partial = Skill.objects.get(slug="partial-derivative")
    partial.prerequisites.set(Skill.objects.filter(slug="chain-rule"))
    gradient.prerequisites.set([partial])
    versions = QuestionVersion.objects.in_practice()
    chain = versions.get(question__slug="derivative-4")
    hard = versions.get(question__slug="gradient-3")
    for seed in range(6):
        answered(student, versions.get(question__slug="derivative-1"), seed, right=True)
    for seed in (0, 1, 3, 4):
        answered(student, chain, seed, right=False)
    answered(student, hard, 1, right=False)
    choice = choosing.choose(student)
    assert choice.reason["code"] == "needed"
    assert choice.reason["sentence"].startswith("Chosen because ")
    assert choice.reason["sentence"].endswith(" just went wrong, and it builds on “Chain rule”.")


def test_what_may_be_forgotten_is_due(student, power):
    version = on(power, factories.family_version("derivative", 1))
    long_ago = timezone.now() - datetime.timedelta(days=40)
    for seed in range(8):
        answered(student, version, seed, right=True, at=long_ago)
    reason = choosing.choose(student).reason
    assert reason["code"] == "due"
    assert reason["sentence"] == "Chosen because you last practised “Power rule” 40 days ago."
    assert reason["evidence"]["due"] > 0.1


def test_placement_asks_each_skill_once_before_any_twice_and_ends(student, starter_banks):
    asked = [practice.start(student=student, placement=True) for _ in range(12)]
    assert {one.reason["code"] for one in asked} == {"placement"}
    assert len({one.reason["skill"] for one in asked}) == 12
    assert asked[2].reason["sentence"].startswith("To find out where you start: question 3 of")
    after = practice.start(student=student, placement=True)
    assert after.reason["code"] != "placement"


def test_who_wants_an_easier_or_a_harder_one_gets_it_on_the_same_skill_and_is_told(student, power):
    for difficulty in (-2, -2, -0.5, 1):
        asked = factories.expression_version()
        asked.content["difficulty"] = difficulty
        asked.save()
        on(power, asked)
    first = practice.start(student=student, skill=power)
    harder = practice.start(student=student, after=first, level="harder")
    easier = practice.start(student=student, after=harder, level="easier")
    chances = [one.reason["chance"] for one in (first, harder, easier)]
    assert chances[1] < chances[0]
    assert chances[1] < chances[2]
    assert {one.reason["skill"] for one in (harder, easier)} == {power.slug}
    assert harder.reason["sentence"] == f"You asked for a harder one on “{power.name}”."
    assert easier.reason["sentence"] == f"You asked for an easier one on “{power.name}”."
    assert not StudentEstimate.objects.filter(answers__gt=0).exists()


def test_a_harder_one_is_a_step_and_no_leap_even_where_the_leap_is_stored(student):
    skill = factories.SkillFactory(slug="only-people-name-it")
    levels = [on(skill, factories.family_version("derivative", level)) for level in range(1, 6)]
    first = practice.start(student=student, skill=skill)
    assert first.variant.version == levels[0]
    variants.variant_for(levels[4], SEED)
    assert choosing.at_level(student, "harder", first).version in levels[1:4]


def test_where_nothing_is_easier_the_reason_says_so(student, power):
    on(power, factories.family_version("derivative", 1))
    first = practice.start(student=student, skill=power)
    next_one = practice.start(student=student, after=first, level="easier")
    assert next_one.reason["sentence"] == (
        f"You asked for an easier one on “{power.name}”; none was found, and this is the nearest."
    )
    assert (
        practice.start(student=student, after=next_one).reason["sentence"]
        != (next_one.reason["sentence"])
    )
