from django.db import migrations, models


def tell_writers(apps, schema_editor):
    """Who began a version wrote it, as far as was kept."""
    versions = apps.get_model("questions", "QuestionVersion").objects
    versions.update(written_by=models.F("created_by"))


class Migration(migrations.Migration):

    dependencies = [
        ('questions', '0036_reviews_of_drafts'),
    ]

    operations = [
        migrations.RunPython(tell_writers, migrations.RunPython.noop),
    ]
