import json
import math

import pytest
from django.core.management import CommandError, call_command

from questions.simulation import tracking
from questions.simulation.histories import History, Observation, Spell
from questions.simulation.tracking import Share


def past(shows: str, *, until: float = math.inf) -> History:
    """x: the mistake shows; o: it could; a bug that is there until that day, one a day."""
    observations = [
        Observation(day, frozenset("a"), "a" if one == "x" else None, one == "o", False, False)
        for day, one in enumerate(shows)
    ]
    return History(tuple(observations), (Spell("a", 0.0, until, 0.7, "sudden"),))


def test_only_problems_that_expose_the_mal_rule_are_opportunities():
    other = Observation(0.5, frozenset("b"), None, True, False, False)
    history = History((*past("xo").observations, other), ())
    assert [one.shown for one in tracking.track(history, "a")] == [True, False]
    assert len(tracking.track(history, "b")) == 1


def test_days_between_opportunities_fade_the_evidence():
    first, late = (
        past("x").observations[0],
        Observation(60, frozenset("a"), None, True, False, False),
    )
    soon = tracking.track(past("xo"), "a")[-1].pattern
    assert tracking.track(History((first, late), ()), "a")[-1].pattern.likely < soon.likely


def test_a_share_has_the_interval_of_wilson():
    low, high = Share(5, 100).interval
    assert (low, high) == (pytest.approx(0.0215, abs=1e-4), pytest.approx(0.1118, abs=1e-4))
    assert Share(0, 50).interval[0] == 0.0
    assert math.isnan(Share(0, 0).value)


def test_the_cured_are_counted_from_their_cure_on():
    chances = tracking.track(past("xxoooooooooo", until=1.5), "a")
    clean = tracking._clean_until_resolved(chances, 1.5, 8)
    assert chances[1 + clean].pattern.state == "resolved"
    assert not chances[clean].is_open or chances[clean].pattern.state == "active"


def test_who_was_not_found_before_the_cure_is_not_counted():
    assert tracking._clean_until_resolved(tracking.track(past("xooo"), "a"), 0.5, 8) is None


def test_frequent_bugs_are_found_more_often_than_rare_ones():
    shares = [tracking.found_within(60, seed=2, rate=rate)[0].value for rate in (0.9, 0.3)]
    assert shares[0] >= 0.95
    assert shares[1] < 0.7


def test_the_command_gives_its_figures_as_json(capsys):
    call_command("simulate_mistakes", "--students", "12", "--json")
    figures = json.loads(capsys.readouterr().out)
    assert len(figures) == 12
    for row in figures.values():
        assert row["of"] == 0 or row["low"] <= row["share"] <= row["high"]


def test_the_command_prints_a_line_an_experiment_with_targets(capsys):
    call_command("simulate_mistakes", "--students", "5")
    lines = capsys.readouterr().out.splitlines()
    assert sum("or more" in line or "or less" in line for line in lines) == 4
    assert all("%" in line for line in lines)


@pytest.mark.parametrize("options", [("--students", "0"), ("--seed", "-1")])
def test_the_command_refuses_numbers_that_make_no_sense(options):
    with pytest.raises(CommandError):
        call_command("simulate_mistakes", *options)
