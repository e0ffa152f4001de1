"""The pages of quizzes: filling one, looking at its questions, giving it to a class."""

import datetime

import pytest
from django.urls import reverse

from questions.models import Quiz
from questions.services import attempts, quizzes
from tests import factories, teaching


@pytest.fixture
def quiz(teacher):
    return teaching.quiz(teacher)


@pytest.fixture
def generated(db):
    bank = factories.BankFactory(slug="generated", name="Generated families")
    version = factories.family_version(
        level=2,
        question__bank=bank,
        question__slug="derivative-2",
        question__title="Derivative, level 2",
    )
    return version.question


@pytest.fixture
def begun(quiz, teacher, student):
    assignment = teaching.give(quiz, teaching.classroom(teacher, student))
    return attempts.start(assignment=assignment, student=student)


def address(name, quiz, *more):
    return reverse(name, args=[quiz.pk, *more])


def titles(quiz):
    return [slot.question.title for slot in quiz.slots.order_by("position")]


def found(client, quiz, **query):
    return client.get(address("quiz", quiz), query).context["search"]


def test_a_teacher_makes_a_quiz(as_teacher, teacher):
    sent = {"title": "Week 3", "introduction": "Alone, please."}
    page = as_teacher.post(reverse("quiz_new"), sent, follow=True)
    assert b"Alone, please." in page.content
    assert Quiz.objects.owned_by(teacher).get().title == "Week 3"


def test_a_form_that_is_sent_twice_makes_one_quiz(as_teacher):
    form = as_teacher.get(reverse("quiz_new")).context["form"]
    sent = {"title": "Week 3", "client_key": str(form["client_key"].value())}
    first, again = (as_teacher.post(reverse("quiz_new"), sent)["Location"] for _ in range(2))
    assert first == again
    assert Quiz.objects.count() == 1


def test_the_introduction_shows_its_formulas(as_teacher, quiz):
    quiz.introduction = "Recall $x^2$."
    quiz.save()
    assert "<math" in as_teacher.get(address("quiz", quiz)).content.decode()


def test_an_empty_quiz_says_why_it_cannot_be_given(as_teacher, teacher):
    empty = quizzes.create(owner=teacher, title="Empty")
    page = as_teacher.get(address("quiz", empty)).content.decode()
    assert "Add a question first." in page
    assert address("quiz_assign", empty) not in page


def test_a_quiz_that_is_given_says_whom_changes_reach(as_teacher, teacher, quiz):
    teaching.give(quiz, teaching.classroom(teacher))
    page = as_teacher.get(address("quiz", quiz)).content.decode()
    assert "This quiz is given, and nobody has begun." in page


def test_a_question_that_is_in_the_quiz_is_marked_and_not_added_again(as_teacher, quiz):
    question = quiz.slots.first().question
    page = as_teacher.get(address("quiz", quiz), {"text": question.title}).content.decode()
    assert "Already in this quiz" in page
    page = as_teacher.post(address("quiz_add", quiz), {"question": question.pk}, follow=True)
    assert "in the quiz already" in page.content.decode()
    assert quiz.slots.count() == 2


@pytest.mark.parametrize("sent", ["", "x", "9" * 5000])
def test_what_names_no_question_adds_none(as_teacher, quiz, sent):
    assert as_teacher.post(address("quiz_add", quiz), {"question": sent}).status_code == 404
    assert quiz.slots.count() == 2


def test_a_classroom_is_carried_from_its_page_to_giving(as_teacher, teacher, quiz):
    teaching.classroom(teacher, name="Another")
    room = teaching.classroom(teacher, name="Wanted")
    carried = f"?classroom={room.pk}"
    assert carried in as_teacher.get(reverse("classroom", args=[room.pk])).content.decode()
    give = f"{address('quiz_assign', quiz)}{carried}"
    for page in (f"{reverse('quizzes')}{carried}", f"{address('quiz', quiz)}{carried}"):
        assert give in as_teacher.get(page).content.decode()
    assert as_teacher.get(give).context["form"]["classroom"].value() == room.pk


@pytest.mark.parametrize("key", ["x", "0", "9" * 30])
def test_a_classroom_that_is_not_there_carries_nothing(as_teacher, quiz, key):
    page = as_teacher.get(reverse("quizzes"), {"classroom": key})
    assert page.context["receiver"].query == ""


def test_a_quiz_needs_a_title_and_keeps_what_was_written(as_teacher):
    page = as_teacher.post(reverse("quiz_new"), {"title": "", "introduction": "Alone, please."})
    assert b"This field is required" in page.content
    assert b"Alone, please." in page.content


