"""The page of a question: drafts in readable fields, previews, making ready."""

import html
import re

import pytest
from django.contrib.admin import site
from django.contrib.auth import get_user
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from questions.models import Bank, Question, QuestionVersion, User
from questions.services import banks
from tests.factories import (
    AdminFactory,
    BankFactory,
    ItemSessionFactory,
    MalRuleFactory,
    QuestionFactory,
    ResponseFactory,
    SkillFactory,
    VersionFactory,
    expression_version,
    family_version,
    rewrite,
)

pytestmark = pytest.mark.django_db
State = QuestionVersion.State
LIST = reverse("admin:questions_question_changelist")


@pytest.fixture(autouse=True)
def mal_rule(db: None) -> None:
    MalRuleFactory(code="exponent-not-brought-down", name="Exponent not brought down")


@pytest.fixture
def version(db: None) -> QuestionVersion:
    version = VersionFactory()
    version.question.skills.add(SkillFactory())
    return version


def page(question: Question) -> str:
    return reverse("admin:questions_question_change", args=[question.pk])


def filled(client: Client, question: Question | None = None) -> dict[str, object]:
    """What a browser would post if nothing were changed. Rendering the page takes far longer than
    making its form.
    """
    request = RequestFactory().get("/")
    request.user = get_user(client)
    desk = site.get_model_admin(Question)
    form_class = desk.get_form(request, question, change=question is not None)
    initial = {} if question else desk.get_changeform_initial_data(request)
    form = form_class(instance=question, initial=initial)
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def posted(client: Client, question: Question, **changes: object) -> object:
    return client.post(page(question), {**filled(client, question), **changes}, follow=True)


def told(response: object) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def shown(response: object) -> str:
    return html.unescape(re.sub(r"\s+", " ", response.content.decode()))


def test_who_corrects_a_key_is_told_what_becomes_of_earlier_answers(as_admin):
    version = expression_version("3x")
    version.question.skills.add(SkillFactory())
    ResponseFactory(item_session=ItemSessionFactory(version=version))
    response = posted(as_admin, version.question, key="2x", _ready="1")
    [_, said] = told(response)
    assert said.startswith("1 answer to earlier versions keeps its mark. If the earlier key was")
    address = html.unescape(said.partition('href="')[2].partition('"')[0])
    assert len(as_admin.get(address).context["cl"].result_list) == 1
    assert "All of these answers were given to earlier versions" in shown(response)


def test_who_changes_a_hint_alone_is_told_that_no_answer_would_be_marked_otherwise(as_admin):
    version = expression_version("2x")
    version.question.skills.add(SkillFactory())
    ResponseFactory(item_session=ItemSessionFactory(version=version))
    response = posted(as_admin, version.question, hint_1="Bring the exponent down.", _ready="1")
    [_, said] = told(response)
    assert "keeps its mark. None of them would be marked otherwise" in said
    assert "regrade" not in said


def test_a_changed_text_becomes_a_draft_and_the_ready_version_stays(as_admin, version):
    before = version.content
    posted(as_admin, version.question, prompt="Which is the derivative of $x^2$?", _continue="1")
    draft = version.question.versions.get(number=2)
    version.refresh_from_db()
    assert (draft.state, draft.content["prompt"]) == (
        State.DRAFT,
        "Which is the derivative of $x^2$?",
    )
    assert (version.state, version.content) == (State.READY, before)
    assert [one["id"] for one in draft.content["options"]] == ["a", "b", "c"]
    assert draft.content["options"][1]["mistake"] == "exponent-not-brought-down"


def test_a_new_title_alone_makes_no_version(as_admin, version):
    posted(as_admin, version.question, title="Squares", _save="1")
    question = Question.objects.get()
    assert (question.title, question.versions.count()) == ("Squares", 1)


@pytest.mark.parametrize("build", [VersionFactory, expression_version, family_version])
def test_saving_unchanged_content_makes_no_version(as_admin, build):
    question = build().question
    posted(as_admin, question, _continue="1")
    assert question.versions.count() == 1


