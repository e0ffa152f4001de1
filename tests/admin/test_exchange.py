"""The pages that bring files in and send banks out."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from questions.models import Bank, Upload, User
from questions.services import exchange, importing, uploads
from tests.factories import (
    AdminFactory,
    BankFactory,
    SkillFactory,
    TeacherFactory,
    VersionFactory,
    family_version,
)
from tests.formats.test_moodle import stack

pytestmark = pytest.mark.django_db
IMPORT = reverse("admin:questions_bank_import")
CHECK = reverse("admin:questions_bank_import_check")
GIFT = b"// [tag:skill:power-rule]\n::Two:: One and one? {=2#yes ~3#no ~4}\n\nTell me. {}"

FIELDS = (
    "prompt", "key", "variables", "options", "pairs", "accepted", "hints", "explanation", "task",
    "domain", "tolerance", "form", "log", "up_to_constant", "difficulty", "mistakes", "parameters",
    "definitions", "conditions", "tests",
)  # fmt: skip


def bring(client: Client, data: bytes, name: str = "a.gift", **fields: object) -> str:
    file = SimpleUploadedFile(name, data)
    response = client.post(IMPORT, {"file": file, "form": "", **fields}, follow=True)
    return html.unescape(response.content.decode())


def test_a_file_is_looked_at_then_imported_once(as_admin: Client) -> None:
    bank = BankFactory()
    SkillFactory(slug="power-rule")
    page = bring(as_admin, GIFT, bank=bank.pk)
    assert "1 new, 0 changed, 0 unchanged, 1 refused" in page
    assert "It is an essay" in page
    assert not bank.questions.exists()
    page = as_admin.post(CHECK, {"leave_out": "on"}, follow=True).content.decode()
    assert "1 new, 0 changed." in page
    assert [one.title for one in bank.questions.all()] == ["Two"]
    assert not Upload.objects.exists()
    page = as_admin.post(CHECK, {"leave_out": "on"}, follow=True).content.decode()
    assert "There is no file to import" in page
    assert bank.questions.count() == 1


def test_what_is_refused_or_changed_stands_before_what_stays(as_admin: Client) -> None:
    bank = BankFactory()
    bring(as_admin, b"::A:: One and one? {=2 ~3}\n\n::B:: One and two? {=3 ~4}", bank=bank.pk)
    as_admin.post(CHECK)
    again = b"::A:: One and one? {=2 ~3}\n\n::B:: One and two? {=3 ~5}\n\n::C:: Tell. {}"
    page = bring(as_admin, again, bank=bank.pk)
    outcomes = re.findall(r"outcome-(\w+)", page)
    assert outcomes == ["refused", "changed", "unchanged"]
    assert "Changes: option 2." in page


def test_nothing_is_imported_while_something_is_refused(as_admin: Client) -> None:
    bank = BankFactory()
    bring(as_admin, GIFT, bank=bank.pk)
    page = html.unescape(as_admin.post(CHECK).content.decode())
    assert "Nothing was imported: 1 of the file's questions are refused." in page
    assert not bank.questions.exists()
    assert Upload.objects.count() == 1


def test_what_passes_is_made_ready_and_the_rest_says_why(as_admin: Client) -> None:
    bank = BankFactory()
    SkillFactory(slug="power-rule")
    good = GIFT.split(b"\n\n")[0].replace(b"~4", b"~4#no")
    bad = b"::Untagged:: One and two? {=3#yes ~4#no}"
    bring(as_admin, good + b"\n\n" + bad, bank=bank.pk)
    page = html.unescape(as_admin.post(CHECK, {"ready": "on"}, follow=True).content.decode())
    assert "1 of them ready" in page
    assert "Untagged stays a draft: No skill is tagged." in page
    assert [one.title for one in bank.questions.all() if one.ready_version] == ["Two"]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"{", "a.json", "not JSON"),
        (b"<quiz>", "a.xml", "not XML"),
        (b"x", "a.pdf", "Choose one"),
        (b"", "a.gift", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_at_its_field(
    as_admin: Client, data: bytes, name: str, said: str
) -> None:
    assert said in bring(as_admin, data, name)
    assert not Upload.objects.exists()


def test_teachers_reach_their_own_banks_only(client: Client) -> None:
    teacher = TeacherFactory(is_staff=True)
    client.force_login(teacher)
    own, other = BankFactory(owner=teacher), BankFactory()
    assert client.get(reverse("admin:questions_bank_export", args=[own.pk])).status_code == 200
    for name in ("export", "download"):
        arguments = [other.pk, "json"] if name == "download" else [other.pk]
        address = reverse(f"admin:questions_bank_{name}", args=arguments)
        assert client.get(address).status_code == 404
    page = bring(client, GIFT, bank=other.pk)
    assert "Select a valid choice" in page
    assert not Upload.objects.exists()


def test_students_find_no_such_page(client: Client, student: User) -> None:
    client.force_login(student)
    assert client.get(IMPORT).status_code in {302, 403, 404}
    assert client.get(CHECK).status_code in {302, 403, 404}


def test_a_file_of_one_person_is_not_shown_to_another(as_admin: Client, client: Client) -> None:
    bring(as_admin, GIFT, bank=BankFactory().pk)
    client.force_login(TeacherFactory(is_staff=True))
    assert "Two" not in client.get(CHECK, follow=True).content.decode()


@pytest.mark.parametrize(
    ("form", "kept"), [("json", True), ("csv", False), ("gift", False), ("moodle", False)]
)
def test_a_bank_is_downloaded_in_each_format(as_admin: Client, form: str, *, kept: bool) -> None:
    bank = VersionFactory().question.bank
    generated = family_version().question
    generated.bank = bank
    generated.save()
    page = as_admin.get(reverse("admin:questions_bank_export", args=[bank.pk]), {"format": form})
    assert ("keeps everything that" in page.content.decode()) is kept
    response = as_admin.get(reverse("admin:questions_bank_download", args=[bank.pk, form]))
    assert response.status_code == 200
    assert f'filename="{bank.slug}.' in response["Content-Disposition"]
    assert len(response.content) > 100


def test_each_format_is_one_click_away(as_admin: Client) -> None:
    bank = BankFactory()
    page = as_admin.get(reverse("admin:questions_bank_export", args=[bank.pk])).content.decode()
    for form, _ in uploads.FORMATS:
        assert reverse("admin:questions_bank_download", args=[bank.pk, form]) in page


def test_an_unknown_format_is_not_found(as_admin: Client) -> None:
    bank = BankFactory()
    address = reverse("admin:questions_bank_download", args=[bank.pk, "pdf"])
    assert as_admin.get(address).status_code == 404
    assert Bank.objects.count() == 1


def test_a_bank_that_is_there_already_is_told_before_the_dry_run(as_admin: Client) -> None:
    bank = BankFactory(slug="calculus")
    VersionFactory(question__bank=bank)
    data = exchange.export(bank, "json").data
    assert "There is a bank “calculus” already" in bring(as_admin, data, "a.json")
    assert not Upload.objects.exists()


def test_several_that_need_a_skill_are_told_in_the_plural(as_admin: Client) -> None:
    two = "".join(stack("", "2*x", prompt=f"Of x, {one}?") for one in ("once", "twice"))
    page = bring(as_admin, f"<quiz>{two}</quiz>".encode(), "a.xml", bank=BankFactory().pk)
    assert "2 of the new questions come without a skill and stay drafts until they have" in page


def test_what_needs_a_skill_and_what_varies_is_told(as_admin: Client) -> None:
    bank = BankFactory()
    template = b"<quiz>" + stack("a: rand(5)+2;", "2*a*x", prompt="Of {@a*x^2@}?").encode()
    page = bring(as_admin, template + b"</quiz>", "a.xml", bank=bank.pk)
    assert "1 of the new questions comes without a skill and stays a draft until it has" in page
    page = html.unescape(as_admin.post(CHECK, {"ready": "on"}, follow=True).content.decode())
    assert "One stays a draft: It varies from seed to seed" in page


@pytest.mark.parametrize("source", ["authored", "template"])
def test_whatever_an_unfinished_draft_holds_its_page_can_be_opened(
    as_admin: Client, source: str
) -> None:
    """Every field in turn holds something of each type: what is let in can be written on."""
    bank = BankFactory()
    values = ["", "x", 3, True, None, [], ["x"], [3], {}, {"x": "1"}, {"a": {"b": 1}}, [{}], [[1]]]
    values += [[{"text": "a", "id": "a"}], [{"text": 3}], {"ask": "derivative", "at": {"x": 1}}]
    rows = []
    for kind in ("choice", "matching", "ordering", "expression", "short text"):
        whole = {"version": 1, "source": source, "kind": kind, "prompt": "What?"}
        rows += [whole | {name: value} for name in FIELDS for value in values]
    versions = [{"number": 1, "state": "draft", "content": content} for content in rows]
    file = json.loads(exchange.export(bank, "json").data)
    file["questions"] = [
        {"slug": f"q-{place}", "title": "One", "skills": [], "versions": [version]}
        for place, version in enumerate(versions)
    ]
    contents = exchange.read(json.dumps(file).encode(), "json")
    importing.import_bank(contents, bank=bank, by=AdminFactory(), leave_out=True)
    kept = list(bank.questions.all())
    assert len(rows) / 5 < len(kept) < len(rows) / 2
    for question in kept[::9]:
        address = reverse("admin:questions_question_change", args=[question.pk])
        assert as_admin.get(address).status_code == 200, question.versions.get().content
