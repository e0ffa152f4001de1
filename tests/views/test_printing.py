"""The pages that print: for teachers of the quiz and the class alone, keys and all."""

import uuid

import pytest
from django.urls import reverse

from questions import problems
from questions.models import Group, PaperQuestion, Printing
from questions.services import attempts, printing
from tests import factories, teaching

CANARY = "987654321"
LONG = 600
PAGES = ("printing", "printing_sheets", "printing_keys")


@pytest.fixture
def quiz(teacher):
    factories.MalRuleFactory(code="exponent-not-brought-down", name="The exponent stays behind")
    canary = factories.expression_version(key=f"{CANARY}*x")
    return teaching.quiz(teacher, factories.VersionFactory(), canary)


@pytest.fixture
def made(quiz, teacher, student, classmate):
    room = teaching.classroom(teacher, student, classmate)
    found = printing.begin(quiz=quiz, by=teacher, to=room, client_key=uuid.uuid4())
    assert printing.draw(printing=found, seconds=LONG) == 0
    return found


def text(client, name, *args, **query):
    reply = client.get(reverse(name, args=args), query)
    assert reply.status_code == 200
    return reply.content.decode()


def test_a_teacher_makes_one_paper_for_all(as_teacher, quiz):
    form = as_teacher.get(reverse("papers", args=[quiz.pk])).context["form"]
    sent = {"client_key": str(form["client_key"].value()), "classroom": ""}
    first, again = (as_teacher.post(reverse("papers", args=[quiz.pk]), sent) for _ in range(2))
    assert first["Location"] == again["Location"] == reverse("printing", args=[1])
    page = text(as_teacher, "printing", Printing.objects.get().pk)
    assert "One paper for all" in page
    assert "One paper for all" in text(as_teacher, "papers", quiz.pk)


def test_the_pages_of_quiz_and_results_lead_to_printing(as_teacher, teacher, quiz):
    given = teaching.give(quiz, teaching.classroom(teacher))
    address = reverse("papers", args=[quiz.pk])
    assert address in text(as_teacher, "quiz", quiz.pk)
    with_class = f"{address}?classroom={given.classroom_id}"
    assert with_class in text(as_teacher, "results", given.pk)
    assert as_teacher.get(with_class).context["form"]["classroom"].value() == given.classroom.pk


def test_a_paper_names_student_class_and_code_and_has_room_for_answers(as_teacher, made, student):
    page = text(as_teacher, "printing_sheets", made.pk)
    for paper in made.papers.all():
        assert f'aria-label="Paper {paper.code}"' in page
        assert str(paper.student) in page
    assert page.count(str(made.classroom)) == 2
    assert page.count('class="working"') == 2
    assert page.count('<span class="box"></span>') == 2 * 3


def test_no_paper_holds_its_key(as_teacher, made):
    page = text(as_teacher, "printing_sheets", made.pk)
    assert CANARY not in page
    assert "The exponent stays behind" not in page


def test_a_key_tells_the_right_answers_and_what_each_typical_mistake_yields(as_teacher, made):
    page = text(as_teacher, "printing_keys", made.pk)
    assert page.count(CANARY) >= 2
    assert page.count("The exponent stays behind") == 2


def test_the_letters_of_a_key_are_those_on_its_paper(as_teacher, made):
    papers, keys = (
        as_teacher.get(reverse(name, args=[made.pk])).context["page"].sheets for name in PAGES[1:]
    )
    for paper, key in zip(papers, keys, strict=True):
        letters = {option.text: option.label for option in paper.asked[0].options}
        right, (wrong,) = key.solved[0].texts, key.solved[0].wrong
        assert right == [f"**{letters['$2x$']}**  $2x$"]
        assert (wrong.name, wrong.text) == (
            "The exponent stays behind",
            f"**{letters['$x$']}**  $x$",
        )


def test_a_code_leads_to_its_paper_and_its_key_alone(as_teacher, made):
    first, second = made.papers.all()
    for name in ("printing_sheets", "printing_keys"):
        page = text(as_teacher, name, made.pk, code=first.code.lower())
        assert first.code in page
        assert second.code not in page
        wrong = as_teacher.get(reverse(name, args=[made.pk]), {"code": "NONE"})
        assert wrong.status_code == 404


GENERATED = (
    "derivative",
    "derivative_at_point",
    "gradient",
    "hessian",
    "match_graph",
    "order_steps",
)
AUTHORED = {
    "several choices": {
        "options": [
            {"id": "a", "text": "One", "correct": True, "feedback": ""},
            {"id": "b", "text": "Two", "correct": False, "feedback": ""},
        ]
    },
    "true/false": {
        "options": [
            {"id": "true", "text": "True", "correct": True, "feedback": ""},
            {"id": "false", "text": "False", "correct": False, "feedback": ""},
        ]
    },
    "short text": {"accepted": ["gradient", "slope"]},
}


