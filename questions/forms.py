"""Forms: what people may send, checked before any service runs."""

from allauth.account.forms import SignupForm as BaseSignupForm
from django import forms


class SignupForm(BaseSignupForm):  # type: ignore[misc]
    """E-mail address, password, and the name that teachers will see."""

    name = forms.CharField(
        label="Your name", max_length=80, help_text="Your teacher will see this name."
    )
    field_order = ["name", "email", "password1"]
