"""Variants that are built before they are needed."""

import pytest

from questions.models import QuestionVersion, Variant
from questions.services import attempts, choosing, draws, practice, stock, variants
from tests import factories, teaching


@pytest.fixture
def power(db):
    stock._wanted.clear()
    return factories.SkillFactory(slug="power-rule")


@pytest.fixture
def version(power):
    version = factories.family_version("derivative", 1)
    version.question.skills.add(power)
    return version


def take(version, power, student, **rules):
    return stock.take(version.pk, power, student, **({"suspected": set(), "wanted": set()} | rules))


def test_what_was_missing_is_built_and_asked_next(student, classmate, version, monkeypatch):
    first = practice.start(student=student)
    assert stock.fill()
    monkeypatch.setattr(draws, "on_skill", lambda *args, **kwargs: pytest.fail("was built"))
    asked = {practice.start(student=student).variant, practice.start(student=classmate).variant}
    assert first.variant in asked or len(asked) == 1
    assert Variant.objects.count() == 2


def test_what_is_built_holds_what_will_be_said_of_expected_answers(student, power, version):
    take(version, power, student)
    assert stock.fill()
    problem = variants.problem_in(Variant.objects.get())
    assert len(problem.foreseen["codes"]) > 1


def test_nothing_is_built_where_enough_waits_or_nothing_is_ready(student, power, version):
    assert not stock.fill()
    take(version, power, student)
    assert [stock.fill() for _ in range(4)] == [True, True, True, False]
    assert Variant.objects.count() == stock.SPARE
    Variant.objects.all().delete()
    take(version, power, student)
    factories.rewrite(version, state=QuestionVersion.State.RETIRED)
    assert not stock.fill()


def test_what_cannot_be_made_any_more_is_passed_over(student, power, version):
    factories.rewrite(version, content=factories.GONE)
    stock._want(version.pk, power.pk)
    assert not stock.fill()
    gone = QuestionVersion.objects.get(pk=version.pk)
    assert draws.on_skill(gone, power, seen=(), suspected=()) is None


def test_nobody_gets_a_variant_twice_or_one_that_an_assignment_holds(
    student, classmate, teacher, power, version
):
    stock._want(version.pk, power.pk)
    stock.fill()
    seed = take(version, power, student).seed
    practice.start(student=student)
    assert take(version, power, student) is None
    assert take(version, power, classmate).seed == seed
    given = teaching.assignment(teacher, classmate, versions=(version,))
    attempts.start(assignment=given, student=classmate)
    assert Variant.objects.count() == 2
    assert take(version, power, student) is None


def test_another_tab_that_takes_the_same_variant_is_noticed(student, version, monkeypatch):
    choose, choices = choosing.choose, []

    def twice(*args, **kwargs):
        choices.append(choices[0] if len(choices) == 1 else choose(*args, **kwargs))
        return choices[-1]

    monkeypatch.setattr(choosing, "choose", twice)
    asked = [practice.start(student=student).variant for _ in range(2)]
    assert len(choices) == 3
    assert asked[0] != asked[1]


def test_an_open_mistake_on_the_skill_is_brought_out(student, power, version):
    stock._want(version.pk, power.pk)
    while stock.fill():
        pass
    rule = next(iter(take(version, power, student).exposes))
    assert rule in take(version, power, student, wanted={rule}).exposes
    assert take(version, power, student, wanted={"no-such-rule"}) is None
    assert take(version, power, student, suspected={"no-such-rule"}) is not None


def test_what_an_older_release_has_built_is_not_asked_anew(student, power, version):
    stock._want(version.pk, power.pk)
    stock.fill()
    assert take(version, power, student) is not None
    Variant.objects.update(release="older")
    assert take(version, power, student) is None


def test_each_generated_question_in_practice_is_wanted(power, version):
    factories.VersionFactory().question.skills.add(power)
    stock.want_all.cache_clear()
    stock.want_all()
    assert list(stock._wanted) == [(version.pk, power.pk)]
