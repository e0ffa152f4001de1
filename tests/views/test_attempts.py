import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format

from questions.models import Attempt, Response
from questions.services import assignments, attempts
from questions.templatetags import maths
from tests import factories, teaching
from tests.teaching import queries

HTMX = {"HTTP_HX_REQUEST": "true"}
KEY, SOLUTION, REMARK = "x + 770077", "canary-solution", "canary-remark"
MISTAKE = "canary-mistake"


@pytest.fixture
def assignment(teacher, student):
    return teaching.assignment(teacher, student, minutes=30)


@pytest.fixture
def attempt(assignment, student):
    return attempts.start(assignment=assignment, student=student)


def address(name, attempt, *more):
    return reverse(name, args=[attempt.pk, *more])


def late(attempt):
    Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now())


def test_starting_leads_to_the_first_question(as_student, assignment):
    for _ in range(2):
        reply = as_student.post(reverse("attempt_start", args=[assignment.pk]), follow=True)
        assert b"Question 1 of 2" in reply.content
    assert Attempt.objects.count() == 1


def test_a_refused_start_says_why(as_student, assignment, attempt):
    attempts.submit(attempt=attempt)
    reply = as_student.post(reverse("attempt_start", args=[assignment.pk]), follow=True)
    assert b"You have used all your attempts." in reply.content


def test_going_on_leads_to_the_first_question_without_an_answer(as_student, attempt):
    as_student.post(address("attempt_save", attempt, 1), {"sequence": 1, "entry": "a"})
    reply = as_student.get(address("attempt", attempt))
    assert reply.url == address("attempt_question", attempt, 2)


def states(client, attempt, position):
    page = client.get(address("attempt_question", attempt, position)).context["page"]
    return [place.state for place in page.places]


def test_the_palette_says_the_state_of_each_question(as_student, teacher, student):
    versions = [factories.expression_version() for _ in range(5)]
    assignment = teaching.assignment(teacher, student, versions=versions)
    attempt = attempts.start(assignment=assignment, student=student)
    for position, entry, go in ((1, "2x", "next"), (2, "", "mark"), (3, "2x", "mark")):
        sent = {"sequence": 1, "entry": entry, "go": go}
        as_student.post(address("attempt_save", attempt, position), sent)
    assert states(as_student, attempt, 4) == [
        "answered",
        "marked for review",
        "answered and marked",
        "not answered",
        "not visited",
    ]
    as_student.post(
        address("attempt_save", attempt, 3), {"sequence": 2, "entry": "2x", "go": "unmark"}
    )
    assert states(as_student, attempt, 5)[2:] == ["answered", "not answered", "not answered"]


def test_handing_in_names_what_is_marked(as_student, attempt):
    sent = {"sequence": 1, "entry": "a", "go": "mark"}
    as_student.post(address("attempt_save", attempt, 1), sent)
    page = as_student.get(address("attempt_submit", attempt)).content.decode()
    assert "Marked for review" in page
    assert address("attempt_question", attempt, 1) in page


def test_a_choice_can_be_cleared_after_it_was_saved_by_itself(as_student, attempt):
    save = address("attempt_save", attempt, 1)
    as_student.post(save, {"sequence": 2, "entry": "a"}, headers={"HX-Request": "true"})
    as_student.post(save, {"sequence": 2, "entry": "a", "go": "clear"})
    assert attempt.item_sessions.get(position=1).entry == []


def test_clearing_does_not_undo_what_another_tab_saved_since(as_student, attempt):
    save = address("attempt_save", attempt, 1)
    as_student.post(save, {"sequence": 2, "entry": "a"})
    response = as_student.post(save, {"sequence": 1, "entry": "b", "go": "clear"})
    assert "in another tab" in response.content.decode()
    assert attempt.item_sessions.get(position=1).entry == ["a"]


def test_a_nul_does_not_stop_a_save(as_student, attempt):
    as_student.post(address("attempt_save", attempt, 2), {"sequence": 1, "entry": "2\0x"})
    assert attempt.item_sessions.get(position=2).entry == ["2\ufffdx"]


@pytest.mark.parametrize(
    ("go", "name", "more"),
    [
        ("next", "attempt_question", [2]),
        ("mark", "attempt_question", [2]),
        ("stay", "attempt_question", [1]),
        ("2", "attempt_question", [2]),
        ("99", "attempt_question", [1]),
        ("submit", "attempt_submit", []),
    ],
)
def test_a_form_saves_and_goes_where_its_button_says(as_student, attempt, go, name, more):
    sent = {"sequence": 1, "entry": "b", "go": go}
    reply = as_student.post(address("attempt_save", attempt, 1), sent)
    at = "#question" if name == "attempt_question" else ""
    assert reply.url == address(name, attempt, *more) + at
    assert attempt.item_sessions.get(position=1).entry == ["b"]


