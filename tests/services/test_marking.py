import pytest

from questions import maths, problems
from questions.services import marking, variants
from tests import factories


@pytest.fixture
def problem(db):
    return variants.problem_of(factories.expression_version("2x"), 1)


def test_a_right_answer_in_any_form_is_correct(problem):
    judgement = marking.mark(problem, ["x + x"])
    assert judgement.verdict == "correct"
    assert judgement.evidence["kind"] == "equal"


def test_a_wrong_answer_carries_a_witness(problem):
    judgement = marking.mark(problem, ["3x"])
    assert judgement.verdict == "incorrect"
    assert judgement.evidence["witness"] == {"x": "2"}
    assert (judgement.evidence["key_value"], judgement.evidence["answer_value"]) == ("4", "6")


class Stopped:
    """A judge pool that has no time."""

    asked = 0

    def submit(self, *_args, **_options):
        Stopped.asked += 1
        raise maths.JudgeTimeout("stopped")


def test_a_decision_that_had_to_be_stopped_is_pending(problem, monkeypatch):
    monkeypatch.setattr(marking, "_pool", Stopped)
    assert marking.mark(problem, ["x"]).verdict == "pending"


def test_of_a_choice_only_what_is_said_of_a_wrong_option_waits_for_a_process(db, monkeypatch):
    problem = problems.build(
        {"version": 1, "source": "family", "family": "derivative", "level": 2, "asked": "choice"}, 1
    )
    monkeypatch.setattr(marking, "_pool", Stopped)
    asked = Stopped.asked
    for option in problem.options:
        judgement = marking.mark(problem, [option.id])
        assert judgement.verdict == ("correct" if option.correct else "incorrect")
        assert [one["rule"] for one in judgement.mistakes] == (
            [] if option.correct else [option.mistake]
        )
    assert Stopped.asked - asked == len(problem.options) - 1


def test_an_admins_words_are_shown(db):
    factories.MalRuleFactory(
        code="exponent-not-brought-down", name="Lost exponent", sentence="Bring it down."
    )
    problem = variants.problem_of(factories.VersionFactory(), 1)
    (mistake,) = marking.mark(problem, ["b"]).mistakes
    assert (mistake["name"], mistake["sentence"]) == ("Lost exponent", "Bring it down.")


@pytest.mark.parametrize("text", ["(" * 500, "9^9^9^9", "x" * 100_000, "\x00", "<script>", "0/0"])
def test_hostile_text_is_unreadable_and_costs_nothing(problem, text):
    judgement = marking.mark(problem, [text])
    assert judgement.verdict == "unreadable"
    assert judgement.error["message"]


def test_a_preview_shows_the_reading_or_the_error_or_nothing(problem):
    good, bad, empty = marking.preview(problem, ["x^2", "x^", " "])
    assert good.latex == "x^{2}"
    assert bad.latex is None
    assert bad.error.message
    assert (empty.latex, empty.error) == (None, None)


def test_a_preview_says_nothing_of_the_key(problem):
    (shown,) = marking.preview(problem, ["7x"])
    assert "2" not in shown.latex
