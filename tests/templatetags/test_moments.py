"""When something was, in words."""

import datetime

import pytest
from django.utils import timezone

from questions.templatetags.moments import seconds_ago


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s ago"), (12, "12 s ago"), (59, "59 s ago"), (60, "1\xa0minute ago"), (-3, "0 s ago")],
)
def test_less_than_a_minute_is_told_in_seconds(seconds, words):
    now = timezone.now()
    moment = now - datetime.timedelta(seconds=seconds)
    assert seconds_ago(moment, now) == f'<time datetime="{moment.isoformat()}">{words}</time>'
