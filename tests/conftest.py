"""The cast, and what every test runs under."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings as project
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings

from questions.models import User
from questions.services import marking, written
from tests import factories

# Playwright's synchronous door keeps an event loop running in the test's thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Laws are about what is true, not about how busy the machine is.
settings.register_profile("laws", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("laws")


@pytest.fixture(scope="session", autouse=True)
def plain_settings() -> Iterator[None]:
    """Without HTTPS, hashed static files and slow password hashing."""
    plain = override_settings(
        SECURE_SSL_REDIRECT=False,
        SECURE_HSTS_SECONDS=0,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            **project.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    )
    with plain:
        yield


@pytest.fixture(scope="session", autouse=True)
def patient_judges() -> Iterator[None]:
    """On a busy machine a decision takes longer than students wait for it: that is no failure.

    Tests of what happens after a deadline have pools of their own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marking, "SECONDS", 60.0)
        patch.setattr(written, "SECONDS", 60.0)
        yield


@pytest.fixture(autouse=True)
def newest_is_said(request: pytest.FixtureRequest) -> Iterator[None]:
    """After every test with a database, what stands beside a question is what its newest version
    says: whatever the test called has written both.
    """
    asked = {"db", "transactional_db"}.intersection(request.fixturenames)
    for name in asked:
        request.getfixturevalue(name)
    yield
    if asked or request.node.get_closest_marker("django_db"):
        assert factories.drifted() == []


@pytest.fixture
def student(db: None) -> User:
    return factories.StudentFactory(name="Sam Student")


@pytest.fixture
def classmate(db: None) -> User:
    return factories.StudentFactory(name="Chris Classmate")


@pytest.fixture
def outsider(db: None) -> User:
    return factories.StudentFactory(name="Olu Outsider")


@pytest.fixture
def teacher(db: None) -> User:
    return factories.TeacherFactory(name="Tara Teacher")


@pytest.fixture
def admin(db: None) -> User:
    return factories.AdminFactory(name="Ada Admin")


@pytest.fixture
def as_student(client: Client, student: User) -> Client:
    client.force_login(student)
    return client


@pytest.fixture
def as_teacher(client: Client, teacher: User) -> Client:
    client.force_login(teacher)
    return client


@pytest.fixture
def as_admin(client: Client, admin: User) -> Client:
    client.force_login(admin)
    return client
