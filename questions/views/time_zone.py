"""The member's own time zone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from questions.forms import TimeZoneForm
from questions.services import people

from .access import member_required, person


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def time_zone(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = TimeZoneForm(request.POST or None, initial={"time_zone": user.time_zone})
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if form.is_valid():
        people.set_time_zone(user, form.cleaned_data["time_zone"])
        messages.success(request, f"Times are shown to you in the zone {user.time_zone}.")
        is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
        return redirect(wanted if is_ours else "assignments")
    return render(request, "questions/time_zone.html", {"form": form, "next": wanted})
