"""Jobs run elsewhere, end in time, and are tried once more when their process dies."""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from questions.maths.comparison import Comparison, compare
from questions.maths.errors import LimitError
from questions.maths.expression import Expression, Symbol
from questions.maths.judge_process import Worker, WorkerDiedError
from questions.maths.workers import JudgeBusy, JudgePool, JudgeTimeout


def process_id() -> int:
    return os.getpid()


def is_loaded(module: str) -> bool:
    return module in sys.modules


def is_searched_for_garbage(module: str) -> bool:
    """Whether the collector looks through the module's names."""
    return any(one is vars(sys.modules[module]) for one in gc.get_objects())


def spin() -> None:
    while True:
        pass


def sleep(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def announce_and_sleep(path: str, seconds: float) -> None:
    Path(path).touch()
    time.sleep(seconds)


def refuse() -> None:
    raise LimitError("Too long.", source="x", start=0, end=1)


def die_once(diary: str) -> int:
    """Writes down every try and is killed in the first."""
    with Path(diary).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    if len(Path(diary).read_text(encoding="utf-8").splitlines()) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def always_die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def seconds_left() -> float:
    return signal.getitimer(signal.ITIMER_REAL)[0]


def grow() -> int:
    return len(bytearray(2**30))


def same(key: Expression, answer: Expression) -> Comparison:
    return compare(key, answer, variables=("x",))


JOBS = (
    process_id,
    is_searched_for_garbage,
    spin,
    sleep,
    announce_and_sleep,
    refuse,
    die_once,
    always_die,
    seconds_left,
    grow,
    same,
)


def served(pool: JudgePool) -> int:
    """The process of a next job; on a busy machine a new worker may take a few deadlines."""
    for _ in range(20):
        with suppress(JudgeTimeout):
            return pool.submit(process_id)
    raise AssertionError("no worker came back")


@pytest.fixture(scope="module")
def pool() -> Iterator[JudgePool]:
    pool = JudgePool(JOBS, deadline=2.0)
    pool.start()
    yield pool
    pool.stop()


@pytest.fixture
def hasty_pool() -> Iterator[JudgePool]:
    pool = JudgePool(JOBS, deadline=1.0)
    pool.start()
    yield pool
    pool.stop()


def test_a_job_runs_in_another_process_that_stays(pool: JudgePool) -> None:
    first = pool.submit(process_id)
    assert first != os.getpid()
    assert pool.submit(process_id) == first


def test_no_search_for_garbage_looks_through_what_is_loaded(pool: JudgePool) -> None:
    """It would take longer than most jobs."""
    assert is_searched_for_garbage("questions.maths.comparison")
    assert not pool.submit(is_searched_for_garbage, "questions.maths.comparison")


def test_trees_and_findings_cross_the_border(pool: JudgePool) -> None:
    assert pool.submit(same, Symbol("x"), Symbol("x")).kind == "equal"


def test_an_error_of_the_engine_is_raised_here_whole(pool: JudgePool) -> None:
    with pytest.raises(LimitError) as caught:
        pool.submit(refuse)
    assert (caught.value.message, caught.value.source, caught.value.end) == ("Too long.", "x", 1)


def test_a_killed_job_is_tried_once_more(pool: JudgePool, tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    survivor = pool.submit(die_once, str(diary))
    tries = [int(line) for line in diary.read_text(encoding="utf-8").splitlines()]
    assert len(tries) == 2
    assert tries[0] != tries[1] == survivor


def test_a_worker_that_cannot_start_gives_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_worker: Worker, _seconds: float) -> None:
        raise WorkerDiedError

    monkeypatch.setattr(Worker, "wait_until_ready", never)
    with pytest.raises(JudgeTimeout):
        JudgePool([same]).submit(same, Symbol("x"), Symbol("x"))


def test_a_job_that_dies_twice_times_out(pool: JudgePool) -> None:
    with pytest.raises(JudgeTimeout):
        pool.submit(always_die)
    assert served(pool) > 0


def test_an_endless_job_times_out_and_the_next_one_succeeds(hasty_pool: JudgePool) -> None:
    before = served(hasty_pool)
    with pytest.raises(JudgeTimeout):
        hasty_pool.submit(spin)
    assert served(hasty_pool) != before


def test_an_alarm_ends_a_job_that_nobody_waits_for(pool: JudgePool) -> None:
    assert 2.0 < pool.submit(seconds_left) <= 4.0


def test_memory_is_bounded(pool: JudgePool) -> None:
    with pytest.raises(JudgeTimeout):
        pool.submit(grow)


def test_waiting_for_a_worker_counts_toward_the_deadline(pool: JudgePool, tmp_path: Path) -> None:
    """Each job takes less than the deadline, the second one and its waiting more."""
    begun = tmp_path / "begun"

    def announced() -> None:
        with suppress(JudgeTimeout):
            pool.submit(announce_and_sleep, str(begun), 1.3)

    busy = threading.Thread(target=announced)
    busy.start()
    while not begun.exists():
        time.sleep(0.01)
    with pytest.raises(JudgeTimeout) as slow:
        pool.submit(sleep, 1.3)
    assert not isinstance(slow.value, JudgeBusy)
    busy.join()
    assert served(pool) > 0


def test_a_job_that_was_never_begun_says_so(hasty_pool: JudgePool, tmp_path: Path) -> None:
    """Its worker is taken by somebody else all the time."""
    hasty_pool.start()
    taken = hasty_pool._idle.get()
    with pytest.raises(JudgeBusy):
        hasty_pool.submit(process_id)
    hasty_pool._idle.put(taken)
    assert served(hasty_pool) > 0


def test_what_the_jobs_need_is_loaded_before_the_first_of_them() -> None:
    pool = JudgePool([is_loaded], modules=["wave"])
    try:
        assert pool.submit(is_loaded, "wave")
        assert not pool.submit(is_loaded, "mailbox")
    finally:
        pool.stop()


def test_threads_share_the_pool_without_mixing_results(pool: JudgePool) -> None:
    kinds: list[tuple[str, str]] = []

    def ask(name: str) -> None:
        expected = "equal" if name == "x" else "different"
        kinds.append((pool.submit(same, Symbol("x"), Symbol(name)).kind, expected))

    threads = [threading.Thread(target=ask, args=(name,)) for name in "xyxyxyxy"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kinds) == 8
    assert all(kind == expected for kind, expected in kinds)


def test_only_the_pools_own_jobs_are_accepted(pool: JudgePool) -> None:
    with pytest.raises(ValueError, match="not a job"):
        pool.submit(os.getpid)


def test_a_stopped_pool_starts_again_with_the_next_job() -> None:
    pool = JudgePool(JOBS)
    try:
        first = pool.submit(process_id)
        pool.stop()
        assert pool.submit(process_id) != first
    finally:
        pool.stop()
