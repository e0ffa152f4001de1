"""Laws of reading and writing, on every tree that a reader makes and on any text at all."""

import contextlib
import subprocess
import sys
from string import Template

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from questions import maths
from questions.maths import Notation, ReadingError, read, write_latex, write_text
from questions.maths.expression import (
    COMPARISONS,
    Branch,
    Call,
    Expression,
    Matrix,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Vector,
    substitute,
)
from tests.maths import fingerprints, trees
from tests.maths.test_reading_errors import NOTATIONS, SIGNS, TEXTS, XY
from tests.work import within_calls

NAMES = ("x", "y", "theta", "lambda", "w_1", "w_12", "v_t", "rate")
TEXT = Notation(NAMES, functions=("g", "loss"))
LATEX = Notation(NAMES, functions=("g", "loss"), syntax="latex")

patient = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
long = settings(patient, max_examples=3_000)


def _relation(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Relation]:
    return st.integers(1, 2).flatmap(
        lambda count: st.builds(
            Relation,
            st.lists(inner, min_size=count + 1, max_size=count + 1).map(tuple),
            st.lists(st.sampled_from(COMPARISONS), min_size=count, max_size=count).map(tuple),
        )
    )


def _branches(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[tuple[Branch, ...]]:
    conditions = st.lists(_relation(inner), min_size=1, max_size=2).map(tuple)
    return st.lists(st.builds(Branch, inner, conditions), min_size=1, max_size=2).map(tuple)


def _larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    declared = st.sampled_from(("g", "loss"))
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Sum, several),
        st.builds(Product, several),
        st.builds(Negation, inner),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, inner),
        st.builds(Call, declared, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Piecewise, _branches(inner), st.one_of(st.none(), inner)),
    )


atoms = st.one_of(st.sampled_from(NAMES).map(Symbol), trees.scalars)
scalars: st.SearchStrategy[Expression] = st.recursive(atoms, _larger, max_leaves=5)
vectors = st.lists(scalars, min_size=2, max_size=3).map(lambda entries: Vector(tuple(entries)))
matrices = st.lists(vectors, min_size=2, max_size=3).filter(
    lambda rows: len({len(row.entries) for row in rows}) == 1
)
everything = st.one_of(scalars, vectors, matrices.map(lambda rows: Matrix(tuple(rows))))


def check_text(tree: Expression) -> None:
    reading = read(write_text(tree), TEXT)
    assert reading.expression == tree
    assert reading.ambiguities == ()


def check_latex(tree: Expression) -> None:
    reading = read(write_latex(tree), LATEX)
    assert fingerprints.of_tree(reading.expression) == fingerprints.of_tree(tree)
    assert reading.ambiguities == ()


@given(everything)
@patient
def test_every_tree_is_read_back_from_its_text(tree: Expression) -> None:
    check_text(tree)


@given(everything)
@patient
def test_every_tree_has_its_value_in_latex(tree: Expression) -> None:
    check_latex(tree)


@pytest.mark.deep
@given(everything)
@long
def test_every_tree_is_read_back_in_the_long_run(tree: Expression) -> None:
    check_text(tree)
    check_latex(tree)


def check_settled(text: str, notation: Notation) -> None:
    """What was read and is written is read alike, without a question left, and spans nest."""
    try:
        tree = read(text, notation).expression
    except ReadingError:
        return
    again = read(write_text(tree), notation)
    assert again.expression == tree
    assert again.ambiguities == ()
    check_spans(tree, (0, len(text)))


def check_spans(tree: Expression, around: tuple[int, int]) -> None:
    if tree.span is not None:
        assert around[0] <= tree.span[0] <= tree.span[1] <= around[1]
        around = tree.span
    for child in tree.children:
        check_spans(child, around)


plain = st.sampled_from((XY, Notation(("x", "y"), functions=("f",)), Notation(("x", "y", "xy"))))
names = st.sampled_from(
    ("x", "y", "2", "3", "e", "pi", "θ", "w_1", "½", "(x+1)", "|x|", "sin", "ln")
)
signs = st.sampled_from(
    ("", "", " ", "+", "-", "*", "/", "^", "²", "^-", ",", "(", ")", "!", " xx ")
)
sentences = st.lists(st.tuples(names, signs), max_size=9).map(
    lambda pairs: "".join(name + sign for name, sign in pairs)
)


