"""A teacher's queue of answers that could not be decided, and deciding one."""

import datetime
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from questions.models import LateEntry, Response
from questions.problems import Judgement
from questions.services import attempts, late, marking
from questions.templatetags import maths
from tests import factories, teaching

QUEUE = reverse("to_decide")
UNDECIDED = Judgement("pending", comparison={"kind": "undecided", "reason": "time", "tries": 9})


@pytest.fixture
def hand_in(teacher, monkeypatch):
    def give(*students):
        assignment = teaching.assignment(
            teacher, *students, versions=[factories.expression_version()]
        )
        monkeypatch.setattr(marking, "mark", lambda *_, **__: UNDECIDED)
        for student in students:
            attempt = attempts.start(assignment=assignment, student=student)
            session = attempt.item_sessions.get()
            attempts.save(item_session=session, entry=["x + x"], sequence=1)
            attempts.submit(attempt=attempt)

    return give


def test_what_is_not_decided_is_shown_as_that_and_not_as_no_points(
    as_teacher, client, student, hand_in
):
    hand_in(student)
    response = Response.objects.get()
    shown = [as_teacher.get(reverse("response", args=place(response))).content.decode()]
    client.force_login(student)
    own = reverse("attempt_results", args=[response.item_session.attempt_id])
    shown.append(client.get(own).content.decode())
    for page in shown:
        assert "<strong>Not decided yet</strong>, 2 points possible" in page
        assert "<strong>0</strong> of" not in page


def place(response):
    session = response.item_session
    return [session.attempt.assignment_id, session.pk]


def test_what_waits_is_told_wherever_a_teacher_looks_first_queued_and_decided(
    as_teacher, client, student, hand_in
):
    hand_in(student)
    response = Response.objects.get()
    assignment = response.item_session.attempt.assignment
    first_pages = [
        *("/today/", reverse("assignments"), reverse("classrooms")),
        reverse("classroom", args=[assignment.classroom_id]),
        reverse("results", args=[assignment.pk]),
    ]
    for page in first_pages:
        assert (
            f'<a href="{QUEUE}">1 answer waits for you</a>' in as_teacher.get(page).content.decode()
        )
    assert reverse("response", args=place(response)) in as_teacher.get(QUEUE).content.decode()
    form = {"verdict": "partly correct", "points": "1/3", "reason": "A third of $2x$."}
    page = as_teacher.post(reverse("decide", args=place(response)), form, follow=True)
    assert "Decided by hand" in page.content.decode()
    response.refresh_from_db()
    assert response.score == Fraction(1, 6)
    assert "Nothing waits for you" in as_teacher.get(QUEUE).content.decode()
    client.force_login(student)
    own = reverse("attempt_results", args=[response.item_session.attempt_id])
    assert "Marked by your teacher, Tara Teacher: A third of" in client.get(own).content.decode()


def test_a_wrong_mark_is_set_right_by_the_teacher_and_the_student_reads_why(
    teacher, client, student
):
    versions = [factories.expression_version()]
    given = teaching.assignment(teacher, student, versions=versions)
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=["x"], sequence=1)
    attempts.submit(attempt=attempt)
    client.force_login(student)
    own = reverse("attempt_results", args=[attempt.pk])
    assert "Incorrect" in client.get(own).content.decode()
    client.force_login(teacher)
    response = Response.objects.get()
    shown = client.get(reverse("response", args=place(response)))
    assert "Correct the mark" in shown.content.decode()
    form = {
        "verdict": "correct",
        "reason": "Meant so.",
        "seen": shown.context["form"]["seen"].value(),
    }
    client.post(reverse("decide", args=place(response)), form)
    assert Response.objects.get().verdict == "correct"
    client.force_login(student)
    assert "Marked by your teacher, Tara Teacher: Meant so." in client.get(own).content.decode()


