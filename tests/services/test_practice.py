"""The way of an answer in practice: tries, hints, the worked answer, repeats and races."""

import datetime
import uuid
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from questions import maths, problems
from questions.models import Bank, ItemSession, MistakePattern, Response, SkillEstimate
from questions.problems import Judgement
from questions.reports import feedback
from questions.services import marking, practice, starter, variants
from tests import factories

AT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def item_session(student):
    return factories.ItemSessionFactory(student=student, started_at=AT)


@pytest.fixture
def gradient(student):
    return factories.ItemSessionFactory(
        student=student, version=factories.family_version("gradient", 2)
    )


def submit(item_session, *entry, key=None, seconds=30):
    return practice.submit(
        item_session=item_session,
        client_key=key or uuid.uuid4(),
        entry=list(entry),
        at=AT + datetime.timedelta(seconds=seconds),
    )


def test_a_right_answer_in_another_form_finishes_the_question(item_session):
    response = submit(item_session, "x + x")
    item_session.refresh_from_db()
    assert response.verdict == Response.Verdict.CORRECT
    assert response.score == Fraction(1)
    assert response.comparison["kind"] == "equal"
    assert response.seconds == 30
    assert item_session.finished_at is not None


def test_a_first_wrong_answer_leaves_a_try(item_session):
    assert submit(item_session, "x").verdict == Response.Verdict.INCORRECT
    item_session.refresh_from_db()
    assert item_session.finished_at is None
    assert submit(item_session, "2x").verdict == Response.Verdict.CORRECT


def test_a_second_wrong_answer_finishes_the_question(item_session):
    submit(item_session, "x")
    submit(item_session, "x^2")
    item_session.refresh_from_db()
    assert item_session.finished_at is not None


def test_the_same_wrong_answer_again_costs_nothing(item_session):
    submit(item_session, "x")
    again = submit(item_session, " (x) ")
    item_session.refresh_from_db()
    assert again.verdict == Response.Verdict.UNREADABLE
    assert again.comparison == {"kind": "repeated"}
    assert item_session.finished_at is None
    assert submit(item_session, "2x").verdict == Response.Verdict.CORRECT


def test_the_same_wrong_option_again_moves_no_pattern(student):
    skill = factories.SkillFactory()
    factories.MalRuleFactory(code="exponent-not-brought-down", skill=skill)
    item_session = factories.ItemSessionFactory(
        student=student, version=factories.VersionFactory(), started_at=AT
    )
    submit(item_session, "b")
    before = MistakePattern.objects.values().get()
    assert submit(item_session, "b").comparison == {"kind": "repeated"}
    assert MistakePattern.objects.values().get() == before


def test_true_or_false_has_one_try(student):
    options = [
        {"id": "true", "text": "True", "correct": True},
        {"id": "false", "text": "False", "correct": False},
    ]
    version = factories.authored_version("true/false", options=options)
    item_session = factories.ItemSessionFactory(student=student, version=version)
    submit(item_session, "false")
    item_session.refresh_from_db()
    assert item_session.finished_at is not None


def test_what_cannot_be_read_costs_nothing_and_says_where(item_session):
    for _ in range(5):
        response = submit(item_session, "2*(x")
    item_session.refresh_from_db()
    assert response.verdict == Response.Verdict.UNREADABLE
    assert response.comparison["kind"] == "unread"
    assert response.comparison["message"]
    assert item_session.finished_at is None
    assert not SkillEstimate.objects.exists()


def test_a_wrong_shape_is_told_once_and_costs_nothing(item_session):
    first, second = submit(item_session, "(2x, 1)"), submit(item_session, "(2x, 1)")
    assert first.verdict == Response.Verdict.UNREADABLE
    assert first.comparison["kind"] == "shape"
    assert second.verdict == Response.Verdict.INCORRECT


def test_a_rounded_answer_costs_nothing_once(student):
    """Whoever writes 0.67 for 2/3 has worked it out; the exact value is asked again."""
    version = factories.authored_version("number", key="2/3")
    item_session = factories.ItemSessionFactory(student=student, version=version, started_at=AT)
    first, wrong, second = (submit(item_session, text) for text in ("0.667", "0.5", "0.67"))
    assert first.verdict == Response.Verdict.UNREADABLE
    assert problems.near_miss(first.comparison) == "rounding"
    assert wrong.verdict == second.verdict == Response.Verdict.INCORRECT
    assert (
        feedback.of(variants.problem_in(item_session.variant), first, is_released=False).headline
        == "Not marked yet: your value is right, but rounded"
    )


