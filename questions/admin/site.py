"""The admin site itself: its name, its way home, and signing in like everywhere else."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from questions.models import User

Apps = list[dict[str, Any]]


def by_our_door(login: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Signing in by django-allauth; a guest, who is signed in without an account, too."""
    secured = secure_admin_login(login)

    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User) and request.user.is_guest:
            return redirect_to_login(request.GET.get("next", request.path))
        response: HttpResponse = secured(request, *args, **kwargs)
        return response

    return enter


# What belongs together, in the order of use. Every model stands in one; a test says so.
GROUPS = {
    "Questions": ("Bank", "Question", "QuestionVersion", "CheckRun"),
    "What they are about": ("Topic", "Skill", "MalRule", "Lesson", "ExamPreset"),
    "People": ("User", "TeacherInvitation"),
    "Teaching": (
        "Classroom",
        "Quiz",
        "Assignment",
        "Accommodation",
        "Attempt",
        "Response",
        "Challenge",
        "Regrade",
        "QuestionRuling",
    ),
    "Statistics": ("AnswerCluster", "Calibration", "ItemCalibration"),
}


def in_groups(listed: Callable[..., Apps]) -> Callable[..., Apps]:
    """The models by what they are for; there is one app, whose own page has them all."""

    def grouped(request: HttpRequest, app_label: str | None = None) -> Apps:
        apps = listed(request, app_label)
        if app_label is not None:
            return apps
        found = {one["object_name"]: one for app in apps for one in app["models"]}
        groups = {
            name: [found[one] for one in models if one in found] for name, models in GROUPS.items()
        }
        return [
            apps[0] | {"name": one, "models": models} for one, models in groups.items() if models
        ]

    return grouped


admin.site.site_title = "GradQuiz"
admin.site.site_header = "GradQuiz admin"
admin.site.index_title = "GradQuiz"
admin.site.site_url = "/"
admin.site.get_app_list = in_groups(admin.site.get_app_list)  # type: ignore[method-assign]
admin.site.login = by_our_door(admin.site.login)  # type: ignore[method-assign]
