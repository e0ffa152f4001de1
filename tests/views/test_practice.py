"""Practice as a browser sees it, with JavaScript (htmx) and without."""

import re
import uuid

import pytest
from django.urls import reverse

from questions.models import ItemSession, User
from tests import factories

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def item_session(student):
    return factories.ItemSessionFactory(student=student)


def to(name, item_session):
    return reverse(f"practice_{name}", args=[item_session.pk])


def answer(client, item_session, *entry, key=None, **extra):
    fields = {"client_key": key or uuid.uuid4(), "entry": list(entry)}
    return client.post(to("answer", item_session), fields, **extra)


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_practice_shows_what_there_is(client, db):
    skill = factories.SkillFactory(name="Chain rule")
    factories.expression_version().question.skills.add(skill)
    page = client.get("/practice/")
    assert "Chain rule" in text_of(page)
    assert "What I need now" in text_of(page)


def test_topics_are_the_choice_and_their_skills_stand_folded_in_them(client, db):
    topic = factories.TopicFactory(name="Rules")
    for name in ("Chain rule", "Product rule"):
        skill = factories.SkillFactory(name=name, topic=topic)
        factories.expression_version().question.skills.add(skill)
    page = client.get("/practice/").content.decode()
    shown = re.sub(r"<ul class=\"skills\">.*?</ul>", "", page, flags=re.DOTALL)
    assert len(re.findall(r"<button[^>]*name=\"topic\"", shown)) == 1
    assert "2 skills" in shown
    assert "Chain rule" in page
    assert "Chain rule" not in shown


def test_practice_without_questions_says_so(client, db):
    assert "no question to practise yet" in text_of(client.get("/practice/"))


def test_starting_makes_a_guest_and_a_question(client, db):
    factories.family_version().question.skills.add(factories.SkillFactory())
    page = client.post("/practice/start")
    item_session = ItemSession.objects.get()
    assert page.url == to("question", item_session)
    assert item_session.student.is_guest
    assert client.get(page.url).status_code == 200


def test_starting_where_nothing_fits_says_so(as_student):
    page = as_student.post("/practice/start", follow=True)
    assert "No bank in practice" in text_of(page)


def test_starting_with_an_unknown_skill_says_so(as_student):
    page = as_student.post("/practice/start", {"skill": "no-such"}, follow=True)
    assert "not there to practise" in text_of(page)


def test_the_next_question_keeps_the_choice(as_student, student):
    skill = factories.SkillFactory()
    factories.family_version().question.skills.add(skill)
    as_student.post("/practice/start", {"skill": skill.slug})
    page = as_student.get(to("question", ItemSession.objects.get()))
    assert f'name="skill" value="{skill.slug}"' in page.content.decode()


def test_a_question_shows_why_it_was_chosen_and_what_is_asked(as_student, item_session):
    page = text_of(as_student.get(to("question", item_session)))
    assert page.index("You chose it.") < page.index("Differentiate") < page.index("Check")


def test_without_javascript_an_answer_redirects_to_the_question(as_student, item_session):
    page = answer(as_student, item_session, "x+x")
    assert page.status_code == 302
    assert "Correct" in text_of(as_student.get(page.url))


def test_with_htmx_an_answer_returns_the_question_alone(as_student, item_session):
    page = answer(as_student, item_session, "x+x", **HTMX)
    assert "<html" not in page.content.decode()
    assert "Correct" in text_of(page)


def test_a_wrong_answer_shows_where_it_is_wrong_and_keeps_the_text(as_student, item_session):
    page = answer(as_student, item_session, "x", **HTMX)
    assert "Not right yet" in text_of(page)
    assert "it should be" in text_of(page)
    assert 'value="x"' in page.content.decode()
    assert "One try is left" in text_of(page)


def test_a_last_wrong_answer_shows_the_worked_answer(as_student, item_session):
    answer(as_student, item_session, "x")
    page = answer(as_student, item_session, "x^2", **HTMX)
    assert "Incorrect" in text_of(page)
    assert "Worked answer" in text_of(page)


def test_an_unreadable_answer_costs_nothing_and_marks_the_place(as_student, item_session):
    page = answer(as_student, item_session, "2*(x", **HTMX)
    assert "This costs nothing" in text_of(page)
    assert 'class="fault"' in page.content.decode()
    assert "You have 2 tries" in text_of(page)


