import pytest
from django.db import IntegrityError, transaction

from questions.models import User


def test_a_guest_has_no_email_address(db):
    guest = User.objects.create_guest()
    assert guest.email is None
    assert not guest.has_usable_password()


def test_only_guests_lack_an_email_address(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=None, is_guest=False)


def test_an_email_address_counts_once_in_any_case(student):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=student.email.upper())


def test_a_person_is_shown_by_name_then_by_address(student):
    assert str(student) == "Sam Student"
    student.name = ""
    assert str(student) == student.email
