"""Pages of what works in the background: each for whoever began it, and for admins."""

import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .access import person, writes
from .base import ReadOnlyAdmin

SECONDS_BETWEEN = 3


class WorkingAdmin(ReadOnlyAdmin):
    """`begun_by` is the field with whoever began it. A page comes again by itself as long as the
    work goes on.
    """

    begun_by: ClassVar[str]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        user = person(request)
        return rows if user.is_superuser else rows.filter(**{self.begun_by: user})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return writes(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return writes(request)

    def told(self, row: Any, at: datetime.datetime) -> dict[str, Any]:
        """What the page of a row says besides."""
        raise NotImplementedError

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row: Any = self.get_object(request, object_id)
        at = timezone.now()
        context = {"subtitle": None, **(extra_context or {})}
        if row is not None:
            context |= self.told(row, at)
        response: HttpResponse = super().change_view(request, object_id, form_url, context)
        if row is not None and row.is_alive(at):
            response["Refresh"] = str(SECONDS_BETWEEN)
        return response
