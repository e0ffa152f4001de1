"""Work that goes on after the request that began it."""

from collections.abc import Callable
from threading import Thread

from django.db import connection


def begin(work: Callable[[], object]) -> Thread:
    """The thread that does it. It ends with the process, so what is done has to be stored as it is
    done.
    """
    thread = Thread(target=_done, args=[work], daemon=True)
    thread.start()
    return thread


def _done(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        connection.close()