def test_the_right_values_in_another_order_cost_nothing_once(student):
    version = factories.family_version("stationary_points", 1)
    item_session = factories.ItemSessionFactory(student=student, version=version, started_at=AT)
    key = variants.problem_in(item_session.variant).key.strip("()").split(", ")
    first, second = submit(item_session, *key[::-1]), submit(item_session, *key[::-1])
    assert (first.verdict, second.verdict) == ("unreadable", "incorrect")
    told = feedback.of(variants.problem_in(item_session.variant), first, is_released=False)
    assert told.headline == "Not marked yet: the values are right, their order is not"
    assert told.sentences == [
        "All components are right, but they stand in another order than asked for."
    ]


@pytest.mark.parametrize(
    ("found", "miss"),
    [
        ({"kind": "different", "near": "rounding"}, "rounding"),
        ({"kind": "different", "near": "order"}, "order"),
        ({"kind": "different", "near": None}, ""),
        ({"components": [{"kind": "equal"}, {"near": "rounding"}]}, "rounding"),
        ({"components": [{"kind": "equal"}, {"kind": "different"}]}, ""),
        ({"components": [{"kind": "form"}, {"near": "rounding"}]}, ""),
        ({"kind": "equal"}, ""),
    ],
)
def test_a_near_miss_lacks_digits_or_order_alone(found, miss):
    assert problems.near_miss(found) == miss


def test_a_pending_answer_costs_nothing(item_session, monkeypatch):
    monkeypatch.setattr(marking, "mark", lambda problem, entry, policy: Judgement("pending"))
    response = submit(item_session, "x")
    item_session.refresh_from_db()
    assert response.verdict == Response.Verdict.PENDING
    assert item_session.finished_at is None


def test_the_same_client_key_returns_the_same_response(item_session):
    key = uuid.uuid4()
    assert submit(item_session, "x", key=key) == submit(item_session, "2x", key=key)
    assert item_session.responses.count() == 1


def test_a_repeat_during_marking_returns_the_same_response(item_session, monkeypatch):
    """The first submission arrives while the second one is being marked."""
    key = uuid.uuid4()
    mark = marking.mark

    def overtaken(problem, entry, policy):
        monkeypatch.setattr(marking, "mark", mark)
        submit(item_session, *entry, key=key)
        return mark(problem, entry, policy)

    monkeypatch.setattr(marking, "mark", overtaken)
    submit(item_session, "x", key=key)
    assert item_session.responses.count() == 1


def test_an_answer_that_arrives_after_the_end_is_refused(item_session, monkeypatch):
    """A second tab finishes the question while this answer is being marked."""
    mark = marking.mark

    def overtaken(problem, entry, policy):
        practice.reveal(item_session=item_session)
        return mark(problem, entry, policy)

    monkeypatch.setattr(marking, "mark", overtaken)
    with pytest.raises(ValidationError, match="finished"):
        submit(item_session, "2x")
    assert item_session.responses.count() == 0


def test_a_finished_question_takes_no_answer(item_session):
    practice.reveal(item_session=item_session)
    item_session.refresh_from_db()
    with pytest.raises(ValidationError, match="finished"):
        submit(item_session, "2x")


def test_the_worked_answer_ends_the_question_uncounted(item_session):
    practice.reveal(item_session=item_session, at=AT)
    item_session.refresh_from_db()
    assert item_session.solution_shown
    assert item_session.finished_at == AT
    assert not SkillEstimate.objects.exists()


def test_hints_come_one_at_a_time(gradient):
    assert practice.show_hint(item_session=gradient, number=3, entry=["x"]).hints_shown == 1
    assert practice.show_hint(item_session=gradient, number=1).hints_shown == 1
    assert practice.show_hint(item_session=gradient, number=2).hints_shown == 2


def test_a_hint_keeps_what_was_being_written(gradient):
    practice.show_hint(item_session=gradient, number=1, entry=["2x", "3"])
    gradient.refresh_from_db()
    assert gradient.entry == ["2x", "3"]


def test_a_question_without_hints_shows_none(item_session):
    assert practice.show_hint(item_session=item_session, number=1).hints_shown == 0


def test_a_named_mistake_moves_its_pattern(student):
    starter.load_catalogue()
    item_session = factories.ItemSessionFactory(
        student=student, version=factories.family_version("derivative", 3), seed=7
    )
    rule, answer = variants.problem_in(item_session.variant).mistakes[0]
    response = submit(item_session, maths.write_text(answer))
    assert rule in response.mistakes[0]["rules"]
    pattern = MistakePattern.objects.get(student=student, mal_rule__code=rule)
    assert (pattern.occurrences, pattern.opportunities) == (1, 1)


