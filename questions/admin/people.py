"""People and their roles, and the invitations that make teachers."""

from smtplib import SMTPException
from typing import Any

import allauth.account.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from questions.models import TeacherInvitation, User
from questions.services import accounts, people

from .base import AnyModelAdmin
from .forms import InvitationForm, NewPersonForm, PersonForm

# Roles are facts about a person here; groups would be a second way to say the same, and an
# address of its own row a second place for a person's e-mail. Both register on import.
for elsewhere in (Group, EmailAddress):
    if admin.site.is_registered(elsewhere):
        admin.site.unregister(elsewhere)

ROLES = ("is_teacher", "is_staff", "is_superuser")


class AdminFilter(admin.BooleanFieldListFilter):
    """By whether a person is an admin, in the word that the form has for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "admin"


@admin.register(User)
class PersonAdmin(AnyModelAdmin):
    list_display = (
        "name_or_guest",
        "email",
        "is_teacher",
        "is_staff",
        "is_admin",
        "is_active",
        "joined",
    )
    list_filter = ("is_teacher", "is_staff", ("is_superuser", AdminFilter), "is_guest", "is_active")
    search_fields = ("name", "email")
    ordering = ("-date_joined",)
    readonly_fields = ("date_joined", "last_login", "time_zone")
    actions = None
    form = PersonForm

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT002
        **kwargs: Any,
    ) -> Any:
        if obj is None:
            kwargs["form"] = NewPersonForm
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return (
                (None, {"fields": ("email", "name", "send_link")}),
                ("Roles", {"fields": ROLES}),
            )
        return (
            (None, {"fields": ("email", "name", "is_active")}),
            ("Roles", {"fields": ROLES}),
            ("When and where", {"fields": ("date_joined", "last_login", "time_zone")}),
        )

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A guest is a row without credentials; signing up fills it in."""
        if isinstance(obj, User) and obj.is_guest:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Deleting a person would delete answers that statistics rest on: deactivate instead."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        accounts.keep(obj)
        request.wants_link = form.cleaned_data.get("send_link", False)  # type: ignore[attr-defined]

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: Any = None) -> Any:
        request.added = obj  # type: ignore[attr-defined]
        return super().response_add(request, obj, post_url_continue)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The e-mail leaves after the transaction: a slow mail server holds nobody up."""
        response = super().add_view(request, *args, **kwargs)
        person = getattr(request, "added", None)
        if person is not None and getattr(request, "wants_link", False):
            self._send_link(request, person)
        return response

    def _send_link(self, request: HttpRequest, person: User) -> None:
        try:
            accounts.send_password_link(person, request)
        except (SMTPException, OSError):
            messages.warning(
                request,
                "The link to choose a password could not be sent. The person can ask for it on the "
                "sign-in page, under “Forgot your password?”.",
            )
        else:
            messages.success(request, f"A link to choose a password went to {person.email}.")

    @admin.display(description="name", ordering="name")
    def name_or_guest(self, person: User) -> str:
        return str(person)

    @admin.display(description="admin", boolean=True, ordering="is_superuser")
    def is_admin(self, person: User) -> bool:
        return person.is_superuser

    @admin.display(description="joined", ordering="date_joined")
    def joined(self, person: User) -> Any:
        return person.date_joined.date()


@admin.register(TeacherInvitation)
class InvitationAdmin(AnyModelAdmin):
    form = InvitationForm
    list_display = ("email", "invited_by", "invited_at", "accepted_at")
    list_filter = (("accepted_at", admin.EmptyFieldListFilter),)
    search_fields = ("email",)
    change_form_template = "admin/questions/invitation.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[TeacherInvitation]:
        rows: QuerySet[TeacherInvitation] = super().get_queryset(request)
        return rows.select_related("invited_by", "accepted_by")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ("email",)
        return ("email", "invited_by", "invited_at", "accepted_by", "accepted_at")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not isinstance(request.user, User):
            return
        made = people.invite(email=obj.email, by=request.user)
        obj.pk = made.pk
        obj.refresh_from_db()
        request.added = made  # type: ignore[attr-defined]

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The e-mail leaves after the transaction."""
        response = super().add_view(request, *args, **kwargs)
        made = getattr(request, "added", None)
        if made is not None:
            self._send(request, made)
        return response

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The invitation with its link to hand on; posting sends the e-mail again."""
        invitation = self.get_object(request, object_id)
        if invitation is None or not self.has_view_permission(request, invitation):
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method == "POST":
            self._send(request, invitation)
            return HttpResponseRedirect(request.path)
        link = request.build_absolute_uri(reverse("invitation", args=[invitation.token]))
        context = {**(extra_context or {}), "invitation": invitation, "link": link}
        return super().change_view(request, object_id, form_url, context)

    def _send(self, request: HttpRequest, invitation: TeacherInvitation) -> None:
        try:
            people.send_invitation(invitation, request)
        except (SMTPException, OSError):
            messages.warning(
                request, "The e-mail could not be sent. Open the invitation and hand on its link."
            )
        else:
            messages.success(request, f"The invitation was sent to {invitation.email}.")
