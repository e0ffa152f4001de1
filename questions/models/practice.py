"""Variants put to people, and what they answered."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .banks import Question, QuestionVersion
from .classrooms import Classroom, Enrolment
from .exams import PracticeExam
from .people import User
from .quizzes import Attempt, Slot

SURE_FROM = 0.6
MOST_TRIES = 3


class Variant(models.Model):
    """One concrete problem, stored whole: prompt, key, mistakes, steps."""

    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="variants")
    seed = models.PositiveBigIntegerField()
    instance = models.JSONField()
    skills = models.JSONField(default=list, help_text="That it exercises, as in the instance.")
    exposes = models.JSONField(default=list, help_text="The mal-rules that it can show.")
    release = models.CharField(
        max_length=16, default="", editable=False, help_text="Of the code that built it."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "seed"], name="one_variant_a_seed")
        ]

    def __str__(self) -> str:
        return f"{self.version}, seed {self.seed}"


class ItemSessionQuerySet(models.QuerySet["ItemSession"]):
    def of(self, user: User) -> Self:
        return self.filter(student=user)

    def in_practice(self) -> Self:
        return self.filter(attempt=None, exam=None)

    def unfinished(self) -> Self:
        return self.filter(finished_at=None)

    def outlived(self, question: Question) -> Self:
        """Those of versions before the one that is asked; none where none is asked."""
        asked = QuestionVersion.objects.filter(question=question, state=QuestionVersion.State.READY)
        number = models.Subquery(asked.values("number")[:1])
        return self.filter(question=question, variant__version__number__lt=number)

    def regradable(self, question: Question) -> Self:
        """Those that are outlived and have answers. What is still being written is left, and so are
        practice exams, which chose by the answers, and mock exams, whose marks are those of another
        exam's rules.
        """
        is_over = Q(attempt=None, finished_at__isnull=False) | Q(
            attempt__submitted_at__isnull=False
        )
        return self.outlived(question).filter(
            is_over,
            models.Exists(Response.objects.standing().filter(item_session=models.OuterRef("pk"))),
            exam=None,
            attempt__mock=None,
        )

    def in_reach_of(self, user: User) -> Self:
        """Those in classes that the person teaches, and the practice of the students in them; all
        for an admin.
        """
        if user.is_superuser:
            return self
        classrooms = Classroom.objects.taught_by(user)
        enrolled = Enrolment.objects.filter(classroom__in=classrooms, left_at=None)
        practice = Q(attempt=None, student__in=enrolled.values("student"))
        return self.filter(practice | Q(attempt__assignment__classroom__in=classrooms))


class ItemSession(models.Model):
    """One variant put to one person, in practice, in an attempt or in a practice exam.

    `question` is that of the variant, kept beside it: which questions somebody has met is asked for
    each one that could come next.
    """

    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="item_sessions"
    )
    variant = models.ForeignKey(Variant, models.PROTECT, related_name="item_sessions")
    question = models.ForeignKey(Question, models.PROTECT, related_name="item_sessions")
    attempt = models.ForeignKey(
        Attempt, models.CASCADE, null=True, blank=True, related_name="item_sessions"
    )
    exam = models.ForeignKey(
        PracticeExam, models.CASCADE, null=True, blank=True, related_name="item_sessions"
    )
    slot = models.ForeignKey(
        Slot, models.SET_NULL, null=True, blank=True, related_name="item_sessions"
    )
    position = models.PositiveSmallIntegerField(default=1)
    points = models.PositiveSmallIntegerField(default=1)
    reason = models.JSONField(help_text="Why it was chosen, as data.")
    hints_shown = models.PositiveSmallIntegerField(default=0)
    meaning_asked = models.BooleanField(default=False, help_text="Did-you-mean was asked once.")
    shape_told = models.BooleanField(default=False, help_text="A wrong shape was told once.")
    solution_shown = models.BooleanField(default=False)
    entry = models.JSONField(default=list, help_text="The text being written, one a field.")
    entry_sequence = models.PositiveIntegerField(default=0)
    entry_committed = models.BooleanField(default=False, help_text="Saved on purpose.")
    entry_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when something has been written without a break."
    )
    is_marked = models.BooleanField(default=False, help_text="Marked for review by the student.")
    opened_at = models.DateTimeField(
        null=True, blank=True, help_text="When its page in an attempt was first shown."
    )
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ItemSessionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["student", "-started_at"]),
            models.Index(fields=["student", "question"], name="questions_met"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"],
                condition=Q(attempt__isnull=False),
                name="one_item_session_a_position",
            ),
            models.UniqueConstraint(
                fields=["exam", "position"],
                condition=Q(exam__isnull=False),
                name="one_item_session_a_position_in_an_exam",
            ),
            models.CheckConstraint(
                condition=Q(attempt=None) | Q(exam=None), name="in_an_attempt_or_in_an_exam"
            ),
            models.CheckConstraint(condition=Q(hints_shown__lte=3), name="three_hints_at_most"),
        ]

    def __str__(self) -> str:
        return f"{self.student}: {self.variant}"

    def standing(self) -> list["Response"]:
        """Its responses in whose place no other stands, in order."""
        return [one for one in self.responses.all() if not one.is_superseded]


class ResponseQuerySet(models.QuerySet["Response"]):
    def of(self, user: User) -> Self:
        return self.filter(item_session__student=user)

    def counted(self) -> Self:
        """Responses with a verdict that says something about the student, as far as they stand."""
        return self.standing().filter(verdict__in=Response.COUNTED)

    def standing(self) -> Self:
        """Those in whose place no other stands."""
        return self.filter(is_superseded=False)

    def to_learn(self) -> Self:
        """Those that the student model has to take in, or to forget for others in their place."""
        is_new = Q(is_superseded=False, sequence=None, verdict__in=Response.COUNTED)
        return self.filter(is_new | Q(is_superseded=True, sequence__isnull=False))

    def released(self) -> Self:
        """Those in practice, and those whose results have been shown and taken in."""
        in_practice = Q(item_session__attempt=None, item_session__exam=None)
        return self.standing().filter(in_practice | Q(sequence__isnull=False))

    def pending(self) -> Self:
        return self.standing().filter(verdict=Response.Verdict.PENDING)

    def to_grade(self) -> Self:
        """Pending, and trying may help: what the engine could not decide, it will not decide next
        time, but a decision that ran out of time may be made."""
        may_help = Q(comparison__isnull=True) | Q(comparison__tries__lt=MOST_TRIES)
        return self.pending().filter(may_help)

    def to_decide(self) -> Self:
        """Pending for good: the engine has tried, and a teacher decides."""
        return self.pending().exclude(pk__in=Response.objects.to_grade().values("pk"))


class Response(models.Model):
    """One submission in an item session, with the evidence for its verdict."""

    class Verdict(models.TextChoices):
        CORRECT = "correct"
        PARTLY_CORRECT = "partly correct"
        INCORRECT = "incorrect"
        UNREADABLE = "unreadable"
        PENDING = "pending"

    COUNTED = (Verdict.CORRECT, Verdict.PARTLY_CORRECT, Verdict.INCORRECT)

    item_session = models.ForeignKey(ItemSession, models.CASCADE, related_name="responses")
    client_key = models.UUIDField()
    raw = models.JSONField(help_text="What was written, one text a field.")
    reading = models.JSONField(null=True, help_text="How each field was read, as text.")
    comparison = models.JSONField(null=True, help_text="What the engine found, with evidence.")
    mistakes = models.JSONField(default=list, help_text="Mal-rules that explain the answer.")
    cluster = models.ForeignKey(
        "AnswerCluster", models.SET_NULL, null=True, blank=True, related_name="responses"
    )
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    score_numerator = models.IntegerField(default=0)
    score_denominator = models.PositiveIntegerField(default=1)
    credit_reason = models.TextField(blank=True, help_text="Why it scores what it does.")
    is_superseded = models.BooleanField(
        default=False, help_text="Another stands in its place: it counts for nothing."
    )
    seconds = models.FloatField(help_text="From the question's appearance to this submission.")
    grader_version = models.CharField(max_length=20)
    sequence = models.PositiveBigIntegerField(
        null=True, unique=True, help_text="Its place in the fold of the student model."
    )
    submitted_at = models.DateTimeField(default=timezone.now)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["item_session"], condition=Q(verdict="pending"), name="pending_responses"
            ),
            models.Index(fields=["-submitted_at", "-id"], name="responses_by_time"),
            # Not one index for every verdict: SQLite would look most of the table up in it to count
            # the answers of a class.
            *(
                models.Index(
                    fields=["-submitted_at", "-id"],
                    condition=Q(verdict=verdict),
                    name=f"{verdict.replace(' ', '_')}_by_time",
                )
                for verdict in ("partly correct", "unreadable", "pending")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["item_session", "client_key"], name="a_submission_counts_once"
            ),
            models.CheckConstraint(
                condition=Q(score_denominator__gte=1)
                & Q(score_numerator__lte=F("score_denominator")),
                name="a_score_is_a_fraction_of_the_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    verdict__in=["correct", "partly correct", "incorrect", "unreadable", "pending"]
                ),
                name="verdict_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_session}: {self.verdict}"

    @property
    def score(self) -> Fraction:
        return Fraction(self.score_numerator, self.score_denominator)

    @property
    def named_mistakes(self) -> list[dict[str, Any]]:
        """What explains a wrong answer; nothing where a teacher held the answer to be right."""
        return [] if self.verdict == self.Verdict.CORRECT else self.mistakes

    @property
    def sure_mistake(self) -> str | None:
        """The code of the one mal-rule that surely explains the answer, if there is one."""
        best = self.named_mistakes[0] if self.named_mistakes else None
        return best["rule"] if best and is_sure(best) else None

    @property
    def doubtful_mistakes(self) -> set[str]:
        """The mal-rules that may explain the answer where none surely does."""
        if self.sure_mistake:
            return set()
        return {rule for mistake in self.named_mistakes for rule in mistake["rules"]}


def is_sure(mistake: Mapping[str, Any]) -> bool:
    """Whether a stored explanation is of a single mal-rule and much likelier than any other."""
    return len(mistake["rules"]) == 1 and mistake.get("certainty", 1.0) >= SURE_FROM