def test_every_kind_is_printed_with_its_key(as_teacher, teacher):
    families = [*GENERATED, "forward_mode"]
    versions = [
        factories.family_version(name, min(problems.FAMILIES[name].levels)) for name in families
    ]
    versions += [factories.authored_version(kind, **said) for kind, said in AUTHORED.items()]
    quiz = teaching.quiz(teacher, *versions, factories.VersionFactory())
    made = printing.begin(quiz=quiz, by=teacher, client_key=uuid.uuid4())
    assert printing.draw(printing=made, seconds=LONG) == 0
    sheets = as_teacher.get(reverse("printing_sheets", args=[made.pk]))
    asked = sheets.context["page"].sheets[0].asked
    assert {one.kind for one in asked} == problems.KINDS
    assert sum(one.graph is not None for one in asked) == 1
    page = text(as_teacher, "printing_keys", made.pk)
    assert page.count('class="right-answer"') == len(versions) + 1
    assert 'class="right-answer"></div>' not in page
    assert 'class="unset"' not in page + sheets.content.decode()


def test_a_printing_that_is_not_drawn_says_how_far_it_is_and_goes_on(as_teacher, teacher, quiz):
    made = printing.begin(quiz=quiz, by=teacher, client_key=uuid.uuid4())
    assert "0 of 2" in text(as_teacher, "printing", made.pk)
    back = as_teacher.get(reverse("printing_sheets", args=[made.pk]))
    assert back["Location"] == reverse("printing", args=[made.pk])
    for _ in range(2):  # Each draws one at least, however busy the machine is.
        as_teacher.post(reverse("printing_draw", args=[made.pk]))
    assert "To print" in text(as_teacher, "printing", made.pk)


def test_what_cannot_be_made_stops_the_drawing_and_is_said(as_teacher, teacher):
    version = factories.VersionFactory(content=factories.GONE)
    quiz = teaching.quiz(teacher)
    quiz.slots.create(position=9, question=version.question)
    made = printing.begin(quiz=quiz, by=teacher, client_key=uuid.uuid4())
    reply = as_teacher.post(reverse("printing_draw", args=[made.pk]), follow=True)
    page = reply.content.decode()
    assert "could not be made for paper" in page
    assert "hx-trigger" not in page.split("<main")[1]


def test_a_group_is_chosen_beside_its_class(as_teacher, teacher, quiz, student):
    room, other = (teaching.classroom(teacher, student, name=name) for name in "AB")
    group = Group.objects.create(classroom=room, name="Chain rule")
    group.members.add(student)
    address = reverse("papers", args=[quiz.pk])
    assert (
        as_teacher.get(f"{address}?group={group.pk}").context["form"]["group"].value() == group.pk
    )
    sent = {"client_key": str(uuid.uuid4()), "group": group.pk}
    wrong = as_teacher.post(address, sent | {"classroom": other.pk})
    assert "This group is of another classroom" in wrong.content.decode()
    page = as_teacher.post(address, sent | {"classroom": room.pk}, follow=True).content.decode()
    assert "1 paper for Chain rule of A" in page


def test_a_class_without_students_is_told(as_teacher, teacher, quiz):
    room = teaching.classroom(teacher)
    sent = {"client_key": str(uuid.uuid4()), "classroom": room.pk}
    page = as_teacher.post(reverse("papers", args=[quiz.pk]), sent).content.decode()
    assert printing.NOBODY in page


def test_nobody_else_gets_at_papers_and_keys(client, quiz, made, student, classmate, outsider):
    people = [student, classmate, outsider, factories.TeacherFactory(), factories.AdminFactory()]
    for person in people:
        client.force_login(person)
        replies = [client.get(reverse(name, args=[made.pk])) for name in PAGES]
        replies.append(client.post(reverse("printing_draw", args=[made.pk])))
        replies += [
            ask(reverse("printing_discard", args=[made.pk])) for ask in (client.get, client.post)
        ]
        replies.append(client.get(reverse("papers", args=[quiz.pk])))
        replies.append(client.post(reverse("papers", args=[quiz.pk])))
        assert {reply.status_code for reply in replies} == {404}
        assert not any(CANARY in reply.content.decode() for reply in replies)


def test_a_visitor_is_sent_to_sign_in(client, made):
    for name in PAGES:
        assert client.get(reverse(name, args=[made.pk])).status_code == 302


