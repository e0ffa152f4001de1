"""The page of a question that varies: lines of text, ten seeds at once, errors at their place."""

import re

import pytest
from django.urls import reverse

from questions import formats
from questions.models import Bank, Question, QuestionVersion
from questions.services import banks, exchange, importing
from tests.admin.test_questions import filled, page, posted, shown, told
from tests.factories import BankFactory, SkillFactory, VersionFactory
from tests.formats.test_moodle import stack
from tests.problems.templates.contents import CHOICE, GRADIENT, SLOPE

pytestmark = pytest.mark.django_db
State = QuestionVersion.State
ADD = reverse("admin:questions_question_add")


def version_of(content) -> QuestionVersion:
    version = VersionFactory(content=content, kind=content["kind"], state=State.DRAFT)
    version.question.skills.add(SkillFactory())
    return version


@pytest.mark.parametrize("content", [GRADIENT, SLOPE, CHOICE], ids=["gradient", "slope", "choice"])
def test_what_is_opened_and_saved_says_the_same(as_admin, content):
    version = version_of(content)
    posted(as_admin, version.question, title="Another title", prompt=content["prompt"] + " ")
    kept = version.question.versions.get().content
    empty = ("", None, [], ())
    assert {k: v for k, v in kept.items() if v not in empty and k != "options"} == {
        k: v for k, v in content.items() if v not in empty and k != "options"
    }


def test_the_list_of_questions_filters_templates(as_admin):
    version = version_of(GRADIENT)
    VersionFactory()
    shown_there = reverse("admin:questions_question_changelist")
    found = as_admin.get(shown_there, {"family": "template"}).context["cl"].result_list
    assert list(found) == [version.question]


def test_what_stack_draws_by_chance_comes_in_as_a_template_and_is_made_ready(as_admin, admin):
    text = stack("a: 2+rand(8);\nf: a*x^3;", "diff(f, x)", prompt="Differentiate {@f@}.")
    contents = formats.FORMATS["moodle"].read(f"<quiz>{text}</quiz>".encode())
    bank = BankFactory()
    _, report = importing.import_bank(contents, bank=bank, by=admin)
    assert (report.refused, report.lines[0].messages) == (0, ())
    question = bank.questions.get()
    question.skills.add(SkillFactory())
    assert "is ready: it is asked from now on" in " ".join(
        told(posted(as_admin, question, _ready="1"))
    )
    assert question.ready_version.content["parameters"] == ["a = 2..9"]


def test_a_template_is_written_in_lines_of_text(as_admin):
    bank, skill = BankFactory(), SkillFactory()
    values = {
        "bank": bank.pk, "title": "Gradient", "slug": "gradient", "skills": [skill.pk],
        "kind": "vector", "prompt": GRADIENT["prompt"], "variables": "x, y", "key": "grad(f)",
        "parameters": "a = 2..9\r\n\r\n  b = -5..5, not 0", "conditions": "a != b",
        "definitions": "f(x, y) = a*x^2*y + b*sin(y)",
    }  # fmt: skip
    response = as_admin.post(ADD, {**filled(as_admin), **values, "_ready": "1"}, follow=True)
    assert "is ready: it is asked from now on" in " ".join(told(response))
    version = Question.objects.get(slug="gradient").ready_version
    assert version.content["source"] == "template"
    assert version.content["parameters"] == ["a = 2..9", "b = -5..5, not 0"]
    assert version.kind == "vector"


def test_ten_seeds_are_shown_as_written_and_nothing_is_saved(as_admin):
    version = version_of(GRADIENT)
    changes = {"definitions": "f = a*x*y + b", "mistakes": "", "tests": "[0, 1] => correct"}
    response = posted(as_admin, version.question, **changes, seed="3", _preview="several")
    several = response.context["panel"]["several"]
    assert [one["seed"] for one in several] == list(range(3, 13))
    assert len({one["preview"].prompt for one in several}) > 5
    assert all("was to be correct" in one["faults"][0] for one in several)
    assert "“[0, 1]” was to be correct, but it is incorrect." in shown(response)
    version.refresh_from_db()
    assert version.content == GRADIENT