def test_a_repeated_answer_counts_once(as_student, item_session):
    key = uuid.uuid4()
    answer(as_student, item_session, "x", key=key)
    answer(as_student, item_session, "x", key=key)
    assert item_session.responses.count() == 1


def test_an_answer_to_a_finished_question_is_refused_with_a_sentence(as_student, item_session):
    answer(as_student, item_session, "2x")
    assert "This question is finished" in text_of(answer(as_student, item_session, "x", **HTMX))


def test_an_answer_without_a_key_is_refused_and_kept(as_student, item_session):
    page = as_student.post(to("answer", item_session), {"entry": "x+1"})
    assert page.status_code == 200
    assert 'value="x+1"' in page.content.decode()
    assert item_session.responses.count() == 0


def test_too_many_fields_are_refused(as_student, item_session):
    page = answer(as_student, item_session, *["x"] * 41)
    assert "too long" in text_of(page)


def test_the_preview_reads_one_field(as_student, item_session):
    fields = {"entry": ["2*(x", "x^2"], "position": 1}
    page = as_student.post(to("preview", item_session), fields, **HTMX)
    assert "<msup>" in page.content.decode()


def test_the_preview_says_what_it_cannot_read(as_student, item_session):
    page = as_student.post(to("preview", item_session), {"entry": "2*(x", "position": 0}, **HTMX)
    assert 'class="fault"' in page.content.decode()


def test_the_preview_of_a_field_that_is_not_there_is_empty(as_student, item_session):
    page = as_student.post(to("preview", item_session), {"entry": "x", "position": 5}, **HTMX)
    assert "appears here" in text_of(page)


def test_without_javascript_the_preview_shows_the_whole_question(as_student, item_session):
    page = as_student.post(to("preview", item_session), {"entry": "x^3"})
    assert 'value="x^3"' in page.content.decode()
    assert "<msup>" in page.content.decode()
    assert item_session.responses.count() == 0


def test_the_preview_does_not_know_the_key(as_student, item_session):
    pages = [
        as_student.post(to("preview", item_session), {"entry": one, "position": 0}, **HTMX)
        for one in ("2x", "3x")
    ]
    right, wrong = (page.content.decode().replace("2", "3") for page in pages)
    assert right == wrong


def test_a_hint_is_shown_and_the_text_kept(as_student, student):
    item_session = factories.ItemSessionFactory(
        student=student, version=factories.family_version("derivative", 3)
    )
    page = as_student.post(to("hint", item_session), {"number": 1, "entry": "x+7"}, **HTMX)
    assert "Hint 1." in text_of(page)
    assert 'value="x+7"' in page.content.decode()


def test_a_hint_of_a_wrong_number_is_refused(as_student, item_session):
    page = as_student.post(to("hint", item_session), {"number": 9, "entry": "x+7"})
    assert 'value="x+7"' in page.content.decode()


def test_a_hint_for_a_finished_question_is_refused(as_student, item_session):
    as_student.post(to("solution", item_session))
    page = as_student.post(to("hint", item_session), {"number": 1})
    assert "This question is finished" in text_of(page)


def test_the_worked_answer_is_shown_on_asking(as_student, item_session):
    page = as_student.post(to("solution", item_session), **HTMX)
    assert "Worked answer" in text_of(page)
    assert "not counted" in text_of(page)


OPTIONS = [
    {"id": "a", "text": "$2x$", "correct": True, "feedback": ""},
    {"id": "b", "text": "$x$", "correct": False, "feedback": "The exponent comes down."},
]
ROWS = [{"text": "$x^2$", "option": "a"}, {"text": "$x^2/2$", "option": "b"}]
AUTHORED = {
    "choice": ({"options": OPTIONS}, "a", 'type="radio"'),
    "several choices": ({"options": OPTIONS}, "a", 'type="checkbox"'),
    "true/false": (
        {
            "options": [
                {"id": "true", "text": "True", "correct": True},
                {"id": "false", "text": "False", "correct": False},
            ]
        },
        "true",
        'type="radio"',
    ),
    "matching": ({"pairs": ROWS, "options": OPTIONS[:2]}, ["a", "b"], "<select name"),
    "ordering": ({"pairs": [{"text": "$2x$"}, {"text": "$2$"}]}, ["1", "2"], "<select name"),
    "short text": ({"accepted": ["chain rule"]}, "Chain Rule", 'type="text"'),
    "number": ({"key": "6", "variables": []}, "12/2", 'class="maths-input"'),
    "expression": ({"key": "2*x", "variables": ["x"]}, "x+x", 'class="maths-input"'),
    "vector": ({"key": "(2*x, 3)", "variables": ["x"]}, "(x+x, 3)", 'class="maths-input"'),
}


