"""`{% load navigation %}`: links of the bar on top."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def page_link(context: Context, name: str, text: str) -> SafeString:
    """A link that says whether its page, or one below it, is open; nothing where no route is."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        return SafeString("")
    request: HttpRequest | None = context.get("request")
    is_here = request is not None and request.path.startswith(address)
    current = SafeString(' aria-current="page"' if is_here else "")
    return format_html('<a href="{}"{}>{}</a>', address, current, text)
