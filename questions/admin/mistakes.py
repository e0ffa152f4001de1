"""The catalogue of mal-rules: their texts. What they do stands in code."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from questions.models import AnswerCluster, MalRule
from questions.reports import clusters
from questions.templatetags import authored

from .base import HistoryAdmin, ReadOnlyAdmin
from .forms import SeenForm


@admin.register(MalRule)
class MalRuleAdmin(HistoryAdmin):
    form = SeenForm
    list_display = ("name", "code", "skill", "is_edited")
    list_filter = ("is_edited", "skill")
    search_fields = ("name", "code", "sentence")
    fields = ("code", "name", "sentence", "skill", "is_edited", "seen")
    readonly_fields = ("code", "is_edited")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[MalRule]:
        rules: QuerySet[MalRule] = super().get_queryset(request)
        return rules.select_related("skill")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A mal-rule is a function in the catalogue in code; a row alone would do nothing."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: MalRule, form: Any, change: bool) -> None:
        """An edited text stays when the catalogue is loaded again."""
        if {"name", "sentence", "skill"} & set(form.changed_data):
            obj.is_edited = True
        super().save_model(request, obj, form, change)


@admin.register(AnswerCluster)
class AnswerClusterAdmin(ReadOnlyAdmin):
    """What teachers have named, and what waits; the words of a name are edited as a mal-rule."""

    list_display = ("question", "answer", "mal_rule", "is_dismissed", "decided_by", "decided_at")
    list_filter = ("is_dismissed",)
    search_fields = ("question__title", "mal_rule__name")
    list_select_related = ("question", "variant", "mal_rule", "decided_by")
    fields = (
        "question",
        "variant",
        "answer",
        "mal_rule",
        "is_dismissed",
        "decided_by",
        "decided_at",
    )

    @admin.display(description="for example")
    def answer(self, cluster: AnswerCluster) -> SafeString:
        return authored.to_inline_html("; ".join(clusters.example(cluster)))
