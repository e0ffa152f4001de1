"""How answers are decided: how often right, how often proved, and how fast, beside other systems.

    .venv/bin/python -m benchmarks.equality [--quick]

The cases are the tables in tests/cases: pairs that are equal and pairs that are not, made without
knowing the engine, and hostile texts; the "real mix" is what students send to generated
problems. Everything is warm and in one run: reading and comparing in
process, sympy and (where it is installed) Maxima on the same pairs, the judge pool, the engine's
import. Nothing found for one pair is kept for the next. "Key prepared": the key was compared with
two other answers before, as in judging; "cold": it is read for this answer. Reading the answer is
part of both. "Processor" is the least processor time of the repeats of each pair, which comes
closest to an idle machine, whatever else this one does. Prints tables and ends with one JSON line;
times are milliseconds.
"""

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from benchmarks.cases import TABLES, Case, compared, key_of, pairs, read_and_compare, real_mix, used
from benchmarks.processes import imports, through_the_pool
from benchmarks.rivals import Maxima, Sympy
from questions import maths

RIGHT: Final = ("equal", "agrees")
REPEATS: Final = 8
REPEATS_IF_QUICK: Final = 3


@dataclass(frozen=True)
class Decided:
    """Milliseconds by the clock, and the least of all times of the processor."""

    case: Case
    finding: maths.Comparison
    milliseconds: list[float]
    cold: list[float]
    processor: float
    processor_cold: float

    @property
    def is_wrong(self) -> bool:
        return self.found != self.case.truth

    @property
    def found(self) -> str:
        if self.finding.kind == "shape":
            return "different"
        return "equal" if self.finding.kind in RIGHT else self.finding.kind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="Under a minute.")
    quick = parser.parse_args().quick
    repeats = REPEATS_IF_QUICK if quick else REPEATS
    cases = list(pairs())
    decided = [_decided(case, repeats) for case in cases]
    figures = _verdicts(decided) | _speed(decided)
    figures |= _beside(cases[:: 12 if quick else 1], decided)
    mix = real_mix(3 if quick else 20)
    print(f"\n{'milliseconds':44}{'median':>10}{'p95':>10}{'p99.9':>10}")
    answers = [_decided(case, repeats) for case in mix]
    figures |= _row("real_mix", "real mix, key prepared", _all_times(answers))
    figures |= _row("real_mix_cold", "real mix, cold", _all_cold(answers))
    figures |= _processor("real mix", "real_mix_processor", answers)
    figures |= through_the_pool(mix, seconds=2.0 if quick else 10.0)
    figures |= _hostile() | imports(5 if quick else 15)
    print(json.dumps(figures))


def _decided(case: Case, repeats: int) -> Decided:
    finding, times = compared(case, used(case)), []
    for _ in range(repeats):
        key = used(case)
        cold = _timed(lambda: read_and_compare(case))
        times.append((*cold, *_timed(partial(compared, case, key))))
    cold_times, cold_busy, warm, busy = zip(*times, strict=True)
    return Decided(case, finding, list(warm), list(cold_times), min(busy), min(cold_busy))


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    busy, started = time.process_time(), time.perf_counter()
    work()
    ended = time.perf_counter()
    return (ended - started) * 1000, (time.process_time() - busy) * 1000


def _verdicts(decided: Sequence[Decided]) -> dict[str, Any]:
    print(f"\n{'sort':34}{'pairs':>7}{'wrong':>7}{'proved':>8}{'agrees':>8}{'undecided':>11}")
    for sort in dict.fromkeys(one.case.sort for one in decided):
        _print_counts(sort, [one for one in decided if one.case.sort == sort])
    _print_counts("all", decided)
    equal = [one for one in decided if one.case.truth == "equal"]
    proved = sum(one.finding.kind == "equal" for one in equal)
    for one in decided:
        if one.is_wrong:
            print(f"  wrong: {one.case.id} {one.case.key} | {one.case.answer}: {one.found}")
    return {
        "pairs": len(decided),
        "wrong": sum(one.is_wrong and one.found != "undecided" for one in decided),
        "undecided": sum(one.found == "undecided" for one in decided),
        "equal_pairs": len(equal),
        "equal_proved_percent": round(100 * proved / len(equal), 1),
    }


def _print_counts(sort: str, decided: Sequence[Decided]) -> None:
    kinds = Counter(one.finding.kind for one in decided)
    wrong = sum(one.is_wrong for one in decided)
    counts = f"{len(decided):>7}{wrong:>7}{kinds['equal']:>8}{kinds['agrees']:>8}"
    print(f"{sort[:33]:34}{counts}{kinds['undecided']:>11}")


def _speed(decided: Sequence[Decided]) -> dict[str, Any]:
    derivatives = [each for each in decided if each.case.id.startswith("d")]
    print(f"\n{'milliseconds':44}{'median':>10}{'p95':>10}{'p99.9':>10}")
    figures = _row("read_and_compare", "all pairs, key prepared", _all_times(decided))
    figures |= _row("cold", "all pairs, cold", _all_cold(decided))
    figures |= _processor("all pairs", "processor", decided)
    label = f"{len(derivatives)} derivatives, key prepared"
    figures |= _row("derivatives", label, _all_times(derivatives))
    typical = {each.case.id: statistics.median(each.milliseconds) for each in decided}
    print("\nslowest pairs, read and compared:")
    for one in sorted(decided, key=lambda each: -typical[each.case.id])[:8]:
        print(
            f"  {typical[one.case.id]:8.2f} ms  {one.case.id}  {one.case.key} | {one.case.answer}"
        )
    return figures