@given(st.one_of(sentences, TEXTS), plain)
@example("root(3)(x)", XY)
@example("x^2_1 + sin²x", XY)
@example(r"\frac12 x\sqrt[3]{y}\log_2 x", XY)
@example("[[x, 1], [y, 2]]/2", XY)
@settings(patient, max_examples=400)
def test_what_was_read_is_written_without_ambiguity(text: str, notation: Notation) -> None:
    check_settled(text, notation)


@pytest.mark.deep
@given(st.one_of(sentences, TEXTS), plain)
@settings(long, max_examples=20_000)
def test_what_was_read_is_written_without_ambiguity_in_the_long_run(
    text: str, notation: Notation
) -> None:
    check_settled(text, notation)


RENAMED = {"a": ("y", "u"), "b": ("z", "v"), "t": ("theta", "phi"), "w": ("w_1", "r_2")}
schemes = st.lists(
    st.sampled_from(
        (
            *(
                "${a}",
                "${b}",
                "${t} ",
                "${w} ",
                "2",
                "3",
                "(",
                ")",
                "+",
                "-",
                "*",
                "/",
                "^",
                "²",
                " ",
            ),
            *(",", "sin ", "ln(", "sqrt", "|", "e", "pi", "log_2 ", "=", "!"),
        )
    ),
    max_size=14,
).map("".join)


def outcome(scheme: str, which: int) -> tuple[str, Expression | None]:
    chosen = {key: both[which] for key, both in RENAMED.items()}
    notation = Notation(tuple(chosen.values()))
    try:
        return "read", read(Template(scheme).substitute(chosen), notation).expression
    except ReadingError as error:
        return error.code, None


@given(schemes)
@settings(patient, max_examples=400)
def test_reading_does_not_depend_on_the_names_of_variables(scheme: str) -> None:
    first, tree = outcome(scheme, 0)
    second, other = outcome(scheme, 1)
    assert first == second
    if tree is not None:
        assert substitute(tree, {old: Symbol(new) for old, new in RENAMED.values()}) == other


SOUP = st.one_of(
    st.lists(SIGNS, min_size=100, max_size=700).map("".join),
    st.text(min_size=100, max_size=2_000),
    st.tuples(SIGNS, st.integers(100, 900)).map(lambda pair: pair[0] * pair[1]),
    st.tuples(st.lists(SIGNS, min_size=2, max_size=6).map("".join), st.integers(20, 300)).map(
        lambda pair: pair[0] * pair[1]
    ),
)


def _read_anyway(text: str, notation: Notation) -> None:
    with contextlib.suppress(ReadingError):
        read(text, notation)


@pytest.fixture(scope="module")
def patterns() -> None:
    """Compiles what a process compiles when it first reads a lead and when it first fails."""
    _read_anyway("f'(x) = 2x + foo", XY)


@pytest.mark.usefixtures("patterns")
@given(SOUP, NOTATIONS)
@example("|y" * 200, XY)
@example("ee" + r"\sqrtx" * 20, XY)
@example("iii " * 180, Notation(("x", "y"), basis=True))
@example(" " * 2_000, XY)
@example(" dx" * 600, XY)
@settings(patient, max_examples=300)
def test_the_work_of_reading_grows_with_the_length_of_the_text(
    text: str, notation: Notation
) -> None:
    within_calls(5_000 + 150 * len(text), lambda: _read_anyway(text, notation))


def test_no_run_of_one_sign_makes_a_pattern_hang() -> None:
    signs = (
        "pow(",
        "x,",
        *" .,;:?=$€^*+-cd(|'°1\\",
        "\\,",
        " d",
        " +C",
        " +",
        "\\ ",
        "the answer ",
    )
    text = "\n".join(sign * (2_000 // len(sign)) for sign in signs)
    code = f"""
import contextlib, resource
from questions.maths import Notation, ReadingError, read
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
for text in {text!r}.split(chr(10)):
    for syntax in ("text", "latex"):
        with contextlib.suppress(ReadingError):
            read(text, Notation(("x",), syntax=syntax))
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_ten_megabytes_are_refused_at_the_door_by_their_length() -> None:
    text = "(" * 10_000_000
    within_calls(100, lambda: _read_anyway(text, XY))
    with pytest.raises(ReadingError) as caught:
        maths.read(text, XY)
    assert caught.value.code == "too_long"
    assert len(caught.value.source) == 2_000
