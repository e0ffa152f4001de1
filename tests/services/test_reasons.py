"""The sentence that says why a question was chosen."""

from dataclasses import replace

import pytest

from questions import adaptive
from questions.models import Skill
from questions.services.reasons import reason_of

CHAIN = Skill(slug="chain-rule", name="Chain rule")
WEAK = adaptive.Candidate(
    "chain-rule", mastery=0.52, answers=9, days=0.1, readiness=1.0, recall=1.0
)


def sentence(candidate: adaptive.Candidate, **options: bool) -> str:
    return str(reason_of(candidate, CHAIN, is_asked_for=False, **options)["sentence"])


@pytest.mark.parametrize(
    ("answers", "told"), [(1, "1 answer so far"), (3, "3 answers so far"), (4, "about 5 in 10")]
)
def test_a_chance_is_told_in_numbers_only_after_some_answers(answers, told):
    assert told in sentence(replace(WEAK, answers=answers))


def test_a_question_that_only_uses_the_skill_is_said_to():
    assert sentence(WEAK, is_within=True).endswith("one part of a larger question.")
    assert "larger" not in sentence(WEAK)
