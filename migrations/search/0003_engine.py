"""Labels on the search documents, and what the search engine has not taken yet."""

import importlib

import django.utils.timezone

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import search.models

full_text = importlib.import_module("migrations.search.0002_full_text")


def without_index(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite makes a new table for a new column, and loses the triggers of the old one."""
    full_text.run(editor, full_text.SQLITE_BACK, [])


def with_index(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes it anew; versions begin again, as keys of changes."""
    editor.execute("UPDATE search_searchdocument SET version = 0")
    full_text.run(editor, full_text.SQLITE, [])


class Migration(migrations.Migration):
    """After the full text."""

    dependencies = [
        ('search', '0002_full_text'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_id', models.BigIntegerField(db_index=True, verbose_name='page')),
                ('texts', models.PositiveIntegerField(default=0)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('dead', 'Given up')], default='waiting', max_length=10, verbose_name='state')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('next_attempt_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next attempt')),
                ('last_answer', models.CharField(blank=True, max_length=300, verbose_name='last answer')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
            ],
            options={
                'verbose_name': 'change for the search engine',
                'verbose_name_plural': 'changes for the search engine',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SearchGeneration',
            fields=[
                ('id', models.BigIntegerField(default=search.models.now_in_milliseconds, primary_key=True, serialize=False)),
                ('built', models.BooleanField(default=False)),
                ('position', models.BigIntegerField(default=0)),
                ('since', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(without_index, with_index),
        migrations.AddField(
            model_name='searchdocument',
            name='labels',
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(with_index, without_index),
    ]
