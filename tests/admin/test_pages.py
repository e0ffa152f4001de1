"""Every page of the admin, opened as an admin: it works and obeys the strict policy."""

import datetime
import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.contrib import admin as django_admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from questions.admin import site
from questions.models import (
    Accommodation,
    Assignment,
    Attempt,
    Bank,
    Calibration,
    Challenge,
    Classroom,
    ItemCalibration,
    ItemSession,
    Question,
    QuestionVersion,
    Quiz,
    Response,
    TeacherInvitation,
    User,
)
from questions.services import banks, people
from tests.factories import (
    LessonFactory,
    MalRuleFactory,
    PresetFactory,
    SkillFactory,
    VersionFactory,
    expression_version,
    family_version,
)

pytestmark = pytest.mark.django_db


class Breaches(HTMLParser):
    """What a strict Content-Security-Policy would block in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        self.found += [f"<{tag} {name}>" for name in names if name == "style"]
        self.found += [f"<{tag} {name}>" for name in names if name.startswith(("on", "hx-on"))]
        links = [value or "" for name, value in attrs if name in {"href", "src", "action"}]
        self.found += [link for link in links if link.strip().lower().startswith("javascript:")]
        if tag == "style":
            self.found.append("<style>")
        self.in_script = tag == "script" and "src" not in names

    def handle_data(self, data):
        if self.in_script and data.strip():
            self.found.append(f"<script>{data[:40]}")

    def handle_endtag(self, tag):
        self.in_script = False


def breaches(page: str) -> list[str]:
    parser = Breaches()
    parser.feed(page)
    return parser.found


@pytest.fixture
def rows(admin: User, teacher: User, student: User) -> None:
    """A row of everything, with a history."""
    version = VersionFactory()
    version.question.skills.add(SkillFactory())
    LessonFactory()
    PresetFactory().save()
    MalRuleFactory(code="exponent-not-brought-down").save()
    family_version()
    number = expression_version()
    changed = {**version.content, "prompt": "Changed."}
    banks.save_draft(question=version.question, content=changed, by=admin)
    people.invite(email="new@example.org", by=admin)
    room = Classroom.objects.create(name="Room", join_code="ABCDEF")
    room.teachers.add(teacher)
    quiz = Quiz.objects.create(owner=teacher, title="Quiz")
    quiz.slots.create(position=1, question=version.question)
    now = timezone.now()
    given = Assignment.objects.create(
        quiz=quiz, classroom=room, opens_at=now, closes_at=now + datetime.timedelta(days=1)
    )
    Attempt.objects.create(
        assignment=given, student=student, number=1, started_at=now, deadline=given.closes_at
    )
    Accommodation.objects.create(
        classroom=room, student=student, time_factor=Decimal("1.5"), set_by=teacher
    )
    variant = number.variants.create(seed=1, instance={})
    session = ItemSession.objects.create(
        student=student, variant=variant, question=version.question, reason={}
    )
    response = Response.objects.create(
        item_session=session,
        client_key="4be2c9e0-0c39-4a49-b5c9-2f1d7e1f0a01",
        raw=["2x"],
        reading=["2*x"],
        comparison={"kind": "equal"},
        verdict="correct",
        score_numerator=1,
        seconds=3.0,
        grader_version="1",
    )
    Challenge.objects.create(
        response=response, reason="It is right.", verdict="correct", score_numerator=0
    )
    ItemCalibration.objects.create(
        calibration=Calibration.objects.create(number=1, finished_at=now),
        question=number.question,
        difficulty=-0.4,
        difficulty_variance=0.09,
        discrimination=1.2,
        discrimination_variance=0.04,
        answers=12,
    )


def addresses(client: Client) -> list[str]:
    """Every page that the admin site has, for one row of each table."""
    found = [reverse("admin:index"), reverse("admin:app_list", args=["questions"])]
    found += [reverse("admin:password_change"), reverse("admin:password_change_done")]
    for model in django_admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found.append(reverse(f"{name}_changelist"))
        found.append(reverse(f"{name}_changelist") + "?q=a")
        found.append(reverse(f"{name}_add"))
        for row in model.objects.all():
            found += [reverse(f"{name}_{what}", args=[row.pk]) for what in ("change", "history")]
            found.append(reverse(f"{name}_delete", args=[row.pk]))
    return found


def test_every_page_opens_and_obeys_the_policy(as_admin, rows):
    opened, broken = 0, {}
    for address in addresses(as_admin):
        response = as_admin.get(address)
        assert response.status_code in {200, 302, 403}, address
        if response.status_code != 200:
            assert address.endswith(("add/", "delete/")), address
            continue
        opened += 1
        page = response.content.decode()
        if found := breaches(page):
            broken[address] = found
        assert "GradQuiz" in re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1], address
    assert broken == {}
    assert opened > 60


def test_the_breaches_are_seen():
    page = '<p style="a" onclick="b">c</p><style>d</style><script>e()</script>'
    assert len(breaches(page + '<a href="javascript:f">g</a>')) == 5
    assert breaches('<script src="a.js"></script><p>on style</p>') == []


def test_errors_obey_the_policy_too(as_admin, rows):
    for name in ("bank", "question", "skill", "lesson", "topic", "user", "teacherinvitation"):
        response = as_admin.post(reverse(f"admin:questions_{name}_add"), {})
        assert response.status_code == 200
        assert "errorlist" in response.content.decode(), name
        assert breaches(response.content.decode()) == []


def test_the_site_says_gradquiz_and_leads_home(as_admin):
    page = as_admin.get(reverse("admin:index")).content.decode()
    assert "<title>GradQuiz</title>" in page
    assert '<a href="/">View site</a>' in page
    assert "Django administration" not in page


def test_every_model_stands_in_one_group(as_admin, rows):
    registered = sorted(model.__name__ for model in django_admin.site._registry)
    assert sorted(model for models in site.GROUPS.values() for model in models) == registered
    shown = as_admin.get(reverse("admin:index")).content.decode()
    for name in site.GROUPS:
        assert f">{name}</a>" in shown


def test_a_long_filter_is_folded_until_it_is_in_use(as_admin, rows):
    address = reverse("admin:questions_question_changelist")
    by_family = re.compile(r'<details data-filter-title="family"( open)?>')
    assert by_family.search(as_admin.get(address).content.decode())[1] is None
    used = as_admin.get(address, {"family": "derivative"}).content.decode()
    assert by_family.search(used)[1] == " open"
    assert '<details data-filter-title="state" open>' in used


def test_a_visitor_signs_in_by_the_one_door(client: Client, db):
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_a_guest_is_sent_to_sign_in(client: Client, db):
    client.force_login(User.objects.create_guest(), backend=people.BACKEND)
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["student", "teacher"])
def test_who_is_no_staff_sees_nothing(client: Client, request, rows, who):
    client.force_login(request.getfixturevalue(who))
    for address in addresses(client):
        assert client.get(address).status_code in {302, 403}, address


def test_a_teacher_of_the_staff_sees_banks_alone(client: Client, teacher: User, rows):
    teacher.is_staff = True
    teacher.save()
    client.force_login(teacher)
    page = client.get(reverse("admin:index")).content.decode()
    assert "Questions" in page
    assert "People" not in page
    for model in (User, Attempt, Response, Challenge, TeacherInvitation):
        address = reverse(f"admin:questions_{model._meta.model_name}_changelist")
        assert client.get(address).status_code == 403
    Bank.objects.update(is_shared=False)
    for model in (Question, QuestionVersion):
        address = reverse(f"admin:questions_{model._meta.model_name}_changelist")
        assert list(client.get(address).context["cl"].result_list) == []