def _processor(label: str, name: str, decided: Iterable[Decided]) -> dict[str, float]:
    """The least processor time of each pair: what comes closest to an idle machine."""
    both = [(one.processor, one.processor_cold) for one in decided]
    figures = _row(name, f"{label}, key prepared, processor", [one for one, _ in both])
    return figures | _row(f"{name}_cold", f"{label}, cold, processor", [two for _, two in both])


def _all_times(decided: Iterable[Decided]) -> list[float]:
    return [one for each in decided for one in each.milliseconds]


def _all_cold(decided: Iterable[Decided]) -> list[float]:
    return [one for each in decided for one in each.cold]


def _row(name: str, label: str, times: Iterable[float]) -> dict[str, float]:
    """Prints and gives the median and the slow ends."""
    ordered = sorted(times)
    figures = _summary(name, ordered) | {f"{name}_p99_9_ms": _share(ordered, 0.999)}
    print(f"{label:44}" + "".join(f"{value:>10}" for value in figures.values()))
    return figures


def _summary(name: str, times: Iterable[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {f"{name}_median_ms": _share(ordered, 0.5), f"{name}_p95_ms": _share(ordered, 0.95)}


def _share(ordered: Sequence[float], share: float) -> float:
    return round(ordered[min(int(len(ordered) * share), len(ordered) - 1)], 3)


def _beside(cases: Sequence[Case], decided: Sequence[Decided]) -> dict[str, Any]:
    """Every system on the same pairs: those that are equal or different on the whole domain."""
    pairs = [
        (case, *_trees(case))
        for case in cases
        if case.truth != "narrower" and maths.shape(key_of(case)) == _answer_shape(case)
    ]
    ours = {one.case.id: one for one in decided}
    rivals: list[Sympy | Maxima] = [Sympy("simplify"), Sympy("equals")]
    if Maxima.is_installed():
        rivals.append(Maxima())
    print(f"\n{'on ' + str(len(pairs)) + ' pairs':20}{'right':>7}{'wrong':>7}{'none':>7}", end="")
    print(f"{'median ms':>12}{'p95 ms':>12}{'too long':>10}")
    times = [statistics.median(ours[case.id].milliseconds) for case, _, _ in pairs]
    found = [(ours[case.id].found == case.truth, ours[case.id].found) for case, _, _ in pairs]
    right = sum(one for one, _ in found)
    none = sum(kind == "undecided" for _, kind in found)
    cold = [statistics.median(ours[case.id].cold) for case, _, _ in pairs]
    _print_system("gradquiz", right, len(pairs) - right - none, none, times)
    _print_system("gradquiz, cold", right, len(pairs) - right - none, none, cold)
    figures = _summary("beside_gradquiz", times) | _summary("beside_gradquiz_cold", cold)
    for rival in rivals:
        figures |= _rival(rival, pairs)
        name = rival.name.replace(" ", "_")
        times_as_fast = figures[f"{name}_median_ms"] / figures["beside_gradquiz_median_ms"]
        figures[f"times_as_fast_as_{name}"] = round(times_as_fast, 1)
        if isinstance(rival, Maxima):
            rival.stop()
            figures["maxima_start_ms"] = round(rival.start_milliseconds)
            print(f"{'a Maxima to start':20}{figures['maxima_start_ms']:>33}")
    return figures


def _trees(case: Case) -> tuple[maths.Expression, maths.Expression]:
    key = key_of(case)
    vector = len(maths.shape(key)) == 1
    return key, maths.read(case.answer, case.notation(vector=vector)).expression


def _answer_shape(case: Case) -> tuple[int, ...]:
    return maths.shape(_trees(case)[1])


def _rival(
    rival: Sympy | Maxima, pairs: Sequence[tuple[Case, maths.Expression, maths.Expression]]
) -> dict[str, Any]:
    rival.decide(*pairs[0][1:])
    results = [(case.truth, *rival.decide(key, answer)) for case, key, answer in pairs]
    times = [taken for _, _, taken in results if taken]
    right = sum(found == (truth == "equal") for truth, found, _ in results if found is not None)
    none = sum(found is None for _, found, _ in results)
    wrong = len(results) - right - none
    _print_system(rival.name, right, wrong, none, times)
    name = rival.name.replace(" ", "_")
    return {f"{name}_wrong": wrong, f"{name}_none": none} | _summary(name, times)


def _print_system(name: str, right: int, wrong: int, none: int, times: Sequence[float]) -> None:
    ordered = sorted(times)
    late = sum(one >= 1990 for one in times)
    shares = f"{_share(ordered, 0.5):>12}{_share(ordered, 0.95):>12}"
    print(f"{name:20}{right:>7}{wrong:>7}{none:>7}{shares}{late:>10}")


def _hostile() -> dict[str, Any]:
    """How long hostile texts take, read and compared; what must come out is a test's business."""
    times = []
    for name in ("hostile_inputs.json", "hostile_more.json"):
        for row in json.loads((TABLES / name).read_text()):
            started = time.perf_counter()
            _try(row)
            times.append((time.perf_counter() - started) * 1000)
    return {"hostile_texts": len(times), "hostile_slowest_ms": round(max(times), 1)}


def _try(row: dict[str, Any]) -> None:
    variables = tuple(row["declared_variables"])
    try:
        key = maths.read(row["reference_answer"], maths.Notation(variables)).expression
        answer = maths.read(_text(row["input"]), maths.Notation(variables))
        maths.compare(key, answer.expression, variables=variables)
    except maths.MathsError:
        pass


def _text(written: str | dict[str, Any]) -> str:
    """The text, or the one that its recipe makes."""
    if isinstance(written, str):
        return written
    return str(written["text"] * written["times"] + written["then"])


if __name__ == "__main__":
    main()
