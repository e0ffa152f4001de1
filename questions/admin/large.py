"""Lists of tables that grow without end: what they cost does not grow with them."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OrderBy, OuterRef, Q, QuerySet

from questions.models import ItemSession, Question, QuestionVersion, Response, User

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


class ByKeys(AnyPaginator):
    """Finds the keys of a page first, and only then what else its rows say: columns that are worked
    out row by row would be so for all rows before the page too.
    """

    def page(self, number: int | str) -> Page[Any]:
        rows: Any = self.object_list
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(rows.values_list("pk", flat=True)[start : start + self.per_page])
        found = {row.pk: row for row in rows.filter(pk__in=keys)}
        return Page([found[key] for key in keys if key in found], number, self)


class UnknownLast(F):
    """An order by a field in which rows without a value come last, whichever way it goes."""

    def asc(self, **options: Any) -> OrderBy:
        return super().asc(nulls_last=True, **options)

    def desc(self, **options: Any) -> OrderBy:
        return super().desc(nulls_last=True, **options)


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
        by_question = ItemSession.objects.filter(question__in=_questions(word))
        rows = rows.filter(Q(item_session__in=by_student) | Q(item_session__in=by_question))
    return rows


def questions_saying(questions: QuerySet[Question], search: str) -> list[int]:
    """Of the questions the keys of the first that every word of the search is found in: in their
    title, slug or a prompt.
    """
    for word in search.split():
        prompts = QuestionVersion.objects.filter(question=OuterRef("pk"), prompt__icontains=word)
        named = Q(title__icontains=word) | Q(slug__icontains=word)
        questions = questions.filter(named | Q(Exists(prompts)))
    return first_keys(questions)


def first_keys(rows: QuerySet[Any]) -> list[int]:
    """The keys of the first `MOST`: what was looked for once is not looked for again when it is
    counted and when it is listed.
    """
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST])


def _people(word: str) -> list[int]:
    named = User.objects.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return list(named.order_by("pk").values_list("pk", flat=True)[:FOUND])


def _questions(word: str) -> list[int]:
    named = Question.objects.filter(title__icontains=word)
    return list(named.order_by("pk").values_list("pk", flat=True)[:FOUND])
