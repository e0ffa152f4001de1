"""`{% load navigation %}`: links of the bar on top."""

from urllib.parse import urlencode

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


@register.simple_tag(takes_context=True)
def entrance(context: Context, name: str) -> str:
    """The address of signing in or up that leads back to the page which is open; from the home
    page, which says what there is, it leads to practice.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or request.method != "GET" or request.path == reverse("home"):
        return reverse(name)
    if request.path.startswith(reverse("account_login").removesuffix("login/")):
        return reverse(name)
    return f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}"
