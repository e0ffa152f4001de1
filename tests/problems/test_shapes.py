"""A level asks of functions of several shapes, not of one with other numbers."""

import random
import re

import pytest

from questions import problems

DRAWS = 150
FORMULA = re.compile(r"\$+([^$]+)\$+")


def functions(family: str, level: int) -> list[str]:
    """LaTeX of what the first draws show, each formula."""
    found = problems.FAMILIES[family]
    made = (
        found.compose(random.Random(f"{family}:{level}:{seed}:0"), level) for seed in range(DRAWS)
    )
    return [formula for one in made if one for formula in FORMULA.findall(one.prompt)]


CUBE = (
    r"x\^\{3\} [+-] \d*x$",
    r"x\^\{3\} [+-] \d*x\^\{2\}",
    r"\)\^\{3\}",
    r"\\frac\{\d*x\^\{3\}\}",
)
ROOT = (
    *(r"\\sqrt\{\d*x [+-] \d+\}$", r"\\sqrt\{\d*x\^\{2\} \+ \d+\}", r"\\sqrt\{\d+ - \d*x\}"),
    *(r"\\sqrt\{.+\} [+-] \d*x", r"\\frac\{\d+\}\{\\sqrt"),
)
EXPONENTIAL = (r"frac\{x\}\{2\}", r"\(2x [+-] \d+\)", r"\) [+-] \d$", r"\d - ", r"\dxe|=-?xe|= xe")
QUOTIENT = (
    *(r"= -?\\frac\{\d+\}\{", r"\{x\^\{2\} [^{}]+\}\{", r"\}\{x\^\{2\} [+-] \d+x \+ \d+\}$"),
    *(r"\}\{x\^\{2\} \+ \d+\}", r"\(x [+-] \d+\)\}\{.+\} [+-] \d$"),
)

TWO_TURNS = (*QUOTIENT[1:], r"\\frac\{\d*x\^\{2\} .+\}\{x [+-] \d\}", r"\}\{x\}")
EXPONENTIAL_QUADRATIC = (
    *(r"frac\{x\}\{2\}", r"\(2x\^\{2\}", r"\(x\^\{2\} [+-] \d+\)", r"\) [+-] \d$", r"\d - "),
)
EXTREMA = (
    *(r"xe|\)e|e\^\{-?2?x\}\(", r"e\^\{-?2?x [+-] \d+\} [+-] \d*x", r"\(x [+-] \d\)\^\{2\}"),
    *(r"\\frac\{\d+\}\{x\^\{2\} ", r"x [+-] \\frac\{\d+\}\{x", r"\}\{x\} [+-] .+\}\{x\^\{2\}\}"),
)
RATES_OF_ROOTS = (
    *(
        r"^\d+\\sqrt\{\d+\w \+ \d+\}$",
        r"\} \+ \d+$",
        r"^\d+ - ",
        r"\\sqrt\{\d+ - ",
        r"\\sqrt\{\w\^\{2\}",
    ),
    r"\w \+ \d+\\sqrt\{\w\}",
)
POTENTIALS = (
    *(r"\\sqrt\{x\^\{2\} \+ y\^\{2\}\}", r"\{x\^\{2\} \+ y\^\{2\} \+ \d\}", r"\)\^\{2\}\}"),
    *(r"\}\{x\} [+-] \\frac\{\d\}\{y\}", r"\}\{x\} [+-] \d?y", r"\}\{\d+x - \d+y\}", r"\}\{xy\}"),
)


@pytest.mark.parametrize(
    ("family", "level", "shapes"),
    [
        *(("limit_definition", 3, CUBE), ("limit_definition", 5, ROOT)),
        *(("monotonic_intervals", 3, EXPONENTIAL), ("monotonic_intervals", 4, QUOTIENT)),
        *(("stationary_points", 4, TWO_TURNS), ("stationary_points", 5, EXPONENTIAL_QUADRATIC)),
        *(("second_derivative_test", 3, EXTREMA), ("sensitivity", 4, RATES_OF_ROOTS)),
        ("field_gradient", 4, POTENTIALS),
    ],
)
def test_a_level_has_functions_of_several_shapes(family, level, shapes):
    drawn = [one.strip().rstrip(".") for one in functions(family, level)]
    for shape in shapes:
        assert any(re.search(shape, one) for one in drawn), shape


@pytest.mark.parametrize(("level", "way"), [(3, "Multiply out"), (5, "sum of the roots|their sum")])
def test_a_difference_quotient_shows_the_factor_that_is_cancelled(level, way):
    for seed in range(6):
        steps = problems.generate("limit_definition", level, seed).steps
        (before,) = [one for one in steps if one.name == "Take $h$ out"]
        assert re.search(way, before.sentence)
        assert re.search(r"h\(|h\}|h\\left", before.latex.partition(" = ")[2])
