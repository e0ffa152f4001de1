"""A long list says what Django's own says."""

from django import forms
from django.test.html import parse_html

from questions.admin.selects import LongSelect

CHOICES = [("", "none"), ("a", "<b> & “c”"), ("Group & co", [("1", "one"), (2, "two")])]


def test_a_long_list_says_what_djangos_own_says():
    for value in ("", "a", "2", None):
        ours, theirs = (
            sort(attrs={"class": "x", "required": True}, choices=CHOICES).render("field", value)
            for sort in (LongSelect, forms.Select)
        )
        assert parse_html(ours) == parse_html(theirs)
