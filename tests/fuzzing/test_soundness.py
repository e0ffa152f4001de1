"""No proof and no witness of the comparison may be wrong; undecided is allowed, error is not."""

import pytest

from tests.fuzzing.verdicts import run

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
