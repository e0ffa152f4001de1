"""Comparing an answer with a key: the only way in.

The finding is about real functions: equal means the same real value wherever both are
defined. Vectors and matrices are compared entry by entry. What a question accepts beyond that, and
the form that it asks for, is its policy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from threading import Lock
from typing import Final

from questions.maths.allowances import allowed, in_form
from questions.maths.along import decide_along, is_apart_along
from questions.maths.apart import is_apart
from questions.maths.branches import has_arccot, on_other_branch
from questions.maths.curve import Curve
from questions.maths.decision import decide
from questions.maths.expression import Expression, components, number, shape, symbols
from questions.maths.findings import (
    SAME,
    Agrees,
    Comparison,
    Different,
    Equal,
    NarrowerDomain,
    Undecided,
    WrongForm,
    WrongShape,
    as_row,
)
from questions.maths.keys import Key
from questions.maths.numbers import is_within, order
from questions.maths.policy import Policy, Tolerance

__all__ = [
    "SAME",
    "Agrees",
    "Comparison",
    "Curve",
    "Different",
    "Equal",
    "NarrowerDomain",
    "PreparedKey",
    "Undecided",
    "WrongForm",
    "WrongShape",
    "as_row",
    "compare",
    "together",
    "tolerance_fault",
]

Domain = Mapping[str, tuple[Fraction | None, Fraction | None]]

ONE_AT_A_TIME: Final = Lock()
"""FLINT's working precision is one global of the process."""
WORST_FIRST: Final = (Different, Undecided, NarrowerDomain, WrongForm, Agrees, Equal)
EXACT: Final = Policy()


class PreparedKey:
    """A key and what its question says of it, ready for any number of answers.

    `domain` bounds variables by open intervals, None for no bound. `variables` come first in
    witnesses; other symbols are variables too. On a `curve` answers are compared where its
    equation holds, and nowhere else. `shape` is as `expression.shape` gives it. What
    comparing needs of the key is worked out once and kept, in bounded memory; no finding depends on
    the answers before it.
    """

    def __init__(
        self,
        key: Expression,
        *,
        variables: Sequence[str],
        domain: Domain | None = None,
        seed: str = "",
        policy: Policy = EXACT,
        curve: Curve | None = None,
    ) -> None:
        names = tuple(dict.fromkeys(variables))
        self.shape = shape(key)
        self._keys = [Key(one, names, domain or {}, seed, curve) for one in components(key)]
        self._policy = policy

    def compare(self, answer: Expression) -> Comparison:
        """What can be said of the answer; never raises on trees within the reader's limits.

        Equal arguments give equal findings on every machine. The finding of a vector is its worst
        component's, with all of them in `components`.
        """
        if not _comparable(self.shape, shape(answer)):
            return WrongShape(self.shape, shape(answer))
        pairs = zip(self._keys, components(answer), strict=True)
        with ONE_AT_A_TIME:
            findings = [_scalar(key, entry, self._policy) for key, entry in pairs]
        if self.shape == () == shape(answer):
            return findings[0]
        return together(findings)

    def differs(self, answer: Expression) -> bool:
        """Whether the answer is proved to be another, or has another shape: what `compare` finds,
        without a witness that a person can check, which takes most of its time.
        """
        if not _comparable(self.shape, shape(answer)):
            return True
        pairs = zip(self._keys, components(answer), strict=True)
        with ONE_AT_A_TIME:
            if self._policy == EXACT and any(_is_apart(key, entry) for key, entry in pairs):
                return True
        return self.compare(answer).kind == Different.kind


def together(findings: Sequence[Comparison]) -> Comparison:
    """The finding of a whole from those of its components: the worst, with all of them."""
    worst = min(findings, key=_badness)
    return replace(worst, components=tuple(findings))


def compare(
    key: Expression,
    answer: Expression,
    *,
    variables: Sequence[str],
    domain: Domain | None = None,
    seed: str = "",
    policy: Policy = EXACT,
    curve: Curve | None = None,
) -> Comparison:
    """The finding for a key that only one answer is compared with: see `PreparedKey`."""
    prepared = PreparedKey(
        key, variables=variables, domain=domain, seed=seed, policy=policy, curve=curve
    )
    return prepared.compare(answer)


def tolerance_fault(key: Expression, tolerance: Tolerance) -> str | None:
    """Why a key cannot be asked for with a tolerance, as a sentence; None where it can."""
    if symbols(key):
        return "A tolerance is for keys that are numbers."
    with ONE_AT_A_TIME:
        for entry in components(key):
            is_share = tolerance.relative is not None or tolerance.digits is not None
            if is_share and order(entry, number(0)) == 0:
                return "A key that is 0 needs an absolute tolerance."
            if is_within(entry, entry, tolerance) is False:
                return "The key itself lies outside of this interval."
    return None


def _comparable(expected: tuple[int, ...], got: tuple[int, ...]) -> bool:
    """Equal shapes; a matrix of one row or column is as good as a vector."""
    if expected == got:
        return True
    lines = [tuple(size for size in one if size != 1) for one in (expected, got)]
    return {len(expected), len(got)} == {1, 2} and lines[0] == lines[1]


def _badness(finding: Comparison) -> tuple[int, bool]:
    is_mild = isinstance(finding, Different) and finding.near is not None
    proved_simply = isinstance(finding, Equal) and finding.proof == "structure"
    return WORST_FIRST.index(type(finding)), is_mild or proved_simply


def _scalar(key: Key, answer: Expression, policy: Policy) -> Comparison:
    finding = _exactly(key, answer)
    if isinstance(finding, Different):
        finding = allowed(key, answer, finding, policy)
    return in_form(answer, finding, policy)


def _is_apart(key: Key, answer: Expression) -> bool:
    if key.curve is not None:
        return is_apart_along(key, answer)
    return not (key.has_arccot or has_arccot(answer)) and is_apart(key, answer)


def _exactly(key: Key, answer: Expression) -> Comparison:
    if key.curve is not None:
        return decide_along(key, answer)
    finding = decide(key, answer)
    if isinstance(finding, Different) and (key.has_arccot or has_arccot(answer)):
        other = decide(key.on_other_branch, on_other_branch(answer))
        return other if not isinstance(other, Different) else finding
    return finding
