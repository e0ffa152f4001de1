"""Skills, mal-rules and banks."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from questions.admin.forms import fingerprint
from questions.models import AnswerCluster, Bank, MalRule, Response, Skill, SkillEstimate, User
from questions.services import starter, variants
from tests.admin.test_pages import breaches
from tests.factories import (
    BankFactory,
    ItemSessionFactory,
    MalRuleFactory,
    ResponseFactory,
    SkillFactory,
    StudentFactory,
    VersionFactory,
    authored_version,
    expression_version,
)

pytestmark = pytest.mark.django_db


def change(row: object) -> str:
    return reverse(f"admin:questions_{row._meta.model_name}_change", args=[row.pk])


def skill_form(skill: Skill, *needs: Skill) -> dict[str, object]:
    return {
        "name": skill.name,
        "slug": skill.slug,
        "topic": skill.topic_id,
        "position": 0,
        "prerequisites": [one.pk for one in needs],
        "seen": fingerprint(skill),
    }


def test_a_circle_of_prerequisites_is_refused_and_named(as_admin):
    chain, product, power = (SkillFactory(name=name) for name in ("Chain", "Product", "Power"))
    chain.prerequisites.add(product)
    product.prerequisites.add(power)
    response = as_admin.post(change(power), skill_form(power, chain))
    error = response.context["adminform"].form.errors["prerequisites"][0]
    assert error == (
        "This would close a circle: “Power” needs “Chain” needs “Product” needs “Power”."
    )
    assert not power.prerequisites.exists()


def test_a_skill_does_not_need_itself(as_admin):
    skill = SkillFactory(name="Chain")
    response = as_admin.post(change(skill), skill_form(skill, skill))
    error = response.context["adminform"].form.errors["prerequisites"][0]
    assert "“Chain” needs “Chain”" in error


def test_prerequisites_without_a_circle_are_kept(as_admin):
    chain, product, power = SkillFactory(), SkillFactory(), SkillFactory()
    product.prerequisites.add(power)
    assert as_admin.post(change(chain), skill_form(chain, product, power)).status_code == 302
    assert set(chain.prerequisites.all()) == {product, power}


def test_an_edited_text_of_a_mal_rule_survives_loading_the_catalogue(as_admin):
    starter.load_catalogue()
    rule = MalRule.objects.first()
    values = {"name": rule.name, "sentence": "Said better.", "skill": rule.skill_id or ""}
    values["seen"] = fingerprint(rule)
    as_admin.post(change(rule), {**values, "code": "other"})
    starter.load_catalogue()
    again = MalRule.objects.get(pk=rule.pk)
    assert (again.sentence, again.code, again.is_edited) == ("Said better.", rule.code, True)


def test_looking_at_a_mal_rule_is_not_editing_it(as_admin):
    rule = MalRuleFactory()
    values = {"name": rule.name, "sentence": rule.sentence, "skill": rule.skill_id}
    as_admin.post(change(rule), {**values, "seen": fingerprint(rule)})
    rule.refresh_from_db()
    assert not rule.is_edited


def test_mal_rules_are_neither_added_nor_deleted(as_admin):
    rule = MalRuleFactory()
    assert as_admin.post(reverse("admin:questions_malrule_add"), {}).status_code == 403
    address = reverse("admin:questions_malrule_delete", args=[rule.pk])
    assert as_admin.post(address, {"post": "yes"}).status_code == 403


def test_a_bank_goes_when_it_is_empty(as_admin):
    full, empty = VersionFactory().question.bank, BankFactory()
    for bank in (full, empty):
        address = reverse("admin:questions_bank_delete", args=[bank.pk])
        as_admin.post(address, {"post": "yes"})
    assert list(Bank.objects.all()) == [full]


def test_a_teacher_makes_a_bank_that_no_practice_asks(client: Client, teacher: User):
    teacher.is_staff = True
    teacher.save()
    client.force_login(teacher)
    values = {"name": "Mine", "slug": "mine", "is_shared": "on", "in_practice": "on", "owner": "1"}
    values["partial_credit"] = "steps"
    client.post(reverse("admin:questions_bank_add"), values)
    bank = Bank.objects.get()
    assert (bank.owner, bank.is_shared, bank.in_practice) == (teacher, True, False)
    assert bank.partial_credit == Bank.Credit.STEPS


def test_students_are_not_among_the_owners_of_a_bank(as_admin: Client, teacher: User):
    student, former = StudentFactory(), StudentFactory()
    bank = BankFactory(owner=former)
    response = as_admin.get(change(bank))
    assert "may then draw its ready questions into quizzes" in response.content.decode()
    form = response.context["adminform"].form
    owners = form.fields["owner"].queryset
    assert {teacher, former} <= set(owners)
    assert student not in owners


def test_a_bank_says_how_many_questions_are_asked(as_admin):
    bank = VersionFactory().question.bank
    VersionFactory(question__bank=bank, state="draft")
    assert "1 of 2" in as_admin.get(reverse("admin:questions_bank_changelist")).content.decode()


def test_a_response_says_how_it_was_read_and_why_it_was_not_marked(as_admin: Client) -> None:
    chosen = authored_version(
        "choice",
        options=[
            {"id": "a", "text": "$h$", "correct": True},
            {"id": "b", "text": "$k$", "correct": False},
        ],
    )
    repeated = ResponseFactory(
        item_session=ItemSessionFactory(version=chosen),
        reading=["$k$"],
        verdict="unreadable",
        comparison={"kind": "repeated"},
    )
    typed = ResponseFactory(reading=["2*x^3"], comparison={"kind": "equal"})
    page = as_admin.get(change(repeated)).content.decode()
    assert "Not marked: the same answer again" in page
    assert "Unreadable" not in page
    assert "$k$" not in page
    assert "<mi>k</mi>" in page
    assert "2*x^3" not in as_admin.get(change(typed)).content.decode()


def test_answers_to_one_version_or_the_earlier_ones_are_listed(as_admin: Client) -> None:
    old = expression_version(state="retired")
    new = expression_version(question=old.question, number=2)
    first, second = (
        ResponseFactory(item_session=ItemSessionFactory(version=one)) for one in (old, new)
    )
    ResponseFactory()
    address, key = reverse("admin:questions_response_changelist"), old.question_id

    def shown(of: str) -> list[Response]:
        return list(as_admin.get(address, {"of": of}).context["cl"].result_list)

    assert shown(f"{key}") == [second, first]
    assert shown(f"{key}-earlier") == [first]
    assert shown(f"{key}-2") == [second]
    assert len(shown("")) == len(shown("nonsense")) == len(shown("9" * 40)) == 3


def test_an_answer_in_whose_place_another_counts_is_told_from_it(as_admin: Client) -> None:
    response = ResponseFactory(verdict="incorrect", is_superseded=True)
    page = as_admin.get(reverse("admin:questions_response_change", args=[response.pk]))
    assert "Incorrect; another answer counts" in page.content.decode()


def test_a_second_editor_of_a_catalogue_is_told(as_admin):
    rule = MalRuleFactory()
    values = {"name": "Mine", "sentence": "My words.", "skill": rule.skill_id}
    values["seen"] = fingerprint(rule)
    MalRule.objects.filter(pk=rule.pk).update(sentence="Theirs.")
    response = as_admin.post(change(rule), values)
    page = response.content.decode()
    assert "Somebody else changed this" in page
    assert "My words." in page
    assert MalRule.objects.get(pk=rule.pk).sentence == "Theirs."
    values["seen"] = response.context["adminform"].form["seen"].value()
    assert as_admin.post(change(rule), values).status_code == 302


def test_unexplained_wrong_answers_are_typeset(as_admin: Client) -> None:
    maths = variants.variant_for(expression_version(), 1)
    chosen = variants.variant_for(VersionFactory(), 1)
    for variant, example in ((maths, "2*x^3"), (chosen, "leave $x$ alone")):
        row = AnswerCluster(variant=variant, question=variant.version.question)
        row.fingerprint, row.example = example, [example]
        row.save()
        own = reverse("admin:questions_answercluster_change", args=[row.pk])
        assert "<math" in as_admin.get(own).content.decode()
    page = as_admin.get(reverse("admin:questions_answercluster_changelist")).content.decode()
    assert page.count("<math") == 2
    assert "[" not in page[page.index("result_list") : page.index("</table>")]


def test_prerequisites_are_a_picture_whose_skills_are_links(as_admin: Client) -> None:
    product, chain = SkillFactory(name="Product"), SkillFactory(name="Chain")
    chain.prerequisites.add(product)
    VersionFactory().question.skills.add(chain)
    VersionFactory(state="draft").question.skills.add(chain)
    address = reverse("admin:questions_skill_map")
    page = as_admin.get(f"{address}?of={chain.pk}").content.decode()
    assert f'<a href="{change(product)}" aria-label="Product: 0 ready questions.">' in page
    told = "Chain: the skill that you came from, 1 ready question. Builds on Product."
    assert f'<a href="{change(chain)}" aria-label="{told}">' in page
    assert page.count('class="edge"') == page.count('class="node chosen"') == 1
    assert breaches(page) == []
    for of in ("", "x", "9" * 40):
        assert 'class="node chosen"' not in as_admin.get(address, {"of": of}).content.decode()
    assert address in as_admin.get(reverse("admin:questions_skill_changelist")).content.decode()
    assert f"{address}?of={chain.pk}" in as_admin.get(change(chain)).content.decode()


def test_the_picture_of_prerequisites_is_for_those_who_see_skills(
    as_admin: Client, teacher: User
) -> None:
    address = reverse("admin:questions_skill_map")
    assert "There is no skill yet." in as_admin.get(address).content.decode()
    teacher.is_staff = True
    teacher.save()
    as_admin.force_login(teacher)
    assert as_admin.get(address).status_code == 403


def test_the_picture_takes_the_same_queries_for_one_and_twenty_skills(
    as_admin: Client, django_assert_num_queries
) -> None:
    SkillFactory()
    with CaptureQueriesContext(connection) as one:
        as_admin.get(reverse("admin:questions_skill_map"))
    for _ in range(19):
        SkillFactory().prerequisites.add(Skill.objects.first())
    with django_assert_num_queries(len(one)):
        as_admin.get(reverse("admin:questions_skill_map"))


def test_a_skill_on_which_something_rests_is_not_deleted_and_what_it_is_is_told(
    as_admin: Client, student: User
) -> None:
    skill, free = SkillFactory(name="Chain"), SkillFactory()
    SkillFactory().prerequisites.add(skill)
    VersionFactory().question.skills.add(skill)
    VersionFactory().question.skills.add(skill)
    SkillEstimate.objects.create(student=student, skill=skill, variance=1.0)
    for one in (skill, free):
        address = reverse("admin:questions_skill_delete", args=[one.pk])
        response = as_admin.post(address, {"post": "yes"}, follow=True)
        if one == skill:
            [told] = map(str, response.context["messages"])
    assert told.startswith(
        "“Chain” is not deleted, because of what rests on it: 2 questions, 1 estimate of what a "
        "student knows, 1 skill that builds on it. Give it another name instead."
    )
    assert Skill.objects.filter(pk=skill.pk).exists()
    assert not Skill.objects.filter(pk=free.pk).exists()
    assert SkillEstimate.objects.exists()
    listed = as_admin.get(reverse("admin:questions_skill_changelist"))
    assert "delete_selected" not in listed.content.decode()
