"""Questions: what they are called, their draft, its preview, and making it ready."""

from functools import cache
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect

from questions.models import Bank, ItemDifficulty, Question
from questions.reports import banks as report
from questions.services import banks, repertoire, written

from . import contents, fieldsets, making_ready, panels, question_actions, refusals
from .access import WritersOnly, person
from .base import HistoryAdmin
from .filters import (
    BankFilter,
    FamilyFilter,
    KindFilter,
    LevelFilter,
    SkillFilter,
    StateFilter,
    StatisticsFilter,
    with_facility,
    with_level,
)
from .large import ByKeys, UnknownLast, questions_saying
from .question_form import QuestionForm

UNFINISHED = "The draft is kept as it is. Before it can be asked:"


@admin.register(Question)
class QuestionAdmin(WritersOnly, HistoryAdmin):
    form = QuestionForm
    change_list_template = "admin/questions/questions.html"
    change_form_template = "admin/questions/question.html"
    object_history_template = "admin/questions/question_history.html"
    list_display = (
        "title", "bank", "kind", "state", "answers", "facility", "difficult", "version", "tagged",
    )  # fmt: skip
    list_filter = (
        BankFilter, StateFilter, KindFilter, StatisticsFilter, FamilyFilter, LevelFilter,
        SkillFilter,
    )  # fmt: skip
    search_fields = ("title", "slug", "versions__prompt")
    paginator = ByKeys
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    prepopulated_fields = {"slug": ("title",)}
    actions = question_actions.ACTIONS
    action_form = question_actions.QuestionsActionForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        questions = Question.objects.readable_by(person(request))
        rows = questions.select_related("bank", "difficulty").prefetch_related("skills")
        return with_level(with_facility(rows))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Question], search_term: str
    ) -> tuple[QuerySet[Question], bool]:
        if not search_term.strip():
            return queryset, False
        mine = Question.objects.readable_by(person(request))
        return queryset.filter(pk__in=questions_saying(mine, search_term)), False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Beside an action stand the banks that the person may write."""
        response: Any = super().changelist_view(request, extra_context)
        form = getattr(response, "context_data", {}).get("action_form")
        if form is not None:
            form.fields["bank"].queryset = Bank.objects.editable_by(person(request))
        return response  # type: ignore[no-any-return]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        written = _options_of(obj)
        return fieldsets.of(max(contents.OPTIONS, written), written)

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT002
        **kwargs: Any,
    ) -> Any:
        """Only the question's own fields come from the model; the form adds those of content."""
        kwargs["fields"] = ["bank", "title", "slug", "skills", "main_skill"]
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = person(request)
        chosen = form.base_fields["main_skill"].widget
        # One of the skills above is chosen here; the map is changed on its own pages.
        chosen.can_add_related = chosen.can_change_related = False
        chosen.can_delete_related = chosen.can_view_related = False
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):  # type: ignore[no-untyped-def]
        if db_field.name == "bank":
            kwargs["queryset"] = Bank.objects.editable_by(person(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):  # type: ignore[no-untyped-def]
        kwargs["widget"] = CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what nobody was ever asked may go; anything else is retired."""
        if not isinstance(obj, Question) or not self.has_change_permission(request, obj):
            return False
        return not obj.versions.exclude(ready_at=None, variants=None).exists()

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        """Through the services alone; `obj` only carries what the form says."""
        by = person(request)
        values = {name: form.cleaned_data[name] for name in ("bank", "slug", "title")}
        main = form.cleaned_data["main_skill"]
        values["skills"] = sorted(form.cleaned_data["skills"], key=lambda one: one != main)
        content = {"content": form.content, "is_unfinished": bool(form.refusals)}
        if change:
            version = banks.save_draft(question=obj, by=by, **content)
            banks.describe(question=obj, by=by, **values)
        else:
            version = banks.create_question(by=by, **content, **values)
        obj.pk = version.question_id
        if form.refusals:
            messages.warning(request, f"{UNFINISHED} {' '.join(form.reasons)}")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The service has set the skills."""

    @method_decorator(csrf_protect)
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The checks of “Make ready” run after the draft is saved, outside its transaction."""
        shared = self.get_object(request, object_id) if object_id else None
        if shared is not None and not self.has_change_permission(request, shared):
            return HttpResponseRedirect(_read(shared))
        if "_preview" in request.POST:
            # Without a transaction: nothing is written, and a problem may take its seconds.
            shown: HttpResponse = self._changeform_view(request, object_id, form_url, extra_context)
            return shown
        with written.remembered():
            if request.method == "POST":
                self._work_out(request, object_id)
            response: HttpResponse = super().changeform_view(
                request, object_id, form_url, extra_context
            )
        if "_ready" not in request.POST or response.status_code != 302:
            return response
        saved = getattr(request, "saved_question", None)
        version = banks.opened(saved) if saved else None
        if version is not None and making_ready.make_ready(request, version):
            return HttpResponseRedirect(f"{response['Location']}?{making_ready.LOOK}=1")
        return response

    def _work_out(self, request: HttpRequest, object_id: str | None) -> None:
        """Before the transaction: a formula may take its seconds, and the transaction has the lock
        that every student's answer needs.
        """
        question = self.get_object(request, object_id) if object_id else None
        if (
            self.has_add_permission(request)
            if object_id is None
            else self.has_change_permission(request, question)
        ):
            form = self.get_form(request, question, change=question is not None)
            form(request.POST, instance=question).is_valid()

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        return self._saved(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        return self._saved(request, obj) or super().response_change(request, obj)

    def _saved(self, request: HttpRequest, question: Question) -> HttpResponse | None:
        if "_ready" not in request.POST:
            return None
        # Read anew: this one still holds the skills that it had when its form was opened.
        saved = Question.objects.get(pk=question.pk)
        request.saved_question = saved  # type: ignore[attr-defined]
        return HttpResponseRedirect(reverse("admin:questions_question_change", args=[question.pk]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        form = context["adminform"].form
        if isinstance(form, QuestionForm):
            context.update(panels.of(request, form))
            context.update(making_ready.looked_at(request, form.opened))
            context.update(refusals.on_top(form))
            refusals.of_group(form, context["adminform"], fieldsets.OPTIONS)
        return super().render_change_form(request, context, *args, **kw)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        question = self.get_object(request, object_id)
        changes = report.changes(question) if question else []
        return super().history_view(request, object_id, {"changes": changes})

    @staticmethod
    @cache
    def _families() -> dict[str, str]:
        return {one.family: one.title for one in repertoire.family_levels()}

    @admin.display(ordering="newest_kind")
    def kind(self, question: Any) -> str:
        if question.newest_family:
            title = self._families().get(question.newest_family, question.newest_family)
            return f"{title}, level {question.newest_level}"
        return str(question.newest_kind)

    @admin.display(ordering="newest_state")
    def state(self, question: Any) -> str:
        state = question.newest_state or "empty"
        return f"ready, {state}" if question.is_asked and state != "ready" else state

    @admin.display(ordering="newest_number")
    def version(self, question: Question) -> int:
        return question.newest_number

    @admin.display(description="first tries", ordering=Coalesce("difficulty__answers", 0))
    def answers(self, question: Question) -> int:
        rated = _rated(question)
        return rated.answers if rated else 0

    @admin.display(description="right", ordering=UnknownLast("likely_facility"))
    def facility(self, question: Any) -> str:
        """The share of right first tries; nothing where nobody has answered. Ordered by what many
        answers would make likely, so that one answer alone is neither the worst nor the best.
        """
        return "" if question.facility is None else f"{question.facility:.0%}".replace("%", " %")

    @admin.display(description="difficulty", ordering=UnknownLast("difficulty__mean"))
    def difficult(self, question: Question) -> str:
        """By the answers, on the logit scale; nothing where nobody has answered."""
        rated = _rated(question)
        return f"{rated.mean:.1f}" if rated else ""

    @admin.display(description="skills")
    def tagged(self, question: Question) -> str:
        """First what it is about."""
        main = question.main_skill_id
        skills = sorted(question.skills.all(), key=lambda one: one.pk != main)
        return ", ".join(skill.name for skill in skills) or "none"


def _read(question: Question) -> str:
    """Where a question of others is read: the page of the version that is asked."""
    version = question.ready_version
    key = version.pk if version else 0
    return reverse("admin:questions_questionversion_change", args=[key])


def _rated(question: Question) -> ItemDifficulty | None:
    return getattr(question, "difficulty", None)


def _options_of(question: Question | None) -> int:
    opened = banks.opened(question) if question else None
    return len((opened.content if opened else {}).get("options") or [])
