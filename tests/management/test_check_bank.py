"""`manage.py check_bank`."""

import io

import pytest
from django.core.management import CommandError, call_command

from questions.models import QuestionVersion
from tests.factories import SkillFactory, VersionFactory

pytestmark = pytest.mark.django_db


def check(slug: str, *arguments: str) -> tuple[list[str], str]:
    """The lines printed, and what it ended with."""
    out = io.StringIO()
    try:
        call_command("check_bank", slug, *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), ""


def test_a_sound_question_passes() -> None:
    version = VersionFactory()
    version.question.skills.add(SkillFactory())
    lines, ending = check(version.question.bank.slug)
    assert lines == [f"{version.question.slug}, version 1: passes"]
    assert ending == ""


def test_a_failing_question_ends_it_with_an_error() -> None:
    version = VersionFactory()
    lines, ending = check(version.question.bank.slug)
    assert lines == [f"{version.question.slug}, version 1: No skill is tagged. (skills)"]
    assert ending == "Questions that fail: 1."


def test_a_retired_question_is_not_checked() -> None:
    version = VersionFactory(state=QuestionVersion.State.RETIRED)
    lines, ending = check(version.question.bank.slug)
    assert lines == [f"{version.question.slug}: retired, not checked"]
    assert ending == ""


def test_a_bank_that_there_is_not_is_named_with_those_that_there_are() -> None:
    VersionFactory(question__bank__slug="quick-quiz")
    assert check("quick-quizz")[1] == ("There is no bank “quick-quizz”. The banks are: quick-quiz.")


def test_a_number_of_seeds_is_one_or_more() -> None:
    version = VersionFactory()
    assert "1 or more" in check(version.question.bank.slug, "--seeds", "0")[1]
