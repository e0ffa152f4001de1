import datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from questions.models import (
    ItemDifficulty,
    ModelVersion,
    Observation,
    Response,
    SkillDifficulty,
    SkillEstimate,
    StudentEstimate,
    StudentItem,
    StudyPlan,
)
from questions.services import folding, learning, people, rebuilding
from tests import factories

DAY = datetime.timedelta(days=1)
NOW = timezone.now().replace(hour=12)


@pytest.fixture
def skill(db):
    return factories.SkillFactory(slug="power-rule")


@pytest.fixture
def version(skill):
    version = factories.family_version("derivative", 1)
    version.question.skills.add(skill)
    return version


def answer(student, version, seed, right=True, at=NOW, **session):
    """A response that has been taken in."""
    verdict = Response.Verdict.CORRECT if right else Response.Verdict.INCORRECT
    row = factories.ItemSessionFactory(student=student, version=version, seed=seed, **session)
    response = factories.ResponseFactory(item_session=row, verdict=verdict, submitted_at=at)
    learning.record(response)
    return response


def state():
    """All that a replay must give again."""
    rows = (
        StudentEstimate.objects.order_by("student").values(*FIELDS["student"]),
        SkillEstimate.objects.order_by("student", "skill").values(*FIELDS["skill"]),
        StudentItem.objects.order_by("student", "question").values("answers", "right"),
        ItemDifficulty.objects.order_by("question").values(*folding.RATED_ITEM),
        SkillDifficulty.objects.order_by("skill").values(*folding.RATED),
        ModelVersion.objects.filter(pk=ModelVersion.objects.latest().pk).values(
            "number", "weights", "squares"
        ),
        Observation.objects.order_by("pk").values("folded_in", "look"),
    )
    return [list(row) for row in rows]


FIELDS = {
    "student": ["mean", "variance", "answers", "right", "streak", "outcomes", "averages"],
    "skill": ["mean", "variance", "answers", "right", "last", "outcome", "averages"],
}


def test_an_answer_touches_the_students_rows_only(student, version, classmate):
    answer(classmate, version, 1)
    folding.fold()
    shared = list(ItemDifficulty.objects.values()), list(SkillDifficulty.objects.values())
    others = StudentEstimate.objects.filter(student=classmate).values().get()
    answer(student, version, 2)
    assert (list(ItemDifficulty.objects.values()), list(SkillDifficulty.objects.values())) == shared
    assert StudentEstimate.objects.filter(student=classmate).values().get() == others
    assert Observation.objects.waiting().count() == 1


def test_a_fold_publishes_a_version_with_what_waited(student, version, skill):
    for seed in range(3):
        answer(student, version, seed)
    assert folding.fold() == 3
    assert folding.fold() == 0
    published = ModelVersion.objects.latest()
    assert (published.number, published.answers) == (1, 3)
    assert ItemDifficulty.objects.get().answers == 3
    assert SkillDifficulty.objects.get(skill=skill).mean < 0, "three right answers: easier"
    answer(student, version, 9)
    assert Observation.objects.latest("pk").version == 1


def test_a_fold_counts_the_right_answers_to_a_question(student, version):
    answer(student, version, 0)
    answer(student, version, 1, right=False)
    folding.fold()
    answer(student, version, 2)
    folding.fold()
    row = ItemDifficulty.objects.get()
    assert (row.right, row.answers) == (2, 3)


def test_two_folds_at_once_publish_one_version_and_lose_nothing(student, version, monkeypatch):
    for seed in range(4):
        answer(student, version, seed)
    write = folding.write_difficulties

    def meanwhile(population):
        monkeypatch.setattr(folding, "write_difficulties", write)
        ModelVersion.objects.filter(number=1).update(number=7)
        assert folding.fold(limit=2) == 2
        ModelVersion.objects.create(number=8, weights=[], squares=[], answers=0)
        raise folding.IntegrityError

    monkeypatch.setattr(folding, "write_difficulties", meanwhile)
    assert folding.fold() == 0
    assert Observation.objects.waiting().count() == 4


def test_a_replay_gives_the_same_state_to_the_last_bit(student, classmate, version, skill):
    other = factories.family_version("derivative", 2)
    other.question.skills.add(skill)
    for seed in range(14):
        person, asked = (student, classmate)[seed % 2], (version, other)[seed % 3 == 0]
        answer(person, asked, seed, right=seed % 4 != 1)
        if seed in {3, 4, 9}:
            folding.fold(limit=3)
    people.replay(student)
    answer(student, version, 100)
    folding.fold(limit=4)
    before = state()
    StudentEstimate.objects.update(mean=9.0)
    SkillEstimate.objects.update(mean=9.0, answers=99)
    ItemDifficulty.objects.update(mean=9.0)
    StudentItem.objects.all().delete()
    assert rebuilding.rebuild() == Observation.objects.count()
    assert state() == before