@pytest.mark.parametrize("kind", AUTHORED)
def test_every_kind_can_be_answered_right(kind, as_student, student):
    content, right, control = AUTHORED[kind]
    version = factories.authored_version(kind, **content)
    item_session = factories.ItemSessionFactory(student=student, version=version)
    if kind == "ordering":  # Its lines are shown in another order.
        right = [row["option"] for row in item_session.variant.instance["pairs"]]
    assert control in as_student.get(to("question", item_session)).content.decode()
    entry = right if isinstance(right, list) else [right]
    assert "Correct" in text_of(answer(as_student, item_session, *entry, **HTMX))


@pytest.mark.parametrize("kind", AUTHORED)
def test_every_kind_tells_an_empty_answer(kind, as_student, student):
    version = factories.authored_version(kind, **AUTHORED[kind][0])
    item_session = factories.ItemSessionFactory(student=student, version=version)
    assert "Not marked" in text_of(answer(as_student, item_session, **HTMX))


ROUTES = ["question", "answer", "preview", "hint", "solution"]


@pytest.mark.parametrize("route", ROUTES)
def test_nobody_else_reaches_a_question(route, client, item_session, classmate, teacher, admin):
    send = client.get if route == "question" else client.post
    assert send(to(route, item_session)).status_code == 302
    for person in (classmate, teacher, admin, User.objects.create_guest()):
        client.force_login(person)
        assert send(to(route, item_session)).status_code == 404


@pytest.mark.parametrize("route", ROUTES)
def test_each_route_takes_its_own_method(route, as_student, item_session):
    send = as_student.post if route == "question" else as_student.get
    assert send(to(route, item_session)).status_code == 405
    assert as_student.get("/practice/start").status_code == 405


def test_a_question_takes_the_same_queries_after_many_answers(
    as_student, student, django_assert_max_num_queries
):
    item_session = factories.ItemSessionFactory(student=student)
    for _ in range(20):
        factories.ResponseFactory(item_session=item_session, verdict="unreadable")
    with django_assert_max_num_queries(4):
        as_student.get(to("question", item_session))


@pytest.mark.parametrize("count", [1, 12])
def test_choosing_takes_the_same_queries(client, count, db, django_assert_num_queries):
    for _ in range(count):
        factories.expression_version().question.skills.add(factories.SkillFactory())
    with django_assert_num_queries(4):
        client.get("/practice/")


@pytest.fixture
def exponential(student):
    """A question on which `e^2x`, which is read as e²·x, is wrong and e^(2x) right."""
    version = factories.expression_version("e^(2x)")
    return factories.ItemSessionFactory(student=student, version=version)


def meanings(page):
    """The forms that hand in one meaning, each by what it sends."""
    forms = re.findall(r'<form class="meaning".*?</form>', page.content.decode(), re.DOTALL)
    return [dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) for form in forms]


@pytest.mark.parametrize("extra", [{}, HTMX], ids=["page", "htmx"])
def test_an_ambiguous_answer_is_asked_about_with_a_button_for_each_meaning(
    extra, as_student, exponential
):
    page = answer(as_student, exponential, "e^2x", **extra)
    page = page if extra else as_student.get(page.url)
    assert "which did you mean?" in text_of(page)
    assert "You have 2 tries" in text_of(page)
    assert [form["entry"] for form in meanings(page)] == ["e^2*x", "e^(2*x)"]
    form = meanings(page)[1]
    chosen = answer(as_student, exponential, form["entry"], key=form["client_key"], **HTMX)
    assert "Correct" in text_of(chosen)


def test_a_repeat_asks_the_same_again(as_student, exponential):
    key = uuid.uuid4()
    pages = [answer(as_student, exponential, "e^2x", key=key, **HTMX) for _ in range(2)]
    first, second = ([form["entry"] for form in meanings(page)] for page in pages)
    assert first == second != []


