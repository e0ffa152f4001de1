"""Who gets at a page: members, and teachers. Times are entered and shown in the member's zone."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from questions.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

NEEDED = "An account is needed for that."
NEEDED_THERE = "An account is needed there. After this you come back to it."


def member_required(view: View[P]) -> View[P]:
    """Visitors sign in and guests sign up first; then they come back to the same address."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or user.is_guest:
            return _to_account(request)
        with timezone.override(ZoneInfo(user.time_zone)):
            return view(request, *args, **kwargs)

    return guarded


def teacher_required(view: View[P]) -> View[P]:
    """A page that is not there for anybody but teachers."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.has_perm("questions.make_classroom"):
            raise Http404
        return view(request, *args, **kwargs)

    return member_required(guarded)


def person(request: HttpRequest) -> User:
    """Who asks, on a page for members."""
    user: Any = request.user
    if not isinstance(user, User):
        raise Http404
    return user


def _to_account(request: HttpRequest) -> HttpResponse:
    """A saved answer must not be replaced by a sign-in page: a script is told, a person is sent."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse("Sign in again.", status=401, content_type="text/plain")
    is_page = request.method == "GET"
    messages.info(request, NEEDED_THERE if is_page else NEEDED)
    name = "account_signup" if request.user.is_authenticated else "account_login"
    address = request.get_full_path() if is_page else reverse("home")
    return redirect(f"{reverse(name)}?{urlencode({'next': address})}")
