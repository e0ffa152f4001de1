"""What is differentiated, in the form of a question: what it gives, and what is refused."""

import pytest
from django.contrib.admin import site
from django.contrib.auth import get_user
from django.test import RequestFactory
from django.urls import reverse

from questions.admin import task_fields
from questions.models import Question
from questions.services import practice, readiness, variants
from tests.admin.test_questions import filled, posted, shown, told
from tests.factories import MalRuleFactory, SkillFactory, expression_version

pytestmark = pytest.mark.django_db
SINE = {"task_ask": "derivative", "task_function": "sin(x)^2", "key": "2 sin(x) cos(x)"}


@pytest.fixture
def question(db: None) -> Question:
    question = expression_version("2x").question
    question.skills.add(SkillFactory())
    MalRuleFactory(code="inner-derivative-missing")
    return question


def written(question: Question) -> dict[str, object]:
    return question.versions.order_by("-number")[0].content


def test_in_a_bank_that_practice_does_not_ask_a_ready_version_is_said_to_be_for_quizzes(
    as_admin, question
):
    question.bank.in_practice = False
    question.bank.save()
    said = told(posted(as_admin, question, **SINE, _ready="1"))[0]
    assert "is ready: quizzes may ask it. Practice does not ask what is in its bank, unless" in said


def test_a_task_names_every_mistake_and_gives_the_worked_solution(as_admin, question):
    response = posted(as_admin, question, **SINE, _ready="1")
    assert told(response)[0] == "Version 2 is ready: it is asked from now on."
    content = written(question)
    assert content["task"]["with_respect_to"] == ["x"]
    assert content["steps"]
    assert "inner-derivative-missing" in {one["rule"] for one in content["mistakes"]}
    problem = variants.problem_of(question.ready_version, 1)
    assert "inner-derivative-missing" in problem.exposes()
    [tried] = practice.marking.mark(problem, ["2 sin(x)"]).mistakes[:1]
    assert tried["rule"] == "inner-derivative-missing"


def test_a_key_that_is_not_the_tasks_answer_is_refused_with_a_witness(as_admin, question):
    wrong = {**SINE, "key": "2 sin(x)"}
    page = shown(posted(as_admin, question, **wrong, _preview="1"))
    said = "The task gives 2*sin(x)*cos(x), not this key. At x = "
    assert f'<a href="#id_key">Key</a>: {said}' in page
    response = posted(as_admin, question, **wrong, _continue="1")
    assert said in told(response)[0]
    assert {"steps", "mistakes"}.isdisjoint(written(question))
    address = reverse("admin:questions_question_change", args=[question.pk])
    assert 'value="sin(x)^2"' in shown(as_admin.get(address))


def test_another_title_leaves_what_the_task_gave_as_it_is(as_admin, question):
    """What came by a file may hold less than the form works out, or more."""
    posted(as_admin, question, **SINE, _ready="1")
    version = question.ready_version
    content = {**version.content, "mistakes": version.content["mistakes"][:1]}
    type(version).objects.filter(pk=version.pk).update(content=content)
    question = Question.objects.get(pk=question.pk)
    posted(as_admin, question, title="Another title")
    question.refresh_from_db()
    assert question.title == "Another title"
    assert question.versions.order_by("-number")[0].content == content
    assert question.ready_version.number == version.number
    assert not question.versions.filter(state="draft").exists()


def test_a_wrong_key_that_came_by_a_file_is_not_made_ready():
    task = {"ask": "derivative", "function": "x^3", "variables": ["x"], "with_respect_to": ["x"]}
    version = expression_version("3x", state="draft")
    version.question.skills.add(SkillFactory())
    version.content |= {"task": task}
    (failure,) = readiness.failures(version, render=lambda _: None)
    assert (failure.field, failure.message[:32]) == ("key", "The task gives 3*x^2, not this k")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"task_ask": ""}, "task_ask", "Choose what is asked."),
        ({"task_function": "x^2 +"}, "task_function", "Something is missing at the end."),
        ({"task_function": "9^9^9*x"}, "key", "The task gives 9^387420489, not this key."),
        ({"task_function": "x+" * 5000 + "x"}, "task_function", "at most"),
        ({"task_point": "1, 2"}, "task_point", "Write a value for each variable"),
        ({"task_more": "colour = red"}, "task_more", "“colour” is none of what can be said here"),
        ({"task_more": "order = two"}, "task_more", "whole number"),
        ({"task_more": "scheme = forward"}, "task_ask", "takes no scheme"),
        ({"key": ""}, "key", "Write the key. The task gives 2*sin(x)*cos(x)."),
        ({"parameters": "a = 2..9"}, "task_ask", task_fields.VARYING),
    ],
)
def test_what_is_wrong_with_a_task_is_told_at_its_field(
    as_admin, question, changes, field, sentence
):
    request = RequestFactory().get("/")
    request.user = get_user(as_admin)
    form_class = site.get_model_admin(Question).get_form(request, question, change=True)
    typed = {**filled(as_admin, question), **SINE, **changes, "_ready": "1"}
    assert sentence in form_class(typed, instance=question).errors[field][0]


TASKS = [
    ("derivative", "x^2*y", "y", "x = 1, y = 2", "order = 2"),
    ("gradient", "x^2*y", "y, x", "", ""),
    ("jacobian", "[x*y, x + y]", "x, y", "", ""),
    ("implicit", "x^2 + y^2 = 25", "x", "", "dependent = y"),
    ("parametric", "x = cos(t), y = sin(t)", "t", "", ""),
    ("chain", "x*y", "t", "", "path: x = t^2, y = 6*t"),
    ("directional", "x*y", "x, y", "x = 1, y = 2", "direction = 3, 4\nnormalised = no"),
    ("descent_step", "x^2", "x", "x = 3", "rate = 0.1\nsteps = 2"),
]


@pytest.mark.parametrize("texts", TASKS, ids=lambda one: one[0])
def test_a_task_is_shown_as_it_was_written(texts):
    typed = dict(zip(task_fields.FIELDS, texts, strict=True))
    content = task_fields.content({**typed, "variables": ""}, {})
    assert task_fields.initial(content) == typed
    assert task_fields.content({**typed, "variables": "z"}, content) == content
