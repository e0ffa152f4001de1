"""Classrooms, quizzes, assignments and attempts, to read: teachers make them on their pages."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from questions.models import Accommodation, Assignment, Attempt, Classroom, Quiz, Slot

from .base import HistoryAdmin, ReadOnlyAdmin


@admin.register(Classroom)
class ClassroomAdmin(ReadOnlyAdmin):
    list_display = ("name", "taught_by", "student_count", "is_open", "archived_at", "created_at")
    list_filter = ("is_open",)
    search_fields = ("name", "teachers__name", "teachers__email")
    fields = ("name", "taught_by", "student_count", "is_open", "archived_at", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Classroom]:
        rooms: QuerySet[Classroom] = super().get_queryset(request)
        return rooms.prefetch_related("teachers").annotate(student_count=Count("enrolments"))

    @admin.display(description="teachers")
    def taught_by(self, room: Classroom) -> str:
        return ", ".join(str(teacher) for teacher in room.teachers.all())

    @admin.display(description="students", ordering="student_count")
    def student_count(self, room: Classroom) -> int:
        count: int = room.student_count  # type: ignore[attr-defined]
        return count


class SlotInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Slot
    extra = 0
    can_delete = False
    fields = ("position", "question", "points")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Quiz)
class QuizAdmin(ReadOnlyAdmin):
    list_display = ("title", "owner", "slot_count", "created_at")
    search_fields = ("title", "owner__name", "owner__email")
    date_hierarchy = "created_at"
    fields = ("title", "owner", "introduction", "created_at")
    inlines = (SlotInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quiz]:
        quizzes: QuerySet[Quiz] = super().get_queryset(request)
        return quizzes.select_related("owner").annotate(slot_count=Count("slots"))

    @admin.display(description="questions", ordering="slot_count")
    def slot_count(self, quiz: Quiz) -> int:
        count: int = quiz.slot_count  # type: ignore[attr-defined]
        return count


@admin.register(Assignment)
class AssignmentAdmin(HistoryAdmin, ReadOnlyAdmin):  # type: ignore[misc]
    """With the history of who changed its times and limits."""

    list_display = ("quiz", "classroom", "opens_at", "closes_at", "minutes", "attempts_allowed")
    list_filter = ("opens_at", "feedback")
    list_select_related = ("quiz", "classroom")
    search_fields = ("quiz__title", "classroom__name")

    def has_view_history_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)


@admin.register(Accommodation)
class AccommodationAdmin(ReadOnlyAdmin):
    """The history of who set what for whom, and when."""

    list_display = (
        "student", "classroom", "assignment", "time_factor", "closes_at", "later_by",
        "more_attempts", "set_by", "set_at", "ended_at",
    )  # fmt: skip
    list_filter = (("ended_at", admin.EmptyFieldListFilter), "set_at")
    list_select_related = (
        "student",
        "classroom",
        "set_by",
        "assignment__quiz",
        "assignment__classroom",
    )
    search_fields = ("student__name", "student__email", "classroom__name")


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    list_display = ("student", "assignment", "mock", "number", "started_at", "submitted_at")
    list_filter = (("submitted_at", admin.EmptyFieldListFilter), "started_at")
    list_select_related = ("student", "mock", "assignment__quiz", "assignment__classroom")
    search_fields = ("student__name", "student__email", "assignment__quiz__title")
