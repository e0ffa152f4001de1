"""What must hold before a version may be asked."""

import copy
from dataclasses import replace

import pytest

from questions import maths, problems
from questions.models import QuestionVersion
from questions.services import banks, readiness, written
from questions.templatetags import unset
from tests.factories import SkillFactory, VersionFactory, expression_version, family_version

pytestmark = pytest.mark.django_db
State = QuestionVersion.State


def tagged(version: QuestionVersion) -> QuestionVersion:
    version.question.skills.add(SkillFactory())
    return version


def failures(version: QuestionVersion, **fields: object) -> list[readiness.Failure]:
    version.content = {**copy.deepcopy(version.content), **fields}
    return banks.check(version, render=unset.fault)


def options(*rows: tuple[str, bool]) -> list[dict[str, object]]:
    return [
        {"id": f"o{place}", "text": text, "correct": right, "feedback": "Because."}
        for place, (text, right) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"prompt": r"What is $\frac{1$?"}, "prompt", "cannot be shown"),
        ({"prompt": " "}, "prompt", "empty"),
        ({"prompt": "What is $x^2?"}, "prompt", "dollar sign"),
        ({"prompt": "What is $ x^2 $?"}, "prompt", "dollar sign"),
        ({"explanation": r"See $\nosuch{x}$."}, "explanation", "cannot be shown"),
        ({"options": options(("A", True), ("A", False))}, "options", "have the same text"),
        ({"options": options(("A", True), ("B", True))}, "options", "exactly one"),
        ({"options": options(("A", False), ("B", False))}, "options", "no option is marked"),
        ({"options": options(("$2x$", True), ("$x+x$", False))}, "options", "mean the same"),
        ({"kind": "short text", "accepted": []}, "accepted", "one answer"),
        ({"kind": "expression", "key": "2x +", "variables": ["x"]}, "key", ""),
        ({"kind": "expression", "key": "1/0", "variables": ["x"]}, "key", "no value"),
        ({"kind": "number", "key": "2x", "variables": ["x"]}, "key", "without variables"),
        (
            {"kind": "expression", "key": "2x", "variables": ["x"], "tolerance": 0.1},
            "tolerance",
            "for keys that are numbers",
        ),
        (
            {"kind": "expression", "key": "2x+2", "variables": ["x"], "form": ["factored"]},
            "key",
            "not in the form “factored” itself",
        ),
    ],
)
def test_each_broken_text_fails_its_check(fields: dict, field: str, words: str) -> None:
    failed = failures(tagged(VersionFactory(state=State.DRAFT)), **fields)
    assert [one.field for one in failed] == [field]
    assert words in failed[0].message
    assert failed[0].seed is not None


def test_a_wrong_option_says_something_back() -> None:
    rows = options(("A", True), ("B", False))
    rows[1]["feedback"] = ""
    failed = failures(tagged(VersionFactory(state=State.DRAFT)), options=rows)
    assert "says nothing back" in failed[0].message


@pytest.mark.parametrize("kind", ["choice", "several choices"])
def test_sound_choices_pass(kind: str) -> None:
    rows = options(("$2x$", True), ("$x^2$", False), ("$x$", False))
    assert failures(tagged(VersionFactory(state=State.DRAFT)), kind=kind, options=rows) == []


def test_sound_expressions_and_families_pass() -> None:
    assert failures(tagged(expression_version(state=State.DRAFT))) == []
    generated = tagged(family_version("gradient", 2, state=State.DRAFT))
    assert banks.check(generated, render=unset.fault, seeds=3) == []


def test_a_family_that_there_is_not_fails_with_its_seed() -> None:
    failed = failures(tagged(family_version(state=State.DRAFT)), family="nonsense")
    assert "no family" in failed[0].message


def test_a_key_that_sympy_does_not_confirm_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("questions.problems.is_confirmed", lambda task, key: False)
    version = tagged(family_version("derivative", 1, state=State.DRAFT))
    failed = banks.check(version, render=unset.fault, seeds=2)
    assert [one.field for one in failed] == ["key"]


def test_a_predicted_mistake_that_is_right_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    version = tagged(family_version("derivative", 1, state=State.DRAFT))
    build = problems.build

    def with_right_mistake(content: object, seed: int) -> problems.Problem:
        problem = build(content, seed)
        return replace(problem, mistakes=(("sign", problem.key_expression()),))

    monkeypatch.setattr("questions.problems.build", with_right_mistake)
    failed = banks.check(version, render=unset.fault, seeds=1)
    assert [(one.field, one.message) for one in failed] == [
        ("mistakes", "The mistake “sign” gives the right answer.")
    ]


def test_equal_formulas_in_another_notation_are_seen_and_other_texts_left_alone() -> None:
    rows = options(("$\\frac{x}{2}$", True), ("$0.5x$", False), ("half of $x$", False))
    version = tagged(VersionFactory(state=State.DRAFT))
    failed = failures(version, prompt="Halve $x$.", options=rows)
    assert [one.message for one in failed] == [
        "The options “$\\frac{x}{2}$” and “$0.5x$” mean the same."
    ]


def test_formulas_that_cannot_be_compared_are_no_reason_to_refuse() -> None:
    rows = options(("$\\nabla f$", True), ("$f'(x)$", False))
    assert failures(tagged(VersionFactory(state=State.DRAFT)), options=rows) == []


def test_prices_are_no_formulas() -> None:
    version = tagged(VersionFactory(state=State.DRAFT))
    assert failures(version, prompt=r"A loaf costs \$3, and `$` is a sign. Then $x$ loaves?") == []


def test_the_same_version_is_checked_on_the_same_seeds() -> None:
    version = tagged(family_version(family="nonsense", state=State.DRAFT))
    seeds = {banks.check(version, render=unset.fault)[0].seed for _ in range(2)}
    assert len(seeds) == 1


def test_whoever_writes_the_key_is_right_in_every_layout() -> None:
    for family in ("derivative", "gradient"):
        problem = problems.generate(family, 2, 5)
        entry = readiness.own_entry(problem)
        assert problems.judge(problem, entry).verdict == "correct"
        assert maths.write_text(problem.key_expression()) == problem.key


def test_what_speaks_against_a_marked_option_is_said_of_the_options() -> None:
    rows = options(("$x^2$", True), ("$3x^2$", False))
    version = tagged(VersionFactory(state=State.DRAFT))
    failed = failures(version, prompt="What is the derivative of $x^3$?", options=rows)
    assert [(one.field, one.is_warning) for one in failed] == [("options", True)]
    assert "$" not in failed[0].message


@pytest.mark.parametrize("error", [written.TooSlowError("Too slow."), written.BusyError("Busy.")])
def test_advice_that_is_not_known_in_time_keeps_nothing_back(monkeypatch, error):
    def late(*_):
        raise error

    monkeypatch.setattr(written, "suspicion", late)
    assert failures(tagged(VersionFactory())) == []