def test_a_question_is_written_from_nothing(as_admin):
    bank, skill = BankFactory(), SkillFactory()
    values = {
        "bank": bank.pk,
        "title": "Sine",
        "slug": "sine",
        "skills": [skill.pk],
        "kind": "expression",
        "prompt": "Differentiate $\\sin x$.",
        "key": "cos(x)",
        "variables": "x",
        "hint_1": "Look at a table.",
        "difficulty": "-1",
    }
    response = as_admin.post(
        reverse("admin:questions_question_add"), {**values, "_ready": "1"}, follow=True
    )
    version = QuestionVersion.objects.get()
    assert (version.state, version.kind) == (State.READY, "expression"), told(response)
    assert version.content["variables"] == ["x"]
    assert version.content["hints"] == ["Look at a table."]


def test_what_a_question_is_about_is_chosen_or_the_last_of_its_skills_on_the_map(as_admin, version):
    early, late = SkillFactory(topic__position=1), SkillFactory(topic__position=2)
    question = version.question
    posted(as_admin, question, skills=[late.pk, early.pk], _save="1")
    question.refresh_from_db()
    assert question.main_skill == late
    posted(as_admin, question, skills=[late.pk, early.pk], main_skill=early.pk, _save="1")
    question.refresh_from_db()
    assert question.main_skill == early
    response = posted(as_admin, question, skills=[late.pk], main_skill=early.pk, _save="1")
    assert f"Tick “{early}” among the skills too." in shown(response)
    listed = shown(as_admin.get(reverse("admin:questions_question_changelist")))
    assert f"{early}, {late}" in listed


def test_the_last_skill_is_not_unticked_while_the_question_is_asked(as_admin, version):
    response = posted(as_admin, version.question, skills=[], main_skill="", _save="1")
    assert "This question is asked, and needs a skill as long as it is." in shown(response)
    assert version.question.skills.count() == 1
    banks.retire(version=version, by=get_user(as_admin))
    posted(as_admin, version.question, skills=[], main_skill="", _save="1")
    assert not version.question.skills.exists()


def test_a_family_and_level_are_chosen_from_a_list(as_admin):
    values = {"bank": BankFactory().pk, "title": "Chain", "slug": "chain", "kind": "generated"}
    as_admin.post(
        reverse("admin:questions_question_add"),
        {**values, "family_level": "derivative:3", "_save": "1"},
    )
    content = QuestionVersion.objects.get().content
    assert content == {"version": 1, "source": "family", "family": "derivative", "level": 3}


def test_a_generated_question_is_asked_as_a_choice_where_the_editor_says_so(as_admin):
    values = {"bank": BankFactory().pk, "title": "Chain", "slug": "chain", "kind": "generated"}
    add = reverse("admin:questions_question_add")
    sent = values | {"family_level": "critical_points:3", "asked": "choice", "_save": "1"}
    refused = shown(as_admin.post(add, sent))
    assert "The family critical_points is not asked as a choice at level 3." in refused
    as_admin.post(add, sent | {"family_level": "derivative:3"})
    version = QuestionVersion.objects.get()
    assert (version.kind, version.content["asked"]) == ("choice", "choice")
    page = reverse("admin:questions_question_change", args=[version.question_id])
    assert '<option value="choice" selected>as a choice of four</option>' in shown(
        as_admin.get(page)
    )
    previewed = as_admin.post(
        page, sent | {"family_level": "derivative:3", "_preview": "1", "seed": "2"}
    )
    assert shown(previewed).count('type="radio"') == 4


SETTINGS = {
    "kind": "number",
    "prompt": "What is $\\sqrt2$?",
    "key": "sqrt(2)",
    "tolerance_kind": "interval",
    "tolerance": "1,41; 1,42".replace(",", "."),
    "form": ["simplified"],
    "decimal_comma": "on",
    "log": "log10",
}


