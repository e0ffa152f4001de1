"""The derivative calculator, for anybody."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from questions.forms import ExploreForm
from questions.models import User
from questions.reports import explore as report
from questions.reports import readings, traces
from questions.reports.computation import Drawing
from questions.services import explore as service

EXAMPLES = (
    "x^2 sin(x)",
    "(3x + 1)^4",
    "ln(x^2 + 1)",
    "x e^(-x)",
    "x^2 y + sin(y)",
    "(x - 1)^2 + 4y^2",
    "x^2 + y^2 = 25",
    "x = cos(t), y = sin(2t)",
)


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    form = ExploreForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    outcome = service.work_out(**asked) if asked.get("f", "").strip() else service.Outcome()
    faults = {name: readings.of_error(asked[name], error) for name, error in outcome.faults.items()}
    person = request.user if isinstance(request.user, User) else None
    context = {
        "form": form,
        "reading": faults.get("f") or report.reading(asked.get("f", "")),
        "faults": faults,
        "refusal": outcome.refusal,
        "explored": outcome.explored,
        "curve": outcome.curve,
        "graph": _graph(outcome),
        "skills": report.skills(_skills(outcome)),
        "attempt": report.running_attempt(person),
        "examples": EXAMPLES,
    }
    return render(request, "questions/explore/page.html", context)


def _skills(outcome: service.Outcome) -> Sequence[str]:
    if outcome.curve is not None:
        return outcome.curve.skills
    return outcome.explored.solved.skills if outcome.explored else ()


def _graph(outcome: service.Outcome) -> Drawing | None:
    trace = outcome.explored.trace if outcome.explored else None
    return traces.drawing(trace) if trace else None


@require_safe
def descent(request: HttpRequest) -> HttpResponse:
    """The path at another rate, in place; the address of the page follows it."""
    form = ExploreForm(request.GET)
    page = f"{reverse('explore')}?{request.GET.urlencode()}"
    if not request.htmx or not form.is_valid():  # type: ignore[attr-defined]
        return redirect(page)
    context = {"descent": service.slide(**form.cleaned_data)}
    answer = render(request, "questions/explore/path.html", context)
    answer["HX-Replace-Url"] = page
    return answer


@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    form = ExploreForm(request.GET)
    text = form.cleaned_data["f"] if form.is_valid() else ""
    return render(request, "questions/explore/reading.html", {"reading": report.reading(text)})
