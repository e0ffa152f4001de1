"""The mistakes of a class: the table, the answers behind it, and reteach sets."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from questions.models import (
    MalRule,
    MistakeEvidence,
    MistakePattern,
    QuestionVersion,
    Quiz,
    Response,
    User,
)
from questions.services import attempts, banks, classrooms, practice, quizzes, reteach, variants
from tests import factories, teaching

RULE = "exponent-not-brought-down"


@pytest.fixture
def version(db):
    """Its option “b” shows the mistake, “a” is right, “c” is wrong in another way."""
    skill = factories.SkillFactory(slug="power-rule", name="Power rule")
    factories.MalRuleFactory(code=RULE, name="Exponent not brought down", skill=skill)
    version = factories.VersionFactory()
    version.question.skills.add(skill)
    for level in (1, 3, 5):
        factories.family_version(level=level).question.skills.add(skill)
    return version


@pytest.fixture
def room(teacher, student, classmate, version):
    return teaching.classroom(teacher, student, classmate)


def answer(room, version, *answers):
    """Gives a quiz, and each of the people hands in what is said."""
    teacher = room.teachers.get()
    for student, option in answers:
        made = teaching.quiz(teacher, version, title=f"Quiz {uuid.uuid4()}")
        attempt = attempts.start(assignment=teaching.give(made, room), student=student)
        attempts.save(item_session=attempt.item_sessions.get(), entry=[option], sequence=1)
        attempts.submit(attempt=attempt)


def retire(versions):
    admin = factories.AdminFactory()
    for version in versions.filter(state=QuestionVersion.State.READY):
        banks.retire(version=version, by=admin)


def address(room, *more, anonymous=False):
    names = {0: "heat_map", 1: "heat_map_column", 2: "heat_map_cell"}
    return reverse(names[len(more)], args=[room.pk, *more]) + "?anonymous" * anonymous


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_each_cell_says_in_words_how_often_a_mistake_showed(
    as_teacher, room, version, student, classmate
):
    answer(room, version, (student, "b"), (student, "b"), (classmate, "a"))
    page = text(as_teacher, address(room))
    assert '2 of 2</a> <span class="small heat-state">Happening now</span>' in page
    assert '0 of 1 <span class="small heat-state">Not shown</span>' in page
    assert "1 student now, 2 answers" in page
    assert address(room, RULE, student.pk) in page
    assert address(room, RULE, classmate.pk) not in page


def test_own_practice_stays_the_students_own(as_teacher, room, version, student):
    for _ in range(3):
        session = factories.ItemSessionFactory(student=student, version=version)
        practice.submit(item_session=session, client_key=uuid.uuid4(), entry=["b"])
    assert "No mistake has shown yet" in text(as_teacher, address(room))
    assert "No answer to an assignment" in text(as_teacher, address(room, RULE, student.pk))


def test_the_answers_behind_a_cell_and_a_column(as_teacher, room, version, student, classmate):
    answer(room, version, (student, "b"), (classmate, "b"), (classmate, "c"))
    cell = text(as_teacher, address(room, RULE, student.pk))
    assert "Sam Student: shown in 1 of 1 answer" in cell
    assert "Chris Classmate" not in cell
    column = text(as_teacher, address(room, RULE))
    assert "The whole class: shown in 2 of 3 answers" in column
    assert "Sam Student" in column
    assert "Chris Classmate" in column


def test_for_the_projector_nobody_is_named(as_teacher, room, version, student, classmate):
    answer(room, version, (student, "b"), (classmate, "b"))
    for path in (address(room, anonymous=True), address(room, RULE, anonymous=True)):
        page = text(as_teacher, path)
        for person in (student, classmate):
            assert person.name not in page
            assert person.email not in page
            assert f"/{RULE}/{person.pk}/" not in page
    assert "Student 1" in text(as_teacher, address(room, anonymous=True))


def test_who_has_left_is_not_in_the_table(as_teacher, room, version, student, classmate):
    answer(room, version, (student, "b"))
    classrooms.leave(student=student, classroom=room)
    assert "No mistake has shown yet" in text(as_teacher, address(room))
    assert as_teacher.get(address(room, RULE, student.pk)).status_code == 404


def test_an_empty_class_is_told_how_it_fills(as_teacher, teacher, version):
    assert "Nobody has joined yet" in text(as_teacher, address(teaching.classroom(teacher)))


def test_a_reteach_set_brings_the_mistake_out_and_holds_a_look_alike(
    as_teacher, room, version, student, classmate
):
    answer(room, version, (student, "b"))
    sent = {"mal_rule": [RULE, RULE], "client_key": str(uuid.uuid4())}
    first, again = (as_teacher.post(address(room), sent)["Location"] for _ in range(2))
    assert first == again
    quiz = Quiz.objects.get(title="Once more: Power rule")
    slots = list(quiz.slots.select_related("mal_rule"))
    assert {slot.mal_rule.code for slot in slots} == {RULE}
    assert [slot.looks_alike for slot in slots].count(True) == 1
    assert [slot.looks_alike for slot in slots].count(False) >= 3
    for slot in slots[:2]:
        place = f"{reverse('quiz_preview', args=[quiz.pk, slot.question_id])}?place={slot.pk}"
        shown = as_teacher.get(place).context["page"]
        version = slot.question.ready_version
        assert RULE in variants.problem_of(version, shown.seed).exposes()
    page = text(as_teacher, first)
    assert "Brings out: Exponent not brought down" in page
    assert "Looks like: Exponent not brought down" in page
    assert "has another answer for whoever makes it" in page
    attempt = attempts.start(assignment=teaching.give(quiz, room), student=classmate)
    for session in attempt.item_sessions.select_related("slot", "variant"):
        exposes = {one["rule"] for one in session.variant.instance["mistakes"]}
        assert (RULE in exposes) != session.slot.looks_alike
    copy = quizzes.copy(quiz=quiz, owner=quiz.owner)
    assert [slot.looks_alike for slot in copy.slots.all()] == [slot.looks_alike for slot in slots]


def test_a_reteach_set_asks_first_what_has_brought_the_mistake_out_in_the_class(
    teacher, room, student, monkeypatch
):
    """However seldom it shows in the variants that are tried."""
    monkeypatch.setattr("questions.problems.foretold", lambda *_: None)
    rule = MalRule.objects.get(code=RULE)
    retire(QuestionVersion.objects.filter(content__source="authored"))
    version = QuestionVersion.objects.get(content__level=3)
    with pytest.raises(ValidationError, match="none brings out"):
        reteach.make(classroom=room, owner=teacher, mal_rules=[rule])
    session = factories.ItemSessionFactory(student=student, version=version)
    response = factories.ResponseFactory(item_session=session)
    pattern = MistakePattern.objects.create(
        student=student, mal_rule=rule, log_odds=0, updated_at=response.submitted_at
    )
    pattern.evidence.create(response=response, shown=True, likely=0.5)
    quiz = reteach.make(classroom=room, owner=teacher, mal_rules=[rule])
    assert {slot.question_id for slot in quiz.slots.all()} == {version.question_id}


def test_a_reteach_set_asks_what_an_author_tagged_where_no_generated_question_brings_it_out(
    teacher, room, version, monkeypatch
):
    """Whatever its skills are, and behind however many generated ones it stands."""
    monkeypatch.setattr("questions.problems.foretold", lambda *_: None)
    version.question.skills.clear()
    rule = MalRule.objects.get(code=RULE)
    quiz = reteach.make(classroom=room, owner=teacher, mal_rules=[rule])
    assert [slot.question_id for slot in quiz.slots.all()] == [version.question_id]


def test_a_mistake_that_no_question_brings_out_cannot_be_chosen_and_says_so(
    as_teacher, room, version, student
):
    answer(room, version, (student, "b"))
    said = "No question that you can use brings it out"
    page = text(as_teacher, address(room))
    assert page.count('name="mal_rule"') == 2
    assert said not in page
    retire(QuestionVersion.objects.all())
    page = text(as_teacher, address(room))
    assert 'name="mal_rule"' not in page
    assert page.count(said) == 1
    assert address(room, RULE, student.pk) in page


def test_a_mistake_can_be_chosen_where_any_question_may_bring_it_out(teacher, room, version):
    """A generated one on its skill, or one that an author tagged with it, on whatever skill."""
    rule, other = MalRule.objects.get(code=RULE), factories.MalRuleFactory(code="exponent")

    def unasked():
        return reteach.unasked(classroom=room, owner=teacher, mal_rules=[rule, other])

    assert unasked() == {"exponent"}
    version.question.skills.clear()
    retire(QuestionVersion.objects.exclude(pk=version.pk))
    assert unasked() == {"exponent"}
    retire(QuestionVersion.objects.all())
    assert unasked() == {RULE, "exponent"}


def test_many_mistakes_take_as_many_queries_as_one_to_tell_which_can_be_chosen(
    teacher, room, version, django_assert_max_num_queries
):
    rules = [factories.MalRuleFactory() for _ in range(20)]
    for some in (rules[:1], rules):
        with django_assert_max_num_queries(3):
            reteach.unasked(classroom=room, owner=teacher, mal_rules=some)


def test_nothing_chosen_makes_nothing(as_teacher, room, version, student):
    answer(room, version, (student, "b"))
    page = as_teacher.post(address(room), {"client_key": str(uuid.uuid4())}).content.decode()
    assert "Choose at least one mistake." in page
    assert Quiz.objects.count() == 1


def test_a_mistake_that_no_question_brings_out_is_refused_and_stays_chosen(
    as_teacher, room, version, student
):
    other = factories.MalRuleFactory(name="Unheard of")
    answer(room, version, (student, "b"))
    before = Quiz.objects.count()
    for codes, said in (([other.code], "brings out “Unheard of”"), (["nope"], "is no mistake")):
        page = as_teacher.post(address(room), {"mal_rule": [*codes]}).content.decode()
        assert said in page
    page = as_teacher.post(address(room), {"mal_rule": [RULE, "nope"]}).content.decode()
    assert f'value="{RULE}" checked' in page
    assert Quiz.objects.count() == before


def test_only_the_classrooms_teacher_gets_in(client, room, student, outsider, admin):
    other = factories.TeacherFactory()
    for person in (student, outsider, other, admin):
        client.force_login(person)
        for path in (address(room), address(room, RULE), address(room, RULE, student.pk)):
            assert client.get(path).status_code == 404
        assert client.post(address(room), {"mal_rule": RULE}).status_code == 404
    client.logout()
    assert client.get(address(room)).status_code == 302


def test_the_answers_are_only_read(as_teacher, room, student):
    assert as_teacher.post(address(room, RULE)).status_code == 405
    assert as_teacher.post(address(room, RULE, student.pk)).status_code == 405
    assert as_teacher.delete(address(room)).status_code == 405


def test_one_student_takes_as_many_queries_as_twenty(as_teacher, room, version, student):
    answer(room, version, (student, "b"))
    few = [teaching.queries(as_teacher, path) for path in (address(room), address(room, RULE))]
    others = [factories.StudentFactory() for _ in range(19)]
    for other in others:
        classrooms.join(student=other, code=room.join_code)
    answer(room, version, *((other, "b") for other in others))
    assert User.objects.filter(mistake_patterns__mal_rule=MalRule.objects.get()).count() == 20
    many = [teaching.queries(as_teacher, path) for path in (address(room), address(room, RULE))]
    assert many == few


def test_what_a_mistake_probably_explains_is_told_and_is_neither_shown_nor_avoided(
    as_teacher, room, version, student, classmate
):
    answer(room, version, (student, "c"), (classmate, "b"))
    doubtful = [{"rule": RULE, "rules": [RULE], "name": "Exponent", "certainty": 0.5}]
    Response.objects.filter(item_session__student=student).update(mistakes=doubtful)
    MistakeEvidence.objects.filter(pattern__student=student).delete()
    page = text(as_teacher, address(room))
    assert '1 probably</a> <span class="small heat-state">Probably shown</span>' in page
    assert "1 student now, 1 answer, 1 more probably" in page
    cell = text(as_teacher, address(room, RULE, student.pk))
    assert "1 more is probably explained by it" in cell
    assert '<p class="eyebrow">Probably</p>' in cell
    column = text(as_teacher, address(room, RULE))
    assert "The whole class: shown in 1 of 1 answer" in column
    assert column.count('<p class="eyebrow">Probably</p>') == 1
    assert column.index("Chris Classmate") < column.index("Sam Student")
    taught = text(as_teacher, reverse("classroom", args=[room.pk]))
    assert "1 probably" in taught
    assert "Sam Student, probably" in taught


def test_no_group_is_offered_of_those_who_only_probably_show_a_mistake(
    as_teacher, room, version, student
):
    answer(room, version, (student, "b"))
    assert "Make a group of those who show it" in text(as_teacher, address(room, RULE))
    doubtful = [{"rule": RULE, "rules": [RULE], "name": "Exponent", "certainty": 0.5}]
    Response.objects.update(mistakes=doubtful)
    MistakeEvidence.objects.all().delete()
    page = text(as_teacher, address(room, RULE))
    assert '<p class="eyebrow">Probably</p>' in page
    assert "Make a group" not in page
