"""One process of the judge pool, and the life that it leads.

Imported when a pool starts: who only reads and compares need not load what starts processes.
"""

import importlib
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, Final

from questions.maths.errors import MathsError
from questions.maths.garbage import search_less
from questions.maths.workers import JudgeTimeout

PRELOADED: Final = ("questions.maths", "questions.maths.mistakes", "numpy")
SECONDS_BETWEEN_LOOKS: Final = 5.0


class WorkerDiedError(Exception):
    """The process of a job ended before the job did."""


class Worker:
    """One process and the pipe to it."""

    def __init__(self, memory: int, deadline: float, modules: Sequence[str]) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(PRELOADED))
        self._connection, other_end = context.Pipe()
        arguments = (other_end, memory, deadline, os.getpid(), modules)
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
            raise WorkerDiedError from error
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
            raise WorkerDiedError from error

    def kill(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.join()


def _serve(
    connection: Connection, memory: int, deadline: float, owner: int, modules: Sequence[str]
) -> None:  # pragma: no cover
    """The life of a worker: one job after the other until its web process is gone. What the jobs
    need is imported first, so that none of them pays for it with its time.

    Coverage does not see this process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name in modules:
        importlib.import_module(name)
    search_less()
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
