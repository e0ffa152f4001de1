"""The admin site itself: its name, its way home, and signing in like everywhere else."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from questions.models import User


def by_our_door(login: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Signing in by django-allauth; a guest, who is signed in without an account, too."""
    secured = secure_admin_login(login)

    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User) and request.user.is_guest:
            return redirect_to_login(request.GET.get("next", request.path))
        response: HttpResponse = secured(request, *args, **kwargs)
        return response

    return enter


admin.site.site_title = "GradQuiz"
admin.site.site_header = "GradQuiz admin"
admin.site.index_title = "GradQuiz"
admin.site.site_url = "/"
admin.site.login = by_our_door(admin.site.login)  # type: ignore[method-assign]
