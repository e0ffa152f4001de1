"""No proof and no witness of the comparison may be wrong; undecided is allowed, error is not."""

from collections import Counter

import pytest

from tests.fuzzing.pairs import pair
from tests.fuzzing.verdicts import compared, faults, run

SHORT = 36
"""Nodes of the longest answer in the default suite, for time."""


LATER = [pytest.param(part, marks=pytest.mark.deep) for part in (1, 2, 3)]


@pytest.mark.parametrize("part", [0, *LATER])
def test_no_finding_on_two_thousand_pairs_is_wrong(part):
    tally = run(1, range(500 * part, 500 * part + 500), enough=6, most=SHORT)
    assert tally.faults == []
    assert sum(tally.found.values()) == 500
    assert tally.kinds()["different"] > 50
    assert tally.kinds()["equal"] > 50


@pytest.mark.deep
@pytest.mark.parametrize("part", range(20))
def test_no_finding_on_many_more_pairs_is_wrong(part):
    assert run(2, range(2000 * part, 2000 * part + 2000), enough=30).faults == []


@pytest.mark.deep
@pytest.mark.parametrize(
    ("seed", "number", "kind"),
    [
        (305, 7104, "different"),
        (77, 1952, "different"),
        (306, 3595, "narrower"),
        (306, 16268, "different"),
        (306, 25350, "different"),
        (306, 31543, "different"),
        (306, 73359, "different"),
        (306, 75308, "different"),
        (306, 86078, "agrees"),
        (306, 65956, "agrees"),
        (77, 1623, "narrower"),
        (305, 7486, "narrower"),
        (308, 26056, "different"),
        (308, 46294, "agrees"),
        (2, 6151, "different"),
        (2, 35344, "different"),
        (310, 79136, "different"),
    ],
)
def test_a_pair_that_was_flagged_once_is_found_and_judged_right(seed, number, kind):
    made = pair(seed, number)
    finding = compared(made)
    assert finding.kind == kind
    assert list(faults(made, finding, 12, Counter())) == []
