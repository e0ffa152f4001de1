"""A prepared key finds what a fresh one finds, whatever was compared with it before."""

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions.maths.algebra.identity import Half, Pair
from questions.maths.algebra.nodes import MAX_NODES
from questions.maths.comparison import PreparedKey, as_row, compare
from questions.maths.errors import MathsError
from questions.maths.evaluation import Program, Value, rational
from questions.maths.expression import Expression, Product, Sum, Symbol, Vector, number
from questions.maths.keys import MOST_VALUES, Key
from questions.maths.points import generic
from questions.maths.policy import Policy
from questions.maths.reading import Notation, read
from tests.cases.test_equality_pairs import domain_of
from tests.maths import trees

EVERY = 24
NEIGHBOURS = 4
TABLE = Path(__file__).parent.parent / "cases" / "equality_pairs.json"
few = settings(
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def tables() -> Iterator[tuple[Expression, list[Expression], list[str], Any]]:
    """Some keys of the table with the answers of their row and of those that follow it."""
    rows = json.loads(TABLE.read_text())
    for first in range(0, len(rows), EVERY):
        row, names = rows[first], rows[first]["variables"]
        key = tree(row["key"], names)
        assert key is not None
        near = [tree(one["answer"], names) for one in rows[first : first + NEIGHBOURS]]
        yield key, [one for one in near if one is not None], names, domain_of(row)


def tree(text: str, variables: Sequence[str]) -> Expression | None:
    try:
        return read(text, Notation(tuple(variables))).expression
    except MathsError:
        return None


@pytest.mark.parametrize("policy", [Policy(), Policy(up_to_constant=True)])
def test_no_finding_depends_on_the_answers_before_it(policy: Policy) -> None:
    for key, answers, names, domain in list(tables())[:: 1 if policy == Policy() else 6]:
        prepared = PreparedKey(key, variables=names, domain=domain, policy=policy)
        for answer in (*answers, *reversed(answers)):
            fresh = compare(key, answer, variables=names, domain=domain, policy=policy)
            assert as_row(prepared.compare(answer)) == as_row(fresh), (key, answer)


def test_an_answer_differs_where_comparing_finds_that_it_does() -> None:
    """Told apart without a witness, on the whole table, vectors and curves as well."""
    told = set()
    for key, answers, names, domain in tables():
        prepared = PreparedKey(key, variables=names, domain=domain)
        for answer in (*answers, Vector((key, key))):
            differs = prepared.differs(answer)
            assert differs == (prepared.compare(answer).kind in {"different", "shape"})
            told.add(differs)
    assert told == {True, False}


def test_each_component_of_a_vector_is_prepared() -> None:
    notation = Notation(("x", "y"), expected="vector")
    key = read("(2x, acot(y))", notation).expression
    prepared = PreparedKey(key, variables=("x", "y"))
    for text in ("(x+x, acot(y))", "(2x, atan(1/y))", "(2x, y)", "(2x, acot(y))"):
        answer = read(text, notation).expression
        found = compare(key, answer, variables=("x", "y"))
        assert as_row(prepared.compare(answer)) == as_row(found)
        assert prepared.differs(answer) == (found.kind == "different")


def test_what_a_key_keeps_is_bounded_and_kept() -> None:
    key = Key(read("sin(x)+x*y^2", Notation(("x", "y"))).expression, ("x", "y"), {}, "")
    points = list(islice(generic(("x", "y"), "", {}), MOST_VALUES))
    first = key.values(points[0], 64)
    for point in points:
        key.values(point, 64)
    assert 0 < MOST_VALUES - key.kept < len(first)
    assert key.values(points[0], 64) is first
    assert key.values(points[-1], 64) is not key.values(points[-1], 64)


def test_what_answers_are_made_of_is_not_kept() -> None:
    """Or a key would become too large to be compared with, after some thousand answers."""
    half = Half(Symbol("x"))
    for value in range(MAX_NODES + 1):
        assert not Pair(half, number(value)).same_structure


def test_the_same_coordinates_of_other_variables_are_another_place() -> None:
    key = Key(read("x-y", Notation(("x", "y"))).expression, ("x", "y"), {}, "")
    one, two = Fraction(1), Fraction(2)
    there, back = key.values({"x": one, "y": two}, 64), key.values({"y": one, "x": two}, 64)
    assert (there[-1], back[-1]) == (-1, 1)
    around: Any = key.values({"x": one, "y": two}, 64, radius=24)[-1]
    assert around.contains(-1)
    assert not around.is_exact()


@given(trees.scalars, trees.scalars, st.integers(0, 20))
@few
def test_what_follows_a_program_has_the_values_of_one_made_at_once(
    one: Expression, other: Expression, index: int
) -> None:
    key, answer = Sum((one, other)), Product((other, one, one))
    first = Program((key,))
    longer, whole = first.followed_by(answer), Program((key, answer))
    assert len(longer) == len(whole)
    places = next(generic(first.names, f"{index}", {}))
    point = {name: rational(value) for name, value in places.items()}
    begun = first.values([point[name] for name in first.names], 64)
    values = longer.picked(longer.values(begun, 64))
    assert shown(values) == shown(longer.at(point, 64)) == shown(whole.at(point, 64))


def shown(values: Sequence[Value]) -> list[str]:
    return [str(value) for value in values]
