"""Lessons in the admin: refused where the page would not work, previewed without being saved."""

import pytest
from django.urls import reverse

from questions.models import Lesson
from tests import factories
from tests.calculating import calculating_here  # noqa: F401

pytestmark = pytest.mark.django_db
ADD = reverse("admin:questions_lesson_add")


def written(**other):
    return {
        "title": "Slopes",
        "slug": "slopes",
        "topic": factories.TopicFactory().pk,
        "position": 1,
        "summary": "In a sentence.",
        "notes": "About $x^2$.",
        "recap": "- One.",
        "example_function": "x^2",
        "example_at": "1",
        **other,
    }


def test_a_lesson_is_written(as_admin):
    assert as_admin.post(ADD, written()).status_code == 302
    assert Lesson.objects.get().example_function == "x^2"


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("example_function", "x^2 +", "missing"),
        ("example_function", "x!", "factorial"),
        ("example_at", "q", "not a name"),
        ("example_at", "", "at which points"),
        ("example_window", "1", "two numbers"),
        ("notes", r"$\frac{1}$", "cannot be shown"),
        ("mistakes", "no-such-rule", "no mal-rule"),
        ("family", "no_such_family", "no family"),
    ],
)
def test_what_would_not_work_is_refused_at_its_field(as_admin, field, wrong, words):
    page = as_admin.post(ADD, written(level=1, **{field: wrong}))
    assert words in page.context["adminform"].form.errors[field][0]
    assert not Lesson.objects.exists()


def test_a_preview_shows_what_is_written_and_saves_nothing(as_admin):
    page = as_admin.post(ADD, written(_preview="1", notes="Brand new.")).content.decode()
    assert "Brand new." in page
    assert 'class="plot"' in page
    assert not Lesson.objects.exists()
    lesson = factories.LessonFactory()
    change = reverse("admin:questions_lesson_change", args=[lesson.pk])
    faulty = as_admin.post(change, written(_preview="1", example_at="q")).content.decode()
    assert "Mend this first." in faulty
    lesson.skills.add(factories.family_version("derivative", 1).question.skills.create(
        slug="slopes", name="Slopes", topic=lesson.topic))  # fmt: skip
    preview = as_admin.post(change, written(_preview="1")).content.decode()
    assert preview.count("<form") == as_admin.get(reverse("admin:index")).content.decode().count(
        "<form"
    ), "A button of the preview would save the lesson."
    lesson.refresh_from_db()
    assert lesson.example_at == "-1, 1"


def test_nobody_but_admins_previews(client, as_student, teacher):
    assert as_student.post(ADD, written(_preview="1")).status_code in {302, 403}
