"""What several admin pages share: history under a strict policy, reading without writing."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import DeletedObject, ModelChange
from simple_history.template_utils import HistoricalRecordContextHelper

from .large import Large

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    AnyModelAdmin = admin.ModelAdmin


class InWords(HistoricalRecordContextHelper):  # type: ignore[misc]
    """What was changed, where a row that was never there is not told as deleted."""

    def prepare_delta_change_value(self, change: ModelChange, value: Any) -> Any:
        found = super().prepare_delta_change_value(change, value)
        if found is None or (isinstance(found, DeletedObject) and found.pk is None):
            return "none"
        if isinstance(found, list):
            return ", ".join(map(str, found)) or "none"
        return found


class HistoryAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """Who changed what and when, to read. Nothing is put back from it: services write."""

    object_history_template = "admin/questions/history.html"
    object_history_list_template = "admin/questions/history_list.html"

    def get_urls(self) -> list[URLPattern]:
        """Without the page that puts an earlier row back past every check."""
        urls: list[URLPattern] = super(SimpleHistoryAdmin, self).get_urls()
        return urls

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Only of rows that the person may see: simple-history would show what is gone, to all."""
        row = self.get_object(request, object_id)
        if row is None or not self.may_read_history(request, row):
            raise Http404
        response: HttpResponse = super().history_view(request, object_id, extra_context)
        return response

    def may_read_history(self, request: HttpRequest, obj: Any) -> bool:
        return True

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> HistoricalRecordContextHelper:
        return InWords(self.model, historical_record)

    def revert_disabled(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True


class ReadOnlyAdmin(Large, AnyModelAdmin):  # type: ignore[misc]
    """Rows that only the product itself writes."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
