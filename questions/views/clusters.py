"""Wrong answers that nothing explains: a teacher names what is behind them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from questions.forms import NamingForm
from questions.reports import clusters as report
from questions.services import clusters as service

from .access import person, teacher_required

NAMED = "Named: who gave this answer, or gives it from now on, is told so."
DISMISSED = "Taken out of the queue."
TAKEN_BACK = "The name is taken back: these answers count as unexplained again."


@require_safe
@teacher_required
def clusters(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@teacher_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Names a cluster, dismisses it, or takes its name back: the button that was pressed says."""
    user = person(request)
    cluster = get_object_or_404(report.seen_by(user), pk=pk)
    doing = request.POST.get("do")
    form = NamingForm(request.POST) if doing == "name" else None
    if form is not None and not form.is_valid():
        return _page(request, form=form, of=pk)
    try:
        if form is not None:
            service.name(cluster=cluster, by=user, **form.cleaned_data)
        elif doing == "dismiss":
            service.dismiss(cluster=cluster, by=user)
        else:
            service.take_back(cluster=cluster, by=user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, {"name": NAMED, "dismiss": DISMISSED}.get(str(doing), TAKEN_BACK))
    return redirect("clusters")


def _page(
    request: HttpRequest, *, form: NamingForm | None = None, of: int | None = None
) -> HttpResponse:
    """`form` holds what was refused for the cluster `of`."""
    context = {
        "page": report.page(person(request)),
        "refused_form": form,
        "refused": of,
    }
    return render(request, "questions/clusters/page.html", context)