def test_what_counts_as_right_is_set_in_fields_of_its_own(as_admin, version):
    response = posted(as_admin, version.question, **SETTINGS, _save="1")
    assert "Please correct" not in shown(response)
    content = version.question.versions.get(number=2).content
    assert content["tolerance"] == {"interval": ["1.41", "1.42"]}
    assert (content["form"], content["log"]) == (["simplified"], "log10")
    assert content["decimal_comma"] is True
    kept = filled(as_admin, version.question)
    assert {name: kept.get(name) for name in ("tolerance_kind", "tolerance", "form", "log")} == {
        "tolerance_kind": "interval",
        "tolerance": "1.41; 1.42",
        "form": ["simplified"],
        "log": "log10",
    }
    posted(as_admin, version.question, _save="1")
    assert version.question.versions.count() == 2


def test_a_domain_and_a_constant_are_set_for_an_expression(as_admin, version):
    values = {"kind": "expression", "prompt": "Integrate $1/x$.", "key": "ln(x)", "variables": "x"}
    posted(as_admin, version.question, **values, domain="x > 0", up_to_constant="on", _save="1")
    content = version.question.versions.get(number=2).content
    assert (content["domain"], content["up_to_constant"]) == ("x > 0", True)
    assert "tolerance" not in content


@pytest.mark.parametrize(
    ("domain", "text"),
    [
        ({"x": ["0", None]}, "x &gt; 0"),
        ({"x": [None, 1], "y": ["1/2", 2]}, "x &lt; 1, 1/2 &lt; y &lt; 2"),
        ("x > 3", "x &gt; 3"),
    ],
)
def test_a_domain_of_content_is_shown_as_it_would_be_written(as_admin, version, domain, text):
    content = {
        "version": 1,
        "source": "authored",
        "kind": "expression",
        "prompt": "?",
        "key": "x+y",
        "variables": ["x", "y"],
        "domain": domain,
        "explanation": "",
    }
    rewrite(version, content=content, kind="expression")
    body = as_admin.get(page(version.question)).content.decode()
    assert text in body


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({**SETTINGS, "tolerance": ""}, "tolerance", "two numbers"),
        ({**SETTINGS, "tolerance": "1; 1.2"}, "tolerance", "outside of this interval"),
        ({**SETTINGS, "tolerance_kind": ""}, "tolerance", "one of these"),
        (
            {**SETTINGS, "tolerance_kind": "digits", "tolerance": "many"},
            "tolerance",
            "not a number",
        ),
        ({**SETTINGS, "key": "sqrt(2)*1"}, "key", "simplified"),
        ({**SETTINGS, "domain": "x > 0"}, "domain", "not a variable"),
        ({**SETTINGS, "up_to_constant": "on"}, "up_to_constant", "expressions"),
        ({**SETTINGS, "kind": "expression", "key": "2x", "variables": "x"}, "tolerance", "numbers"),
        ({**SETTINGS, "form": ["tidy"]}, "form", "tidy"),
        ({"prompt": " "}, "prompt", "Write what is asked."),
        ({"option_2_text": "$2x$"}, "__all__", "Two options have the same text: $2x$."),
        ({"option_1_correct": ""}, "__all__", "Tick “Right” on one."),
        ({"option_2_text": ""}, "option_2_text", "Should not be empty."),
        ({"kind": "short text"}, "accepted", "Should hold at least one answer"),
        ({"kind": "expression", "key": "2x+"}, "key", ""),
        ({"kind": "generated", "family_level": ""}, "family_level", "There is no family"),
        ({"difficulty": "7"}, "difficulty", "a number from -6 to 6"),
        ({"difficulty": "hard"}, "difficulty", "a number from -6 to 6"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(as_admin, version, changes, field, sentence):
    response = posted(as_admin, version.question, **changes, _ready="1")
    errors = response.context["adminform"].form.errors
    assert sentence in " ".join(errors[field])
    assert version.question.versions.count() == 1


def test_a_bad_seed_of_the_preview_does_not_keep_from_saving(as_admin, version):
    posted(as_admin, version.question, prompt="Better words: $x^2$?", seed="x", _continue="1")
    assert version.question.versions.get(number=2).content["prompt"] == "Better words: $x^2$?"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"option_1_correct": ""}, "No option is marked as right. Tick “Right” on one."),
        ({"prompt": ""}, "Prompt: Write what is asked."),
        ({"option_2_text": ""}, "Option 2, text: Should not be empty."),
        ({"kind": "expression", "key": "", "variables": "x"}, "Key: Should not be empty."),
    ],
)
def test_an_unfinished_draft_is_kept_and_says_what_it_lacks(as_admin, version, changes, reason):
    response = posted(as_admin, version.question, **changes, title="Half", _continue="1")
    assert reason in " ".join(told(response))
    draft = version.question.versions.get(number=2)
    assert draft.state == State.DRAFT
    kept = filled(as_admin, version.question)
    assert {name: kept.get(name) or "" for name in changes} == changes
    ready = reverse("admin:questions_questionversion_ready", args=[draft.pk])
    assert "is not ready" in " ".join(told(as_admin.post(ready, follow=True)))
    assert version.question.ready_version == version


