import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('questions', '0024_sessions_know_their_question'),
    ]

    operations = [
        migrations.AlterField(
            model_name='itemsession',
            name='question',
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name='item_sessions',
                to='questions.question',
            ),
        ),
        migrations.AlterField(
            model_name='itemsession',
            name='student',
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name='item_sessions',
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name='itemsession',
            index=models.Index(fields=['student', 'question'], name='questions_met'),
        ),
    ]