@pytest.mark.parametrize("name", ["a", "f"])
def test_an_answer_with_a_name_of_the_template_is_told_what_students_see_in_its_place(
    as_admin, name
):
    question = version_of(GRADIENT).question
    page = shown(posted(as_admin, question, entry=[f"2*{name}", "x"], _preview="1"))
    assert f"“{name}” is a name of the template alone." in page
    assert "Did you mean" not in page
    page = shown(posted(as_admin, question, entry=["2*q", "x"], _preview="1"))
    assert "a name of the template alone" not in page


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"parameters": "a = 2..9\nb = 9..2"}, "parameters", "In “b = 9..2”, at “9..2”: a range"),
        ({"parameters": ""}, "parameters", "There should be one at least, such as a = 2..9."),
        ({"conditions": "a ! b"}, "conditions", "In “a ! b”: a condition compares two values"),
        ({"definitions": "f = a*q"}, "definitions", "In “f = a*q”, at “q”: “q” is not a name"),
        ({"key": "grad(g)"}, "key", "In “grad(g)”, at “g”"),
        ({"mistakes": "x => No."}, "mistakes", "In “x => No.”, at “x”: the answer has 2 fields"),
        ({"tests": "[x, y] = correct"}, "tests", "something on both sides of “=>”"),
        ({"prompt": "Find [[f"}, "prompt", "at “[[f”: the brackets that open here"),
        ({"hint_2": "$[[q]]$", "hint_1": "One."}, "hint_2", "In “[[q]]”, at “q”"),
        ({"explanation": "[[at(f, 1)]]"}, "explanation", "at takes a value for each variable"),
    ],
)
@pytest.mark.parametrize("doing", ["_ready", "_preview"])
def test_what_is_wrong_stands_at_its_field_with_its_place(
    as_admin, changes, field, sentence, doing
):
    version = version_of(GRADIENT)
    response = posted(as_admin, version.question, **changes, **{doing: "several"})
    assert sentence in " ".join(response.context["adminform"].form.errors[field])
    assert sentence in shown(response)
    version.refresh_from_db()
    assert version.content == GRADIENT


def test_an_unfinished_template_is_kept_with_all_that_was_typed(as_admin):
    version = version_of(GRADIENT)
    changes = {"parameters": "a = ", "definitions": "f = (", "tests": "1 =>"}
    response = posted(as_admin, version.question, **changes, _continue="1")
    assert "The draft is kept as it is" in " ".join(told(response))
    kept = filled(as_admin, version.question)
    assert {name: kept[name] for name in changes} == {k: v.strip() for k, v in changes.items()}


def test_a_seed_on_which_a_test_fails_is_one_click_away(as_admin):
    version = version_of({**GRADIENT, "tests": ["[2*a*x*y, a*x^2 + cos(y)] => correct"]})
    response = posted(as_admin, version.question, title="Other", _ready="1")
    message = " ".join(told(response))
    assert "Tests: " in message
    assert "See seed" in message
    assert shown(as_admin.get(page(version.question))).count("was to be correct") == 0
    seed = message.partition("?seed=")[2].partition("#")[0]
    panel = as_admin.get(page(version.question), {"seed": seed})
    sentence = "“[2*a*x*y, a*x^2 + cos(y)]” was to be correct, but it is partly correct."
    assert shown(panel).count(sentence) == 1


def test_a_bank_with_templates_goes_out_and_comes_back_the_same(admin):
    bank = version_of(GRADIENT).question.bank
    written = exchange.export(bank, "json").data
    Bank.objects.filter(pk=bank.pk).update(slug="earlier")
    importing.import_bank(exchange.read(written, "json"), bank=None, by=admin)
    there = Bank.objects.get(slug=bank.slug)
    assert exchange.export(there, "json").data == written
    assert QuestionVersion.objects.get(question__bank=there).content == GRADIENT