def test_a_new_question_can_be_begun_with_its_title_alone(as_admin):
    values = {"bank": BankFactory().pk, "title": "Later", "slug": "later", "kind": "choice"}
    as_admin.post(reverse("admin:questions_question_add"), {**values, "_save": "1"})
    assert QuestionVersion.objects.get().content["options"] == []


def test_every_reason_stands_on_top_with_the_empty_prompt_among_them(as_admin, version):
    changes = {"prompt": "", "option_1_correct": "", "title": "", "difficulty": "9"}
    response = posted(as_admin, version.question, **changes, _ready="1")
    top = shown(response).partition('class="errornote refused"')[2].partition("</ul>")[0]
    for sentence in (
        "This field is required.",
        "Difficulty is a number from -6 to 6.",
        "Write what is asked.",
        "No option is marked as right. Tick “Right” on one.",
    ):
        assert sentence in top
    assert "Please correct" not in shown(response)
    assert version.question.versions.count() == 1


def test_what_is_wrong_with_the_options_together_stands_at_their_group(as_admin, version):
    response = posted(as_admin, version.question, option_1_correct="", _ready="1")
    assert "option_1_text" not in response.context["adminform"].form.errors
    assert '<p class="errorlist">No option is marked as right.' in shown(response)


def test_going_back_after_making_ready_and_pressing_again_is_told_kindly(as_admin, version):
    sent = {**filled(as_admin, version.question), "prompt": "Once more: $x^2$?", "_ready": "1"}
    as_admin.post(page(version.question), sent)
    response = as_admin.post(page(version.question), sent, follow=True)
    assert told(response)[-1] == "Version 2 is ready already: nothing was changed."
    assert "Somebody else" not in shown(response)
    assert version.question.versions.count() == 2


def test_going_back_to_a_new_question_and_saving_again_is_told_kindly(as_admin):
    values = {"bank": BankFactory().pk, "title": "Chain", "slug": "chain", "kind": "generated"}
    sent = {**values, "family_level": "derivative:3", "_save": "1"}
    for _ in range(2):
        response = as_admin.post(reverse("admin:questions_question_add"), sent)
    assert "it is saved: you find it in the list" in shown(response)
    assert Question.objects.count() == 1


def test_a_second_editor_is_told_and_keeps_the_text(as_admin, admin, version):
    question = version.question
    opened = filled(as_admin, question)
    banks.save_draft(question=question, content={**version.content, "prompt": "First."}, by=admin)
    response = as_admin.post(page(question), {**opened, "prompt": "Second.", "_save": "1"})
    assert "Somebody else changed this question" in shown(response)
    assert "Second." in shown(response)
    assert question.versions.get(number=2).content["prompt"] == "First."
    again = response.context["adminform"].form["seen"].value()
    as_admin.post(page(question), {**opened, "prompt": "Second.", "seen": again, "_save": "1"})
    assert question.versions.get(number=2).content["prompt"] == "Second."