def test_a_second_teacher_is_told_what_was_decided_meanwhile_and_confirms_what_they_wrote(
    client, teacher, student, hand_in
):
    hand_in(student)
    response = Response.objects.get()
    colleague = factories.TeacherFactory(name="Cora Colleague")
    response.item_session.attempt.assignment.classroom.teachers.add(colleague)
    address = reverse("decide", args=place(response))

    def fields(page):
        form = page.context["form"]
        return {name: form[name].value() or "" for name in ("seen", "seen_grade", "response")}

    client.force_login(teacher)
    stale = fields(client.get(reverse("response", args=place(response))))
    client.force_login(colleague)
    client.post(address, {**stale, "verdict": "partly correct", "points": "1", "reason": "Half."})
    client.force_login(teacher)
    mine = {"verdict": "incorrect", "reason": "The other root."}
    page = client.post(address, {**stale, **mine})
    told = page.content.decode()
    assert "Cora Colleague decided meanwhile: partly correct, 1/2 of the question." in told
    assert "Send it again" in told
    assert "Half." in told
    assert "The other root.</textarea>" in told
    assert Response.objects.get().score == Fraction(1, 2)
    client.post(address, {**fields(page), **mine})
    assert Response.objects.get().verdict == "incorrect"
    assert [one.reason for one in response.manual_grades.all()] == ["Half.", "The other root."]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"verdict": "correct", "reason": " "}, "required"),
        ({"verdict": "partly correct", "reason": "So."}, "between 0 and 2 points"),
        ({"verdict": "partly correct", "points": "1/0", "reason": "So."}, "between 0 and 2 points"),
        ({"verdict": "partly correct", "points": "5", "reason": "So."}, "between 0 and 2 points"),
        ({"verdict": "pending", "reason": "So."}, "valid choice"),
    ],
)
def test_a_decision_without_sense_gets_a_sentence_and_keeps_what_was_written(
    as_teacher, student, hand_in, form, told
):
    hand_in(student)
    response = Response.objects.get()
    page = as_teacher.post(reverse("decide", args=place(response)), form).content.decode()
    assert told in page
    assert form["reason"].strip() in page
    response.refresh_from_db()
    assert response.verdict == "pending"


def test_nobody_else_sees_the_queue_or_decides(client, student, hand_in):
    hand_in(student)
    response = Response.objects.get()
    client.force_login(student)
    assert client.get(QUEUE).status_code == 404
    client.force_login(factories.TeacherFactory())
    assert "Nothing waits for you" in client.get(QUEUE).content.decode()
    form = {"verdict": "correct", "reason": "Mine."}
    assert client.post(reverse("decide", args=place(response)), form).status_code == 404
    assert client.get(reverse("decide", args=place(response))).status_code == 405
    assert client.post(QUEUE).status_code == 405


def test_the_queue_takes_the_same_queries_for_many(as_teacher, hand_in):
    hand_in(factories.StudentFactory())
    few = teaching.queries(as_teacher, QUEUE)
    hand_in(*factories.StudentFactory.create_batch(20))
    assert teaching.queries(as_teacher, QUEUE) == few


def test_the_queue_takes_the_same_queries_for_many_that_came_late(as_teacher, teacher):
    def come_late(*students):
        assignment = teaching.assignment(teacher, *students, minutes=30)
        for student in students:
            attempt = attempts.start(assignment=assignment, student=student)
            session = attempt.item_sessions.get(position=1)
            attempts.save(item_session=session, entry=["b"], sequence=1)
            with pytest.raises(ValidationError):
                attempts.save(item_session=session, entry=["a"], sequence=2, at=attempt.deadline)
            attempts.submit(attempt=attempt, at=attempt.deadline)

    come_late(factories.StudentFactory())
    few = teaching.queries(as_teacher, QUEUE)
    come_late(*factories.StudentFactory.create_batch(5))
    assert teaching.queries(as_teacher, QUEUE) == few


def test_what_came_late_waits_in_the_queue_is_shown_in_its_words_and_counted_once(
    as_teacher, client, student, teacher
):
    assignment = teaching.assignment(teacher, student, minutes=30)
    attempt = attempts.start(assignment=assignment, student=student)
    session = attempt.item_sessions.get(position=1)
    at = attempt.deadline + datetime.timedelta(seconds=40)
    with pytest.raises(ValidationError):
        attempts.save(item_session=session, entry=["a"], sequence=1, at=at)
    attempts.submit(attempt=attempt, at=at)
    options = session.variant.instance["options"]
    option = maths.prose(next(one["text"] for one in options if one["id"] == "a"))
    for page in ("/today/", reverse("results", args=[assignment.pk])):
        assert "1 answer waits for you" in as_teacher.get(page).content.decode()
    queue = as_teacher.get(QUEUE).content.decode()
    assert "Came 40 seconds after the end" in queue
    assert option in queue
    shown = as_teacher.get(reverse("response", args=[assignment.pk, session.pk])).content.decode()
    assert "Came after the end" in shown
    for _ in range(2):
        page = as_teacher.post(
            reverse("decide_late", args=[assignment.pk, session.pk]),
            {"decision": "counted"},
            follow=True,
        ).content.decode()
    assert "it is the answer that is marked here" in page
    assert Response.objects.count() == 1
    assert "Nothing waits for you" in as_teacher.get(QUEUE).content.decode()
    client.force_login(student)
    own = client.get(reverse("attempt_results", args=[attempt.pk])).content.decode()
    assert "Written after the end" in own
    assert "Tara Teacher counts it." in own


