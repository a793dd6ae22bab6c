"""How far search documents are trusted, and how often readers choose them."""

import importlib

from django.db import migrations, models

engine = importlib.import_module("migrations.search.0003_engine")
sections = importlib.import_module("migrations.search.0007_sections")


class Migration(migrations.Migration):
    """The clock reckons both."""

    dependencies = [
        ('search', '0009_tasks'),
    ]

    operations = [
        migrations.RunPython(engine.without_index, sections.with_index),
        migrations.AddField(
            model_name='searchdocument',
            name='trust',
            field=models.FloatField(default=0.5),
        ),
        migrations.AddField(
            model_name='searchdocumentscope',
            name='use',
            field=models.FloatField(default=0),
        ),
        migrations.RunPython(sections.with_index, engine.without_index),
    ]