def test_a_form_without_its_token_overwrites_nothing(as_admin, version):
    posted(as_admin, version.question, prompt="Blind.", seen="")
    assert version.question.versions.count() == 1


def test_a_preview_shows_what_is_typed_and_saves_nothing(as_admin, version):
    response = posted(as_admin, version.question, prompt="Typed just now.", seed="7", _preview="1")
    panel = response.context["panel"]["preview"]
    assert (panel.prompt, panel.seed) == ("Typed just now.", 7)
    assert version.question.versions.count() == 1
    assert "Please correct" not in shown(response)


def test_a_new_question_is_previewed_before_it_has_a_title(as_admin):
    values = {"kind": "number", "prompt": "What is $1+1$?", "key": "2", "_preview": "1"}
    response = as_admin.post(reverse("admin:questions_question_add"), values)
    assert response.context["panel"]["preview"].answer.formulas == ["2"]
    assert "This field is required" not in shown(response)


def test_a_preview_of_a_family_shows_key_hints_steps_and_mistakes(as_admin):
    response = as_admin.get(page(family_version().question), {"seed": "5"})
    preview = response.context["panel"]["preview"]
    assert preview.answer.formulas
    assert preview.answer.parts[0].steps
    assert preview.hints
    assert preview.mistakes


@pytest.mark.parametrize("seed", ["-1", "x", "1.5", "99999999999999999999"])
def test_a_bad_seed_gives_the_sentence(as_admin, version, seed):
    opened = as_admin.get(page(version.question), {"seed": seed})
    for response in (opened, posted(as_admin, version.question, seed=seed, _preview="1")):
        assert "seed" in response.context["panel"]["seed_fault"]
        assert 'aria-describedby="seed-fault"' in shown(response)


def test_bad_content_gives_the_sentence_in_place_of_a_preview(as_admin, version):
    response = posted(as_admin, version.question, option_1_correct="", _preview="1")
    fault = response.context["panel"]["fault"]
    assert fault == "No option is marked as right. Tick “Right” on one."
    assert f'<a href="#id_option_1_text">Options</a>: {fault}' in panel(response)


def panel(response: object) -> str:
    """The preview of a question's page."""
    return shown(response).partition('id="preview"')[2].partition("</section>")[0]


def test_what_keeps_a_preview_back_leads_to_its_field(as_admin, version):
    changes = {"prompt": "", "option_2_text": "", "difficulty": "9"}
    told = panel(posted(as_admin, version.question, **changes, _preview="1"))
    for field, reason in (
        ("prompt", "Prompt</a>: Write what is asked."),
        ("option_2_text", "Option 2, text</a>: Should not be empty."),
        ("difficulty", "Difficulty</a>: Difficulty is a number from -6 to 6."),
    ):
        assert f'<a href="#id_{field}">{reason}' in told


@pytest.mark.parametrize(
    ("entry", "verdict", "words"),
    [
        ("2x", "correct", "Correct"),
        ("x+x", "correct", "Correct"),
        ("x", "incorrect", "it should be"),
        ("2x+", "unreadable", "could not be read"),
    ],
)
def test_an_answer_is_tried_in_the_preview(as_admin, entry, verdict, words):
    question = expression_version().question
    response = posted(as_admin, question, entry=entry, _preview="1")
    assert response.context["panel"]["preview"].result.verdict == verdict
    assert words in shown(response)


def test_an_option_is_tried_in_the_preview(as_admin, version):
    response = posted(as_admin, version.question, entry="b", _preview="1")
    result = response.context["panel"]["preview"].result
    assert result.verdict == "incorrect"
    assert "The exponent comes down as a factor." in result.sentences


def test_make_ready_refuses_with_each_reason_its_field_and_seed(as_admin, version):
    response = posted(
        as_admin,
        version.question,
        prompt="A $\\nonsense{$ formula.",
        option_2_feedback="",
        _ready="1",
    )
    sentences = " ".join(told(response))
    assert "is not ready" in sentences
    assert "Prompt: A formula cannot be shown: the command “\\nonsense” is not known" in sentences
    assert "Options: The wrong option" in sentences
    assert "#preview" in sentences
    assert "See seed" not in sentences
    assert version.question.versions.get(number=2).state == State.DRAFT


