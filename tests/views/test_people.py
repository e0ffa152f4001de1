"""The invitation page."""

import pytest
from allauth.account.forms import SignupForm as BaseSignupForm
from django.test import Client
from django.urls import reverse

from questions.models import TeacherInvitation, User
from questions.services import people
from tests import factories


@pytest.fixture
def invitation(admin: User, student: User) -> TeacherInvitation:
    return people.invite(email=student.email, by=admin)


def page(invitation: TeacherInvitation) -> str:
    return reverse("invitation", args=[invitation.token])


def test_the_invited_person_accepts_and_becomes_a_teacher(as_student, student, invitation):
    assert "Accept" in as_student.get(page(invitation)).content.decode()
    response = as_student.post(page(invitation))
    assert response.url == reverse("classrooms")
    student.refresh_from_db()
    assert student.is_teacher
    assert "You have accepted it" in as_student.get(page(invitation)).content.decode()


def test_accepting_twice_is_accepting_once(as_student, student, invitation):
    as_student.post(page(invitation))
    assert as_student.post(page(invitation)).status_code == 302


def test_a_visitor_is_asked_to_sign_in_or_up_and_comes_back(client: Client, student, invitation):
    response = client.post(page(invitation))
    text = response.content.decode()
    for name in ("account_login", "account_signup"):
        assert f"{reverse(name)}?next={page(invitation)}" in text
    credentials = {"login": student.email, "password": factories.PASSWORD}
    signed_in = client.post(f"{reverse('account_login')}?next={page(invitation)}", credentials)
    assert signed_in.url == page(invitation)


def test_a_guest_signs_up_with_the_invited_address_and_comes_back(client: Client, admin):
    invitation = people.invite(email="new@example.org", by=admin)
    client.force_login(User.objects.create_guest(), backend=people.BACKEND)
    assert "Sign up" in client.get(page(invitation)).content.decode()
    signup = {"name": "Nia", "email": "new@example.org", "password1": factories.PASSWORD}
    response = client.post(f"{reverse('account_signup')}?next={page(invitation)}", signup)
    assert response.url == page(invitation)
    client.post(page(invitation))
    assert User.objects.get(email="new@example.org").is_teacher


def test_somebody_else_cannot_accept(client: Client, classmate, invitation):
    client.force_login(classmate)
    assert "another address" in client.get(page(invitation)).content.decode()
    assert client.post(page(invitation)).status_code == 403
    classmate.refresh_from_db()
    assert not classmate.is_teacher


def test_a_used_invitation_says_so(client: Client, student, classmate, invitation):
    people.accept_invitation(invitation, by=student)
    client.force_login(classmate)
    assert "has been used" in client.get(page(invitation)).content.decode()


def test_an_unknown_token_is_not_found(client: Client, db):
    assert client.get(reverse("invitation", args=["nothing"])).status_code == 404


def test_other_methods_are_refused(as_student, invitation):
    assert as_student.put(page(invitation)).status_code == 405


def test_messages_and_account_pages_speak_for_gradquiz(client, student, mailoutbox):
    signup = {"name": "Nia", "email": "nia@example.org", "password1": factories.PASSWORD}
    client.post("/accounts/signup/", signup)
    (message,) = mailoutbox
    assert message.subject == "Confirm your email address for GradQuiz"
    assert "/accounts/confirm-email/" in message.body
    assert "Thank you for using" not in message.body
    assert b"<h1>Change your password</h1>" in client.get("/accounts/password/change/").content
    client.logout()
    assert b"<h1>Forgotten password</h1>" in client.get("/accounts/password/reset/").content


def test_the_second_of_two_clicks_on_sign_up_is_led_to_sign_in(client, db, monkeypatch):
    client.post("/practice/start")
    guest = User.objects.get(is_guest=True)
    clean = BaseSignupForm.clean

    def cleaned_before_the_first_click_arrives(form):
        found = clean(form)
        first = {"is_guest": False, "name": "Nia", "email": "nia@example.org"}
        User.objects.filter(pk=guest.pk).update(**first)
        return found

    monkeypatch.setattr(BaseSignupForm, "clean", cleaned_before_the_first_click_arrives)
    signup = {"name": "Nia", "email": "nia@example.org", "password1": factories.PASSWORD}
    response = client.post("/accounts/signup/", signup)
    assert response.url == reverse("account_login")
    assert list(User.objects.values_list("pk", "email")) == [(guest.pk, "nia@example.org")]
