import datetime

import pytest
from django.template import Context, Template
from django.utils import timezone

from questions.templatetags import moments


def rendered(text, **context):
    return Template("{% load navigation %}" + text).render(Context(context))


def test_a_link_without_a_route_is_left_out():
    assert rendered('{% page_link "no-such-page" "Nothing" %}') == ""


def test_the_open_page_is_marked(rf):
    link = rendered('{% page_link "practice" "Practice" %}', request=rf.get("/practice/3/"))
    assert 'aria-current="page"' in link


def test_another_page_is_not_marked(rf):
    link = rendered('{% page_link "practice" "Practice" %}', request=rf.get("/mistakes/"))
    assert "aria-current" not in link


@pytest.mark.parametrize(
    ("span", "words"),
    [({"seconds": 5}, "just now"), ({"hours": 3, "minutes": 20}, "3\xa0hours ago")],
)
def test_a_moment_is_told_to_one_unit(span, words):
    assert words in moments.ago(timezone.now() - datetime.timedelta(**span))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/practice/3/", "/accounts/signup/?next=%2Fpractice%2F3%2F"),
        ("/learn/?q=1", "/accounts/signup/?next=%2Flearn%2F%3Fq%3D1"),
        ("/", "/accounts/signup/"),
        ("/accounts/login/?next=/today/", "/accounts/signup/"),
    ],
)
def test_signing_up_leads_back_to_where_one_was(rf, path, address):
    assert rendered('{% entrance "account_signup" %}', request=rf.get(path)) == address


def test_signing_up_does_not_lead_to_what_takes_no_look(rf):
    request = rf.post("/practice/3/answer")
    assert rendered('{% entrance "account_signup" %}', request=request) == "/accounts/signup/"
