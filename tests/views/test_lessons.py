from questions.services import starter
from tests import factories, teaching

PATH = "/learn/"


def test_lessons_are_listed_in_order_for_anybody(client, db):
    later = factories.LessonFactory(title="Later", position=9)
    first = factories.LessonFactory(title="First", position=1)
    page = client.get(PATH).content.decode()
    assert page.index(first.get_absolute_url()) < page.index(later.get_absolute_url())
    assert "There is no lesson yet" not in page


def test_without_lessons_the_page_says_so(client, db):
    assert "There is no lesson yet" in client.get(PATH).content.decode()


def test_a_lesson_shows_notes_example_mistakes_recap_and_practice(client, db):
    starter.load_catalogue()
    version = factories.family_version("derivative", 1)
    skill = factories.SkillFactory(slug="power-rule", name="Power rule")
    version.question.skills.add(skill)
    lesson = factories.LessonFactory(
        mistakes="exponent-not-lowered\nexponent-raised", family="derivative", level=1, seed=3
    )
    lesson.skills.add(skill)
    page = client.get(lesson.get_absolute_url()).content.decode()
    assert "Mind the sign." in page
    assert page.count('class="plot"') == 2
    assert "falling" in page
    assert "rising" in page
    assert page.index("Exponent not lowered") < page.index("Exponent raised instead of lowered")
    assert "A problem, worked" in page
    assert 'name="skill" value="power-rule"' in page
    assert "unset" not in page


def test_a_problem_with_options_shows_the_right_one(client, db):
    lesson = factories.LessonFactory(
        example_function="", family="monotonic_intervals", level=1, seed=2
    )
    page = client.get(lesson.get_absolute_url())
    (right,) = page.context["page"].problem.right
    assert right
    assert 'class="key"' in page.content.decode()


def test_neighbours_are_linked(client, db):
    first, middle, last = (factories.LessonFactory(position=place) for place in (1, 2, 3))
    page = client.get(middle.get_absolute_url()).content.decode()
    assert f"Before: {first.title}" in page
    assert f"Next: {last.title}" in page


def test_a_lesson_that_is_not_there_is_not_found(client, db):
    assert client.get("/learn/no-such-lesson/").status_code == 404
    assert client.post(PATH).status_code == 405


def test_pages_ask_as_often_for_one_lesson_as_for_twenty(client, db):
    lesson = factories.LessonFactory()
    one = [teaching.queries(client, path) for path in (PATH, lesson.get_absolute_url())]
    factories.LessonFactory.create_batch(19)
    assert [teaching.queries(client, path) for path in (PATH, lesson.get_absolute_url())] == one


def test_a_mistake_leads_to_the_lesson_that_names_it_or_to_one_on_its_skill(client, db):
    skill = factories.SkillFactory()
    named = factories.MalRuleFactory(code="one-rule")
    other = factories.MalRuleFactory(code="another-rule", skill=skill)
    strange = factories.MalRuleFactory(code="rule")
    lesson = factories.LessonFactory(mistakes="one-rule")
    by_skill = factories.LessonFactory()
    by_skill.skills.add(skill)
    found = {one: client.get(f"/learn/mistakes/{one.code}/")["Location"] for one in
             (named, other, strange)}  # fmt: skip
    assert found == {
        named: lesson.get_absolute_url(),
        other: by_skill.get_absolute_url(),
        strange: PATH,
    }


def test_a_skill_names_its_lessons(as_student):
    skill = factories.SkillFactory(slug="power-rule")
    lesson = factories.LessonFactory(title="All about powers")
    lesson.skills.add(skill)
    assert "Lesson: All about powers" in as_student.get("/skills/power-rule/").content.decode()
