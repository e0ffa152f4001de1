"""Versions: read-only, each with a preview, and what may be done with it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from questions.models import Bank, Question, QuestionVersion
from questions.reports.beside import beside
from questions.reports.usage import touched, usage
from questions.services import banks, copying

from . import previews
from .access import WritersOnly, may_edit, person, writes
from .base import HistoryAdmin
from .filters import VersionBankFilter, VersionKindFilter
from .large import Large, questions_saying
from .making_ready import LOOK, make_ready

LOOK_AGAIN = "Somebody has changed this question since you looked. Look at it again."


@admin.register(QuestionVersion)
class VersionAdmin(Large, WritersOnly, HistoryAdmin):
    change_form_template = "admin/questions/version.html"
    list_display = ("question", "number", "state", "kind", "created_by", "created_at", "ready_at")
    list_filter = ("state", VersionKindFilter, VersionBankFilter)
    search_fields = ("question__title", "question__slug", "prompt")
    fields = ("question", "number", "state", "kind", "created_by", "created_at", "ready_at")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionVersion]:
        versions = QuestionVersion.objects.readable_by(person(request))
        return versions.select_related("question__bank", "created_by")

    def _mine(self, request: HttpRequest) -> QuerySet[QuestionVersion]:
        """Those with which the person may do something."""
        mine = Question.objects.editable_by(person(request))
        return self.get_queryset(request).filter(question__in=mine)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[QuestionVersion], search_term: str
    ) -> tuple[QuerySet[QuestionVersion], bool]:
        """By what any version of the question says."""
        if not search_term.strip():
            return queryset, False
        mine = Question.objects.readable_by(person(request))
        return queryset.filter(question__in=questions_saying(mine, search_term)), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft is written on the page of its question."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what nobody was ever asked."""
        if not isinstance(obj, QuestionVersion) or not may_edit(request, obj):
            return False
        return obj.ready_at is None and not obj.variants.exists()

    def delete_model(self, request: HttpRequest, obj: QuestionVersion) -> None:
        banks.discard(version=obj, by=person(request))

    def has_view_history_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None or may_edit(request, obj)

    def get_urls(self) -> list[URLPattern]:
        doings = {"ready": self._make_ready, "retire": self._retire, "draft": self._new_draft}
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(doing)),
                name=f"questions_questionversion_{name}",
            )
            for name, doing in doings.items()
        ]
        to_copy = self.admin_site.admin_view(require_POST(self._copy))
        own.append(path("<int:pk>/copy/", to_copy, name="questions_questionversion_copy"))
        page = self.admin_site.admin_view(self._beside)
        own.append(path("<int:pk>/beside/", page, name="questions_questionversion_beside"))
        return own + super().get_urls()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        version = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if version is not None and self.has_view_permission(request, version):
            seed = previews.seed_in(request.GET)
            context["version"] = version
            context["may_edit"] = may_edit(request, version)
            context["banks"] = Bank.objects.editable_by(person(request))
            context["usage"] = usage(version.question, at=timezone.now())
            context["panel"] = (
                {"seed_fault": "A seed is a whole number, 0 or more.", "seed": request.GET["seed"]}
                if seed is None
                else previews.of(version.content, seed, request.GET.getlist("entry"))
            )
        response: HttpResponse = super().change_view(request, object_id, form_url, context)
        return response

    def _beside(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A version beside the one before it."""
        if not writes(request):
            raise PermissionDenied
        after = get_object_or_404(self._mine(request), pk=pk)
        earlier = after.question.versions.filter(number__lt=after.number)
        before = earlier.order_by("-number").first()
        if before is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": f"Version {before.number} and version {after.number}",
            "before": before,
            "after": after,
            "parts": beside(before, after),
        }
        return render(request, "admin/questions/beside.html", context)

    def _copy(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A draft of its own, on whose page the person goes on."""
        version = get_object_or_404(self.get_queryset(request), pk=pk)
        mine, key = Bank.objects.editable_by(person(request)), request.POST.get("bank", "")
        bank = mine.filter(pk=int(key[:18])).first() if key.isdecimal() else None
        if bank is None:
            messages.error(request, "Choose a bank of yours to copy into.")
            shown = [version.pk]
            return HttpResponseRedirect(
                reverse("admin:questions_questionversion_change", args=shown)
            )
        copied = copying.copy(version=version, bank=bank, by=person(request))
        messages.success(request, f"Copied into “{bank}”: this is your own draft now.")
        question = [copied.question_id]
        return HttpResponseRedirect(reverse("admin:questions_question_change", args=question))

    def _make_ready(self, request: HttpRequest, pk: int) -> HttpResponse:
        accepted = request.POST.get("accepted")

        def release(version: QuestionVersion) -> bool:
            if accepted is not None and accepted != banks.token(version.question):
                raise ValidationError(LOOK_AGAIN)
            return make_ready(request, version, accepts_warnings=accepted is not None)

        return self._do(request, pk, release)

    def _retire(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is asked is retired after a question back: quizzes may rest on it."""
        version = get_object_or_404(self._mine(request), pk=pk)
        if version.is_ready and "confirmed" not in request.POST:
            context = {
                **self.admin_site.each_context(request),
                "title": f"Retire “{version.question}”",
                "count": 1,
                "touched": touched([version.question_id]),
                "back": reverse("admin:questions_question_change", args=[version.question_id]),
            }
            return render(request, "admin/questions/retire.html", context)

        def retire(version: QuestionVersion) -> None:
            banks.retire(version=version, by=person(request))
            messages.success(request, f"Version {version.number} is retired: it is not asked.")

        return self._do(request, pk, retire)

    def _new_draft(self, request: HttpRequest, pk: int) -> HttpResponse:
        def begin(version: QuestionVersion) -> None:
            draft = banks.new_draft(version=version, by=person(request))
            messages.success(
                request, f"Version {draft.number} is a draft that says what {version.number} says."
            )

        return self._do(request, pk, begin)

    def _do(self, request: HttpRequest, pk: int, doing: Any) -> HttpResponse:
        """Does something to a version that the person may edit; back to its question, which says so
        where that leaves warnings to be looked at.
        """
        if not writes(request):
            raise PermissionDenied
        version = get_object_or_404(self._mine(request), pk=pk)
        query = {}
        try:
            if doing(version):
                query[LOOK] = "1"
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        question = [version.question_id]
        return HttpResponseRedirect(
            reverse("admin:questions_question_change", args=question, query=query)
        )
