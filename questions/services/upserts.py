"""Rows written in one statement that is put together once a process.

Django's bulk_create does the same, but puts the statement together anew for every answer, which
takes longer than running it.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Field, Model

if TYPE_CHECKING:
    Column = Field[Any, Any]
else:
    Column = Field


def upsert(rows: Sequence[Model], unique: tuple[str, ...], changed: tuple[str, ...]) -> None:
    """Inserts rows of one model; of those that there are by the `unique` columns the `changed` ones
    are written. Their keys are set.
    """
    if rows:
        _write(rows, *_statement(type(rows[0]), unique, changed, len(rows)))


def insert(row: Model) -> None:
    """Inserts a row and sets its key."""
    _write([row], *_statement(type(row), (), (), 1))


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


@cache
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
