"""Challenging a mark from the results, and what a teacher does about it where decisions wait."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from questions.models import Assignment, Attempt, Challenge, Response
from questions.services import attempts, banks, challenges
from tests import factories, teaching

QUEUE = reverse("to_decide")
WHY = "The question said that <b>x</b> is positive."
SHOWN = "The question said that &lt;b&gt;x&lt;/b&gt; is positive."


def hand_in(teacher, student, **rules):
    """The first question, a choice, wrong; the second, an expression, right."""
    given = teaching.assignment(teacher, student, **rules)
    attempt = attempts.start(assignment=given, student=student)
    for position, entry in ((1, "b"), (2, "2x")):
        session = attempt.item_sessions.get(position=position)
        attempts.save(item_session=session, entry=[entry], sequence=1)
    return attempts.submit(attempt=attempt)


@pytest.fixture
def attempt(teacher, student):
    return hand_in(teacher, student)


def wrong(attempt):
    return Response.objects.get(item_session__attempt=attempt, item_session__position=1)


@pytest.fixture
def waiting(attempt, student):
    return challenges.make(response=wrong(attempt), student=student, reason=WHY)


def address(name, attempt, *more):
    return reverse(name, args=[attempt.pk, *more])


def of_teacher(name, attempt):
    session = attempt.item_sessions.get(position=1)
    return reverse(name, args=[attempt.assignment_id, session.pk])


def read(client, path, **how):
    return client.get(path, **how).content.decode()


def test_a_mark_is_challenged_once_beside_its_question_and_taken_back(as_student, attempt):
    results, page = address("attempt_results", attempt), address("challenge", attempt, 1)
    shown = read(as_student, results)
    assert page in shown
    assert address("challenge", attempt, 2) not in shown
    assert "Send to your teacher" in read(as_student, page)
    for _ in range(2):
        sent = as_student.post(page, {"reason": WHY}, follow=True)
        assert sent.redirect_chain[0][0] == f"{results}#challenge-1"
    told = sent.content.decode()
    assert "Challenged: your teacher decides" in told
    assert SHOWN in told
    assert f'href="{page}"' not in told
    challenge = Challenge.objects.get()
    told = as_student.post(address("challenge_take_back", attempt, challenge.pk), follow=True)
    assert "taken back" in told.content.decode()
    assert f'href="{page}"' in told.content.decode()


@pytest.mark.parametrize(
    ("reason", "told"),
    [(" ", "Say in a sentence why"), ("x" * 1_001, "at most 1,000 characters")],
    ids=["blank", "long"],
)
def test_a_reason_that_will_not_do_gets_a_sentence_and_is_kept(as_student, attempt, reason, told):
    shown = as_student.post(address("challenge", attempt, 1), {"reason": reason})
    assert told in shown.content.decode()
    assert f"{reason}</textarea>" in shown.content.decode()
    assert not Challenge.objects.exists()


def test_a_second_tab_with_another_reason_is_told_and_loses_nothing(as_student, attempt, waiting):
    shown = as_student.post(address("challenge", attempt, 1), {"reason": "Another."})
    assert "challenged this mark already" in shown.content.decode()
    assert "Another.</textarea>" in shown.content.decode()
    assert Challenge.objects.get() == waiting


def test_what_has_all_points_or_was_not_answered_cannot_be_challenged(
    as_student, teacher, student, attempt
):
    assert "This answer has all points." in read(as_student, address("challenge", attempt, 2))
    told = as_student.post(address("challenge", attempt, 2), {"reason": WHY})
    assert "This answer has all points." in told.content.decode()
    blank = attempts.start(assignment=teaching.assignment(teacher, student), student=student)
    attempts.submit(attempt=blank)
    assert "Challenge this mark" not in read(as_student, address("attempt_results", blank))
    assert as_student.get(address("challenge", blank, 1)).status_code == 404
    assert as_student.post(address("challenge", blank, 1), {"reason": WHY}).status_code == 404
    assert not Challenge.objects.exists()


def test_before_the_release_nothing_is_told_and_what_was_written_is_kept(
    as_student, teacher, student
):
    attempt = hand_in(teacher, student, feedback="closed")
    assert "challenge" not in read(as_student, address("attempt_results", attempt))
    for shown in (
        as_student.get(address("challenge", attempt, 1)),
        as_student.post(address("challenge", attempt, 1), {"reason": "Mine."}),
    ):
        assert "Results are not shown yet." in shown.content.decode()
        assert "ncorrect" not in shown.content.decode()
    assert "Mine.</textarea>" in shown.content.decode()
    assert not Challenge.objects.exists()


def test_after_14_days_no_mark_is_challenged(as_student, attempt):
    past = timezone.now() - datetime.timedelta(days=14)
    Attempt.objects.update(submitted_at=past)
    assert "Challenge this mark" not in read(as_student, address("attempt_results", attempt))
    shown = as_student.post(address("challenge", attempt, 1), {"reason": WHY})
    assert "14 days" in shown.content.decode()
    assert not Challenge.objects.exists()


def test_nobody_else_challenges_takes_back_or_keeps(
    client, attempt, waiting, classmate, outsider, teacher
):
    back = address("challenge_take_back", attempt, waiting.pk)
    keep = of_teacher("keep_mark", attempt)
    sent = {"challenge": waiting.pk, "seen": "incorrect", "reply": "So."}
    for person in (classmate, outsider, teacher, factories.AdminFactory()):
        client.force_login(person)
        assert client.get(address("challenge", attempt, 1)).status_code == 404
        assert client.post(address("challenge", attempt, 1), {"reason": WHY}).status_code == 404
        assert client.post(back).status_code == 404
    for person in (classmate, attempt.student, factories.TeacherFactory()):
        client.force_login(person)
        assert client.post(keep, sent).status_code == 404
        assert SHOWN not in read(client, QUEUE)
    assert client.get(keep).status_code == 405
    assert client.get(back).status_code == 405
    client.logout()
    for path in (address("challenge", attempt, 1), back, keep):
        assert client.post(path).status_code == 302
    waiting.refresh_from_db()
    assert waiting.is_waiting


def test_a_challenge_of_another_answer_is_not_taken_back_or_kept_here(
    client, teacher, student, classmate, attempt, waiting
):
    other = hand_in(teacher, classmate)
    client.force_login(classmate)
    assert client.post(address("challenge_take_back", other, waiting.pk)).status_code == 404
    sent = {"reason": WHY, "response": waiting.response_id}
    assert client.post(address("challenge", other, 1), sent).status_code == 404
    client.force_login(teacher)
    sent = {"challenge": waiting.pk, "seen": "incorrect", "reply": "So."}
    assert client.post(of_teacher("keep_mark", other), sent).status_code == 404


def test_a_challenge_waits_wherever_a_teacher_looks_first_and_leads_to_answer_and_question(
    as_teacher, attempt, waiting, teacher
):
    given = attempt.assignment
    pages = ["/today/", *map(reverse, ("assignments", "classrooms"))]
    pages += [reverse("classroom", args=[given.classroom_id]), reverse("results", args=[given.pk])]
    for page in pages:
        assert f'<a href="{QUEUE}">1 answer waits for you</a>' in read(as_teacher, page)
    queue = read(as_teacher, QUEUE)
    assert SHOWN in queue
    assert of_teacher("response", attempt) in queue
    session = attempt.item_sessions.get(position=1)
    question = reverse("quiz_preview", args=[given.quiz_id, session.question_id])
    assert f'href="{question}?seed={session.variant.seed}"' in queue
    shown = read(as_teacher, of_teacher("response", attempt))
    for told in (SHOWN, "The exponent comes down", "Power rule.", f'href="{question}?seed='):
        assert told in shown
    assert as_teacher.get(question).status_code == 200


def test_a_co_teacher_sees_it_too_and_the_preview_of_the_question(client, attempt, waiting):
    colleague = factories.TeacherFactory()
    attempt.assignment.classroom.teachers.add(colleague)
    client.force_login(colleague)
    assert SHOWN in read(client, QUEUE)
    session = attempt.item_sessions.get(position=1)
    quiz = attempt.assignment.quiz
    page = read(client, reverse("quiz_preview", args=[quiz.pk, session.question_id]))
    assert "Power rule." in page
    assert reverse("quiz", args=[quiz.pk]) not in page
    assert client.get(reverse("quiz", args=[quiz.pk])).status_code == 404


def test_who_writes_questions_comes_to_the_question_itself_and_to_a_regrade(
    client, teacher, attempt, waiting, admin
):
    session = attempt.item_sessions.get(position=1)
    bank = session.question.bank
    bank.owner = teacher
    bank.save()
    teacher.is_staff = True
    teacher.save()
    client.force_login(teacher)
    question = reverse("admin:questions_question_change", args=[session.question_id])
    regrade = reverse("admin:questions_regrade_begin", args=[session.question_id])
    for page in (QUEUE, of_teacher("response", attempt)):
        assert f'href="{question}"' in read(client, page)
    assert client.get(question).status_code == 200
    assert regrade not in read(client, of_teacher("response", attempt))
    session.question.skills.add(factories.SkillFactory())
    content = {**session.variant.version.content, "explanation": "Mended."}
    draft = banks.save_draft(question=session.question, content=content, by=teacher)
    banks.make_ready(version=draft, by=teacher, render=lambda _: None)
    assert f'action="{regrade}"' in read(client, of_teacher("response", attempt))


def keeping(client, attempt):
    form = client.get(of_teacher("response", attempt)).context["keeping"]
    return {name: form[name].value() for name in ("challenge", "seen")}


def test_a_kept_mark_is_told_to_the_student_and_waits_no_more(client, teacher, attempt, waiting):
    client.force_login(teacher)
    sent = {**keeping(client, attempt), "reply": "A factor of $2$ is lost."}
    shown = client.post(of_teacher("keep_mark", attempt), sent, follow=True).content.decode()
    assert "Mark kept" in shown
    assert "Keep the mark" not in shown
    assert "Nothing waits for you" in read(client, QUEUE)
    client.force_login(attempt.student)
    own = read(client, address("attempt_results", attempt))
    assert "Mark kept</strong> by Tara Teacher" in own
    assert "A factor of <math" in own
    assert "Challenge this mark" not in own


def test_whoever_decides_on_a_challenge_goes_on_to_the_next(
    as_teacher, teacher, classmate, attempt, waiting
):
    other = hand_in(teacher, classmate)
    second = challenges.make(response=wrong(other), student=classmate, reason=WHY)
    sent = {**keeping(as_teacher, attempt), "reply": "So."}
    kept = as_teacher.post(of_teacher("keep_mark", attempt), sent, follow=True)
    assert kept.redirect_chain == [(QUEUE, 302)]
    assert "reads why. 1 more to decide." in kept.content.decode()
    third = hand_in(teacher, factories.StudentFactory())
    challenges.make(response=wrong(third), student=third.student, reason=WHY)
    sent = {"verdict": "correct", "reason": "Meant so.", "seen": "incorrect"}
    decided = as_teacher.post(of_teacher("decide", other), sent, follow=True)
    assert "Decided. 1 more to decide." in decided.content.decode()
    second.refresh_from_db()
    assert second.state == "changed"


def test_a_regrade_that_answers_it_is_told_as_that(
    as_student, teacher, student, admin, attempt, waiting
):
    version = wrong(attempt).item_session.variant.version
    version.question.skills.add(factories.SkillFactory())
    options = [
        {**one, "correct": one["id"] == "b", "feedback": "No.", "mistake": ""}
        for one in version.content["options"]
    ]
    teaching.regraded(version, admin, may_lower=False, prompt="Which is right?", options=options)
    own = read(as_student, address("attempt_results", attempt))
    assert "Regraded</strong> by Ada Admin" in own
    assert ": The key was wrong." in own


def test_another_mark_is_given_as_everywhere_and_answers_the_challenge(
    client, teacher, attempt, waiting
):
    client.force_login(teacher)
    sent = {"verdict": "correct", "reason": "Meant so.", "seen": "incorrect"}
    client.post(of_teacher("decide", attempt), sent)
    assert "Nothing waits for you" in read(client, QUEUE)
    client.force_login(attempt.student)
    own = read(client, address("attempt_results", attempt))
    assert "Mark changed</strong> by Tara Teacher" in own
    assert "it was incorrect, 0 of the question" in own


def test_a_reply_that_will_not_do_or_comes_too_late_is_kept(client, teacher, attempt, waiting):
    colleague = factories.TeacherFactory(name="Cora Colleague")
    attempt.assignment.classroom.teachers.add(colleague)
    client.force_login(teacher)
    stale = keeping(client, attempt)
    shown = client.post(of_teacher("keep_mark", attempt), {**stale, "reply": " "})
    assert "why the mark stays: the student reads it" in shown.content.decode()
    challenges.keep(challenge=waiting, by=colleague, reply="A factor.", seen="incorrect")
    shown = client.post(of_teacher("keep_mark", attempt), {**stale, "reply": "Mine."})
    told = shown.content.decode()
    assert "Cora Colleague has decided on it meanwhile (mark kept): A factor." in told
    assert "Mine.</textarea>" in told


def test_a_mark_that_changed_under_a_teacher_is_kept_once_it_was_seen(as_teacher, attempt, waiting):
    stale = keeping(as_teacher, attempt)
    Response.objects.filter(pk=waiting.response_id).update(verdict="partly correct")
    sent = {**stale, "reply": "Mine."}
    shown = as_teacher.post(of_teacher("keep_mark", attempt), sent)
    assert "The mark is another one meanwhile" in shown.content.decode()
    form = shown.context["keeping"]
    again = {name: form[name].value() for name in ("challenge", "seen", "reply")}
    as_teacher.post(of_teacher("keep_mark", attempt), again)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reply) == ("kept", "Mine.")


def test_one_decided_meanwhile_is_not_taken_back(as_student, teacher, attempt, waiting):
    challenges.keep(challenge=waiting, by=teacher, reply="So.", seen="incorrect")
    back = address("challenge_take_back", attempt, waiting.pk)
    assert "has decided on it meanwhile" in as_student.post(back, follow=True).content.decode()


def test_a_mock_exam_offers_no_challenge(as_student, student):
    factories.PresetFactory(slug="short")
    for _ in range(3):
        factories.VersionFactory()
    as_student.post(reverse("mock_start", args=["short"]))
    mock = Attempt.objects.get(assignment=None)
    attempts.submit(attempt=mock)
    assert "Challenge" not in read(as_student, address("attempt_results", mock))
    assert as_student.get(address("challenge", mock, 1)).status_code == 404


def test_the_queue_takes_the_same_queries_for_many_challenges(as_teacher, teacher):
    counts = []
    for number in (1, 10):
        for student in factories.StudentFactory.create_batch(number):
            attempt = hand_in(teacher, student)
            challenges.make(response=wrong(attempt), student=student, reason=WHY)
        counts.append(teaching.queries(as_teacher, QUEUE))
    assert counts[0] == counts[1]


def test_the_results_take_the_same_queries_for_many_challenged_marks(
    client, teacher, student, classmate
):
    counts = []
    for person, number in ((student, 1), (classmate, 12)):
        versions = [factories.expression_version() for _ in range(number)]
        given = teaching.assignment(teacher, person, versions=versions)
        attempt = attempts.start(assignment=given, student=person)
        for session in attempt.item_sessions.all():
            attempts.save(item_session=session, entry=["x"], sequence=1)
        attempts.submit(attempt=attempt)
        for response in Response.objects.filter(item_session__attempt=attempt):
            challenges.make(response=response, student=person, reason=WHY)
        client.force_login(person)
        client.get(address("attempt_results", attempt))
        counts.append(teaching.queries(client, address("attempt_results", attempt)))
    assert counts[0] == counts[1]


def test_a_longer_assignment_takes_what_was_released_back_with_its_challenges(
    as_student, attempt, waiting
):
    Assignment.objects.update(feedback="closed")
    assert SHOWN not in read(as_student, address("attempt_results", attempt))
    assert SHOWN not in read(as_student, address("challenge", attempt, 1))


def test_the_list_tells_that_a_challenge_was_answered(client, teacher, student, waiting):
    client.force_login(student)
    assert "Challenge answered" not in client.get(reverse("assignments")).content.decode()
    challenges.keep(challenge=waiting, by=teacher, reply="It is not.", seen="incorrect")
    assert "Challenge answered" in client.get(reverse("assignments")).content.decode()


def test_the_list_tells_nothing_of_a_challenge_that_was_taken_back(client, student, waiting):
    challenges.take_back(challenge=waiting, student=student)
    client.force_login(student)
    assert "Challenge answered" not in client.get(reverse("assignments")).content.decode()


def test_the_list_tells_of_an_answer_with_the_results_alone(client, teacher, student, waiting):
    challenges.keep(challenge=waiting, by=teacher, reply="It is not.", seen="incorrect")
    Assignment.objects.update(feedback=Assignment.Feedback.CLOSED)
    client.force_login(student)
    assert "Challenge answered" not in client.get(reverse("assignments")).content.decode()
