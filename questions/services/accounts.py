"""Accounts that an admin makes or changes for other people."""

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest

from questions.models import User


@transaction.atomic
def keep(person: User) -> None:
    """Saves a person together with the e-mail address that signing in looks for.

    A new person has no usable password until one is chosen from a link. An admin vouches for
    the address, so it counts as confirmed.
    """
    if person._state.adding:
        person.set_unusable_password()
    person.save()
    if person.email is None:
        return
    addresses = EmailAddress.objects.filter(user=person)
    addresses.exclude(email__iexact=person.email).delete()
    if not addresses.exists():
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


def send_password_link(person: User, request: HttpRequest) -> None:
    """The same e-mail that “Forgot your password?” sends."""
    form = ResetPasswordForm({"email": person.email})
    if form.is_valid():
        form.save(request)
