"""Copying the question out is no answer to it."""

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from questions import maths, problems
from questions.maths.expression import Symbol, substitute
from questions.problems import Problem

USUAL = 3
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
TYPED = [
    pytest.param(name, level, marks=() if level == USUAL else pytest.mark.deep)
    for name, family in problems.FAMILIES.items()
    if family.kind in problems.MATHS_KINDS
    for level in family.levels
]


def copies(problem: Problem) -> Iterator[str]:
    """Each formula of the prompt that has a variable, and its right side alone."""
    for one in FORMULA.finditer(problem.prompt):
        text = next(filter(None, one.groups())).strip().rstrip(".,;")
        for copy in {text, text.rpartition("=")[2]}:
            try:
                tree = maths.read(copy, problem.notation()).expression
            except maths.MathsError:
                continue
            if maths.symbols(tree) and not isinstance(tree, Symbol):
                yield copy


@pytest.mark.parametrize(("family", "level"), TYPED)
def test_a_formula_of_the_prompt_copied_out_is_not_right(family: str, level: int) -> None:
    problem = problems.generate(family, level, 1)
    for copy in copies(problem):
        entry = [copy] * problem.fields
        assert problems.judge(problem, entry).verdict != "correct", copy


@pytest.mark.parametrize("level", [1, 4, 5])
@pytest.mark.parametrize(
    "quotient",
    [
        *("({later} - ({now}))/h", "({later})/h - ({now})/h", "h^(-1)*({later} - ({now}))"),
        *(
            "(1/h)*({later} - ({now}))",
            "2*({later} - ({now}))/(2h)",
            "e^(-ln(h))*({later}-({now}))",
        ),
        "({later} - ({now}))/((x+h) - x)",
    ],
)
def test_the_difference_quotient_copied_out_is_not_simplified(quotient: str, level: int) -> None:
    problem = problems.generate("limit_definition", level, 3)
    text = FORMULA.search(problem.prompt).group(1).partition("=")[2].strip().rstrip(".")
    tree = maths.read(text, problem.notation()).expression
    step = maths.read("x + h", problem.notation()).expression
    later, now = maths.write_text(substitute(tree, {"x": step})), maths.write_text(tree)
    found = problems.judge(problem, [quotient.format(later=later, now=now)])
    earned = {"form": 0, "narrower": Fraction(1, 2)}
    assert found.score == earned[found.comparison["kind"]]
    assert problems.judge(problem, [problem.key]).verdict == "correct"


def test_a_factor_that_is_gone_is_no_bracket_that_is_lost() -> None:
    """Of 9(2x + h): 2x + h has lost the factor, 18x + h the bracket."""
    problem = problems.generate("limit_definition", 1, 426)
    assert problem.key == "9*(2*x + h)"
    named = [problems.judge(problem, [text]).mistakes[0]["rules"] for text in ("2x+h", "18x+h")]
    assert named == [["coefficient-dropped"], ["bracket-lost"]]
