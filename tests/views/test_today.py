import datetime

import pytest
from django.utils import timezone

from questions.models import Response, SkillEstimate, StudyPlan, User, Variant
from questions.reports import today as report
from questions.services import learning
from tests import factories, teaching

DAY = datetime.timedelta(days=1)


@pytest.fixture
def power(db):
    return factories.SkillFactory(slug="power-rule", name="Power rule")


@pytest.fixture
def version(power):
    version = factories.family_version("derivative", 1)
    version.question.skills.add(power)
    return version


def answer(student, version, seed, right=True, at=None):
    session = factories.ItemSessionFactory(student=student, version=version, seed=seed)
    verdict = Response.Verdict.CORRECT if right else Response.Verdict.INCORRECT
    at = at or timezone.now()
    learning.record(
        factories.ResponseFactory(item_session=session, verdict=verdict, submitted_at=at)
    )


def page(client, path="/today/"):
    return client.get(path).content.decode()


def test_somebody_new_is_offered_placement_and_may_just_begin(as_student, version):
    shown = page(as_student)
    assert "Find where I start" in shown
    assert "Chosen because “Power rule” is new to you." in shown


def test_placement_starts_with_a_question_that_says_so(as_student, version):
    started = as_student.post("/practice/start", {"placement": "true"}, follow=True)
    assert "question 1 of at most 12" in started.content.decode()


def test_what_is_due_is_listed_with_its_days(as_student, student, version):
    answer(student, version, 1, at=timezone.now() - 9 * DAY)
    shown = page(as_student)
    assert "1 skill due for a fresh question" in shown
    assert "Last practised 9 days ago" in shown


def test_the_week_counts_days_of_practice_and_leaves_free_ones(as_student, student, version):
    User.objects.update(date_joined=timezone.now() - 9 * DAY)
    answer(student, version, 1)
    shown = page(as_student)
    assert "1 of 4 days done" in shown
    assert shown.count(">practised<") == 1


def week(done, today):
    """A week with its first days practised; `today` counts from 0 for Monday."""
    monday = datetime.date(2026, 11, 23)
    return report.Week(
        [report.Day(monday + n * DAY, n < done, n == today, n > today) for n in range(7)], goal=4
    )


@pytest.mark.parametrize(
    ("done", "today", "left", "free", "is_out_of_reach"),
    [(1, 1, 3, 3, False), (1, 5, 3, 0, True), (2, 5, 2, 0, False), (4, 6, 0, 1, False)],
)
def test_a_week_promises_only_what_its_days_allow(done, today, left, free, is_out_of_reach):
    found = week(done, today)
    assert (found.left, found.free, found.is_out_of_reach) == (left, free, is_out_of_reach)


def test_a_first_week_is_held_to_no_goal(as_student, student, version, monkeypatch):
    saturday = datetime.datetime(2026, 11, 28, 10, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: saturday)
    User.objects.update(date_joined=saturday)
    answer(student, version, 1)
    shown = page(as_student)
    assert "1 day of practice so far" in shown
    assert "the goal of 4 days holds from Monday" in shown
    assert "out of reach" not in shown
    assert "Nothing is due for review. The next question takes you further." in shown
    monkeypatch.setattr(timezone, "now", lambda: saturday + 7 * DAY)
    assert "out of reach" in page(as_student)


def test_open_assignments_stand_there_until_they_are_handed_in(as_student, teacher, student):
    given = teaching.assignment(teacher, student)
    assert "Assignments to hand in" in page(as_student)
    teaching.answered(given, student, right=True)
    assert "Assignments to hand in" not in page(as_student)


def test_an_exam_date_is_kept_and_brings_reviews_forward(as_student, student, version):
    answer(student, version, 1)
    exam = (timezone.now() + 2 * DAY).date()
    as_student.post("/today/plan", {"exam_on": exam.isoformat(), "days_a_week": "6"})
    assert StudyPlan.objects.get().days_a_week == 6
    assert SkillEstimate.objects.get().due_at < timezone.now() + 1.5 * DAY
    assert "days</strong> to the exam" in page(as_student)


