"""The judge pool: decisions in processes that can be killed.

A call into FLINT cannot be interrupted, so what a person may have made expensive runs in a worker
process with a deadline, end to end: waiting for a free worker counts. A worker that is killed or
dies is replaced; a job whose worker died is tried once more within the same deadline. Each worker
has one job at a time, because FLINT's precision is one global.

Workers come from a fork server that has the engine loaded, so nothing is inherited from
the threads of the web process. Start the pool before threads, or let the first job start it.
"""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Collection
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue
from threading import Lock
from time import monotonic
from typing import Any, Final, ParamSpec, TypeVar, cast

from questions.maths.errors import MathsError

DEADLINE: Final = 2.0
MEMORY: Final = 512 * 2**20
PRELOADED: Final = ("questions.maths", "questions.maths.comparison", "numpy")
SECONDS_TO_START: Final = 60.0
SECONDS_BETWEEN_LOOKS: Final = 5.0
TRIES: Final = 2

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class JudgeTimeout(MathsError):  # noqa: N818
    """Nothing was found in time: judge again later, or let a teacher judge."""

    code = "judge timeout"

    def __init__(self, message: str = "This could not be judged in time.", **place: Any) -> None:
        super().__init__(message, **place)


class JudgePool:
    """At most `size` jobs at once, each a function of `jobs` in a process of its own."""

    def __init__(
        self,
        jobs: Collection[Callable[..., Any]],
        *,
        size: int = 1,
        deadline: float = DEADLINE,
        memory: int = MEMORY,
    ) -> None:
        self._jobs = frozenset(jobs)
        self._size = size
        self._deadline = deadline
        self._memory = memory
        self._lock = Lock()
        self._owner = 0
        self._idle: LifoQueue[_Worker] = LifoQueue()

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
            for worker in workers:
                worker.wait_until_ready(SECONDS_TO_START)
                self._idle.put(worker)
            self._owner = os.getpid()

    def submit(
        self, job: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        """What the job returns; safe to call from several threads.

        Raises what MathsError the job raises, JudgeTimeout when the deadline passes first or the
        worker dies twice (out of memory, crashed, killed), ValueError for a job that is not
        one of the pool's.
        """
        if job not in self._jobs:
            raise ValueError(f"{job!r} is not a job of this pool.")
        self.start()
        until = monotonic() + self._deadline
        for _ in range(TRIES):
            worker = self._free_worker(until)
            try:
                return cast("Result", worker.run(job, args, kwargs, until))
            except _WorkerDiedError:
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

    def _worker(self) -> "_Worker":
        return _Worker(self._memory, self._deadline)

    def _replacement(self, worker: "_Worker") -> "_Worker":
        worker.kill()
        return self._worker()

    def _free_worker(self, until: float) -> "_Worker":
        try:
            return self._idle.get(timeout=max(until - monotonic(), 0))
        except Empty:
            raise JudgeTimeout from None


class _WorkerDiedError(Exception):
    """The process of a job ended before the job did."""


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, memory: int, deadline: float) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(PRELOADED))
        self._connection, other_end = context.Pipe()
        arguments = (other_end, memory, deadline, os.getpid())
        self._process = context.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        other_end.close()
        self._ready = False
        self._busy = False

    @property
    def usable(self) -> bool:
        """Whether it can take a job, now or as soon as it is ready."""
        return not self._busy and self._process.is_alive()

    def wait_until_ready(self, seconds: float) -> None:
        """Wait for the first message, which says that the engine is loaded."""
        if not self._ready:
            self._receive(monotonic() + seconds)
            self._ready = True

    def run(self, job: Callable[..., Any], args: Any, kwargs: Any, until: float) -> Any:
        """The result of the job; a worker that does not give it stays busy."""
        self.wait_until_ready(until - monotonic())
        self._busy = True
        try:
            self._connection.send((job, args, kwargs))
        except OSError as error:
            raise _WorkerDiedError from error
        result, failure = self._receive(until)
        self._busy = False
        if failure is not None:
            raise failure
        return result

    def _receive(self, until: float) -> Any:
        try:
            if not self._connection.poll(max(until - monotonic(), 0)):
                raise JudgeTimeout
            return self._connection.recv()
        except (EOFError, OSError) as error:
            raise _WorkerDiedError from error

    def kill(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.join()


def _serve(
    connection: Connection, memory: int, deadline: float, owner: int
) -> None:  # pragma: no cover
    """The life of a worker: one job after the other until its web process is gone.

    Coverage does not see this process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection.send(None)
    while True:
        while not connection.poll(SECONDS_BETWEEN_LOOKS):
            if not _is_alive(owner):
                return
        try:
            job, args, kwargs = connection.recv()
        except EOFError:
            return
        connection.send(_outcome(job, args, kwargs, deadline))


def _outcome(
    job: Callable[..., Any], args: Any, kwargs: Any, deadline: float
) -> tuple[Any, MathsError | None]:  # pragma: no cover
    """What the job returned or the MathsError that it raised.

    The alarm ends the process even inside a C call, should nobody be left to kill it. Any other
    exception ends the process too, with its traceback in the log.
    """
    signal.setitimer(signal.ITIMER_REAL, 2 * deadline)
    try:
        return job(*args, **kwargs), None
    except MathsError as error:
        return None, error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _is_alive(process: int) -> bool:  # pragma: no cover
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