def test_an_ambiguous_answer_is_asked_about_once(as_student, exponential):
    answer(as_student, exponential, "e^2x")
    page = answer(as_student, exponential, "e^2x", **HTMX)
    assert meanings(page) == []
    assert "Not right yet" in text_of(page)
    assert "One try is left" in text_of(page)


def test_no_meaning_is_asked_of_a_finished_question(as_student, exponential):
    answer(as_student, exponential, "e^2x")
    page = as_student.post(to("solution", exponential), **HTMX)
    assert meanings(page) == []


def others(page):
    """The texts of the buttons that offer another reading."""
    return re.findall(r'name="instead" value="([^"]*)"', page.content.decode())


def test_the_preview_offers_the_other_readings_of_an_ambiguous_text(as_student, item_session):
    sent = {"entry": "1/2e^2x", "position": 0}
    page = as_student.post(to("preview", item_session), sent, **HTMX)
    assert others(page) == ["0 1/(2*e^2*x)", "0 1/2*e^(2*x)"]
    assert page.content.decode().count("<math") == 3
    plain = as_student.post(to("preview", item_session), {"entry": "x+1", "position": 0}, **HTMX)
    assert others(plain) == []


def test_the_offered_readings_do_not_depend_on_the_key(as_student, student):
    pages = set()
    for key in ("e^(2x)", "e^2*x", "7x"):
        asked = factories.ItemSessionFactory(
            student=student, version=factories.expression_version(key)
        )
        page = as_student.post(to("preview", asked), {"entry": "e^2x", "position": 0}, **HTMX)
        pages.add(page.content.decode().replace(f"/{asked.pk}/", "/1/"))
    assert len(pages) == 1


def test_without_javascript_another_reading_is_written_into_the_field(as_student, exponential):
    sent = {"entry": "e^2x", "instead": "0 e^(2*x)"}
    page = as_student.post(to("preview", exponential), sent)
    assert 'value="e^(2*x)"' in page.content.decode()
    assert others(page) == []
    assert exponential.responses.count() == 0


@pytest.mark.parametrize("instead", ["7 x", "nonsense", "-1 x", "0", "0 "])
def test_another_reading_for_no_field_changes_nothing(instead, as_student, item_session):
    sent = {"entry": "x^3", "instead": instead}
    assert 'value="x^3"' in as_student.post(to("preview", item_session), sent).content.decode()


def test_enter_presses_check_and_not_another_reading(as_student, exponential):
    """Enter presses the first button of a form."""
    page = as_student.post(to("preview", exponential), {"entry": "e^2x"}).content.decode()
    form = page[page.index('<form id="answer"') :]
    first = re.search(r"<button[^>]*>", form)[0]
    assert "formaction" not in first
    assert "instead" not in first


def picture_in(page):
    return 'class="plot"' in page.content.decode()


def test_both_curves_are_shown_after_the_last_try_and_not_before(as_student, item_session):
    first = answer(as_student, item_session, "x", **HTMX)
    assert not picture_in(first)
    last = answer(as_student, item_session, "x+1", **HTMX)
    assert picture_in(last)
    assert picture_in(as_student.get(to("question", item_session)))


def test_both_curves_are_shown_with_the_worked_answer(as_student, item_session):
    answer(as_student, item_session, "x")
    assert picture_in(as_student.post(to("solution", item_session), **HTMX))


def test_a_right_answer_needs_no_curves(as_student, item_session):
    assert not picture_in(answer(as_student, item_session, "2x", **HTMX))


def test_the_same_wrong_answer_again_is_said_to_be_one(as_student, student):
    session = factories.ItemSessionFactory(student=student)
    for _ in range(2):
        path = reverse("practice_answer", args=[session.pk])
        as_student.post(path, {"entry": "x", "client_key": uuid.uuid4()})
    page = as_student.get(f"/practice/{session.pk}/").content.decode()
    assert "you have already tried this answer" in page
    assert "This costs nothing" in page
    assert "One try is left" in page


def test_an_empty_answer_is_not_called_unreadable(as_student, student):
    session = factories.ItemSessionFactory(student=student)
    path = reverse("practice_answer", args=[session.pk])
    as_student.post(path, {"entry": "", "client_key": uuid.uuid4()})
    page = as_student.get(f"/practice/{session.pk}/").content.decode()
    assert "nothing was answered yet" in page
    assert "could not be read" not in page