def test_a_script_is_told_when_it_was_saved(as_student, attempt):
    sent = {"sequence": 1, "entry": "b"}
    reply = as_student.post(address("attempt_save", attempt, 1), sent, **HTMX)
    assert reply.content.startswith(b"Saved ")


def test_an_out_of_order_save_is_shown_back_and_not_taken(as_student, attempt):
    save = address("attempt_save", attempt, 2)
    as_student.post(save, {"sequence": 5, "entry": "2x"})
    reply = as_student.post(save, {"sequence": 4, "entry": "3x"})
    assert b"A newer answer was saved meanwhile" in reply.content
    assert b'value="3x"' in reply.content
    assert b'name="sequence" value="6"' in reply.content
    assert attempt.item_sessions.get(position=2).entry == ["2x"]


def test_a_newer_answer_is_replaced_once_the_student_knows_of_it(as_student, attempt):
    save = address("attempt_save", attempt, 2)
    as_student.post(save, {"sequence": 5, "entry": "2x"})
    told = as_student.post(save, {"sequence": 4, "entry": "3x"}, **HTMX).content
    assert b'name="over" value="5"' in told
    as_student.post(save, {"sequence": 4, "entry": "3x", "over": 5, "go": "stay"})
    assert attempt.item_sessions.get(position=2).entry == ["3x"]
    as_student.post(save, {"sequence": 4, "entry": "4x", "over": 5, "go": "stay"})
    assert attempt.item_sessions.get(position=2).entry == ["3x"]


def test_a_late_save_is_refused_and_shown_back(as_student, attempt):
    late(attempt)
    sent = {"sequence": 1, "entry": "2x + typed too late"}
    reply = as_student.post(address("attempt_save", attempt, 2), sent)
    assert b"What you wrote now is kept: your teacher decides" in reply.content
    assert b"2x + typed too late" in reply.content
    by_script = as_student.post(address("attempt_save", attempt, 2), sent, **HTMX)
    assert b"What you wrote now is kept: your teacher decides" in by_script.content
    assert attempt.item_sessions.get(position=2).entry == []


def test_a_late_choice_is_shown_back_as_it_read_and_not_by_its_letter(as_student, attempt):
    late(attempt)
    session = attempt.item_sessions.get(position=1)
    chosen = next(one for one in session.variant.instance["options"] if one["id"] == "b")
    sent = {"sequence": 1, "entry": "b"}
    page = as_student.post(address("attempt_save", attempt, 1), sent).content.decode()
    assert maths.prose(chosen["text"]) in page
    assert ">b<" not in page


def test_an_entry_that_is_too_long_is_refused_with_a_sentence(as_student, attempt):
    sent = {"sequence": 1, "entry": "x" * 5_000}
    reply = as_student.post(address("attempt_save", attempt, 2), sent)
    assert b"too long" in reply.content


def test_a_save_while_signed_out_is_no_page(client, attempt):
    sent = {"sequence": 1, "entry": "b"}
    reply = client.post(address("attempt_save", attempt, 1), sent, **HTMX)
    assert reply.status_code == 401


def test_the_reading_is_shown_while_writing(as_student, attempt):
    sent = {"position": 0, "entry": "2x"}
    reply = as_student.post(address("attempt_preview", attempt, 2), sent, **HTMX)
    assert b"Read as" in reply.content
    whole = as_student.post(address("attempt_preview", attempt, 2), {"entry": "2x"})
    assert b"Question 2 of 2" in whole.content


def others(reply):
    """The texts of the buttons that offer another reading."""
    return re.findall(r'name="instead" value="([^"]*)"', reply.content.decode())


def test_an_ambiguous_text_is_offered_its_other_readings_while_writing(as_student, attempt):
    sent = {"position": 0, "entry": "e^2x"}
    reply = as_student.post(address("attempt_preview", attempt, 2), sent, **HTMX)
    assert others(reply) == ["0 e^(2*x)"]


def test_without_a_script_the_other_reading_is_offered_after_a_save_and_saved(as_student, attempt):
    save = address("attempt_save", attempt, 2)
    as_student.post(save, {"sequence": 1, "entry": "e^2x", "go": "stay"})
    page = as_student.get(address("attempt_question", attempt, 2))
    assert others(page) == ["0 e^(2*x)"]
    reply = as_student.post(save, {"sequence": 2, "entry": "e^2x", "instead": others(page)[0]})
    assert reply.url == address("attempt_question", attempt, 2) + "#question"
    assert attempt.item_sessions.get(position=2).entry == ["e^(2*x)"]
    assert others(as_student.get(reply.url)) == []


