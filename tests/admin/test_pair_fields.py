"""Rows as lines of a form: what is stored becomes lines, and lines what is stored."""

import pytest

from questions import problems
from questions.admin import pair_fields, refusals
from tests.problems.test_pairs import MATCHING, ORDERING


def edited(content, before, lines):
    found = pair_fields.content({"kind": content["kind"], "pairs": lines}, before)
    return {name: content[name] for name in ("version", "source", "kind", "prompt")} | found


@pytest.mark.parametrize("content", [MATCHING, ORDERING])
def test_lines_say_the_same_question_again(content):
    again = edited(content, content, pair_fields.initial(content)["pairs"])
    assert problems.build(again, 4) == problems.build(content, 4)


def test_an_option_keeps_its_id_and_a_row_its_mistakes_where_both_stay():
    lines = "$x^4$ => $3x^2$\n$x^2$ => $2x$ ## Bring it down.\n=> $x$\n=> new"
    found = edited(MATCHING, MATCHING, lines)
    assert [one["id"] for one in found["options"]] == ["b", "a", "c", "d"]
    assert found["pairs"][1]["mistakes"] == {"c": "exponent-not-brought-down"}
    assert found["pairs"][1]["feedback"] == "Bring it down."
    assert (
        "mistakes" not in edited(MATCHING, MATCHING, "$x^2$ => $2x$\n$x^3$ => $3x^2$")["pairs"][0]
    )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("a => b\nc => d\ne", "Row 3: takes no option that there is."),
        ("a => b\nc => b", "There should be 2 to 12 options."),
        ("a => b\na => c", "Row 1: two rows show the same: a."),
        ("a => b\n[plot 1/, 0 < x < 2] => c", "Row 2: "),
        ("", "There should be 2 to 12 of them."),
    ],
)
def test_what_is_wrong_is_told_at_the_field_with_its_row(lines, said):
    (refusal,) = refusals.of(edited(MATCHING, {}, lines), [])
    assert refusal.field == "pairs"
    assert refusal.sentence.startswith(said)
