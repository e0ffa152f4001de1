"""Who uses GradQuiz: guests, students, teachers and admins are all rows of one table."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


class PeopleManager(BaseUserManager["User"]):
    """Creates people the way Django's own commands expect."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def create_guest(self) -> "User":
        """A visitor who tries practice: a row without credentials."""
        return self.create_user(None, is_guest=True)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. A guest has no e-mail address; signing up fills it in."""

    email = models.EmailField("e-mail address", unique=True, null=True, blank=True)
    name = models.CharField(max_length=80, blank=True, help_text="How others see this person.")
    is_guest = models.BooleanField(default=False)
    is_teacher = models.BooleanField(
        "teacher", default=False, help_text="May make classrooms and quizzes, and sees keys."
    )
    is_staff = models.BooleanField(
        "admin site", default=False, help_text="May sign in to this admin site."
    )
    is_active = models.BooleanField("active", default=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[PeopleManager] = PeopleManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_guest=True, email__isnull=True)
                | Q(is_guest=False, email__isnull=False),
                name="only_guests_lack_an_email_address",
            ),
            models.UniqueConstraint(Lower("email"), name="one_person_an_email_address"),
        ]

    def __str__(self) -> str:
        return self.name or self.email or f"Guest {self.pk}"

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class TeacherInvitation(models.Model):
    """An admin's invitation: whoever follows the link, signed in, becomes a teacher."""

    email = models.EmailField("e-mail address")
    token = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="invitations_made")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="invitations_accepted"
    )

    def __str__(self) -> str:
        return f"Invitation of {self.email}"
