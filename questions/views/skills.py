"""A skill, as it stands for the person who asks."""

from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from questions.models import Skill
from questions.reports import lessons, skill_page

from .access import person


@login_required
@require_safe
def skill(request: HttpRequest, slug: str) -> HttpResponse:
    student = person(request)
    page = skill_page.page(student, get_object_or_404(Skill, slug=slug), at=timezone.now())
    context = {"page": page, "lessons": lessons.on(page.skill)}
    with timezone.override(ZoneInfo(student.time_zone)):
        return render(request, "questions/skill.html", context)
