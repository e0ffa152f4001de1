"""The oracle that reads prompts says yes to what is right and no to what is nearly right."""

import pytest

from questions import problems
from questions.management.commands.generate import row_of
from tests.problems.latex_text import plain
from tests.problems.prompt_oracle import JUDGES, is_right

COMPOSED = [
    name
    for name, family in problems.FAMILIES.items()
    if isinstance(family, problems.ComposedFamily)
]


def nearly(row: dict) -> dict:
    """The row with another key, or another option marked as right."""
    if row.get("pairs"):
        one, *others = sorted(row["pairs"], key=lambda each: each["option"])
        swapped = [one | {"option": others[0]["option"]}, others[0] | {"option": one["option"]}]
        if row["kind"] == "ordering":  # The first two are left out, and look alike to that.
            swapped = [one | {"option": others[-1]["option"]}, others[0]]
            others[-1] = others[-1] | {"option": one["option"]}
        return row | {"pairs": [*swapped, *others[1:]]}
    if row["kind"] == "vector":
        return row | {"key": row["key"].removesuffix(")") + " + 1/1000)"}
    if row["key"]:
        return row | {"key": f"{row['key']} + 1/1000"}
    options = [one | {"correct": not one["correct"]} for one in row["options"]]
    return row | {"options": options}


def test_it_knows_every_family_that_composes_its_questions():
    assert set(COMPOSED) == set(JUDGES)


@pytest.mark.parametrize("family", COMPOSED)
@pytest.mark.parametrize("level", [2, 4])
def test_a_generated_question_is_right_and_nearly_the_same_answer_is_not(family, level):
    row = row_of(problems.generate(family, level, 600))
    assert is_right(row)
    assert not is_right(nearly(row))


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{1}{x^{2} + 1}", "((1)/(x^(2) + 1))"),
        (r"e^{-2x}\left(x + \frac{13}{2}\right)", "e^(-2x)(x + ((13)/(2)))"),
        (r"2\sqrt{5x + 5}", "2 sqrt(5x + 5)"),
        (r"\left|x - 1\right| + 6", "|x - 1| + 6"),
    ],
)
def test_latex_is_read_as_calculator_notation(latex, text):
    assert plain(latex) == text


@pytest.mark.parametrize("seed", [1, 2, 3, 20024])
def test_only_one_graph_has_the_derivative_that_a_row_shows(seed):
    # With seed 20024 a line that was wrong for one row had the constant slope that another shows.
    assert is_right(row_of(problems.generate("match_graph", 5, seed)))