def test_title_and_introduction_change_even_once_somebody_has_begun(as_teacher, quiz, begun):
    as_teacher.post(address("quiz_words", quiz), {"title": "New", "introduction": ""})
    quiz.refresh_from_db()
    assert quiz.title == "New"


def test_questions_are_found_by_words_bank_topic_and_skill(as_teacher, quiz):
    skill = factories.SkillFactory()
    version = factories.expression_version(question__title="Slope of a hill")
    version.question.skills.add(skill)
    factories.expression_version(question__title="Slope of a roof")
    hill = ["Slope of a hill"]
    bank = version.question.bank.slug
    for query in (
        {"text": "HILL slope"},
        {"bank": bank},
        {"topic": skill.topic.slug},
        {"skill": skill.slug},
        {"text": "slope", "skill": skill.slug, "topic": skill.topic.slug, "bank": bank},
    ):
        assert [one.title for one in found(as_teacher, quiz, **query).questions] == hill
    assert found(as_teacher, quiz, text="valley").questions == []
    assert len(found(as_teacher, quiz, text="Differentiate").questions) == 3


def test_neither_private_banks_nor_drafts_are_found(as_teacher, quiz):
    private = factories.BankFactory(is_shared=False, owner=factories.TeacherFactory())
    factories.expression_version(question__title="Hidden", question__bank=private)
    factories.expression_version(question__title="Hidden too", state="draft")
    assert found(as_teacher, quiz, text="hidden").questions == []


def test_a_long_list_says_how_many_more_there_are(as_teacher, quiz):
    bank = factories.BankFactory()
    for _ in range(23):
        factories.VersionFactory(question__bank=bank)
    search = found(as_teacher, quiz, bank=bank.slug)
    assert (len(search.questions), search.more) == (20, 3)


def test_adding_a_question_keeps_the_search(as_teacher, quiz):
    version = factories.expression_version(question__title="Slope of a hill")
    sent = {"question": version.question.pk, "text": "slope", "bank": "", "topic": "", "skill": ""}
    page = as_teacher.post(address("quiz_add", quiz), sent)
    assert page["Location"] == f"{address('quiz', quiz)}?text=slope#add"
    assert titles(quiz)[-1] == "Slope of a hill"


@pytest.mark.parametrize("key", ["", "x", "99999999999999999999999"])
def test_a_question_that_is_not_there_is_not_found(as_teacher, quiz, key):
    assert as_teacher.post(address("quiz_add", quiz), {"question": key}).status_code == 404


def test_a_generated_question_is_added_by_family_and_level(as_teacher, quiz, generated):
    sent = {"family": "derivative", "level": "2", "points": "5"}
    as_teacher.post(address("quiz_add_generated", quiz), sent)
    last = quiz.slots.last()
    assert (last.question, last.points) == (generated, 5)


def test_a_level_that_is_not_there_is_told(as_teacher, quiz, generated):
    sent = {"family": "derivative", "level": "5", "points": "5"}
    page = as_teacher.post(address("quiz_add_generated", quiz), sent)
    assert b"no such level" in page.content
    assert quiz.slots.count() == 2


def test_slots_move_get_points_and_go(as_teacher, quiz):
    first, second = quiz.slots.all()
    change = [
        (second, {"do": "up", "points": "2"}),
        (second, {"do": "points", "points": "7"}),
        (first, {"do": "remove", "points": "2"}),
    ]
    for slot, sent in change:
        page = as_teacher.post(address("quiz_slot", quiz, slot.pk), sent, follow=True)
        assert slot.question.title in str(next(iter(page.context["messages"])))
    (left,) = quiz.slots.all()
    assert (left.pk, left.position, left.points) == (second.pk, 1, 7)


@pytest.mark.parametrize("points", ["0", "101", "many", ""])
def test_points_out_of_range_are_told(as_teacher, quiz, points):
    slot = quiz.slots.first()
    sent = {"do": "points", "points": points}
    page = as_teacher.post(address("quiz_slot", quiz, slot.pk), sent, follow=True)
    assert b"Points are a whole number" in page.content


def test_a_begun_quiz_offers_a_copy_instead_of_changes(as_teacher, quiz, begun, generated):
    page = as_teacher.get(address("quiz", quiz)).content.decode()
    assert "Copy it instead" in page
    assert address("quiz_add_generated", quiz) not in page
    slot = quiz.slots.first()
    for name, more, sent in (
        ("quiz_slot", [slot.pk], {"do": "remove"}),
        ("quiz_add", [], {"question": slot.question_id}),
        ("quiz_add_generated", [], {"family": "derivative", "level": "2", "points": "1"}),
    ):
        page = as_teacher.post(address(name, quiz, *more), sent, follow=True)
        assert "Copy it instead" in page.content.decode()
    assert quiz.slots.count() == 2


