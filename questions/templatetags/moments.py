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
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), words)