def test_who_teaches_another_class_with_the_quiz_sees_no_paper_of_this_one(client, quiz, made):
    other = factories.TeacherFactory()
    given = teaching.give(quiz, teaching.classroom(quiz.owner, name="Other"))
    given.classroom.teachers.add(other)
    client.force_login(other)
    assert client.get(reverse("papers", args=[quiz.pk])).context["made"] == []
    assert client.get(reverse("printing_keys", args=[made.pk])).status_code == 404


def test_who_no_longer_teaches_the_class_sees_its_papers_no_more(as_teacher, made, teacher):
    made.classroom.teachers.remove(teacher)
    assert as_teacher.get(reverse("printing_keys", args=[made.pk])).status_code == 404


def test_discarding_asks_first(as_teacher, made, quiz):
    address = reverse("printing_discard", args=[made.pk])
    assert "Discard these papers?" in text(as_teacher, "printing_discard", made.pk)
    assert Printing.objects.exists()
    assert as_teacher.post(address)["Location"] == reverse("papers", args=[quiz.pk])
    assert not Printing.objects.exists()
    assert as_teacher.get(reverse("printing_keys", args=[made.pk])).status_code == 404


def test_who_teaches_the_class_alone_sees_its_papers_and_prints_no_more(client, made, quiz):
    other = factories.TeacherFactory()
    made.classroom.teachers.add(other)
    client.force_login(other)
    assert reverse("papers", args=[quiz.pk]) not in text(client, "printing", made.pk)
    assert CANARY in text(client, "printing_keys", made.pk)
    discarded = client.post(reverse("printing_discard", args=[made.pk]))
    assert discarded["Location"] == reverse("quizzes")


def test_drawing_wants_a_post(as_teacher, made):
    assert as_teacher.get(reverse("printing_draw", args=[made.pk])).status_code == 405
    for name in PAGES:
        assert as_teacher.post(reverse(name, args=[made.pk])).status_code == 405


def test_pages_take_the_same_queries_for_many_students(as_teacher, teacher, quiz):
    counts = []
    for number in (1, 20):
        students = [factories.StudentFactory() for _ in range(number)]
        room = teaching.classroom(teacher, *students)
        made = printing.begin(quiz=quiz, by=teacher, to=room, client_key=uuid.uuid4())
        assert printing.draw(printing=made, seconds=LONG) == 0
        pages = [reverse(name, args=[made.pk]) for name in PAGES]
        pages.append(reverse("papers", args=[quiz.pk]))
        counts.append([teaching.queries(as_teacher, page) for page in pages])
    assert counts[0] == counts[1]


def test_many_papers_are_shown_in_parts(as_teacher, made, monkeypatch):
    monkeypatch.setattr("questions.reports.printing.QUESTIONS_A_PAGE", 2)
    first, second = made.papers.all()
    for start, shown, other in ((1, first, second), (2, second, first)):
        page = text(as_teacher, "printing_sheets", made.pk, start=start)
        assert shown.code in page
        assert other.code not in page


def test_papers_tell_a_student_nothing_in_any_page(client, quiz, made, student):
    """With an attempt at the same quiz running: neither codes, seeds nor keys."""
    given = teaching.give(quiz, made.classroom, feedback="closed")
    attempt = attempts.start(assignment=given, student=student)
    client.force_login(student)
    addresses = [reverse(name, args=[made.pk]) for name in PAGES]
    addresses += [reverse("attempt_question", args=[attempt.pk, place]) for place in (1, 2)]
    addresses += [reverse(name) for name in ("assignments", "classrooms", "progress", "mistakes")]
    addresses.append(reverse("classroom", args=[made.classroom_id]))
    found = "".join(client.get(one, follow=True).content.decode() for one in addresses)
    rows = PaperQuestion.objects.filter(paper__printing=made).select_related("paper", "variant")
    secrets = {CANARY, *(row.paper.code for row in rows), *(str(row.variant.seed) for row in rows)}
    assert [secret for secret in secrets if secret in found] == []


def test_the_paper_of_a_deleted_account_is_gone_and_every_other_one_is_printed(
    as_teacher, made, student, monkeypatch
):
    monkeypatch.setattr("questions.reports.printing.QUESTIONS_A_PAGE", 1)
    gone, left = made.papers.order_by("number")
    gone.student.delete()
    page = text(as_teacher, "printing", made.pk)
    assert gone.code not in page
    parts = as_teacher.get(reverse("printing", args=[made.pk])).context["page"].parts
    printed = [text(as_teacher, "printing_sheets", made.pk, start=one.first) for one in parts]
    assert [left.code in one for one in printed] == [True]


def test_a_printing_of_which_no_paper_is_left_says_so(as_teacher, made):
    for paper in made.papers.all():
        paper.student.delete()
    assert "No paper is left" in text(as_teacher, "printing", made.pk)
    for name in PAGES[1:]:
        assert as_teacher.get(reverse(name, args=[made.pk])).status_code == 404
