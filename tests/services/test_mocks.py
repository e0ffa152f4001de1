"""Mock exams: begun once, by a preset's rules as far as there are questions, marked exactly."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from questions.models import (
    Attempt,
    ExamPreset,
    ItemSession,
    MockExam,
    QuestionVersion,
    Response,
)
from questions.reports import mocks as report
from questions.services import attempts, mocks, stock, sweeping, variants
from tests import factories, starting

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)


def at(minutes):
    return AT + datetime.timedelta(minutes=minutes)


def number_version(key="1/3"):
    content = {"version": 1, "source": "authored", "prompt": "Work it out.", "kind": "number"}
    return factories.VersionFactory(kind="number", content={**content, "key": key, "variables": []})


@pytest.fixture
def preset(db):
    for _ in range(3):
        factories.VersionFactory()
    number_version()
    return factories.PresetFactory()


@pytest.fixture
def mock(preset, student):
    return mocks.start(preset=preset, student=student, at=AT)


def save(mock, position, entry, minutes):
    session = mock.item_sessions.get(position=position)
    number = session.entry_sequence + 1
    attempts.save(item_session=session, entry=entry, sequence=number, at=at(minutes))


def test_a_mock_has_the_presets_sections_in_order_and_its_time(mock):
    kinds = [one.variant.version.kind for one in mock.item_sessions.order_by("position")]
    assert kinds == ["choice", "choice", "choice", "number"]
    assert mock.deadline == at(60)
    assert mock.title.startswith("Exam")


def test_a_number_that_the_exams_rounding_would_hide_is_the_last_to_be_asked(student):
    for _ in range(3):
        factories.VersionFactory()
    hidden = [number_version("3/1088") for _ in range(3)]
    shown = number_version("1/3")
    preset = factories.PresetFactory()
    mock = mocks.start(preset=preset, student=student, at=AT)
    assert mock.item_sessions.get(position=4).question == shown.question
    attempts.submit(attempt=mock, at=at(1))
    factories.rewrite(shown, state="retired")
    again = mocks.start(preset=preset, student=student, at=at(2))
    assert again.item_sessions.get(position=4).question in {one.question for one in hidden}


def test_a_problem_that_is_stored_and_free_is_asked_before_one_is_made(preset, student, classmate):
    version = factories.family_version("derivative", 1)
    mine, held, free = (variants.variant_for(version, seed) for seed in (1, 2, 3))
    attempt = {"attempt": mocks.start(preset=preset, student=classmate, at=AT), "position": 9}
    factories.ItemSessionFactory(variant=mine, student=student)
    factories.ItemSessionFactory(variant=held, student=classmate, **attempt)
    assert stock.seeds(version.pk, student, 6) == [free.seed]
    stored: dict[int, list[int]] = {}
    assert mocks._seed(student, version, set(), stored) == free.seed
    assert mocks._seed(student, version, {free.seed}, stored) not in {1, 2, 3}


def test_starting_twice_gives_the_one_that_runs(mock, preset, student):
    assert mocks.start(preset=preset, student=student, at=at(1)) == mock
    other = factories.PresetFactory()
    assert mocks.start(preset=other, student=student, at=at(2)) == mock
    assert MockExam.objects.count() == 1


def test_one_that_is_out_of_time_is_handed_in_before_the_next_begins(mock, preset, student):
    later = mocks.start(preset=preset, student=student, at=at(61))
    mock.refresh_from_db()
    assert later != mock
    assert mock.submitted_at == mock.deadline


def test_a_bank_that_cannot_fill_an_exam_makes_it_shorter_and_its_time_too(preset, student):
    ItemSession.objects.all().delete()
    choices = preset.rules["sections"][0]["parts"][0]
    choices |= {"shown": 6, "counted": 5}
    preset.save()
    plan = mocks.plan(preset)
    assert [(part.shown, part.counted) for part in plan.rules.parts] == [(3, 2), (1, 1)]
    assert plan.minutes == 28
    assert mocks.start(preset=preset, student=student, at=AT).item_sessions.count() == 4


def test_what_cannot_be_made_any_more_makes_a_mock_shorter_and_not_impossible(preset, student):
    gone = QuestionVersion.objects.filter(kind="choice").first()
    factories.rewrite(gone, content=factories.GONE)
    attempt = mocks.start(preset=preset, student=student, at=AT)
    asked = attempt.item_sessions.values_list("variant__version", flat=True)
    assert attempt.item_sessions.count() == 3
    assert gone.pk not in asked


def test_without_questions_there_is_a_sentence_and_no_mock(db, student):
    with pytest.raises(ValidationError, match="no questions of the kinds"):
        mocks.start(preset=factories.PresetFactory(), student=student)
    assert not MockExam.objects.exists()


def test_what_was_answered_first_counts_and_negative_marks_are_said(mock):
    save(mock, 3, ["b"], 1)
    save(mock, 1, ["a"], 2)
    save(mock, 2, ["a"], 3)
    save(mock, 3, ["c"], 4)
    save(mock, 4, ["0.33"], 5)
    attempts.submit(attempt=mock, at=at(6))
    found = report.report(mock)
    assert (found.total.earned, found.total.possible, found.total.lost) == ("2 1/3", "5", "2/3")
    assert [(one.marks, one.counts) for one in found.items] == [
        ("+2", True),
        ("0", False),
        ("−2/3", True),
        ("+1", True),
    ]
    assert [one.uncounted for one in found.sections] == [1, 0]


def test_an_answer_that_was_cleared_loses_its_place_in_the_order(mock):
    save(mock, 3, ["b"], 1)
    save(mock, 1, ["a"], 2)
    save(mock, 3, [], 3)
    save(mock, 2, ["a"], 4)
    save(mock, 3, ["b"], 5)
    attempts.submit(attempt=mock, at=at(6))
    assert [one.counts for one in report.report(mock).items[:3]] == [True, True, False]


@pytest.mark.parametrize(
    ("written", "verdict"), [("0.33", "correct"), ("1/3", "correct"), ("0.3", "incorrect")]
)
def test_a_number_is_taken_as_the_exam_takes_it(mock, written, verdict):
    save(mock, 4, [written], 1)
    attempts.submit(attempt=mock, at=at(2))
    assert Response.objects.get().verdict == verdict


def test_the_same_number_is_not_taken_where_no_exam_says_so(preset, teacher, student):
    from tests import teaching

    given = teaching.assignment(teacher, student, versions=[number_version()])
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=["0.33"], sequence=1)
    attempts.submit(attempt=attempt)
    assert Response.objects.get().verdict == "incorrect"


def test_the_rules_of_a_mock_stay_when_its_preset_changes_or_goes(mock, preset):
    save(mock, 1, ["a"], 1)
    ExamPreset.objects.all().delete()
    mock = Attempt.objects.get(pk=mock.pk)
    attempts.submit(attempt=mock, at=at(2))
    assert report.report(mock).total.earned == "2"


def test_a_mock_without_a_browser_is_handed_in_at_its_end_and_learnt_from(mock):
    save(mock, 1, ["a"], 1)
    sweeping.sweep(at=at(61))
    mock.refresh_from_db()
    assert mock.submitted_at == mock.deadline
    assert Response.objects.get().sequence is not None


def test_what_cannot_be_read_costs_nothing(mock):
    save(mock, 4, ["1/"], 1)
    attempts.submit(attempt=mock, at=timezone.now())
    assert report.report(mock).items[3].outcome == "not answered"


def test_every_starter_preset_can_be_filled_whole(db, student):
    starting.load()
    plans = {one.slug: mocks.plan(one) for one in ExamPreset.objects.all()}
    assert {slug: plan.rules.shown for slug, plan in plans.items()} == {
        "gate": 65,
        "jee-main": 75,
        "jee-advanced": 12,
        "csir-net": 120,
        "gre-mathematics": 66,
        "course-exam": 20,
    }
    assert all(plan.rules == plan.whole for plan in plans.values())
    short = ExamPreset.objects.get(slug="jee-advanced")
    assert mocks.start(preset=short, student=student).item_sessions.count() == 12


def test_a_generated_question_comes_again_as_another_problem_and_an_authored_one_does_not(student):
    content = {"version": 1, "source": "family", "family": "downhill_direction", "level": 1}
    factories.VersionFactory(kind="choice", content=content)
    factories.VersionFactory()
    preset = factories.PresetFactory()
    choices = preset.rules["sections"][0]["parts"][0]
    choices |= {"shown": 9, "counted": 9}
    number_version()
    preset.save()
    mock = mocks.start(preset=preset, student=student, at=AT)
    drawn = [one.variant for one in mock.item_sessions.select_related("variant__version")]
    chosen = [one for one in drawn if one.version.kind == "choice"]
    assert len(chosen) == mocks.VARIANTS + 1
    assert len({one.pk for one in drawn}) == len(drawn)
    authored = [one for one in chosen if one.version.content["source"] == "authored"]
    assert len(authored) == 1
