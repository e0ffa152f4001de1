"""The pages on which banks go out to files and come in from them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.views.decorators.http import require_http_methods

from questions.models import Bank, Upload
from questions.services import exchange, uploads
from questions.templatetags import unset

from .access import person, writes


class UploadForm(forms.Form):
    """A file, its format, and the bank that it goes into."""

    file = forms.FileField(help_text="JSON of GradQuiz, CSV, GIFT or Moodle XML, up to 10 MB.")
    form = forms.ChoiceField(
        label="Format", required=False, choices=[("", "as its name says"), *uploads.FORMATS]
    )
    bank = forms.ModelChoiceField(
        Bank.objects.none(), required=False, empty_label="a new bank, which the file names"
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bank"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Bank.objects.editable_by(person(request))

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > uploads.MOST_BYTES:
            raise ValidationError("The file has more than 10 megabytes.")
        return file


def urls() -> list[URLPattern]:
    """The addresses of these pages, below those of banks."""
    view = admin.site.admin_view
    return [
        path("import/", view(bring), name="questions_bank_import"),
        path("import/check/", view(check), name="questions_bank_import_check"),
        path("<int:pk>/export/", view(export), name="questions_bank_export"),
        path("<int:pk>/export/<slug:form>/", view(download), name="questions_bank_download"),
    ]


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Takes a file; what it would change is shown next."""
    _refuse_readers(request)
    initial = {"bank": request.GET.get("bank")}
    form = UploadForm(request.POST or None, request.FILES or None, request=request, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, form)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return HttpResponseRedirect(reverse("admin:questions_bank_import_check"))
    return _page(request, "import.html", "Import questions", form=form)


def _keep(request: HttpRequest, form: UploadForm) -> None:
    given = form.cleaned_data
    uploads.keep(
        by=person(request),
        bank=given["bank"],
        form=given["form"],
        name=given["file"].name,
        data=given["file"].read(),
    )


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """What the file would do, a line a question; then does it."""
    _refuse_readers(request)
    upload = Upload.objects.filter(owner=person(request)).select_related("bank", "owner").first()
    if upload is None:
        messages.info(request, "There is no file to import. Choose one.")
        return HttpResponseRedirect(reverse("admin:questions_bank_import"))
    if request.method == "POST":
        done = _carried_out(request, upload)
        if done is not None:
            return HttpResponseRedirect(_questions_of(done.bank))
    try:
        report = uploads.plan(upload)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("admin:questions_bank_import"))
    return _page(request, "import_check.html", "Import questions", upload=upload, report=report)


def _carried_out(request: HttpRequest, upload: Upload) -> uploads.Imported | None:
    leave_out = "leave_out" in request.POST
    try:
        if "ready" in request.POST:
            done = uploads.carry_out_ready(upload, render=unset.fault, leave_out=leave_out)
        else:
            done = uploads.carry_out(upload, leave_out=leave_out)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    counts = done.report.counts
    ready = f", {done.ready} of them ready to be asked" if done.checked else ""
    messages.success(
        request, f"{done.bank}: {counts['new']} new, {counts['changed']} changed{ready}."
    )
    for line in [one for one in done.checked if one.outcome != "changed"][:10]:
        messages.warning(request, f"{line.title} stays a draft: {' '.join(line.messages)}")
    return done


@require_http_methods(["GET"])
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Each format to download, and what one cannot hold; at first the one that holds everything."""
    bank = _bank(request, pk)
    form = request.GET.get("format", uploads.FORMATS[0][0])
    known = dict(uploads.FORMATS)
    notes = exchange.export(bank, form).notes if form in known else ()
    context = {"bank": bank, "formats": uploads.FORMATS, "notes": notes}
    if form in known:
        context |= {"chosen": form, "chosen_name": known[form]}
    return _page(request, "export.html", f"Export {bank}", **context)


@require_http_methods(["GET"])
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The bank's file."""
    bank = _bank(request, pk)
    if form not in dict(uploads.FORMATS):
        raise Http404
    name, media_type = exchange.file_name(bank, form)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    data = exchange.export(bank, form).data
    return HttpResponse(data, content_type=media_type, headers=headers)


def _bank(request: HttpRequest, pk: int) -> Bank:
    return get_object_or_404(Bank.objects.editable_by(person(request)), pk=pk)


def _refuse_readers(request: HttpRequest) -> None:
    if not writes(request):
        raise PermissionDenied


def _questions_of(bank: Bank) -> str:
    return f"{reverse('admin:questions_question_changelist')}?bank={bank.pk}"


def _page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    shared = admin.site.each_context(request) | {"title": title, "opts": Bank._meta}
    return render(request, f"admin/questions/{template}", shared | context)