def test_a_decision_that_is_none_changes_nothing(as_teacher, student, teacher):
    assignment = teaching.assignment(teacher, student, minutes=30)
    attempt = attempts.start(assignment=assignment, student=student)
    session = attempt.item_sessions.get(position=1)
    with pytest.raises(ValidationError):
        attempts.save(item_session=session, entry=["a"], sequence=1, at=attempt.deadline)
    place = [assignment.pk, session.pk]
    as_teacher.post(reverse("decide_late", args=place), {"decision": "perhaps"})
    assert LateEntry.objects.waiting().count() == 1
    without = attempt.item_sessions.get(position=2)
    unknown = reverse("decide_late", args=[assignment.pk, without.pk])
    assert as_teacher.post(unknown, {"decision": "left"}).status_code == 404


def test_a_decision_on_what_came_late_is_taken_back_by_whoever_sees_it(
    as_teacher, student, teacher
):
    assignment = teaching.assignment(teacher, student, minutes=30)
    attempt = attempts.start(assignment=assignment, student=student)
    session = attempt.item_sessions.get(position=1)
    with pytest.raises(ValidationError):
        attempts.save(item_session=session, entry=["a"], sequence=1, at=attempt.deadline)
    attempts.submit(attempt=attempt, at=attempt.deadline)
    address = reverse("decide_late", args=[assignment.pk, session.pk])

    def say(decision, seen):
        form = {"decision": decision, "seen": seen}
        return as_teacher.post(address, form, follow=True).content.decode()

    assert "Count it after all" in say("left", "")
    assert "Tara Teacher has decided otherwise meanwhile" in say("counted", "")
    assert LateEntry.objects.get().decision == "left"
    assert "it is the answer that is marked here" in say("counted", "left")
    assert "Leave it out after all" in say("counted", "counted")
    assert Response.objects.count() == 1


def test_a_mark_is_set_for_the_answer_that_was_seen_alone(as_teacher, student, teacher):
    """A colleague counts a late answer while the page of the former one is open."""
    session = teaching.written_late(teacher, student)
    place = [session.attempt.assignment_id, session.pk]
    hidden = as_teacher.get(reverse("response", args=place)).context["form"]
    late.decide(late=LateEntry.objects.get(), is_counted=True, by=teacher)
    form = {"verdict": "correct", "reason": "Meant so."}
    form |= {name: hidden[name].value() for name in ("seen", "response")}
    told = as_teacher.post(reverse("decide", args=place), form, follow=True).content.decode()
    assert "Another answer counts here meanwhile" in told
    assert [one.verdict for one in Response.objects.all()] == ["incorrect", "incorrect"]


def test_of_an_answer_that_a_teacher_holds_to_be_right_no_mistake_is_named(
    as_teacher, client, student, teacher
):
    factories.MalRuleFactory(code="exponent-not-brought-down", name="Lost exponent")
    assignment = teaching.assignment(teacher, student)
    attempt = attempts.start(assignment=assignment, student=student)
    session = attempt.item_sessions.get(position=1)
    attempts.save(item_session=session, entry=["b"], sequence=1)
    attempts.submit(attempt=attempt)
    own = reverse("attempt_results", args=[attempt.pk])
    room = reverse("classroom", args=[assignment.classroom_id])

    def named():
        pages = [as_teacher.get(room), as_teacher.get(reverse("results", args=[assignment.pk]))]
        client.force_login(student)
        pages.append(client.get(own))
        client.force_login(teacher)
        return ["Lost exponent" in page.content.decode() for page in pages]

    assert named() == [True, True, True]
    form = {"verdict": "correct", "reason": "Meant so.", "seen": "incorrect"}
    as_teacher.post(reverse("decide", args=[assignment.pk, session.pk]), form)
    assert named() == [False, False, False]
