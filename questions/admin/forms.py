"""Forms of the admin's catalogues and people."""

import hashlib
import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import model_to_dict

from questions.models import Skill, TeacherInvitation, User
from questions.reports import skills

if TYPE_CHECKING:
    AnyModelForm = forms.ModelForm[Any]
    PersonModelForm = forms.ModelForm[User]
    InvitationModelForm = forms.ModelForm[TeacherInvitation]
else:
    AnyModelForm = PersonModelForm = InvitationModelForm = forms.ModelForm


class SeenForm(AnyModelForm):
    """Carries what its row said when it was opened, so that a second editor is told."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = fingerprint(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("seen") != self._stored():
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data["seen"] = self._stored()
            self.data = data
            raise ValidationError(
                "Somebody else changed this while you were writing. Nothing was overwritten and "
                "your text is still here: see the history, then save again to replace it."
            )
        return cleaned

    def _stored(self) -> str:
        """Of the row as it is now, which stays so until the end of the transaction."""
        rows = type(self.instance)._default_manager.select_for_update(of=("self",))
        return fingerprint(rows.get(pk=self.instance.pk))


def fingerprint(row: Model) -> str:
    """Changes whenever the row does."""
    values = json.dumps(model_to_dict(row), default=lambda one: str(getattr(one, "pk", one)))
    return hashlib.sha256(values.encode()).hexdigest()[:20]


class SkillForm(SeenForm):
    """A skill with its prerequisites, among which there is no cycle."""

    def clean_prerequisites(self) -> Collection[Skill]:
        prerequisites: Collection[Skill] = self.cleaned_data["prerequisites"]
        found = skills.cycle(self.instance, prerequisites) if self.instance.pk else []
        if found:
            names = " needs ".join(f"“{one}”" for one in found)
            raise ValidationError(f"This would close a circle: {names}.")
        return prerequisites


class PersonForm(PersonModelForm):
    """A person with roles. The password is the person's own affair."""

    class Meta:
        model = User
        fields = ["email", "name", "is_teacher", "is_staff", "is_superuser", "is_active"]
        labels = {"is_superuser": "Admin"}
        help_texts = {
            "is_staff": "May sign in to this admin site. A teacher writes questions there.",
            "is_superuser": "May do everything in this admin site.",
            "is_active": "Without this, the person cannot sign in. Nothing is deleted.",
        }

    # The person who is signed in; set by the admin for each request.
    by: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "email" in self.fields:
            self.fields["email"].required = True

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise ValidationError("Another person has this e-mail address.")
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_superuser") and not cleaned.get("is_staff"):
            self.add_error("is_staff", "An admin needs the admin site.")
        keeps = all(cleaned.get(role) for role in ("is_staff", "is_superuser", "is_active"))
        if self.instance.pk == self.by.pk and not keeps:
            raise ValidationError(
                "You cannot take away your own access. Ask another admin to do it."
            )
        return cleaned


class NewPersonForm(PersonForm):
    """A new person, who chooses a password from a link in an e-mail."""

    send_link = forms.BooleanField(
        label="E-mail a link to choose a password",
        required=False,
        initial=True,
        help_text="The person can also ask for it where people sign in, under “Forgot password”.",
    )

    class Meta(PersonForm.Meta):
        fields = ["email", "name", "is_teacher", "is_staff", "is_superuser"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["is_active"] = True
        return super().clean()


class InvitationForm(InvitationModelForm):
    class Meta:
        model = TeacherInvitation
        fields = ("email",)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email=email, is_teacher=True).exists():
            raise ValidationError("This person is a teacher already.")
        open_ones = TeacherInvitation.objects.filter(email=email, accepted_at=None)
        if open_ones.exists():
            raise ValidationError(
                "This person has an open invitation. Open it in the list to send it again."
            )
        return email
