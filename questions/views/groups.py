"""Groups of a classroom, made by need: saved, changed, taken away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from questions.forms import GroupForm, NeedForm
from questions.models import Classroom, Group, MalRule, Skill
from questions.reports import groups as report
from questions.services import groups as service

from .access import person, teacher_required


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows who needs it, to be looked through and saved. The address says what it is for."""
    room = get_object_or_404(Classroom.objects.taught_by(person(request)), pk=pk)
    need = NeedForm(request.GET)
    about = need.cleaned_data if need.is_valid() else {"skill": None, "mistake": None}
    skill, mal_rule = about.get("skill"), about.get("mistake")
    form = _form(request, room, skill, mal_rule)
    if form.is_valid():
        try:
            made = service.make(classroom=room, skill=skill, mal_rule=mal_rule, **form.given)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{made} is saved. A quiz can be given to it alone.")
            return redirect("group", room.pk, made.pk)
    context = {"classroom": room, "form": form, "about": skill or mal_rule}
    return render(request, "questions/groups/new.html", context)


def _form(
    request: HttpRequest, room: Classroom, skill: Skill | None, mal_rule: MalRule | None
) -> GroupForm:
    """What was sent, or who needs the skill or shows the mistake."""
    if request.method == "POST":
        return GroupForm(request.POST, classroom=room)
    purpose = skill or mal_rule
    members = report.needing(room, skill=skill, mal_rule=mal_rule, at=timezone.now())
    initial = {"name": purpose.name if purpose else "", "member": members}
    return GroupForm(initial=initial, classroom=room)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def group(request: HttpRequest, pk: int, group_pk: int) -> HttpResponse:
    """A group with what it was given; sent back, it is changed."""
    own = _own(request, pk, group_pk)
    initial = {"name": own.name, "member": list(own.members.values_list("pk", flat=True))}
    form = GroupForm(request.POST or None, initial=initial, classroom=own.classroom)
    if form.is_valid():
        try:
            service.change(group=own, **form.given)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{own} is changed.")
            return redirect("group", pk, group_pk)
    context = {"page": report.page(own), "form": form}
    return render(request, "questions/groups/page.html", context)


@require_POST
@teacher_required
def remove(request: HttpRequest, pk: int, group_pk: int) -> HttpResponse:
    own = _own(request, pk, group_pk)
    try:
        service.remove(group=own)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("group", pk, group_pk)
    messages.success(request, f"The group {own.name} is gone. Its students stay in the class.")
    return redirect("classroom", pk)


def _own(request: HttpRequest, pk: int, group_pk: int) -> Group:
    groups = Group.objects.taught_by(person(request)).select_related("classroom")
    return get_object_or_404(
        groups.select_related("skill", "mal_rule", "classroom"), pk=group_pk, classroom=pk
    )
