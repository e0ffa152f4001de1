"""The judge pool: decisions in processes that can be killed.

A call into FLINT cannot be interrupted, so what a person may have made expensive runs in a worker
process with a deadline, end to end: waiting for a free worker counts. A worker that is killed or
dies is replaced; a job whose worker died is tried once more within the same deadline. Each worker
has one job at a time, because FLINT's precision is one global.

Workers come from a fork server that has the engine loaded, so nothing is inherited from
the threads of the web process. Start the pool before threads, or let the first job start it.
"""

import os
from collections.abc import Callable, Collection
from queue import Empty, LifoQueue
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar, cast

from questions.maths.errors import MathsError

if TYPE_CHECKING:
    from questions.maths.judge_process import Worker

DEADLINE: Final = 2.0
MEMORY: Final = 512 * 2**20
SECONDS_TO_START: Final = 60.0
TRIES: Final = 2

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class JudgeTimeout(MathsError):  # noqa: N818
    """Nothing was found in time: judge again later, or let a teacher judge."""

    code = "judge timeout"

    def __init__(self, message: str = "This could not be judged in time.", **place: Any) -> None:
        super().__init__(message, **place)


class JudgeBusy(JudgeTimeout):
    """Every worker was busy with other jobs until the deadline: this one was not begun."""

    code = "judge busy"


class JudgePool:
    """At most `size` jobs at once, each a function of `jobs` in a process of its own.

    `modules` are loaded in it beforehand, beside those of the jobs.
    """

    def __init__(
        self,
        jobs: Collection[Callable[..., Any]],
        *,
        size: int = 1,
        deadline: float = DEADLINE,
        memory: int = MEMORY,
        modules: Collection[str] = (),
    ) -> None:
        self._jobs = frozenset(jobs)
        self._modules = sorted({*modules, *(job.__module__ for job in jobs)})
        self._size = size
        self._deadline = deadline
        self._memory = memory
        self._lock = Lock()
        self._owner = 0
        self._idle: LifoQueue[Worker] = LifoQueue()

    def start(self) -> None:
        """Start the workers and wait until they are ready. Does nothing in a started pool.

        Call it in the process that serves: one that is forked off later cannot share the
        workers, and raises ChildProcessError instead of mixing up results.
        """
        with self._lock:
            if self._owner == os.getpid():
                return
            # numpy's threads would each take address space, which is bounded, and none is needed.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            self._idle = LifoQueue()
            workers = [self._worker() for _ in range(self._size)]
            try:
                for worker in workers:
                    worker.wait_until_ready(SECONDS_TO_START)
            except BaseException:
                for worker in workers:
                    worker.kill()
                raise
            for worker in workers:
                self._idle.put(worker)
            self._owner = os.getpid()

    def submit(
        self, job: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        """What the job returns; safe to call from several threads.

        Raises what MathsError the job raises, JudgeTimeout when the deadline passes (JudgeBusy
        where no worker was free until then) or the worker dies twice (out of memory, crashed,
        killed), ValueError for a job that is not one of the pool's.
        """
        if job not in self._jobs:
            raise ValueError(f"{job!r} is not a job of this pool.")
        from questions.maths.judge_process import WorkerDiedError

        try:
            self.start()
        except WorkerDiedError:
            raise JudgeTimeout from None
        until = monotonic() + self._deadline
        for _ in range(TRIES):
            worker = self._free_worker(until)
            try:
                return cast("Result", worker.run(job, args, kwargs, until))
            except WorkerDiedError:
                continue
            finally:
                self._idle.put(worker if worker.usable else self._replacement(worker))
        raise JudgeTimeout

    def stop(self) -> None:
        """End the workers; the next job starts others."""
        with self._lock:
            if self._owner == os.getpid():
                while not self._idle.empty():
                    self._idle.get().kill()
            self._owner = 0

    def _worker(self) -> "Worker":
        from questions.maths.judge_process import Worker

        return Worker(self._memory, self._deadline, self._modules)

    def _replacement(self, worker: "Worker") -> "Worker":
        worker.kill()
        return self._worker()

    def _free_worker(self, until: float) -> "Worker":
        try:
            return self._idle.get(timeout=max(until - monotonic(), 0))
        except Empty:
            raise JudgeBusy from None