def test_what_is_offered_while_writing_does_not_depend_on_the_key(as_student, teacher, student):
    """The same bytes whether the default reading is right, the other one is, or neither."""
    versions = [factories.expression_version(key) for key in ("e^(2x)", "e^2*x", "7x")]
    given = teaching.assignment(teacher, student, versions=versions)
    attempt = attempts.start(assignment=given, student=student)
    pages = set()
    for position in (1, 2, 3):
        preview = address("attempt_preview", attempt, position)
        reply = as_student.post(preview, {"position": 0, "entry": "e^2x"}, **HTMX)
        pages.add(reply.content.decode().replace(f"/{position}/save", "/1/save"))
    assert len(pages) == 1
    assert "other" in pages.pop()


def test_an_ambiguous_answer_in_an_attempt_is_marked_as_it_was_read(as_student, teacher, student):
    version = factories.expression_version("e^(2x)")
    given = teaching.assignment(teacher, student, versions=[version])
    attempt = attempts.start(assignment=given, student=student)
    as_student.post(address("attempt_save", attempt, 1), {"sequence": 1, "entry": "e^2x"})
    attempts.submit(attempt=attempt)
    assert Response.objects.get().verdict == Response.Verdict.INCORRECT
    assert not attempt.item_sessions.get().meaning_asked


def test_handing_in_names_what_is_missing_first(as_student, attempt):
    as_student.post(address("attempt_save", attempt, 2), {"sequence": 1, "entry": "2x +"})
    page = as_student.get(address("attempt_submit", attempt)).content.decode()
    assert "2 of 2 questions are not finished" in page
    assert "Not answered" in page
    assert "Cannot be read yet" in page
    assert "Saved as it was typed. " in page
    assert Attempt.objects.get().is_running


def test_handing_in_tells_which_field_is_empty(as_student, teacher, student):
    version = factories.family_version("gradient", 1)
    given = teaching.assignment(teacher, student, versions=[version])
    attempt = attempts.start(assignment=given, student=student)
    page = address("attempt_submit", attempt)
    assert "Not answered" in as_student.get(page).content.decode()
    sent = {"sequence": 1, "entry": ["2x", " "]}
    as_student.post(address("attempt_save", attempt, 1), sent)
    shown = as_student.get(page).content.decode()
    assert "Field 2 is empty." in shown
    assert "annot be read" not in shown


def test_handing_in_twice_shows_the_same_results(as_student, attempt):
    as_student.post(address("attempt_save", attempt, 1), {"sequence": 1, "entry": "a"})
    for _ in range(2):
        reply = as_student.post(address("attempt_submit", attempt), follow=True)
        assert b"of 4 points" in reply.content
    assert Response.objects.count() == 1


def test_an_attempt_out_of_time_is_handed_in_when_it_is_opened(as_student, attempt):
    late(attempt)
    reply = as_student.get(address("attempt_question", attempt, 1), follow=True)
    assert b"Time is up. What was saved has been handed in." in reply.content
    assert not Attempt.objects.get().is_running


def test_an_open_page_learns_of_an_end_that_was_moved(as_student, attempt, assignment):
    ask = address("attempt_end", attempt)
    before = as_student.get(ask)
    assert (before.status_code, b"data-over" in before.content) == (200, False)
    assignments.change(
        assignment=assignment,
        opens_at=assignment.opens_at,
        closes_at=assignment.closes_at,
        minutes=45,
        attempts_allowed=1,
    )
    attempt.refresh_from_db()
    moved = as_student.get(ask).content.decode()
    assert f'data-deadline="{date_format(timezone.localtime(attempt.deadline), "c")}"' in moved
    assignments.close(assignment=assignment)
    closed = as_student.get(ask)
    assert closed.status_code == 286
    assert b"Your teacher has closed this." in closed.content


def test_an_open_page_learns_that_another_tab_handed_in(as_student, attempt):
    as_student.post(address("attempt_submit", attempt))
    told = as_student.get(address("attempt_end", attempt))
    assert told.status_code == 286
    assert b"This was handed in, in another tab or window." in told.content


