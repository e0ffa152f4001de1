"""Queries that are put together once a process.

For a few rows Django takes longer to put a query together than the database to answer it, and
whoever waits for the next question waits for several of them.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

MARK: Final = -7_000_000_000
"""Stands for a key while a query is put together, as do the numbers below it: no row has them."""

Row = TypeVar("Row", bound=Model)
Rows = list[tuple[Any, ...]]


class Prepared:
    """A query of columns, which a function makes of so many keys. What it gives are the rows that
    the query gives.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], keys: int = 1) -> None:
        self._make = make
        self._marks = [MARK - place for place in range(keys)]

    def rows(self, *keys: int) -> Rows:
        """The rows for the keys, in order."""
        statement, values, convert = self._built
        given = dict(zip(self._marks, keys, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(statement, [given.get(one, one) for one in values])
            return convert(cursor.fetchall())

    @cached_property
    def _built(self) -> tuple[str, list[Any], Callable[[Rows], Rows]]:
        """The statement, its values with marks for keys, and what makes Python's values of a row's:
        a key is never read back, so that none of these knows them.
        """
        compiler = self._make(*self._marks).query.get_compiler(connection=connection)
        statement, values = compiler.as_sql()
        converters = compiler.get_converters([expression for expression, *_ in compiler.select])

        def convert(rows: Rows) -> Rows:
            if not converters:
                return rows
            return [tuple(row) for row in compiler.apply_converters(rows, converters)]

        return statement, list(values), convert


class PreparedRows(Generic[Row]):
    """The same of whole rows of a model, each with the row that its foreign key `beside` names."""

    def __init__(
        self,
        model: type[Row],
        make: Callable[..., "QuerySet[Row]"],
        keys: int = 1,
        beside: str | None = None,
    ) -> None:
        self._model, self._names = model, _names(model)
        self._beside = beside
        self._other: Any = None
        self._others: list[str] = []
        if beside:
            self._other = _related(model, beside)
            self._others = _names(self._other)
        columns = [*self._names, *(f"{beside}__{name}" for name in self._others)]
        self._columns = Prepared(lambda *marks: make(*marks).values_list(*columns), keys)

    def rows(self, *keys: int) -> list[Row]:
        """The rows for the keys, in order."""
        return [self._row(*values) for values in self._columns.rows(*keys)]

    def _row(self, *values: Any) -> Row:
        alias, count = connection.alias, len(self._names)
        row = self._model.from_db(alias, self._names, values[:count])
        if self._beside:
            setattr(row, self._beside, self._other.from_db(alias, self._others, values[count:]))
        return row


def _related(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name).related_model


def _names(model: type[Model]) -> list[str]:
    return [one.attname for one in model._meta.concrete_fields]
