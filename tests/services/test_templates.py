"""Templates of teachers: practised, built for stock, checked, kept unfinished."""

import uuid

import pytest

from questions import maths, problems
from questions.models import MistakePattern, QuestionVersion, Response, Variant
from questions.services import banks, practice, stock, variants, written
from questions.templatetags import unset
from tests import factories
from tests.problems.templates.contents import GRADIENT, SLOPE, changed

pytestmark = pytest.mark.django_db
SEED = 2


@pytest.fixture
def skill():
    stock._wanted.clear()
    return factories.SkillFactory(slug="gradient")


@pytest.fixture
def version(skill):
    version = factories.VersionFactory(content=GRADIENT, kind="vector")
    version.question.skills.add(skill)
    return version


def parts(tree: maths.Expression) -> list[str]:
    return [maths.write_text(one) for one in maths.components(tree)]


def submit(session, entry: list[str]) -> Response:
    return practice.submit(item_session=session, client_key=uuid.uuid4(), entry=entry)


def test_a_mistake_is_named_and_remembered_without_the_authors_work(student, version, skill):
    rule = "coefficient-dropped"
    answer = dict(variants.problem_of(version, SEED).mistakes)[rule]
    factories.MalRuleFactory(code=rule, skill=skill)
    session = factories.ItemSessionFactory(student=student, version=version, seed=SEED)
    response = submit(session, parts(answer))
    assert response.mistakes[0]["rule"] == rule
    pattern = MistakePattern.objects.get(student=student, mal_rule__code=rule)
    assert (pattern.opportunities, pattern.occurrences) == (1, 1)
    key = problems.stored(session.variant.instance).key_expression()
    assert submit(session, parts(key)).verdict == Response.Verdict.CORRECT


def test_a_template_is_asked_in_practice_and_the_next_one_is_built_before(student, version):
    session = practice.start(student=student)
    assert session.variant.version == version
    assert problems.stored(session.variant.instance).skills == ("gradient",)
    while stock.fill():
        pass
    assert Variant.objects.filter(version=version).count() == 1 + stock.SPARE
    assert all("foreseen" in one.instance for one in Variant.objects.exclude(pk=session.variant_id))


def test_a_template_serves_skills_that_it_uses_only(student, version):
    """What a person tags it with counts: nothing in it is left out because it is about another."""
    other = factories.SkillFactory(slug="trigonometric-rule")
    version.question.skills.add(other)
    assert stock._build(version, other)
    found = stock.take(version.pk, other, student, suspected=(), wanted=())
    assert found is not None


def checked(content, skill) -> list[tuple[str, str]]:
    version = factories.VersionFactory(
        content=content, kind=content["kind"], state=QuestionVersion.State.DRAFT
    )
    version.question.skills.add(skill)
    found = banks.check(version, render=unset.fault, seeds=6)
    assert all(one.seed is not None for one in found if one.field != "parameters")
    return [(one.field, one.message) for one in found]


def test_a_sound_template_passes_every_check(skill):
    assert checked(GRADIENT, skill) == []
    assert checked(SLOPE, skill) == []


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"tests": ["[0, 0] => correct"]}, "tests", "was to be correct, but it is incorrect"),
        ({"mistakes": ["grad(f) => No."]}, "mistakes", "is the right answer here"),
        ({"mistakes": [r"[0, 0] => See $\nosuch{1}$."]}, "mistakes", "cannot be shown"),
        ({"prompt": r"Find the gradient of $\nosuch{[[f]]}$."}, "prompt", "cannot be shown"),
        ({"parameters": ["a = 2", "b = 3"]}, "parameters", "Every seed gives the same problem"),
        ({"conditions": ["a > 99"]}, "conditions[0]", "nothing was drawn"),
    ],
)
def test_what_does_not_hold_is_told_with_its_field_and_a_seed(changes, field, words, skill):
    found = checked(changed(GRADIENT, **changes), skill)
    assert {told for told, _ in found} == {field}
    assert words in found[0][1]


def test_an_unfinished_template_is_kept_as_it_is(admin, skill):
    half = changed(GRADIENT, key="grad(", parameters=["a ="])
    version = banks.create_question(
        bank=factories.BankFactory(),
        slug="half",
        title="Half",
        skills=[skill],
        content=half,
        by=admin,
        is_unfinished=True,
    )
    version.refresh_from_db()
    assert version.content == half


def test_a_template_brings_out_a_mistake_for_teaching(version):
    rule, _ = variants.problem_of(version, SEED).mistakes[0]
    assert problems.foretold(rule, GRADIENT, SEED)
    found = problems.contrasts(rule, [GRADIENT], 1)
    assert sum(bool(one.wrong) for one in found) == 2


def test_a_template_that_is_not_made_in_time_is_left_out(version):
    def too_slow(content, seed):
        raise written.TooSlowError(written.TOO_SLOW)

    rule, _ = variants.problem_of(version, SEED).mistakes[0]
    assert problems.foretold(rule, GRADIENT, SEED, too_slow) is None
    assert problems.contrasts(rule, [GRADIENT], 1, too_slow) == []
