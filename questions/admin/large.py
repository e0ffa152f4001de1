"""Lists of tables that grow without end: what they cost does not grow with them."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from questions.models import ItemSession, Question, Response, User

MOST: Final = 1_000
FOUND: Final = 100
"""So many people and so many questions, at most, are found by a word of a search."""

if TYPE_CHECKING:
    AnyPaginator = Paginator[Any]
else:
    AnyPaginator = Paginator


class FirstRows(AnyPaginator):
    """Counts no further than `MOST`: what lies behind is reached by a filter or a search."""

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST)

    @property
    def is_cut(self) -> bool:
        return self._counted > MOST

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[: MOST + 1].count())


class Large:
    """Beside a ModelAdmin: pages of the first rows, and no counts beside filters."""

    paginator = FirstRows
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER


def responses_about(rows: QuerySet[Response], search: str) -> QuerySet[Response]:
    """Of the rows those whose student or question every word of the search is found in.

    People and questions are looked for first, then their responses by index: a search through the
    responses themselves would read them all.
    """
    for word in search.split():
        by_student = ItemSession.objects.filter(student__in=_people(word))
        by_question = ItemSession.objects.filter(variant__version__question__in=_questions(word))
        rows = rows.filter(Q(item_session__in=by_student) | Q(item_session__in=by_question))
    return rows


def _people(word: str) -> list[int]:
    named = User.objects.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return list(named.order_by("pk").values_list("pk", flat=True)[:FOUND])


def _questions(word: str) -> list[int]:
    named = Question.objects.filter(title__icontains=word)
    return list(named.order_by("pk").values_list("pk", flat=True)[:FOUND])
