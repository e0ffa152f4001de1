import datetime
import uuid
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from questions.forms.accounts import time_zones
from questions.models import (
    ItemSession,
    MistakePattern,
    Response,
    SkillEstimate,
    StudentEstimate,
    User,
)
from questions.services import attempts, people, practice
from tests import factories, teaching

SIGNUP = {"name": "Mira Sen", "email": "mira@example.org", "password1": factories.PASSWORD}


@pytest.fixture
def question(db):
    skill = factories.SkillFactory(slug="power-rule")
    factories.MalRuleFactory(code="exponent-not-brought-down", skill=skill)
    version = factories.VersionFactory()
    version.question.skills.add(skill)
    return version.question


def answered(student: User, option: str = "b") -> ItemSession:
    session = practice.start(student=student)
    practice.submit(item_session=session, client_key=uuid.uuid4(), entry=[option])
    return session


@pytest.fixture
def guest_client(client: Client, question):
    guest = User.objects.create_guest()
    client.force_login(guest, backend=people.BACKEND)
    answered(guest)
    return client


def test_signing_up_keeps_a_guests_work(guest_client):
    guest = User.objects.get()
    response = guest_client.post(reverse("account_signup"), SIGNUP)
    told = [str(one) for one in get_messages(response.wsgi_request)]
    assert "Your work is kept: the 1 question that you answered as a guest." in told
    assert response.status_code == 302
    person = User.objects.get()
    assert person.pk == guest.pk
    assert not person.is_guest
    assert person.name == "Mira Sen"
    assert person.check_password(factories.PASSWORD)
    assert ItemSession.objects.of(person).count() == 1


@pytest.mark.parametrize(
    ("cookie", "zone"),
    [
        ("Asia/Kolkata", "Asia/Kolkata"),
        ("Mars/X", "UTC"),
        pytest.param("Asia/Calcutta", "Asia/Kolkata", id="an old name, as Chromium has it"),
    ],
)
def test_who_comes_to_be_is_in_the_time_zone_of_the_device(client, question, cookie, zone):
    client.cookies["zone"] = cookie
    client.post(reverse("practice_start"))
    assert User.objects.get().time_zone == zone
    client.post(reverse("account_signup"), SIGNUP)
    assert User.objects.get().time_zone == zone


def test_old_names_of_zones_have_new_ones_that_can_be_chosen_and_tell_the_same_times():
    choices = dict(time_zones())
    at = datetime.datetime(2026, 7, 1, tzinfo=datetime.UTC)
    for old, new in people.RENAMED.items():
        assert new in choices
        if old in available_timezones():
            told = {at.astimezone(ZoneInfo(name)).utcoffset() for name in (old, new)}
            assert len(told) == 1


def test_an_account_that_was_made_is_in_the_zone_of_the_device_from_its_first_sign_in(
    client, student
):
    credentials = {"login": student.email, "password": factories.PASSWORD}
    for device in ("Asia/Kolkata", "America/Lima"):
        client.cookies["zone"] = device
        client.post(reverse("account_login"), credentials)
        student.refresh_from_db()
        assert student.time_zone == "Asia/Kolkata", "a journey does not change it"
        client.logout()


@pytest.mark.parametrize("name", ["account_signup", "account_login"])
def test_a_guest_is_told_before_that_the_work_is_kept(client, guest_client, name):
    told = "What you have answered as a guest stays yours: it comes along."
    assert told in guest_client.get(reverse(name)).content.decode()
    client.logout()
    page = client.get(reverse(name)).content.decode()
    assert told not in page
    assert "Sign Up" not in page
    assert "Sign In" not in page


def test_signing_in_takes_a_guests_work_along(guest_client, student):
    answered(student, "a")
    credentials = {"login": student.email, "password": factories.PASSWORD}
    guest_client.post(reverse("account_login"), credentials)
    assert not User.objects.filter(is_guest=True).exists()
    assert ItemSession.objects.of(student).count() == 2
    kept = StudentEstimate.objects.get(student=student)
    assert (kept.answers, kept.right) == (1, 0), "the guest's answer came first and counts"
    assert MistakePattern.objects.get(student=student).occurrences == 1


def test_a_wrong_password_leaves_the_guest_as_it_was(guest_client, student):
    guest_client.post(reverse("account_login"), {"login": student.email, "password": "wrong"})
    assert User.objects.get(is_guest=True).item_sessions.count() == 1


def test_an_address_that_is_taken_is_refused_and_the_guest_stays(guest_client, student):
    guest_client.post(reverse("account_signup"), {**SIGNUP, "email": student.email})
    assert User.objects.filter(email=student.email).count() == 1
    assert User.objects.get(is_guest=True).item_sessions.count() == 1


def test_nobody_becomes_a_teacher_by_signing_up(client, db):
    client.post(reverse("account_signup"), {**SIGNUP, "is_teacher": "on", "is_staff": "on"})
    person = User.objects.get()
    assert (person.is_teacher, person.is_staff, person.is_superuser) == (False, False, False)


def test_replaying_gives_the_same_state(student, question):
    answered(student, "b")
    answered(student, "a")

    def state():
        return (
            list(SkillEstimate.objects.values_list("mean", "variance", "answers", "right")),
            list(MistakePattern.objects.values_list("opportunities", "occurrences", "state")),
        )

    before = state()
    people.replay(student)
    assert state() == before
    assert Response.objects.count() == 2


def test_replaying_says_nothing_of_results_that_wait_for_release(student, teacher, question):
    given = teaching.assignment(
        teacher, student, versions=(question.ready_version,), feedback="closed"
    )
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=["b"], sequence=1)
    attempts.submit(attempt=attempt)
    people.replay(student)
    assert not MistakePattern.objects.exists()
    assert not SkillEstimate.objects.exists()


def test_only_a_guests_work_is_taken_over(student, classmate):
    with pytest.raises(PermissionDenied):
        people.adopt(guest=classmate, by=student)


def test_an_invited_person_becomes_a_teacher_once(admin, student, classmate):
    invitation = people.invite(email=student.email.upper(), by=admin)
    with pytest.raises(PermissionDenied):
        people.accept_invitation(invitation, by=classmate)
    people.accept_invitation(invitation, by=student)
    people.accept_invitation(invitation, by=student)
    student.refresh_from_db()
    assert student.is_teacher
    classmate.email = student.email
    with pytest.raises(ValidationError):
        people.accept_invitation(invitation, by=classmate)


def test_only_an_admin_invites(teacher):
    with pytest.raises(PermissionDenied):
        people.invite(email="new@example.org", by=teacher)


def test_a_password_is_reset_by_email(client, student):
    client.post(reverse("account_reset_password"), {"email": student.email})
    assert student.email in mail.outbox[0].to
    assert mail.outbox[0].subject == "Choose a new password for GradQuiz"
    assert "/accounts/password/reset/key/" in mail.outbox[0].body
