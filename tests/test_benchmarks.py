"""Benchmarks tell what they measured, or that they could not."""

from pathlib import Path

import pytest

from benchmarks import generate, mistakes, stages
from benchmarks.counts import MOST_MISSED, Count
from questions import maths, problems
from tests.maths.tasks import derivative, tree

BENCHMARKS = Path(mistakes.__file__).parent


def test_a_stage_whose_function_has_another_name_now_is_an_error(monkeypatch) -> None:
    def search() -> None:
        maths.diagnose(derivative("x^3*sin(x)"), tree("3*x^2*cos(x)"))

    assert stages.shares([search])["confirming"] > 0
    renamed = {"points": ("maths/mistakes/places.py", "spots")}
    monkeypatch.setattr(stages, "STAGES", renamed)
    with pytest.raises(LookupError, match=r"points: maths/mistakes/places\.py defines no spots"):
        stages.shares([search])


def test_what_was_missed_is_shown_of_a_few_alone() -> None:
    counts = [Count() for _ in range(4)]
    for one in counts:
        for at in range(3):
            one.add(hit=False, what=str(at))
    assert len(Count.of(counts).missed) == MOST_MISSED
    assert Count.of(counts).tried == 12


def test_a_run_that_is_stopped_has_told_what_it_knew(monkeypatch, capsys) -> None:
    def stopped(*_chosen: object):
        yield problems.generate("derivative", 1, 0)
        yield problems.generate("derivative", 2, 0)
        raise KeyboardInterrupt

    monkeypatch.setattr(mistakes, "_problems", stopped)
    monkeypatch.setattr("sys.argv", ["mistakes", "--quick", "--only", "named"])
    with pytest.raises(KeyboardInterrupt):
        mistakes.main()
    assert "named one derivative 1 " in capsys.readouterr().out


@pytest.mark.parametrize("each", [1, 42])
def test_parts_of_a_run_hold_every_variant_once_and_are_alike_in_size(each) -> None:
    levels, parts = range(9), 8
    found = [
        [(level, seed) for level in levels for seed in generate.seeds_of(level, each, part, parts)]
        for part in range(1, parts + 1)
    ]
    first = generate.FIRST_SEED
    whole = [(level, seed) for level in levels for seed in range(first, first + each)]
    assert sorted(one for part in found for one in part) == whole
    sizes = [len(part) for part in found]
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(
    "path", [one for one in BENCHMARKS.glob("*.py") if "__main__" in one.read_text("utf-8")]
)
def test_every_benchmark_can_be_run_quickly(path: Path) -> None:
    assert '"--quick"' in path.read_text("utf-8")
