"""Commands that read and write lines: help as it was written, and readers who stop reading."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import DjangoHelpFormatter


class WrittenHelp(DjangoHelpFormatter, argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of a command's help, so that its examples can be copied."""


@contextmanager
def until_closed() -> Iterator[None]:
    """Ends the block quietly when nobody reads the output any longer, as in `… | head`."""
    try:
        yield
    except BrokenPipeError:
        # What is still buffered would fail again when Python flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