def test_a_question_starts_with_its_reason_and_scope(student):
    skill = factories.SkillFactory()
    factories.expression_version().question.skills.add(skill)
    item_session = practice.start(student=student, skill=skill)
    assert item_session.reason["sentence"]
    assert item_session.reason["scope"]["skill"] == skill.slug


def test_the_next_question_is_the_same_when_asked_twice(student):
    skill = factories.SkillFactory()
    factories.family_version().question.skills.add(skill)
    first = practice.start(student=student)
    second = practice.start(student=student, after=first)
    assert practice.start(student=student, after=first) == second != first
    assert ItemSession.objects.count() == 2


def test_a_topic_without_questions_is_refused(student):
    skill = factories.SkillFactory()
    factories.family_version().question.skills.add(skill)
    with pytest.raises(ValidationError):
        practice.start(student=student, topic=factories.TopicFactory())


def test_time_is_when_the_caller_says(item_session):
    response = practice.submit(item_session=item_session, client_key=uuid.uuid4(), entry=["2x"])
    assert abs((timezone.now() - response.submitted_at).total_seconds()) < 60


@pytest.fixture
def exponential(student):
    """A question on which `e^2x`, which is read as e²·x, is wrong and e^(2x) right."""
    version = factories.expression_version("e^(2x)")
    return factories.ItemSessionFactory(student=student, version=version, started_at=AT)


def test_an_answer_of_two_meanings_is_asked_about_and_costs_nothing(exponential):
    response = submit(exponential, "e^2x")
    exponential.refresh_from_db()
    assert response.verdict == Response.Verdict.UNREADABLE
    assert response.comparison["kind"] == "meaning"
    assert [one["text"] for one in response.comparison["readings"]] == ["e^2*x", "e^(2*x)"]
    assert response.mistakes == []
    assert exponential.meaning_asked
    assert exponential.finished_at is None
    assert not exponential.responses.counted().exists()
    assert not SkillEstimate.objects.exists()
    assert not MistakePattern.objects.exists()


def test_the_meaning_that_is_chosen_is_marked(exponential):
    asked = submit(exponential, "e^2x")
    chosen = submit(exponential, asked.comparison["readings"][1]["text"])
    exponential.refresh_from_db()
    assert chosen.verdict == Response.Verdict.CORRECT
    assert exponential.finished_at is not None
    assert SkillEstimate.objects.count() == len(variants.problem_in(exponential.variant).skills)


def test_choosing_the_wrong_meaning_is_a_wrong_answer(exponential):
    asked = submit(exponential, "e^2x")
    chosen = submit(exponential, asked.comparison["readings"][0]["text"])
    assert chosen.verdict == Response.Verdict.INCORRECT


def test_the_meaning_is_asked_once_and_then_the_default_is_marked(exponential):
    submit(exponential, "e^2x")
    second = submit(exponential, "e^2x")
    assert second.verdict == Response.Verdict.INCORRECT
    assert second.comparison["kind"] == "different"


def test_a_repeat_of_an_answer_that_was_asked_about_is_the_same_response(exponential):
    key = uuid.uuid4()
    first = submit(exponential, "e^2x", key=key)
    again = submit(exponential, "e^2x", key=key)
    assert again == first
    assert exponential.responses.count() == 1


def test_of_two_ambiguous_answers_at_once_one_is_asked_about(exponential, monkeypatch):
    mark = marking.mark

    def overtaken(problem, entry, policy):
        monkeypatch.setattr(marking, "mark", mark)
        submit(exponential, *entry)
        return mark(problem, entry, policy)

    monkeypatch.setattr(marking, "mark", overtaken)
    submit(exponential, "e^2x")
    kinds = [one.comparison["kind"] for one in exponential.responses.all()]
    assert kinds == ["meaning", "different"]


def test_a_change_of_the_banks_policy_leaves_stored_scores_and_their_reasons(student):
    """What is marked from then on follows the new policy, with a reason of its own."""
    version = factories.authored_version(
        "several choices",
        options=[{"id": one, "text": one, "correct": one in "ab"} for one in "abc"],
    )
    sessions = [factories.ItemSessionFactory(student=student, version=version) for _ in range(2)]
    before = practice.submit(item_session=sessions[0], client_key=uuid.uuid4(), entry=["a"])
    Bank.objects.update(partial_credit=Bank.Credit.FULL)
    later = ItemSession.objects.get(pk=sessions[1].pk)
    after = practice.submit(item_session=later, client_key=uuid.uuid4(), entry=["a"])
    before.refresh_from_db()
    assert (before.score, before.verdict) == (Fraction(1, 2), "partly correct")
    assert before.credit_reason == "1 of 2 right options chosen, no wrong one."
    assert (after.score, after.verdict) == (0, "incorrect")
    assert after.credit_reason == "Only an answer that is right as a whole earns points here."
