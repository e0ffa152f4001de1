"""Question banks."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from questions.models import Bank, Question, QuestionVersion, User

from . import exchange
from .access import WritersOnly, person
from .base import HistoryAdmin
from .forms import SeenForm

SHARED = (
    "Every teacher may then draw its ready questions into quizzes, read them with their keys, and "
    "copy them. Only its owner and admins change them; students see what they are asked, as ever."
)


def _count(rows: QuerySet[Any], bank: str) -> Coalesce:
    of_bank = rows.filter(**{bank: OuterRef("pk")}).order_by().values(bank)
    return Coalesce(Subquery(of_bank.annotate(count=Count("pk")).values("count")), 0)


@admin.register(Bank)
class BankAdmin(WritersOnly, HistoryAdmin):
    form = SeenForm
    change_list_template = "admin/questions/banks.html"
    list_display = ("name", "slug", "owner", "is_shared", "in_practice", "asked", "doings")
    list_filter = ("is_shared", "in_practice")
    search_fields = ("name", "slug", "description")
    prepopulated_fields = {"slug": ("name",)}
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bank]:
        """Each count by itself: a question has one ready version at most."""
        ready = QuestionVersion.objects.filter(state=QuestionVersion.State.READY)
        banks = Bank.objects.visible_to(person(request)).select_related("owner")
        mine = Bank.objects.editable_by(person(request)).filter(pk=OuterRef("pk"))
        return banks.annotate(
            is_mine=Exists(mine),
            question_count=_count(Question.objects.all(), "bank"),
            ready_count=_count(ready, "question__bank"),
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What every student practises, and whose a bank is, an admin decides."""
        if obj is not None and not self.has_change_permission(request, obj):
            return ("name", "description", "owner", "partial_credit", "in_practice")
        fields = (
            "name", "slug", "description", "is_shared", "partial_credit", "needs_review", "seen",
        )  # fmt: skip
        return (*fields, "in_practice", "owner") if person(request).is_superuser else fields

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_form(request, obj, **kwargs, help_texts={"is_shared": SHARED})

    def formfield_for_foreignkey(self, db_field, request, **kwargs):  # type: ignore[no-untyped-def]
        """A student owns no bank; who owns one and teaches no more stays to be seen."""
        if db_field.name == "owner":
            owners = (
                Q(is_teacher=True) | Q(is_superuser=True) | Q(pk__in=Bank.objects.values("owner"))
            )
            kwargs["queryset"] = User.objects.filter(owners)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A bank goes when it is empty."""
        if not isinstance(obj, Bank):
            return False
        return self.has_change_permission(request, obj) and not obj.questions.exists()

    def save_model(self, request: HttpRequest, obj: Bank, form: Any, change: bool) -> None:
        if not change and obj.owner is None and not person(request).is_superuser:
            obj.owner = person(request)
        super().save_model(request, obj, form, change)

    @admin.display(description="ready questions", ordering="ready_count")
    def asked(self, bank: Bank) -> str:
        return f"{bank.ready_count} of {bank.question_count}"  # type: ignore[attr-defined]

    def get_urls(self) -> list[URLPattern]:
        return [*exchange.urls(), *super().get_urls()]

    @admin.display(description="what to do")
    def doings(self, bank: Bank) -> SafeString:
        questions = reverse("admin:questions_question_changelist")
        if not bank.is_mine:  # type: ignore[attr-defined]
            return format_html('<a href="{}?bank={}">Questions</a>, to read', questions, bank.pk)
        return format_html(
            '<a href="{}?bank={}">Questions</a> · <a href="{}?bank={}">Import</a> · '
            '<a href="{}">Export</a>',
            questions,
            bank.pk,
            reverse("admin:questions_bank_import"),
            bank.pk,
            reverse("admin:questions_bank_export", args=[bank.pk]),
        )
