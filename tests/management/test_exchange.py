"""`manage.py export_questions` and `manage.py import_questions`."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from questions.models import Bank, QuestionVersion
from tests.factories import AdminFactory, SkillFactory, VersionFactory, family_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(db: None) -> QuestionVersion:
    AdminFactory()
    version = VersionFactory()
    version.question.skills.add(SkillFactory())
    return version


def run(name: str, *arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize("suffix", ["json", "csv", "gift", "xml"])
def test_a_file_goes_out_and_comes_into_another_bank(
    version: QuestionVersion, tmp_path: Path, suffix: str
) -> None:
    path = str(tmp_path / f"bank.{suffix}")
    run("export_questions", version.question.bank.slug, "--output", path)
    Bank.objects.create(slug="other", name="Other")
    told, _ = run("import_questions", path, "--bank", "other", "--dry-run")
    assert "Other: would be 1 new." in told
    assert not Bank.objects.get(slug="other").questions.exists()
    told, _ = run("import_questions", path, "--bank", "other", "--ready")
    assert "Made ready: 1. Still drafts: 0." in told
    [copy] = Bank.objects.get(slug="other").questions.all()
    assert copy.ready_version is not None


def test_what_a_format_cannot_say_is_named_beside_the_file(version: QuestionVersion) -> None:
    generated = family_version()
    generated.question.bank = version.question.bank
    generated.question.save()
    _, told = run("export_questions", version.question.bank.slug, "--format", "gift")
    assert f"{generated.question.slug}: left out: It is generated" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{path}.json"], "cannot be read"),
        (["{path}"], "tells no format"),
        (["{path}", "--format", "json"], "not JSON"),
        (["{path}", "--format", "gift", "--bank", "none"], "no bank “none”"),
        (["{path}", "--format", "gift", "--by", "a@b.c"], "nobody"),
        (["{path}", "--format", "gift"], "names no bank"),
    ],
)
def test_what_cannot_be_done_ends_with_a_sentence(
    version: QuestionVersion, tmp_path: Path, arguments: list[str], said: str
) -> None:
    path = tmp_path / "file"
    path.write_text("::A:: One? {=1 ~2}", encoding="utf-8")
    with pytest.raises(CommandError, match=said):
        run("import_questions", *(one.format(path=path) for one in arguments))


def test_a_bank_that_is_not_there_is_said(db: None) -> None:
    with pytest.raises(CommandError, match="no bank “none”"):
        run("export_questions", "none")
