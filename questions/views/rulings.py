"""A teacher drops a question of an assignment, makes it a bonus, or lets it count again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from questions.forms import RulingForm
from questions.models import Assignment, QuestionRuling, Slot
from questions.reports import rulings as report
from questions.services import rulings as service
from questions.services import sweeping

from .access import person, teacher_required
from .assignments import taught
from .sent import whole_number

DONE = {
    QuestionRuling.Kind.DROPPED.value: "is dropped. Everybody who has begun is told.",
    QuestionRuling.Kind.BONUS.value: "is a bonus to all. Everybody who has begun is told.",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def rule(request: HttpRequest, pk: int, slot_pk: int) -> HttpResponse:
    """Who would change and by how much, and the form that drops the question for everybody."""
    assignment = taught(request, pk)
    slots = Slot.objects.select_related("question")
    slot = get_object_or_404(slots, pk=slot_pk, quiz=assignment.quiz_id)
    sweeping.sweep(assignment=assignment)
    page = report.page(assignment, slot)
    seen = " ".join(str(key) for key in page.standing)
    sent = request.POST if request.method == "POST" else None
    form = RulingForm(sent, initial={"seen": seen}, can_drop=page.can_drop)
    if form.is_valid() and _is_done(request, form, assignment, slot, seen):
        return redirect("results", pk)
    return render(request, "questions/results/ruling.html", {"page": page, "form": form})


def _is_done(
    request: HttpRequest, form: RulingForm, assignment: Assignment, slot: Slot, seen: str
) -> bool:
    """Whether the ruling is made; otherwise the form says why not."""
    by = person(request)
    try:
        made = service.rule(assignment=assignment, slot=slot, by=by, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        # Who is told what holds now has seen it.
        form.data = request.POST.dict() | {"seen": seen}
        return False
    messages.success(request, f"Question {slot.position} {DONE[made.kind]}")
    return True


@require_POST
@teacher_required
def take_back(request: HttpRequest, pk: int, slot_pk: int) -> HttpResponse:
    """Of the ruling that the page showed; another one that was made since stays."""
    assignment = taught(request, pk)
    shown = whole_number(request.POST.get("ruling", ""))
    rows = assignment.rulings.filter(slot=slot_pk)
    ruling = get_object_or_404(rows, pk=shown)
    service.take_back(ruling=ruling, by=person(request))
    if rows.standing().exists():
        messages.warning(request, service.MEANWHILE_ANOTHER)
        return redirect("ruling", pk, slot_pk)
    messages.success(request, "The question counts again. Everybody who has begun is told.")
    return redirect("results", pk)