def test_a_typed_key_that_is_no_derivative_waits_for_a_second_look(as_admin):
    content = {**GRADIENT, "key": "[2*a*x, a*x^2 + b*cos(y)]", "tests": [], "mistakes": []}
    version = version_of(content)
    page = posted(as_admin, version.question, _ready="1")
    said = " ".join(told(page))
    assert "not ready yet. Please look at this first" in said
    assert "the gradient of f is" in said
    assert "I have looked: make version 1 ready" in page.content.decode()
    version.refresh_from_db()
    assert version.is_draft
    accepting = reverse("admin:questions_questionversion_ready", args=[version.pk])
    (shown_token,) = re.findall(r'name="accepted" value="(\w+)"', page.content.decode())
    Question.objects.filter(pk=version.question_id).update(title="Changed in another tab")
    late = as_admin.post(accepting, {"accepted": shown_token}, follow=True)
    assert "Somebody has changed this question since you looked" in " ".join(told(late))
    version.question.refresh_from_db()
    accepted = {"accepted": banks.token(version.question)}
    done = as_admin.post(accepting, accepted, follow=True)
    assert "is ready: it is asked from now on" in " ".join(told(done))


def test_what_must_be_mended_cannot_be_accepted(as_admin):
    content = {**GRADIENT, "key": "[2*a*x, a*x^2 + b*cos(y)]", "mistakes": []}
    version = version_of(content)
    accepting = reverse("admin:questions_questionversion_ready", args=[version.pk])
    page = as_admin.post(accepting, {"accepted": banks.token(version.question)}, follow=True)
    assert "What must be mended first" in " ".join(told(page))
    assert "I have looked" not in page.content.decode()


def test_a_preview_names_an_unknown_command_once_for_ten_seeds(as_admin):
    version = version_of(GRADIENT)
    prompt = r"Find the gradient of $\foo{[[f]]}$ at $x."
    for changed, command in [(prompt[:-7], r"\foo"), (r"Find it: $\bar{[[f]]}\qux$", r"\qux")]:
        page = shown(posted(as_admin, version.question, prompt=changed, _preview="several"))
        said = f"Prompt: A formula cannot be shown: the command “{command}” is not known here."
        assert page.count(said) == 1


def test_a_formula_that_is_broken_for_every_seed_is_told_once(as_admin):
    version = version_of(GRADIENT)
    prompt = r"Find the gradient of $\frac{[[f]]$."
    page = shown(posted(as_admin, version.question, prompt=prompt, _preview="several"))
    assert page.count("cannot be shown") == 1
    page = shown(posted(as_admin, version.question, prompt=prompt, _ready="1"))
    assert page.count("cannot be shown") == 1


def test_a_preview_says_that_a_dollar_sign_is_not_closed(as_admin):
    version = version_of(GRADIENT)
    prompt = "Find the gradient of $[[f]]$ by $x."
    page = shown(posted(as_admin, version.question, prompt=prompt, _preview="1"))
    assert "Prompt: A dollar sign would be shown as it is." in page


def test_a_preview_says_that_a_right_answer_is_given_as_a_wrong_option(as_admin):
    changes = {"prompt": "Find the derivative of $x^3$.", "kind": "choice"}
    options = [
        {"id": text, "text": text, "correct": text == "x^2", "feedback": "No."}
        for text in ("x^2", "3x^2")
    ]
    content = {"version": 1, "source": "authored", "explanation": "", "options": options, **changes}
    page = shown(posted(as_admin, version_of(content).question, _preview="1"))
    assert "Options: The text asks for a derivative" in page
    assert "the option 3*x^2 is marked wrong" in page


def test_a_preview_says_that_a_typed_key_looks_wrong(as_admin):
    content = {**GRADIENT, "key": "[2*a*x, a*x^2 + b*cos(y)]", "tests": [], "mistakes": []}
    version = version_of(content)
    page = posted(as_admin, version.question, _preview="1")
    assert "the gradient of f is" in page.content.decode()
