"""The list of responses: what it costs does not grow with them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from questions.admin import large
from questions.models import ItemDifficulty
from tests.factories import (
    ItemSessionFactory,
    ResponseFactory,
    StudentFactory,
    expression_version,
)

pytestmark = pytest.mark.django_db
LIST = reverse("admin:questions_response_changelist")


def response(student, title, **more):
    version = expression_version(question__title=title)
    session = ItemSessionFactory(student=student, version=version)
    return ResponseFactory(item_session=session, **more)


def found(client, **asked):
    return set(client.get(LIST, asked).context["cl"].result_list)


def test_responses_are_counted_no_further_than_they_are_listed(as_admin, student, monkeypatch):
    monkeypatch.setattr(large, "MOST", 3)
    for number in range(5):
        response(student, f"Question {number}")
    with CaptureQueriesContext(connection) as queries:
        page = as_admin.get(LIST)
    assert "The first 3 responses are listed" in page.content.decode()
    counts = [one["sql"] for one in queries if "COUNT" in one["sql"] and "_response" in one["sql"]]
    assert len(counts) == 1
    assert "LIMIT 4" in counts[0]


def test_a_list_that_ends_is_counted_as_it_is(as_admin, student):
    response(student, "Slope")
    assert "1 response\n" in as_admin.get(LIST).content.decode()


def test_a_search_finds_by_person_and_by_question_and_by_both(as_admin):
    mia, noah = StudentFactory(name="Mia Search"), StudentFactory(name="Noah Search")
    slope, limit = response(mia, "The slope"), response(mia, "The limit")
    other = response(noah, "The slope")
    assert found(as_admin, q="mia") == {slope, limit}
    assert found(as_admin, q="slope") == {slope, other}
    assert found(as_admin, q="noah slope") == {other}
    assert found(as_admin, q="zzz") == set()


def test_a_list_makes_the_same_queries_for_1_and_20_rows(as_admin, student):
    counts = []
    for more in (1, 19):
        for number in range(more):
            response(student, f"Question {number}")
        with CaptureQueriesContext(connection) as queries:
            as_admin.get(LIST, {"verdict": "correct"})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_questions_are_found_and_ordered_by_their_statistics(as_admin):
    titles = ("Unanswered", "Barely", "Hard", "Once", "Easy")
    questions = [expression_version(question__title=title).question for title in titles]
    told = ((3, 2, 0.1), (40, 12, -2.0), (1, 0, 0.0), (50, 49, 2.0))
    for question, (answers, right, mean) in zip(questions[1:], told, strict=True):
        ItemDifficulty.objects.create(
            question=question, answers=answers, right=right, mean=mean, variance=0.2, squares=1.0
        )
    address = reverse("admin:questions_question_changelist")

    def shown(**asked):
        return [one.title for one in as_admin.get(address, asked).context["cl"].result_list]

    assert shown(statistics="never") == ["Unanswered"]
    assert sorted(shown(statistics="few")) == ["Barely", "Once"]
    assert shown(statistics="hard") == ["Hard"]
    assert shown(statistics="easy") == ["Easy"]
    assert shown(o="5")[0] == "Unanswered"
    by_share = ["Hard", "Once", "Barely", "Easy"]
    assert shown(o="6") == [*by_share, "Unanswered"]
    assert shown(o="-6") == [*reversed(by_share), "Unanswered"]
    assert shown(o="7") == [*by_share, "Unanswered"]
    assert shown(o="-7") == [*reversed(by_share), "Unanswered"]
    page = as_admin.get(address).content.decode()
    assert "hard: less than 50 % right of 10 first tries or more" in page
    assert '<td class="field-difficult">2.0</td>' in page
    assert '<td class="field-facility">98 %</td>' in page
