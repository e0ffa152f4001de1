"""Topics, skills and what should be known before them."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from questions.models import Skill, Topic

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
    list_display = ("name", "topic", "slug", "needs", "position")
    list_filter = ("topic",)
    search_fields = ("name", "slug", "description")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "topic", "description", "position", "prerequisites", "seen")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Skill]:
        skills: QuerySet[Skill] = super().get_queryset(request)
        return skills.select_related("topic").prefetch_related("prerequisites")

    @admin.display(description="prerequisites")
    def needs(self, skill: Skill) -> str:
        return ", ".join(one.name for one in skill.prerequisites.all()) or "none"

    def formfield_for_manytomany(self, db_field, request, **kwargs):  # type: ignore[no-untyped-def]
        kwargs["widget"] = CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)
