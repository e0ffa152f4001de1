"""Topics, skills and what should be known before them."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from questions.models import Skill, Topic
from questions.reports import skills as report

from .base import AnyModelAdmin, HistoryAdmin
from .forms import SeenForm, SkillForm


@admin.register(Topic)
class TopicAdmin(AnyModelAdmin):
    form = SeenForm
    fields = ("name", "slug", "position", "seen")
    list_display = ("name", "slug", "position", "skill_count")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        topics: QuerySet[Topic] = super().get_queryset(request)
        return topics.annotate(skill_count=Count("skills"))

    @admin.display(description="skills", ordering="skill_count")
    def skill_count(self, topic: Topic) -> int:
        count: int = topic.skill_count  # type: ignore[attr-defined]
        return count


@admin.register(Skill)
class SkillAdmin(HistoryAdmin):
    form = SkillForm
    change_list_template = "admin/questions/skills.html"
    change_form_template = "admin/questions/skill.html"
    list_display = ("name", "topic", "slug", "needs", "position")
    list_filter = ("topic",)
    search_fields = ("name", "slug", "description")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "topic", "description", "position", "prerequisites", "seen")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Skill]:
        skills: QuerySet[Skill] = super().get_queryset(request)
        return skills.select_related("topic").prefetch_related("prerequisites")

    @admin.display(description="prerequisites")
    def needs(self, skill: Skill) -> str:
        return ", ".join(one.name for one in skill.prerequisites.all()) or "none"

    def formfield_for_manytomany(self, db_field, request, **kwargs):  # type: ignore[no-untyped-def]
        kwargs["widget"] = CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A skill goes when nothing rests on it: estimates and tags would go with it."""
        skill = self.get_object(request, object_id)
        resting = report.resting_on(skill) if skill and self.has_delete_permission(request) else []
        if not resting:
            response: HttpResponse = super().delete_view(request, object_id, extra_context)
            return response
        messages.error(
            request,
            f"“{skill}” is not deleted, because of what rests on it: {', '.join(resting)}. Give it "
            "another name instead. To have it practised no more, take it away from its questions.",
        )
        return HttpResponseRedirect(reverse("admin:questions_skill_change", args=[object_id]))

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self._map)
        return [path("map/", page, name="questions_skill_map"), *super().get_urls()]

    def _map(self, request: HttpRequest) -> HttpResponse:
        """The picture has the whole width: the list of all pages is left away beside it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        chosen = request.GET.get("of", "")
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "title": "Prerequisites as a picture",
            "picture": report.drawn(int(chosen[:18]) if chosen.isdecimal() else None),
        }
        return render(request, "admin/questions/skill_map.html", context)