def test_a_copy_has_the_same_questions(as_teacher, quiz, begun):
    as_teacher.post(address("quiz_copy", quiz))
    other = Quiz.objects.exclude(pk=quiz.pk).get()
    assert titles(other) == titles(quiz)


def test_the_preview_shows_the_question_at_a_seed_with_its_key(as_teacher, teacher, generated):
    quiz = quizzes.create(owner=teacher, title="Week 3")
    quizzes.add_slot(quiz=quiz, question=generated)
    page = address("quiz_preview", quiz, generated.pk)
    first, again, other = (
        as_teacher.get(page, {"seed": seed}).context["page"].preview for seed in (5, 5, 6)
    )
    assert first.prompt == again.prompt != other.prompt
    assert first.answer.formulas


@pytest.mark.parametrize("seed", ["-1", "x", "", "99999999999999999999"])
def test_a_seed_that_is_none_shows_the_first_variant(as_teacher, quiz, seed):
    page = address("quiz_preview", quiz, quiz.slots.first().question_id)
    assert as_teacher.get(page, {"seed": seed}).status_code == 200


def test_a_question_of_a_private_bank_is_not_previewed(as_teacher, quiz):
    private = factories.BankFactory(is_shared=False, owner=factories.TeacherFactory())
    version = factories.expression_version(question__bank=private)
    page = address("quiz_preview", quiz, version.question_id)
    assert as_teacher.get(page).status_code == 404


@pytest.fixture
def room(teacher):
    return teaching.classroom(teacher)


def test_deleting_asks_first_and_refuses_once_it_was_given(as_teacher, teacher, quiz, room):
    assert as_teacher.get(address("quiz_delete", quiz)).status_code == 200
    given = teaching.quiz(teacher)
    teaching.give(given, room)
    page = as_teacher.post(address("quiz_delete", given), follow=True)
    assert b"cannot be deleted" in page.content
    as_teacher.post(address("quiz_delete", quiz))
    assert list(Quiz.objects.all()) == [given]


def test_nobody_else_gets_at_a_quiz(client, quiz, student):
    slot = quiz.slots.first()
    for person in (student, factories.TeacherFactory(), factories.AdminFactory()):
        client.force_login(person)
        for name in ("quiz", "quiz_words", "quiz_delete", "quiz_assign"):
            assert client.get(address(name, quiz)).status_code == 404
        for name in ("quiz_add", "quiz_add_generated", "quiz_copy", "quiz_delete"):
            assert client.post(address(name, quiz)).status_code == 404
        preview = address("quiz_preview", quiz, slot.question_id)
        assert client.get(preview).status_code == 404
        change = address("quiz_slot", quiz, slot.pk)
        assert client.post(change, {"do": "remove"}).status_code == 404
    assert quiz.slots.count() == 2


def test_students_have_no_list_of_quizzes(as_student):
    assert as_student.get(reverse("quizzes")).status_code == 404
    assert as_student.get(reverse("quiz_new")).status_code == 404


def test_a_slot_of_another_quiz_is_not_found(as_teacher, teacher, quiz):
    slot = teaching.quiz(teacher).slots.first()
    page = address("quiz_slot", quiz, slot.pk)
    assert as_teacher.post(page, {"do": "remove"}).status_code == 404


def test_what_changes_something_wants_a_post(as_teacher, quiz):
    slot = quiz.slots.first()
    for name, *more in (
        ["quiz_add"],
        ["quiz_add_generated"],
        ["quiz_copy"],
        ["quiz_slot", slot.pk],
    ):
        assert as_teacher.get(address(name, quiz, *more)).status_code == 405


def test_pages_take_the_same_queries_for_many(as_teacher, teacher):
    counts = []
    room = teaching.classroom(teacher)
    for number in (1, 20):
        versions = [factories.VersionFactory() for _ in range(number)]
        for version in versions:
            version.question.skills.add(factories.SkillFactory())
        quiz = teaching.quiz(teacher, *versions)
        for day in range(number):
            teaching.give(quiz, room, closes_in=datetime.timedelta(days=1 + day))
        pages = (reverse("quizzes"), address("quiz", quiz))
        counts.append([teaching.queries(as_teacher, page) for page in pages])
    assert counts[0] == counts[1]
