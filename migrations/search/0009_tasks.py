"""What can be done from a search document."""

import importlib

from django.db import migrations, models

engine = importlib.import_module("migrations.search.0003_engine")
sections = importlib.import_module("migrations.search.0007_sections")


class Migration(migrations.Migration):
    """Tasks are empty until the page is published or rebuild_search has run."""

    dependencies = [
        ('search', '0008_files'),
    ]

    operations = [
        migrations.RunPython(engine.without_index, sections.with_index),
        migrations.AddField(
            model_name='searchdocument',
            name='tasks',
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(sections.with_index, engine.without_index),
    ]
