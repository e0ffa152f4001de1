"""Equality up to an additive constant, as antiderivatives are asked for.

Symbols that are not variables of the question (C, or a parameter) count as constants.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Final

from flint import arb, ctx

from questions.maths.decision import UNPROVED, decide
from questions.maths.errors import LimitError, MathsError, UnsupportedError
from questions.maths.evaluation import Absence, Program, ball, disjoint, rational
from questions.maths.expression import (
    Call,
    Constant,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
    substitute,
    symbols,
    walk,
)
from questions.maths.findings import (
    Agrees,
    Comparison,
    Different,
    Equal,
    NarrowerDomain,
    Point,
    Undecided,
)
from questions.maths.keys import Key
from questions.maths.points import Domain, generic, inside, simple

SMOOTH: Final = (Number, Symbol, Constant, Sum, Negation, Product, Quotient, Power, Call)
JUMPS: Final = frozenset({"sign", "floor", "ceil", "heaviside", "atan2", "factorial", "acot"})
"""Functions that are not continuous wherever they are defined, or that have no derivative."""
MOST_POINTS: Final = 4
STEP: Final = Fraction(1, 512)
BITS: Final = 128
NAMES: Final = ("C", "c")
"""What people call the constant that they add."""


def with_constant(variables: Sequence[str]) -> tuple[str, ...]:
    """The names that an answer may contain where a constant may be added to it."""
    return (*variables, *(name for name in NAMES if name not in variables))


def up_to_constant(key: Key, answer: Expression) -> Equal | Agrees | NarrowerDomain | None:
    """The finding for an answer that differs from the key by a constant; None if it does not.

    The constant is the difference at one point: the answer with it added is compared with the
    key. Where that is no proof the derivatives are compared, and continuous functions whose
    derivatives are equal differ by a constant on each connected piece. What neither proves is
    looked at closely.
    """
    used = symbols(key.tree) | symbols(answer)
    names = [name for name in key.variables if name in used]
    if names and _varies(key, answer, names):
        return None
    unproved = None
    for point in _points(names, key.seed, key.domain):
        shifted = Sum((answer, _at(key.tree, point), Negation(_at(answer, point))))
        found = decide(key, shifted, patiently=False)
        if isinstance(found, Equal):
            return replace(found, up_to="constant")
        if isinstance(found, NarrowerDomain):
            return found
        if found == Undecided(UNPROVED):
            unproved = shifted
        if isinstance(found, Different) or unproved is not None:
            break
    on_pieces = _on_each_piece(key, answer, names)
    if unproved is None or isinstance(on_pieces, Equal):
        return on_pieces
    found = decide(key, unproved)
    if isinstance(found, Equal | Agrees):
        return replace(found, up_to="constant")
    return found if isinstance(found, NarrowerDomain) else on_pieces


def _points(names: Sequence[str], seed: str, domain: Domain) -> Iterator[Point]:
    """Where a difference is easy to read, then generic points; some may have no value."""
    if not names:
        yield {}
        return
    yield from islice(simple(names, domain), MOST_POINTS)
    yield from islice(generic(names, f"{seed} constant", domain), MOST_POINTS)


def _varies(key: Key, answer: Expression, names: Sequence[str]) -> bool:
    """Proved: the difference is not the same at two ends of a segment on which both have values."""
    try:
        program, _ = key.program_with(answer)
    except (LimitError, UnsupportedError):
        return False
    if not set(program.names) <= set(names):
        return False  # other symbols are constants without a value
    for start in islice(generic(names, f"{key.seed} constant", key.domain), MOST_POINTS):
        end = {name: value + STEP for name, value in start.items()}
        if inside(end, key.domain) and _differ_at_ends(program, start, end):
            return True
    return False


def _differ_at_ends(program: Program, start: Point, end: Point) -> bool:
    with ctx.workprec(BITS):
        between = {
            name: arb(rational(value)).union(arb(rational(end[name])))
            for name, value in start.items()
        }
        if any(isinstance(value, Absence) for value in program.at(between, BITS)):
            return False
        gaps = []
        for point in (start, end):
            exact = {name: rational(value) for name, value in point.items()}
            key, answer = program.at(exact, BITS)
            if isinstance(key, Absence) or isinstance(answer, Absence):
                return False
            gaps.append(ball(answer) - ball(key))
    return disjoint(*gaps)


def _at(tree: Expression, point: Point) -> Expression:
    return substitute(tree, {name: number(value) for name, value in point.items()})


def _on_each_piece(
    key: Key, answer: Expression, names: Sequence[str]
) -> Equal | Agrees | NarrowerDomain | None:
    """By derivatives: ln|x| + 1 for x > 0 and ln|x| for x < 0 is an antiderivative of 1/x."""
    if not names or not (_is_continuous(key.tree) and _is_continuous(answer)):
        return None
    proofs = []
    for name in names:
        found = _slopes(key, answer, name)
        if not isinstance(found, Equal | Agrees):
            return None
        proofs.append(found)
    nothing = number(0)
    defined = decide(key.over(Product((nothing, key.tree))), Product((nothing, answer)))
    if isinstance(defined, NarrowerDomain):
        return replace(defined, key_value="")
    if not isinstance(defined, Equal | Agrees):
        return None
    weakest = min(proofs, key=lambda one: isinstance(one, Equal))
    return replace(weakest, lost=defined.lost, gained=defined.gained, up_to="constant")


def _slopes(key: Key, answer: Expression, name: str) -> Comparison | None:
    """The finding for the derivatives by one variable; None where there are none."""
    # Loaded when it is needed: most comparisons never differentiate.
    from questions.maths.differentiation.rules import derive

    try:
        one, other = derive(key.tree, name).result, derive(answer, name).result
    except MathsError:
        return None
    return decide(key.over(one), other)


def _is_continuous(tree: Expression) -> bool:
    """Whether it is continuous wherever it has a value, as far as its functions tell."""
    return all(
        isinstance(node, SMOOTH) and not (isinstance(node, Call) and node.name in JUMPS)
        for node in walk(tree)
    )
