"""People, their roles, and invitations."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from questions.models import TeacherInvitation, User
from questions.services import people
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
ADD = reverse("admin:questions_user_add")
INVITE = reverse("admin:questions_teacherinvitation_add")


def change(person: User) -> str:
    return reverse("admin:questions_user_change", args=[person.pk])


def roles(person: User, **changes: object) -> dict[str, object]:
    names = ("is_teacher", "is_staff", "is_superuser", "is_active")
    values = {name: "on" for name in names if getattr(person, name)}
    return {"email": person.email, "name": person.name, **values, **changes}


def test_a_new_person_chooses_a_password_from_an_email_and_signs_in(as_admin):
    as_admin.post(
        ADD, {"email": "New@Example.org", "name": "Nia", "is_teacher": "on", "send_link": "on"}
    )
    person = User.objects.get(email="new@example.org")
    assert (person.is_teacher, person.is_staff, person.has_usable_password()) == (
        True,
        False,
        False,
    )
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.primary, address.verified) == ("new@example.org", True, True)
    assert "/accounts/password/reset/key/" in mail.outbox[0].body
    link = next(word for word in mail.outbox[0].body.split() if "/reset/key/" in word)
    visitor = Client()
    form = visitor.get(link, follow=True)
    visitor.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    credentials = {"login": "new@example.org", "password": PASSWORD}
    assert Client().post(reverse("account_login"), credentials).status_code == 302


def test_an_address_that_is_taken_is_refused(as_admin, student):
    response = as_admin.post(ADD, {"email": student.email.upper(), "name": "Twin"})
    assert "Another person" in response.context["adminform"].form.errors["email"][0]


def test_a_changed_address_is_the_one_to_sign_in_with(as_admin, student):
    EmailAddress.objects.create(user=student, email=student.email, verified=True, primary=True)
    as_admin.post(change(student), roles(student, email="moved@example.org"))
    assert list(EmailAddress.objects.filter(user=student).values_list("email", flat=True)) == [
        "moved@example.org"
    ]
    visitor = Client()
    credentials = {"login": "moved@example.org", "password": PASSWORD}
    assert visitor.post(reverse("account_login"), credentials).status_code == 302


def test_a_student_becomes_a_teacher(as_admin, student):
    as_admin.post(change(student), roles(student, is_teacher="on"))
    student.refresh_from_db()
    assert student.is_teacher


def test_an_admin_is_called_so(as_admin, admin):
    listed = as_admin.get(reverse("admin:questions_user_changelist")).content.decode()
    assert "superuser status" not in listed.lower()
    assert 'data-filter-title="admin"' in listed
    shown = as_admin.get(reverse("admin:questions_user_change", args=[admin.pk])).content.decode()
    assert re.search(r'for="id_is_superuser">Admin</label>', shown)


def test_no_password_hash_is_shown(as_admin, student):
    page = as_admin.get(change(student)).content.decode()
    assert student.password not in page
    assert 'name="password"' not in page


def test_an_admin_cannot_lock_the_own_account_out(as_admin, admin):
    values = roles(admin)
    del values["is_superuser"]
    response = as_admin.post(change(admin), values)
    assert "your own access" in response.content.decode()
    admin.refresh_from_db()
    assert admin.is_superuser


def test_an_admin_needs_the_admin_site(as_admin, student):
    response = as_admin.post(change(student), roles(student, is_superuser="on"))
    assert "needs the admin site" in response.content.decode()


def test_nobody_is_deleted_and_a_guest_is_left_alone(as_admin, student):
    guest = User.objects.create_guest()
    delete = reverse("admin:questions_user_delete", args=[student.pk])
    assert as_admin.post(delete, {"post": "yes"}).status_code == 403
    assert as_admin.get(change(guest)).status_code == 200
    assert as_admin.post(change(guest), {"email": "g@example.org"}).status_code == 403


def test_an_invitation_is_sent_and_sent_again(as_admin):
    as_admin.post(INVITE, {"email": "new@example.org"})
    invitation = TeacherInvitation.objects.get()
    link = f"http://testserver{reverse('invitation', args=[invitation.token])}"
    address = reverse("admin:questions_teacherinvitation_change", args=[invitation.pk])
    assert link in as_admin.get(address).content.decode()
    as_admin.post(address, {"_send": "1"})
    assert [message.to for message in mail.outbox] == [["new@example.org"]] * 2
    assert all(link in message.body for message in mail.outbox)


def test_a_mail_server_that_is_away_loses_no_invitation(as_admin, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    as_admin.post(INVITE, {"email": "new@example.org"})
    assert TeacherInvitation.objects.filter(email="new@example.org").exists()
    page = as_admin.get(reverse("admin:index")).content.decode()
    assert "could not be sent" in page


def test_an_open_invitation_is_not_doubled(as_admin, admin, teacher):
    people.invite(email="new@example.org", by=admin)
    for email, sentence in (("new@example.org", "open invitation"), (teacher.email, "already")):
        response = as_admin.post(INVITE, {"email": email})
        assert sentence in response.context["adminform"].form.errors["email"][0]
