"""`{% load moments %}`: when something was, in words."""

import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

register = template.Library()


@register.filter
def ago(moment: datetime.datetime) -> SafeString:
    """How long ago, to one unit; the exact moment stands in the markup."""
    span = timesince(moment, depth=1)
    words = "just now" if span.startswith("0") else f"{span} ago"
    return _time(moment, words)


@register.filter
def seconds_ago(moment: datetime.datetime, now: datetime.datetime) -> SafeString:
    """As `ago`, but less than a minute in seconds."""
    seconds = max(int((now - moment).total_seconds()), 0)
    return _time(moment, f"{seconds} s ago") if seconds < 60 else ago(moment)


def _time(moment: datetime.datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), words)
