"""Calls at the same moment: only PostgreSQL has several writers."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

SEVERAL_WRITERS = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer"),
]


def together(*calls):
    """Runs the calls at once; returns what each gave, or its ValidationError."""
    gate = threading.Barrier(len(calls))
    found = [None] * len(calls)

    def run(place, call):
        gate.wait()
        try:
            found[place] = call()
        except ValidationError as error:
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return found
