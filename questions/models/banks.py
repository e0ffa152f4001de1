"""Question banks: questions with numbered, immutable versions."""

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone
from simple_history.models import HistoricalRecords

from .people import User
from .skills import Skill


def said(key: str) -> Coalesce:
    """What stands in the content under the key, "" where nothing does: kept beside it by the
    database, so that lists of many questions need not take each content apart.
    """
    return Coalesce(KT(key), Value(""), output_field=models.TextField())


class BankQuerySet(models.QuerySet["Bank"]):
    def visible_to(self, user: User) -> Self:
        """The banks that a teacher or admin may draw from."""
        if user.is_superuser:
            return self
        if not user.is_teacher:
            return self.none()
        return self.filter(Q(is_shared=True) | Q(owner=user))

    def editable_by(self, user: User) -> Self:
        if user.is_superuser:
            return self
        return self.filter(owner=user) if user.is_teacher else self.none()


class Bank(models.Model):
    """A collection of questions with an owner; shared or private."""

    class Credit(models.TextChoices):
        FULL = "full", "all or nothing"
        COMPONENTS = "components", "by components that are right"
        STEPS = "steps", "by steps that are right"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="banks"
    )
    is_shared = models.BooleanField("shared", default=False)
    in_practice = models.BooleanField(
        default=False, help_text="Its ready questions are asked in practice."
    )
    partial_credit = models.CharField(
        max_length=10,
        choices=Credit.choices,
        default=Credit.COMPONENTS,
        help_text=(
            "What an answer earns that is not wholly right. A change holds for answers marked from "
            "now on; scores that are stored stay as they are."
        ),
    )
    needs_review = models.BooleanField(
        "asks for a review",
        default=False,
        help_text="Whoever wrote a draft last cannot make it ready: a second person looks at it.",
    )
    history = HistoricalRecords()

    objects = BankQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class QuestionQuerySet(models.QuerySet["Question"]):
    def ready(self) -> Self:
        return self.filter(versions__state=QuestionVersion.State.READY)

    def in_practice(self) -> Self:
        return self.ready().filter(bank__in_practice=True)

    def visible_to(self, user: User) -> Self:
        return self.filter(bank__in=Bank.objects.visible_to(user))

    def editable_by(self, user: User) -> Self:
        """An admin's are all, without a look at their banks: an index gives their order."""
        if user.is_superuser:
            return self
        return self.filter(bank__in=Bank.objects.editable_by(user))

    def readable_by(self, user: User) -> Self:
        """Besides those that the person may edit, what is asked in shared banks."""
        if user.is_superuser:
            return self
        asked = QuestionVersion.objects.filter(state=QuestionVersion.State.READY)
        shared = Q(bank__in=Bank.objects.visible_to(user), pk__in=asked.values("question"))
        return self.filter(Q(bank__in=Bank.objects.editable_by(user)) | shared)

    def say_newest(self) -> int:
        """Writes beside each question what its newest version says, in one statement; returns how
        many there are. Whoever writes versions calls it in the same transaction.
        """
        versions = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")

        def newest(name: str, otherwise: object) -> Coalesce:
            return Coalesce(Subquery(versions.values(name)[:1]), Value(otherwise))

        return self.update(
            newest_number=newest("number", 0),
            **{f"newest_{one}": newest(one, "") for one in ("state", "kind", "family", "source")},
        )


NEWEST: Final = (
    "newest_number", "newest_state", "newest_kind", "newest_family", "newest_source",
)  # fmt: skip


class Question(models.Model):
    """A stable identity in a bank; its content lives in versions.

    What the newest version says stands beside it, for lists of many questions: see `say_newest`.
    """

    bank = models.ForeignKey(Bank, models.PROTECT, related_name="questions")
    slug = models.SlugField(max_length=80, help_text="Unique within the bank.")
    title = models.CharField(max_length=160)
    skills = models.ManyToManyField(Skill, related_name="questions", blank=True)
    main_skill = models.ForeignKey(
        Skill,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=(
            "What a question that a person wrote is about; the other skills it only uses. "
            "Generated problems find theirs themselves."
        ),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    newest_number = models.PositiveIntegerField(default=0, editable=False)
    newest_state = models.CharField(max_length=8, default="", editable=False)
    newest_kind = models.CharField(max_length=16, default="", editable=False)
    newest_family = models.TextField(default="", editable=False)
    newest_source = models.TextField(default="", editable=False)
    history = HistoricalRecords(m2m_fields=[skills], excluded_fields=NEWEST)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["bank", "slug"]
        indexes = [models.Index(fields=[one, "id"], name=f"questions_by_{one}") for one in NEWEST]
        constraints = [
            models.UniqueConstraint(fields=["bank", "slug"], name="one_question_a_slug_in_a_bank")
        ]

    def __str__(self) -> str:
        return self.title

    def is_about(self, skill: Skill) -> bool:
        """And does not only use it. Where nobody has said, it is about all its skills."""
        return self.main_skill_id is None or self.main_skill_id == skill.pk

    @property
    def ready_version(self) -> "QuestionVersion | None":
        """The version that is asked now. One query unless versions are prefetched."""
        ready = [one for one in self.versions.all() if one.is_ready]
        return ready[0] if ready else None


class VersionQuerySet(models.QuerySet["QuestionVersion"]):
    def readable_by(self, user: User) -> Self:
        """Besides those of questions that the person may edit, what is asked in shared banks."""
        if user.is_superuser:
            return self
        shared = Q(
            question__bank__in=Bank.objects.visible_to(user), state=QuestionVersion.State.READY
        )
        return self.filter(Q(question__bank__in=Bank.objects.editable_by(user)) | shared)

    def in_practice(self) -> Self:
        """The versions that practice asks: one a question."""
        return self.filter(state=QuestionVersion.State.READY, question__bank__in_practice=True)


class QuestionVersion(models.Model):
    """What a question says. Only a draft changes; what was ready stays as it was seen."""

    class State(models.TextChoices):
        DRAFT = "draft"
        READY = "ready"
        RETIRED = "retired"

    question = models.ForeignKey(Question, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    kind = models.CharField(max_length=16, help_text="How it is answered.")
    content = models.JSONField()
    family = models.GeneratedField(
        expression=said("content__family"), output_field=models.TextField(), db_persist=True
    )
    source = models.GeneratedField(
        expression=said("content__source"), output_field=models.TextField(), db_persist=True
    )
    prompt = models.GeneratedField(
        expression=said("content__prompt"), output_field=models.TextField(), db_persist=True
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who wrote last what it says.",
    )
    made_ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    review_asked_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Since when a draft waits for a review."
    )
    ready_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["family", "source", "prompt"])

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "-number"]
        indexes = [
            models.Index(fields=["family", "question"], name="versions_by_family"),
            models.Index(fields=["source", "question"], name="versions_by_source"),
            models.Index(fields=["state", "question"], name="versions_by_state"),
            models.Index(
                fields=["question"],
                condition=Q(review_asked_at__isnull=False),
                name="versions_to_review",
            ),
            models.Index(
                fields=["question", "-number", "kind", "state", "family"], name="newest_versions"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="versions_are_numbered"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(state="ready"), name="one_ready_version"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ready", "retired"]), name="version_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}, version {self.number}"

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT
