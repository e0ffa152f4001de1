"""The starter banks for tests, loaded from their fixtures once a process and copied after that.

Loading takes a second, and many tests begin with it; their databases are emptied in between.
"""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from questions.services import starter

_rows: list[list[models.Model]] = []


def load() -> None:
    """What `starter.load` adds. What a test made before it, such as its student, is left out."""
    if _rows:
        _copy()
        return
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in _tables()}
    starter.load()
    tables = (
        model._base_manager.exclude(pk__in=pks).order_by("pk") for model, pks in before.items()
    )
    _rows.extend(list(rows) for rows in tables if rows.exists())


def _tables() -> list[type[models.Model]]:
    return list(apps.get_app_config("questions").get_models(include_auto_created=True))


@transaction.atomic
def _copy() -> None:
    """Foreign keys are checked at the end of the transaction, so the order does not matter."""
    for rows in _rows:
        type(rows[0])._base_manager.bulk_create(rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _tables()):
            cursor.execute(statement)
