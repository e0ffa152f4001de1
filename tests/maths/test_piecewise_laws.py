"""What holds for every function by cases: it reads back, arrays follow proofs, proofs are sound."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.maths.comparison import Equal, compare
from questions.maths.evaluation import Absence, Program, disjoint, floats, rational
from questions.maths.expression import (
    COMPARISONS,
    Branch,
    Call,
    Expression,
    Negation,
    Piecewise,
    Power,
    Product,
    Relation,
    Sum,
    Symbol,
    number,
)
from questions.maths.writing import write_latex, write_text
from tests.maths.readings import LATEX, tree

X = Symbol("x")
PLACES = [Fraction(place, 7) for place in range(-30, 31)]

leaves = st.sampled_from(
    (X, Negation(X), number(0), number(1), number(2), Sum((X, number(1))), Power(X, number(2)))
)
sides = st.sampled_from((X, number(0), number(1), Product((number(2), X)), Power(X, number(2))))


def _relations(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Relation]:
    def chain(count: int) -> st.SearchStrategy[Relation]:
        return st.builds(
            Relation,
            st.tuples(*[st.one_of(sides, inner)] * (count + 1)),
            st.tuples(*[st.sampled_from(COMPARISONS)] * count),
        )

    return st.integers(1, 2).flatmap(chain)


def _larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    conditions = st.lists(_relations(inner), min_size=1, max_size=2).map(tuple)
    branches = st.lists(st.builds(Branch, inner, conditions), min_size=1, max_size=3).map(tuple)
    one = st.sampled_from(("abs", "relu", "sign", "heaviside"))
    return st.one_of(
        st.builds(Piecewise, branches, st.one_of(st.none(), inner)),
        st.builds(lambda name, of: Call(name, (of,)), one, inner),
        st.builds(lambda left, right: Call("max", (left, right)), inner, inner),
        st.builds(lambda left, right: Sum((left, right)), inner, inner),
    )


functions = st.recursive(leaves, _larger, max_leaves=8)


@given(functions)
@settings(max_examples=150)
def test_every_function_by_cases_reads_back_to_the_same_tree(function: Expression) -> None:
    assert tree(write_text(function)) == function
    again = tree(write_latex(function), LATEX)
    places = {"x": np.linspace(-4.1, 4.1, 41)}
    np.testing.assert_allclose(floats(again, places), floats(function, places), rtol=1e-9)


@given(functions)
@settings(max_examples=150)
def test_arrays_have_the_values_that_balls_prove(function: Expression) -> None:
    program = Program((function,))
    for place in PLACES[::4]:
        (value,) = program.at({"x": rational(place)} if program.names else {}, 64)
        found = floats(function, {"x": np.array([float(place)])})[0]
        if value is Absence.UNDEFINED:
            assert np.isnan(found)
        elif not isinstance(value, Absence) and float(place) == place:
            assert found == float(value)


@given(functions, functions, _relations(leaves))
@settings(max_examples=150)
def test_what_is_proved_equal_differs_nowhere_but_on_borders(
    key: Expression, elsewhere: Expression, condition: Relation
) -> None:
    """The answer is the key but under one condition, which may be rare or never hold."""
    answer = Piecewise((Branch(elsewhere, (condition,)),), key)
    if not isinstance(compare(key, answer, variables=("x",)), Equal):
        return
    program = Program((key, answer))
    for place in PLACES:
        near = place + Fraction(1, 1009)
        one, other = program.at({"x": rational(near)} if program.names else {}, 64)
        if not isinstance(one, Absence) and not isinstance(other, Absence):
            assert not disjoint(one, other)


@given(functions)
@settings(max_examples=100)
def test_cases_in_other_words_are_never_called_different(function: Expression) -> None:
    reworded = Piecewise(
        (Branch(function, (Relation((X, number(1)), (">",)),)),),
        Piecewise((Branch(function, (Relation((number(1), X), (">=",)),)),)),
    )
    finding = compare(function, reworded, variables=("x",))
    assert finding.kind in {"equal", "agrees", "undecided"}
