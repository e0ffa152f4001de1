"""How one field of an answer is read, while it is being written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from questions.forms import PreviewForm
from questions.models import ItemSession
from questions.reports import readings


def reading(
    request: HttpRequest, item_session: ItemSession, form: PreviewForm, *, instead_url: str
) -> HttpResponse:
    """The reading of the form's field; `instead_url` takes another reading in its place."""
    context = {
        "reading": readings.of_field(item_session, form.text),
        "position": form.cleaned_data["position"],
        "instead_url": instead_url,
    }
    return render(request, "questions/practice/reading.html", context)
