"""Deadlines without a browser: what is overdue is handed in, and what was left is finished.

Every web process sweeps every two seconds, beginning with its start, so that no further process
has to run: an attempt is over within five seconds of its end, whoever has closed which page. Two
processes that sweep at once do no harm, and a server that was killed leaves nothing undone.
"""

import datetime
from threading import Lock, Timer

from django.core.cache import cache
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from questions.models import Assignment, Attempt, Response

from . import calibrating, folding, grading, handing_in, stock

SECONDS_BETWEEN = 2.0
LEARNT_WITHIN = datetime.timedelta(minutes=10)
TURN = "sweeping-turn"
SECONDS_OF_A_TURN = 20

_sweeping = Lock()


def start() -> None:
    """Sweeps from now on, in this process."""
    timer = Timer(SECONDS_BETWEEN, _round)
    timer.daemon = True
    timer.start()


def sweep(*, assignment: Assignment | None = None, at: datetime.datetime | None = None) -> int:
    """Hands in every attempt whose time is over, at its deadline, then grades and learns what is
    left; of one assignment where it is named. Returns how many were handed in.
    """
    at = at or timezone.now()
    rows = Attempt.objects.select_related("assignment", "mock")
    if assignment is not None:
        rows = rows.filter(assignment=assignment)
    overdue = list(rows.overdue(at))
    for attempt in overdue:
        handing_in.hand_in(attempt=attempt, at=attempt.deadline)
    left = list(rows.filter(_to_grade() | _to_learn(assignment, at)).exclude(submitted_at=None))
    # Processes that find the same work take turns; who asks for one assignment wants it now.
    if left and (assignment is not None or cache.add(TURN, "taken", SECONDS_OF_A_TURN)):
        for attempt in left:
            grading.finish(attempt, at=at)
        cache.delete(TURN)
    return len(overdue)


def _to_grade() -> Q:
    return Q(pk__in=Response.objects.to_grade().values("item_session__attempt"))


def _to_learn(assignment: Assignment | None, at: datetime.datetime) -> Q:
    """Attempts with responses that teach something since their results are shown.

    Results that are shown at once are learnt from at once; of those shown after closing, only what
    closed lately is looked through, and anything else when somebody looks at the assignment.
    """
    shown = Q(closes_at__lte=at) | Q(feedback=Assignment.Feedback.SUBMITTED)
    rows = Assignment.objects.filter(shown, pk=assignment.pk) if assignment else _just_closed(at)
    unlearnt = Response.objects.to_learn().filter(item_session__attempt__assignment__in=rows)
    hidden = Q(assignment__feedback=Assignment.Feedback.CLOSED, closes_later_at__gt=at)
    found = Q(pk__in=unlearnt.values("item_session__attempt")) & ~hidden
    return found if assignment else found | _just_closed_later(at) | _mocks_to_learn(at)


def _just_closed_later(at: datetime.datetime) -> Q:
    """Attempts of students for whom their assignment closed lately, after the others, and those
    that ended lately in extra time.
    """
    closed = Q(closes_later_at__gt=at - LEARNT_WITHIN, closes_later_at__lte=at)
    ended = Q(submitted_at__gt=at - LEARNT_WITHIN, submitted_at__gte=F("assignment__closes_at"))
    after = Attempt.objects.filter(closed | ended, assignment__feedback=Assignment.Feedback.CLOSED)
    lately = after.exclude(closes_later_at__gt=at)
    unlearnt = Response.objects.to_learn().filter(item_session__attempt__in=lately)
    return Q(pk__in=unlearnt.values("item_session__attempt"))


def _mocks_to_learn(at: datetime.datetime) -> Q:
    """Mock exams show their results at once: what is left is what a killed server left lately."""
    lately = Attempt.objects.filter(
        submitted_at__gt=at - LEARNT_WITHIN, submitted_at__lte=at, assignment=None
    )
    unlearnt = Response.objects.to_learn().filter(item_session__attempt__in=lately)
    return Q(pk__in=unlearnt.values("item_session__attempt"))


def _just_closed(at: datetime.datetime) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        feedback=Assignment.Feedback.CLOSED, closes_at__lte=at, closes_at__gt=at - LEARNT_WITHIN
    )


def _round() -> None:
    """One sweep, one fold, a calibration where one is due, and one variant for the stock. The next
    round is set first: an error leaves its traceback and ends this thread alone.
    """
    start()
    if not _sweeping.acquire(blocking=False):
        return
    try:
        sweep()
        folding.keep_up()
        calibrating.keep_up()
        stock.want_all()
        stock.fill()
    finally:
        connection.close()
        _sweeping.release()