def test_rebuilding_may_be_asked_for_with_nothing_to_replay(db, capsys):
    call_command("rebuild_student_models")
    call_command("fold_responses")
    assert "0 answers replayed" in capsys.readouterr().out


def test_what_is_replayed_is_folded_once(student, version):
    answer(student, version, 1)
    folding.fold()
    people.replay(student)
    assert Observation.objects.waiting().count() == 0
    assert StudentEstimate.objects.get().answers == 1


def test_a_regraded_answer_is_folded_as_a_correction(student, version):
    response = answer(student, version, 1, right=False)
    folding.fold()
    hard = ItemDifficulty.objects.get().mean
    response.verdict = Response.Verdict.CORRECT
    response.save()
    people.replay(student)
    assert StudentEstimate.objects.get().right == 1
    assert folding.fold() == 1
    assert ItemDifficulty.objects.get().mean < hard


def test_the_answers_of_one_variant_never_count_twice(student, version):
    answer(student, version, 5)
    answer(student, version, 5, right=False)
    assert StudentEstimate.objects.get().answers == 1


def test_an_authored_question_counts_once(student, skill):
    authored = factories.expression_version()
    authored.question.skills.add(skill)
    answer(student, authored, 1)
    answer(student, authored, 2)
    assert StudentEstimate.objects.get().answers == 1


def test_a_right_answer_after_hints_counts_less(student, classmate, version):
    answer(student, version, 1)
    answer(classmate, version, 1, hints_shown=2)
    means = {row.student: row.mean for row in StudentEstimate.objects.all()}
    assert 0 < means[classmate] < means[student]


def test_a_right_choice_that_may_be_a_guess_counts_less(student, classmate, skill):
    written, chosen = factories.expression_version(), factories.VersionFactory()
    for one in (written, chosen):
        one.question.skills.add(skill)
    answer(student, written, 1)
    answer(classmate, chosen, 1)
    moved = {row.student: row.averages[0] for row in StudentEstimate.objects.all()}
    assert 0 < moved[classmate] < moved[student]


def test_only_the_first_answer_of_a_day_is_a_review(student, version):
    answer(student, version, 1)
    first = SkillEstimate.objects.get()
    answer(student, version, 2, right=False, at=NOW + datetime.timedelta(hours=1))
    assert SkillEstimate.objects.get().due_at == first.due_at
    answer(student, version, 3, at=NOW + 3 * DAY)
    assert SkillEstimate.objects.get().due_at > first.due_at


def test_with_an_exam_ahead_a_skill_is_due_before_half_the_days_are_over(student, version):
    StudyPlan.objects.create(student=student, exam_on=(NOW + 2 * DAY).date())
    answer(student, version, 1)
    assert SkillEstimate.objects.get().due_at <= NOW + DAY


def test_mastery_is_gained_by_evidence_and_survives_one_slip(student, version):
    for seed in range(12):
        answer(student, version, seed)
    row = SkillEstimate.objects.get()
    assert row.mastered_at is not None
    answer(student, version, 50, right=False)
    assert SkillEstimate.objects.get().mastered_at == row.mastered_at


def test_mastery_that_many_slips_contradict_is_taken_back(student, version):
    for seed in range(8):
        answer(student, version, seed)
    for seed in range(20, 34):
        answer(student, version, seed, right=False)
    assert SkillEstimate.objects.get().mastered_at is None


def test_a_deleted_skill_leaves_the_record_and_the_replay_whole(student, version, skill):
    answer(student, version, 1)
    folding.fold()
    skill.delete()
    rebuilding.rebuild()
    assert not SkillEstimate.objects.exists()
    assert StudentEstimate.objects.get().answers == 1


def test_typical_difficulties_are_stored_for_pages_that_cannot_wait(skill, version):
    worked_out = SkillDifficulty.objects.typical()
    SkillDifficulty.objects.refresh()
    row = SkillDifficulty.objects.get()
    assert {skill.pk: (row.typical, row.easiest)} == worked_out == SkillDifficulty.objects.typical()


def test_web_processes_keep_up_with_what_waits(student, version, skill):
    answer(student, version, 1)
    cache.clear()
    folding.keep_up()
    assert not Observation.objects.waiting().exists()
    assert SkillDifficulty.objects.get(skill=skill).typical is not None
    cache.clear()
