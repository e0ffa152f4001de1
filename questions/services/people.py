"""Accounts: guests keep their work when they sign up or sign in; teachers are invited."""

import datetime
import secrets
from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import available_timezones

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from questions.models import (
    ItemSession,
    MistakePattern,
    Response,
    SkillEstimate,
    StudentEstimate,
    StudentItem,
    TeacherInvitation,
    User,
)

from . import learning

BACKEND = "django.contrib.auth.backends.ModelBackend"

RENAMED: Final[Mapping[str, str]] = {
    "Africa/Asmera": "Africa/Asmara",
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Catamarca": "America/Argentina/Catamarca",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Cordoba": "America/Argentina/Cordoba",
    "America/Godthab": "America/Nuuk",
    "America/Indianapolis": "America/Indiana/Indianapolis",
    "America/Jujuy": "America/Argentina/Jujuy",
    "America/Louisville": "America/Kentucky/Louisville",
    "America/Mendoza": "America/Argentina/Mendoza",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Atlantic/Faeroe": "Atlantic/Faroe",
    "Etc/GMT": "UTC",
    "Etc/UTC": "UTC",
    "Europe/Kiev": "Europe/Kyiv",
    "GMT": "UTC",
    "Pacific/Enderbury": "Pacific/Kanton",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
}
"""Names of zones that browsers keep from the past (CLDR), which not every system has: Debian and
Ubuntu put them into a package of their own of late.
"""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Where django-allauth asks us."""

    def new_user(self, request: HttpRequest) -> User:
        """Signing up fills in the guest's row, so that the guest's work stays."""
        user = request.user
        if isinstance(user, User) and user.is_guest:
            return user
        return User()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002
        user.name = form.cleaned_data["name"]
        if user.is_guest:
            _tell_kept(request, user)
        user.is_guest = False
        saved: User = super().save_user(request, user, form, commit=commit)
        return saved

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """A teacher begins with the classrooms, everybody else with practice."""
        if request.user.has_perm("questions.make_classroom"):
            return reverse("classrooms")
        address: str = super().get_login_redirect_url(request)
        return address

    def login(self, request: HttpRequest, user: User) -> None:
        """Signing in elsewhere takes the guest's work along. Who signs in for the first time is in
        the time zone of the device.
        """
        if user.last_login is None:
            set_time_zone(user, _zone_of_device(request) or user.time_zone)
        before = User.objects.filter(pk=request.user.pk or 0, is_guest=True).first()
        super().login(request, user)
        if before is not None and before.pk != user.pk:
            _tell_kept(request, before)
            adopt(guest=before, by=user)


def _tell_kept(request: HttpRequest, guest: User) -> None:
    """Says that the guest's work is kept, where there is some."""
    kept = ItemSession.objects.of(guest).filter(responses__isnull=False).distinct().count()
    if kept:
        questions = "question that you answered" if kept == 1 else "questions that you answered"
        messages.success(request, f"Your work is kept: the {kept} {questions} as a guest.")


def guest(request: HttpRequest) -> User:
    """The person who asks; a visitor becomes a guest, signed in without credentials."""
    if isinstance(request.user, User):
        return request.user
    person = User.objects.create_guest()
    set_time_zone(person, _zone_of_device(request) or person.time_zone)
    login(request, person, backend=BACKEND)
    return person


def _zone_of_device(request: HttpRequest) -> str:
    """The time zone that the browser names; empty where it names none that is known here."""
    named = request.COOKIES.get("zone", "")
    zone = RENAMED.get(named, named)
    return zone if zone in available_timezones() else ""


@transaction.atomic
def adopt(*, guest: User, by: User) -> None:
    """Re-points a guest's work to a person and replays the person's estimates and patterns."""
    if not guest.is_guest:
        raise PermissionDenied("Only a guest's work can be taken over.")
    ItemSession.objects.of(guest).update(student=by)
    guest.delete()
    replay(by)


def learn(*responses: Response) -> None:
    """Takes responses of one student, in order, into the estimates and patterns, inside the
    caller's transaction.

    One that comes late, because its results were held back, is put where it belongs: the state is
    the one that the order of answering gives. What was answered just now is `learning.record`'s.
    """
    if not learning.take_in(responses):
        replay(responses[0].item_session.student)


@transaction.atomic
def replay(student: User) -> None:
    """Works out the student's estimates and patterns again from every response, in order."""
    for rows in (StudentEstimate, SkillEstimate, StudentItem, MistakePattern):
        rows.objects.filter(student=student).delete()
    sessions = ItemSession.objects.of(student)
    for response in learning.responses_of(sessions):
        learning.record(response)


def invite(*, email: str, by: User, at: datetime.datetime | None = None) -> TeacherInvitation:
    """An invitation to become a teacher; the link is sent by `send_invitation`."""
    if not by.is_superuser:
        raise PermissionDenied("Only an admin invites teachers.")
    return TeacherInvitation.objects.create(
        email=email.lower(),
        token=secrets.token_urlsafe(32),
        invited_by=by,
        invited_at=at or timezone.now(),
    )


def send_invitation(invitation: TeacherInvitation, request: HttpRequest) -> None:
    link = request.build_absolute_uri(reverse("invitation", args=[invitation.token]))
    send_mail(
        "You are invited to teach with GradQuiz",
        f"{invitation.invited_by} invites you to teach with GradQuiz.\n\n"
        f"Sign in or sign up with this e-mail address, then open:\n{link}\n",
        None,
        [invitation.email],
    )


@transaction.atomic
def accept_invitation(
    invitation: TeacherInvitation, *, by: User, at: datetime.datetime | None = None
) -> None:
    """Makes the invited person a teacher, once."""
    invitation = TeacherInvitation.objects.select_for_update().get(pk=invitation.pk)
    if by.is_guest or not by.email or by.email.lower() != invitation.email.lower():
        raise PermissionDenied(
            f"This invitation is for {invitation.email}. Sign in as that person."
        )
    if invitation.accepted_at is not None:
        if invitation.accepted_by_id == by.pk:
            return
        raise ValidationError("This invitation has been used.")
    invitation.accepted_at = at or timezone.now()
    invitation.accepted_by = by
    invitation.save()
    by.is_teacher = True
    by.save(update_fields=["is_teacher"])


def set_time_zone(person: User, time_zone: str) -> None:
    """In which zone times are entered by and shown to this person."""
    person.time_zone = time_zone
    person.save(update_fields=["time_zone"])
