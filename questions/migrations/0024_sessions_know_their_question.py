import django.db.models.deletion
from django.db import migrations, models


def say_which(apps, schema_editor):
    """The question of the variant that each item session holds."""
    variants = apps.get_model("questions", "Variant").objects.filter(
        pk=models.OuterRef("variant")
    )
    sessions = apps.get_model("questions", "ItemSession").objects
    sessions.update(question=models.Subquery(variants.values("version__question")))


class Migration(migrations.Migration):

    dependencies = [
        ('questions', '0023_names_that_people_know'),
    ]

    operations = [
        migrations.AddField(
            model_name='itemsession',
            name='question',
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name='item_sessions',
                to='questions.question',
            ),
        ),
        migrations.RunPython(say_which, migrations.RunPython.noop),
    ]
