"""What a student is told of accommodations, and what a teacher sees of them."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from questions.models.accommodations import ORDINARY, Window, extended


def told(window: Window) -> Sequence[str]:
    """What the student has beyond the others, as sentences; only the student reads them."""
    sentences = []
    if window.time is not None and window.time_factor > ORDINARY:
        sentences.append(times_the_time(window.time_factor, window.time))
    if window.is_later:
        sentences.append("It closes later for you than for the class.")
    if window.more_attempts:
        more = window.more_attempts
        sentences.append(f"You have {more} more attempt{'' if more == 1 else 's'}.")
    return sentences


def told_of_mock(minutes: int, factor: Decimal) -> Sequence[str]:
    time = extended(datetime.timedelta(minutes=minutes), factor)
    return [times_the_time(factor, time)] if factor > ORDINARY else []


def times_the_time(factor: Decimal, time: datetime.timedelta) -> str:
    return f"You have {amount(factor)} times the time: {in_words(time)}."


def amount(factor: Decimal) -> str:
    """1.50 is 1.5, and 2.00 is 2."""
    return f"{factor.normalize():f}"


def in_words(time: datetime.timedelta) -> str:
    """A time limit, to the second."""
    minutes, seconds = divmod(round(time.total_seconds()), 60)
    words = [f"{minutes} minute{'' if minutes == 1 else 's'}"]
    if seconds:
        words.append(f"{seconds} second{'' if seconds == 1 else 's'}")
    return " ".join(words)
