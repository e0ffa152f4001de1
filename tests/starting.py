"""The starter banks for tests, loaded from their fixtures once a process and copied after that.

Loading takes a second, and many tests begin with it; their databases are emptied in between.
"""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from questions.services import starter

_rows: dict[type[models.Model], list[tuple[object, ...]]] = {}
"""Of each table, as the database gives them: going through models takes ten times as long."""


def load() -> None:
    """What `starter.load` adds. What a test made before it, such as its student, is left out."""
    if _rows:
        _copy()
        return
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in _tables()}
    starter.load()
    with connection.cursor() as cursor:
        for model, keys in before.items():
            cursor.execute(f"SELECT {_columns(model)} FROM {_name(model)} ORDER BY 1")  # noqa: S608
            rows = [row for row in cursor.fetchall() if row[0] not in keys]
            if rows:
                _rows[model] = rows


def _tables() -> list[type[models.Model]]:
    return list(apps.get_app_config("questions").get_models(include_auto_created=True))


def _name(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(model: type[models.Model]) -> str:
    """The primary key first; what the database works out itself is left to it."""
    written = (field for field in model._meta.concrete_fields if not field.generated)
    fields = sorted(written, key=lambda field: not field.primary_key)
    return ", ".join(connection.ops.quote_name(field.column) for field in fields)


@transaction.atomic
def _copy() -> None:
    """Foreign keys are checked at the end of the transaction, so the order does not matter."""
    with connection.cursor() as cursor:
        for model, rows in _rows.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(
                f"INSERT INTO {_name(model)} ({_columns(model)}) VALUES ({places})",  # noqa: S608
                rows,
            )
        for statement in connection.ops.sequence_reset_sql(no_style(), _tables()):
            cursor.execute(statement)
