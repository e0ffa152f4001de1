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