def test_asking_for_the_end_costs_five_queries(as_student, attempt, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        as_student.get(address("attempt_end", attempt))


def test_nobody_else_sees_or_changes_an_attempt(client, attempt, classmate, teacher):
    sent = {"sequence": 1, "entry": "b"}
    for person in (classmate, teacher):
        client.force_login(person)
        for name, more in (("attempt", []), ("attempt_question", [1]), ("attempt_results", [])):
            assert client.get(address(name, attempt, *more)).status_code == 404
        for name, more in (("attempt_save", [1]), ("attempt_preview", [1]), ("attempt_submit", [])):
            assert client.post(address(name, attempt, *more), sent).status_code == 404
    assert Attempt.objects.get().is_running


def test_an_outsider_does_not_start(client, assignment, outsider):
    client.force_login(outsider)
    assert client.post(reverse("attempt_start", args=[assignment.pk])).status_code == 404


def test_what_changes_something_wants_a_post(as_student, assignment, attempt):
    assert as_student.get(reverse("attempt_start", args=[assignment.pk])).status_code == 405
    assert as_student.get(address("attempt_save", attempt, 1)).status_code == 405
    assert as_student.post(address("attempt_question", attempt, 1)).status_code == 405
    assert as_student.post(reverse("assignments")).status_code == 405


@pytest.fixture
def canaries(teacher, student):
    """An assignment whose keys, remarks, solutions and mistakes are easy to find in a page."""
    factories.MalRuleFactory(code=MISTAKE, name=MISTAKE, sentence=MISTAKE)
    options = [
        {"id": "a", "text": "one", "correct": True, "feedback": REMARK},
        {"id": "b", "text": "two", "correct": False, "feedback": REMARK, "mistake": MISTAKE},
    ]
    start = {"version": 1, "source": "authored", "prompt": "Choose.", "explanation": SOLUTION}
    choice = factories.VersionFactory(content={**start, "kind": "choice", "options": options})
    written = factories.VersionFactory(
        content={**start, "kind": "expression", "key": KEY, "variables": ["x"]}
    )
    family = factories.family_version()
    return teaching.assignment(
        teacher, student, versions=[choice, written, family], feedback="closed"
    )


def secrets_of(attempt):
    """What must not be in a page: key, remarks, solution, mistakes, seed and steps."""
    variant = attempt.item_sessions.get(position=3).variant
    lines = [step["sentence"] for step in variant.instance.get("steps", []) if step["sentence"]]
    return [REMARK, SOLUTION, MISTAKE, "770077", str(variant.seed), *lines]


def pages_of(client, attempt):
    names = [("attempt_question", [place]) for place in (1, 2, 3)]
    names += [("attempt_submit", []), ("attempt_results", [])]
    names += [("challenge", [place]) for place in (1, 2, 3)]
    addresses = [address(name, attempt, *more) for name, more in names]
    addresses += [reverse(name) for name in ("assignments", "mistakes", "progress", "classrooms")]
    return "".join(client.get(one, follow=True).content.decode() for one in addresses)


def test_no_secret_is_in_any_page_before_its_release(as_student, canaries, student):
    attempt = attempts.start(assignment=canaries, student=student)
    found = pages_of(as_student, attempt)
    for position, entry in ((1, "b"), (2, "x"), (3, "5")):
        sent = {"sequence": 1, "entry": entry}
        found += as_student.post(
            address("attempt_save", attempt, position), sent, follow=True
        ).content.decode()
    preview = address("attempt_preview", attempt, 2)
    for extra in ({}, HTMX):
        sent = {"entry": "1/2e^2x sin x^2", "position": 0}
        found += as_student.post(preview, sent, **extra).content.decode()
    found += pages_of(as_student, attempt)
    as_student.post(address("attempt_submit", attempt))
    found += pages_of(as_student, attempt)
    assert Response.objects.filter(verdict="incorrect").count() == 3
    assert [secret for secret in secrets_of(attempt) if secret in found] == []
    assert "Incorrect" not in found
    assert 'class="plot"' not in found


def test_after_the_release_they_are_there(as_student, canaries, student):
    attempt = attempts.start(assignment=canaries, student=student)
    as_student.post(address("attempt_save", attempt, 1), {"sequence": 1, "entry": "b"})
    as_student.post(address("attempt_save", attempt, 2), {"sequence": 1, "entry": "x"})
    attempts.submit(attempt=attempt)
    now = timezone.now()
    type(canaries).objects.update(opens_at=now - datetime.timedelta(days=1), closes_at=now)
    found = as_student.get(address("attempt_results", attempt)).content.decode()
    assert SOLUTION in found
    assert REMARK in found
    assert "Incorrect" in found
    assert found.count('class="plot"') == 1
    assert MISTAKE in as_student.get(reverse("mistakes")).content.decode()


def test_the_list_takes_the_same_queries_for_many(as_student, teacher, student):
    room = teaching.classroom(teacher, student)
    made = teaching.quiz(teacher)
    teaching.give(made, room)
    as_student.get(reverse("assignments"))
    counts = []
    for more in (0, 19):
        for _ in range(more):
            attempts.start(assignment=teaching.give(made, room), student=student)
        counts.append(queries(as_student, reverse("assignments")))
    assert counts[0] == counts[1]


def test_a_question_takes_the_same_queries_in_a_long_quiz(as_student, teacher, student):
    counts = []
    for number in (2, 20):
        versions = [factories.VersionFactory() for _ in range(number)]
        assignment = teaching.assignment(teacher, student, versions=versions)
        attempt = attempts.start(assignment=assignment, student=student)
        counts.append(queries(as_student, address("attempt_question", attempt, 1)))
    assert counts[0] == counts[1]
