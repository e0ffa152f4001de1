"""Rows written in one statement that is put together once a process.

Django's bulk_create does the same, but puts the statement together anew for every answer, which
takes longer than running it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.db import connection
from django.db.models import Field, Model

MOST: Final = 1_000
"""Rows of 17 columns: SQLite takes 32,766 values in a statement, PostgreSQL 65,535."""
Row = TypeVar("Row")

if TYPE_CHECKING:
    Column = Field[Any, Any]
else:
    Column = Field


def upsert(rows: Iterable[Model], unique: tuple[str, ...], changed: tuple[str, ...]) -> None:
    """Inserts rows of one model; of those that there are by the `unique` columns the `changed` ones
    are written. Their keys are set. Of many rows as many at once as a statement may hold.
    """
    for piece in batched(rows, MOST):
        _write(piece, *_statement(type(piece[0]), unique, changed, len(piece)))


def insert(row: Model) -> None:
    """Inserts a row and sets its key."""
    _write([row], *_statement(type(row), (), (), 1))


def batched(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of that size; the last may be shorter."""
    held = iter(rows)
    while piece := list(islice(held, size)):
        yield piece


def _write(rows: Sequence[Model], statement: str, columns: list[Column]) -> None:
    values = [
        one.get_db_prep_save(getattr(row, one.attname), connection)
        for row in rows
        for one in columns
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key


@lru_cache(maxsize=256)
def _statement(
    model: type[Model], unique: tuple[str, ...], changed: tuple[str, ...], count: int
) -> tuple[str, list[Column]]:
    """With the columns whose values it takes, row by row. Its parts are names of the model's."""
    columns = [one for one in model._meta.local_concrete_fields if not one.primary_key]
    quoted = connection.ops.quote_name
    names = {one.name: quoted(one.column) for one in columns}
    row = f"({', '.join(['%s'] * len(columns))})"
    statement = (
        f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(names.values())})"  # noqa: S608
        f" VALUES {', '.join([row] * count)}"
    )
    if unique:
        changes = ", ".join(f"{names[one]} = EXCLUDED.{names[one]}" for one in changed)
        statement += f" ON CONFLICT ({', '.join(names[one] for one in unique)}) DO UPDATE"
        statement += f" SET {changes}"
    statement += " RETURNING id"
    return statement, columns
