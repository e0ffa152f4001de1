"""Responses, to read."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from questions.models import ManualGrade, Response
from questions.reports import feedback
from questions.templatetags import authored

from .base import ReadOnlyAdmin
from .filters import AnswersToFilter
from .large import FOUND, responses_about


class ManualGradeInline(admin.TabularInline):  # type: ignore[type-arg]
    """What teachers decided, the earlier decisions too."""

    model = ManualGrade
    extra = 0
    can_delete = False
    fields = readonly_fields = ("verdict", "score", "reason", "graded_by", "graded_at")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Response)
class ResponseAdmin(ReadOnlyAdmin):
    inlines = (ManualGradeInline,)
    list_display = ("asked", "student", "written", "outcome", "score", "submitted_at")
    list_filter = (AnswersToFilter, "verdict", "submitted_at")
    list_select_related = ("item_session__student", "item_session__variant__version__question")
    search_fields = ("item_session__student__name",)
    search_help_text = (
        "Words of a person's name or e-mail address, or of a question's title; of each the first "
        f"{FOUND} people and questions."
    )
    ordering = ("-submitted_at", "-pk")
    sortable_by = ()
    fields = (
        "asked",
        "student",
        "written",
        "read_as",
        "outcome",
        "score",
        "named_mistakes",
        "comparison",
        "seconds",
        "grader_version",
        "submitted_at",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Response]:
        """Without what is large and not shown."""
        rows: QuerySet[Response] = super().get_queryset(request)
        variant = "item_session__variant"
        return rows.defer(f"{variant}__instance", f"{variant}__version__content")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Response], search_term: str
    ) -> tuple[QuerySet[Response], bool]:
        return responses_about(queryset, search_term), False

    @admin.display(description="question")
    def asked(self, response: Response) -> str:
        variant = response.item_session.variant
        return f"{variant.version.question}, version {variant.version.number}, seed {variant.seed}"

    @admin.display(description="student")
    def student(self, response: Response) -> str:
        return str(response.item_session.student)

    @admin.display(description="written")
    def written(self, response: Response) -> str:
        return "; ".join(response.raw)

    @admin.display(description="read as")
    def read_as(self, response: Response) -> SafeString:
        return authored.to_inline_html("; ".join(feedback.read_as(response)))

    @admin.display(description="verdict")
    def outcome(self, response: Response) -> str:
        said = feedback.outcome(response)
        replaced = "; another answer counts" if response.is_superseded else ""
        return said[:1].upper() + said[1:] + replaced

    @admin.display(description="mistakes")
    def named_mistakes(self, response: Response) -> str:
        return "; ".join(one.get("name") or one["rule"] for one in response.named_mistakes)