@pytest.mark.parametrize("is_tagged", [True, False])
def test_the_skills_that_count_are_those_that_are_saved_with_it(as_admin, version, is_tagged):
    skill = SkillFactory()
    rewrite(version, state=State.DRAFT)
    if is_tagged:
        version.question.skills.clear()
    response = posted(
        as_admin,
        version.question,
        prompt="Other words: $x^2$?",
        skills=[skill.pk] if is_tagged else [],
        main_skill="",
        _ready="1",
    )
    assert any("No skill is tagged" in one for one in told(response)) is not is_tagged
    assert banks.opened(version.question).is_ready is is_tagged


def test_a_draft_made_ready_retires_the_version_before(as_admin, version):
    posted(as_admin, version.question, prompt="Better words: $x^2$?", _ready="1")
    states = dict(version.question.versions.values_list("number", "state"))
    assert states == {1: State.RETIRED, 2: State.READY}


def test_versions_are_retired_and_begun_again_by_buttons(as_admin, version):
    for doing in ("retire", "draft"):
        address = reverse(f"admin:questions_questionversion_{doing}", args=[version.pk])
        assert as_admin.get(address).status_code == 405
        as_admin.post(address, {"confirmed": "1"})
    states = dict(version.question.versions.values_list("number", "state"))
    assert states == {1: State.RETIRED, 2: State.DRAFT}
    draft = version.question.versions.get(number=2)
    as_admin.post(reverse("admin:questions_questionversion_ready", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.is_ready


def test_what_is_asked_is_retired_after_a_question_back(as_admin, version):
    address = reverse("admin:questions_questionversion_retire", args=[version.pk])
    asked = shown(as_admin.post(address))
    assert "1 question will not be asked any more." in asked
    assert f'href="{page(version.question)}">Leave' in asked
    assert version.question.versions.get().is_ready
    response = as_admin.post(address, {"confirmed": "1"}, follow=True)
    assert told(response) == ["Version 1 is retired: it is not asked."]


def test_a_hint_says_what_it_takes_the_place_of_and_right_says_its_order(as_admin, version):
    body = shown(as_admin.get(page(version.question)))
    assert "hints come by themselves: one that you write takes the place of them all" in body
    assert "two right and two wrong ones are added" in shown(as_admin.get(LIST))


def test_a_ready_version_is_shown_and_not_changed(as_admin, version):
    address = reverse("admin:questions_questionversion_change", args=[version.pk])
    response = as_admin.get(address, {"seed": "3", "entry": "a"})
    assert response.context["panel"]["preview"].result.verdict == "correct"
    assert as_admin.post(address, {"state": "draft", "content": "{}"}).status_code == 403


def test_only_what_was_never_asked_can_be_deleted(as_admin, version):
    draft = VersionFactory(state=State.DRAFT)
    version.variants.create(seed=1, instance={})
    address = "admin:questions_question_delete"
    assert as_admin.post(reverse(address, args=[version.question_id])).status_code == 403
    as_admin.post(reverse(address, args=[draft.question_id]), {"post": "yes"})
    assert list(Question.objects.all()) == [version.question]


def plain(page):
    """What stands on a page, without its tags."""
    return re.sub("<[^>]+>", "", page)


def test_the_history_says_who_made_which_version_ready_and_leads_to_it(as_admin, version):
    posted(as_admin, version.question, prompt="Once more: $x^2$?", _ready="1")
    address = reverse("admin:questions_question_history", args=[version.question_id])
    response = shown(as_admin.get(address))
    assert "Ada Admin" in response
    assert "Version 2 made ready" in plain(response)
    assert "Version 1 retired" in plain(response)
    change = reverse("admin:questions_questionversion_change", args=[version.pk])
    assert f'<a href="{change}">Version 1</a>' in response


def test_the_list_finds_by_text_and_filters(as_admin, version):
    family_version(question__bank=BankFactory(slug="other"))
    draft = expression_version(state=State.DRAFT)
    skill = version.question.skills.get()
    for query, expected in (
        ({"q": version.question.title}, [version.question]),
        ({"q": "Differentiate"}, [draft.question]),
        ({"bank": version.question.bank_id}, [version.question]),
        ({"bank": "x"}, []),
        ({"skill": skill.slug}, [version.question]),
        ({"state": "draft"}, [draft.question]),
        ({"family": "derivative"}, [Question.objects.get(bank__slug="other")]),
        ({"level": "3"}, [Question.objects.get(bank__slug="other")]),
        ({"family": "derivative", "level": "4"}, []),
        ({"level": "x"}, []),
        ({"kind": "choice"}, [version.question]),
    ):
        found = as_admin.get(LIST, query).context["cl"].result_list
        assert list(found) == expected, query


def test_the_list_takes_the_same_queries_for_1_and_20_questions(as_admin, version):
    as_admin.get(LIST)
    with CaptureQueriesContext(connection) as one:
        as_admin.get(LIST)
    for _ in range(19):
        other = VersionFactory(question=QuestionFactory(bank=version.question.bank)).question
        other.skills.add(version.question.skills.get())
    with CaptureQueriesContext(connection) as twenty:
        as_admin.get(LIST)
    assert len(one) == len(twenty)


def test_a_teacher_writes_in_an_own_bank_only(client: Client, teacher: User, version):
    teacher.is_staff = True
    teacher.save()
    client.force_login(teacher)
    own = VersionFactory(question__bank__owner=teacher)
    Bank.objects.exclude(owner=teacher).update(is_shared=False)
    assert list(client.get(LIST).context["cl"].result_list) == [own.question]
    assert client.get(page(own.question)).status_code == 200
    posted(client, own.question, prompt="By a teacher: $x^2$?", _continue="1")
    assert own.question.versions.count() == 2
    for address in (
        page(version.question),
        reverse("admin:questions_question_history", args=[version.question_id]),
        reverse("admin:questions_questionversion_change", args=[version.pk]),
    ):
        assert client.get(address).status_code in {302, 403, 404}
    address = reverse("admin:questions_questionversion_retire", args=[version.pk])
    assert client.post(address).status_code == 404
    choices = client.get(page(own.question)).context["adminform"].form.fields["bank"].queryset
    assert list(choices) == [own.question.bank]


def test_in_a_bank_that_asks_for_a_review_a_second_person_makes_ready(client, admin):
    version = expression_version("2x")
    Bank.objects.update(needs_review=True)
    version.question.skills.add(SkillFactory())
    client.force_login(admin)
    response = posted(client, version.question, hint_1="Bring it down.", _ready="1")
    assert "waits for a second person" in " ".join(told(response))
    waiting = client.get(reverse("admin:questions_question_changelist"), {"state": "review"})
    assert list(waiting.context["cl"].result_list) == [version.question]
    opened = shown(client.get(page(version.question)))
    assert "waits for a review since" in opened
    assert "waits for a review: somebody else than" in opened
    assert "You are writing" not in opened
    client.force_login(AdminFactory(name="Carla Colleague"))
    response = posted(client, version.question, _ready="1")
    assert "Version 2 is ready" in " ".join(told(response))
    waiting = client.get(reverse("admin:questions_question_changelist"), {"state": "review"})
    assert not waiting.context["cl"].result_list


def test_a_move_that_a_review_keeps_back_is_told_at_the_bank_and_changes_nothing(client, admin):
    version = expression_version("2x")
    version.question.skills.add(SkillFactory())
    client.force_login(admin)
    posted(client, version.question, hint_1="Bring it down.", _ready="1")
    bank = BankFactory(needs_review=True)
    response = posted(client, version.question, bank=bank.pk)
    assert "asks for a second person" in response.context["adminform"].form.errors["bank"][0]
    version.question.refresh_from_db()
    assert version.question.bank != bank
