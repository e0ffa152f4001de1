"""Hypothesis strategies for the trees that a reader makes."""

from fractions import Fraction

from hypothesis import strategies as st

from questions.maths.expression import (
    FUNCTIONS,
    PI,
    Call,
    E,
    Expression,
    Matrix,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Vector,
)

VARIABLES = ("x", "y", "theta", "w_1")


def _call(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    def of(name: str) -> st.SearchStrategy[Expression]:
        least, most = FUNCTIONS[name]
        arguments = st.lists(inner, min_size=least, max_size=max(least, min(most, 3))).map(tuple)
        return st.builds(Call, st.just(name), arguments)

    return st.sampled_from(sorted(FUNCTIONS)).flatmap(of)


def _several(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[tuple[Expression, ...]]:
    return st.lists(inner, min_size=2, max_size=4).map(tuple)


def _larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(Sum, _several(inner)),
        st.builds(Product, _several(inner)),
        st.builds(Negation, inner),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, inner),
        _call(inner),
    )


whole_numbers = st.integers(0, 200).map(lambda value: Number(Fraction(value)))
decimals = st.integers(0, 10_000).map(lambda value: Number(Fraction(value, 1000)))
powers_of_ten = st.integers(0, 9).map(lambda value: Number(Fraction(10) ** value, f"1e{value}"))
atoms = st.one_of(
    st.sampled_from(VARIABLES).map(Symbol), st.sampled_from((E, PI)), whole_numbers, decimals
)
scalars: st.SearchStrategy[Expression] = st.recursive(
    st.one_of(atoms, powers_of_ten), _larger, max_leaves=8
)
vectors = st.lists(scalars, min_size=2, max_size=4).map(lambda entries: Vector(tuple(entries)))
matrices = st.integers(2, 3).flatmap(
    lambda width: st.lists(
        st.lists(scalars, min_size=width, max_size=width).map(lambda row: Vector(tuple(row))),
        min_size=2,
        max_size=3,
    ).map(lambda rows: Matrix(tuple(rows)))
)
trees = st.one_of(scalars, vectors, matrices)
