from django.db import migrations
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

TYPED_ONLY = {
    "learning_rate_limit": (1, 2, 3, 4, 5),
    "limit_definition": (2, 3, 4, 5),
    "steepest_direction": (1, 2, 3, 4, 5),
}
"""What was asked as a choice for a while, and gave its key away by its form."""


def retire(apps, schema_editor):
    """Such versions make no problem any more: whatever is ready of them retires."""
    versions = apps.get_model("questions", "QuestionVersion").objects
    stale = [
        version.pk
        for version in versions.filter(
            state="ready", content__source="family", content__asked="choice"
        )
        if version.content.get("level") in TYPED_ONLY.get(version.content.get("family"), ())
    ]
    versions.filter(pk__in=stale).update(state="retired")
    newest = versions.filter(question=OuterRef("pk")).order_by("-number")
    apps.get_model("questions", "Question").objects.filter(versions__in=stale).update(
        newest_state=Coalesce(Subquery(newest.values("state")[:1]), Value(""))
    )


class Migration(migrations.Migration):

    dependencies = [
        ("questions", "0033_regrades_are_taken_and_confirmed"),
    ]

    operations = [
        migrations.RunPython(retire, migrations.RunPython.noop),
    ]