@pytest.mark.parametrize(
    "plan",
    [
        {"exam_on": "2001-01-01", "days_a_week": "4"},
        {"exam_on": "soon", "days_a_week": "4"},
        {"days_a_week": "8"},
        {"days_a_week": ""},
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_a_sentence(as_student, plan):
    answered = as_student.post("/today/plan", plan, follow=True).content.decode()
    assert 'class="message error"' in answered
    assert not StudyPlan.objects.exists()


def test_the_map_says_what_builds_on_what(as_student, power, version):
    chain = factories.SkillFactory(name="Chain rule")
    chain.prerequisites.add(power)
    factories.expression_version().question.skills.add(chain)
    shown = page(as_student)
    assert "Builds on Power rule" in shown
    assert shown.index(">Power rule</a></h3>") < shown.index(">Chain rule</a></h3>")
    assert 'aria-label="Chain rule: not practised yet. Builds on Power rule."' in shown
    assert shown.count('class="edge"') == 1


def test_visitors_sign_in_first(client):
    assert client.get("/today/").status_code == 302


def test_today_takes_the_same_queries_for_one_skill_and_twenty(as_student, student, version):
    answer(student, version, 1)
    few = teaching.queries(as_student, "/today/")
    for _ in range(20):
        skill = factories.SkillFactory()
        other = factories.family_version("derivative", 2)
        other.question.skills.add(skill)
        SkillEstimate.objects.create(student=student, skill=skill, variance=0.2, answers=3)
    # What everybody shares is read anew once, by whoever comes first.
    as_student.get("/today/")
    assert teaching.queries(as_student, "/today/") == few


@pytest.fixture
def room(teacher, student, classmate):
    """A class whose students joined three weeks ago."""
    made = teaching.classroom(teacher, student, classmate)
    made.enrolments.update(joined_at=timezone.now() - datetime.timedelta(weeks=3))
    return made


def test_a_teacher_sees_what_is_weak_who_is_stuck_and_who_is_away(
    as_teacher, teacher, room, student, version
):
    given = teaching.give(teaching.quiz(teacher, *[version] * 4), room)
    teaching.answered(given, student, right=False)
    shown = page(as_teacher, f"/classrooms/{room.pk}/mastery/")
    assert "1 of 2" in shown
    assert "Power rule: 0 of 4 right" in shown
    away = shown[shown.index("Handed in nothing for a week") :]
    assert "Chris Classmate" in away
    assert "never, joined " in away
    assert "Sam Student" not in away


def test_somebody_is_stuck_since_the_answer_from_which_on_it_has_been_so(
    as_teacher, teacher, room, student, version
):
    given = teaching.give(teaching.quiz(teacher, *[version] * 10), room)
    attempt = teaching.answered(given, student, right=True)
    first = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
    # Stuck by the fourth, no more by the eighth, again by the ninth: 5 of 9 right.
    rights = (True, False, False, False, True, True, True, True, False, False)
    for number, (row, right) in enumerate(
        zip(Response.objects.filter(item_session__attempt=attempt), rights, strict=True)
    ):
        row.verdict = Response.Verdict.CORRECT if right else Response.Verdict.INCORRECT
        row.submitted_at = first + number * DAY
        row.save()
    address = f"/classrooms/{room.pk}/mastery/"
    (stuck,) = as_teacher.get(address).context["page"].stuck
    assert (stuck.right, stuck.asked, stuck.since) == (5, 10, first + 8 * DAY)
    assert "since 9 Mar" in page(as_teacher, address)


def test_who_has_just_joined_is_not_away(as_teacher, room):
    room.enrolments.create(student=factories.StudentFactory(name="Nia New"))
    assert "Nia New" not in page(as_teacher, f"/classrooms/{room.pk}/mastery/")


def test_a_generated_question_counts_for_what_its_variant_needs(
    as_teacher, teacher, room, student, classmate
):
    """Its family is filed under many skills, and what a student was asked needs some of them."""
    version = factories.family_version("derivative", 3)
    for slug in ("chain-rule", "product-rule", "quotient-rule"):
        version.question.skills.add(factories.SkillFactory(slug=slug))
    given = teaching.give(teaching.quiz(teacher, version), room)
    for one, right, needs in (
        (student, False, ["chain-rule", "gone"]),
        (classmate, True, ["product-rule"]),
    ):
        attempt = teaching.answered(given, one, right=right)
        Variant.objects.filter(item_sessions__attempt=attempt).update(skills=needs)
    rows = as_teacher.get(f"/classrooms/{room.pk}/mastery/").context["page"].skills
    assert [(row.skill.slug, row.right, row.asked) for row in rows] == [
        ("chain-rule", 0, 1),
        ("product-rule", 1, 1),
    ]
    assert [[one.name for one in row.need] for row in rows] == [["Sam Student"], []]


def test_a_teacher_learns_nothing_of_what_is_practised(as_teacher, room, student, version):
    path = f"/classrooms/{room.pk}/mastery/"
    for seed in range(7):
        answer(student, version, seed, right=False)
    shown = as_teacher.get(path).context["page"]
    assert (shown.skills, shown.stuck) == ([], [])
    assert [(one.person.name, one.last) for one in shown.idle] == [
        ("Chris Classmate", None),
        ("Sam Student", None),
    ]


def test_answers_to_another_class_are_not_told(as_teacher, room, student, version):
    other = factories.TeacherFactory()
    elsewhere = teaching.classroom(other, student, name="Elsewhere")
    given = teaching.give(teaching.quiz(other, version), elsewhere)
    teaching.answered(given, student, right=False)
    assert "Nobody has answered" in page(as_teacher, f"/classrooms/{room.pk}/mastery/")


def test_who_has_all_right_is_in_no_group_and_of_many_the_first_eight_are_named(
    as_teacher, teacher, room, student, version
):
    given = teaching.give(teaching.quiz(teacher, version), room)
    teaching.answered(given, student, right=True)
    for number in range(10):
        one = factories.StudentFactory(name=f"Learner {number}")
        room.enrolments.create(student=one)
        teaching.answered(given, one, right=False)
    shown = page(as_teacher, f"/classrooms/{room.pk}/mastery/")
    assert "Sam Student" not in shown
    assert "Learner 7" in shown
    assert "Learner 8" not in shown
    assert "and 2 more" in shown


def test_a_class_without_answers_says_so(as_teacher, room):
    assert "Nobody has answered" in page(as_teacher, f"/classrooms/{room.pk}/mastery/")


def test_a_class_is_its_teachers_only(client, room, student, outsider):
    for person in (student, outsider, factories.TeacherFactory()):
        client.force_login(person)
        assert client.get(f"/classrooms/{room.pk}/mastery/").status_code == 404


def test_a_class_page_takes_the_same_queries_for_one_student_and_twenty(
    as_teacher, teacher, room, student, version
):
    given = teaching.give(teaching.quiz(teacher, version), room)
    teaching.answered(given, student, right=False)
    path = f"/classrooms/{room.pk}/mastery/"
    few = teaching.queries(as_teacher, path)
    for _ in range(20):
        one = factories.StudentFactory()
        room.enrolments.create(student=one)
        teaching.answered(given, one, right=False)
    assert teaching.queries(as_teacher, path) == few
