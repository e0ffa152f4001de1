"""What the log holds of a request."""

import logging


def without_traceback(record: logging.LogRecord) -> bool:
    """Keeps every record; a refusal, which is no fault of the program, is one line without a
    traceback.
    """
    if record.levelno < logging.ERROR:
        record.exc_info = record.exc_text = None
    return True
