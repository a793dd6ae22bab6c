"""The sections of each search document."""

import importlib

from django.db import migrations, models

engine = importlib.import_module("migrations.search.0003_engine")
full_text = importlib.import_module("migrations.search.0002_full_text")


def with_index(apps: object, editor: object) -> None:
    """Makes it anew."""
    full_text.run(editor, full_text.SQLITE, [])


class Migration(migrations.Migration):
    """Sections are empty until the page is published or rebuild_search has run."""

    dependencies = [
        ('search', '0006_words'),
    ]

    operations = [
        migrations.RunPython(engine.without_index, with_index),
        migrations.AddField(
            model_name='searchdocument',
            name='sections',
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(with_index, engine.without_index),
    ]
