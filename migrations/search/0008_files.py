"""Files as search documents, and the text that stands in them."""

import importlib

import django.db.models.deletion
from django.db import migrations, models

engine = importlib.import_module("migrations.search.0003_engine")
sections = importlib.import_module("migrations.search.0007_sections")


class Migration(migrations.Migration):
    """The clock has files read that were there before."""

    dependencies = [
        ('media', '0002_checked_files'),
        ('search', '0007_sections'),
    ]

    operations = [
        migrations.CreateModel(
            name='FileText',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='text', serialize=False, to='media.mediadocument')),
                ('stored', models.CharField(blank=True, max_length=255)),
                ('text', models.TextField(blank=True)),
                ('reason', models.CharField(blank=True, choices=[('broken', 'It is damaged, or another kind of file.'), ('encrypted', 'It is protected by a password.'), ('long', 'It has more than 1,000 pages.'), ('bomb', 'It unpacks to more than is safe to read.'), ('slow', 'It took too long to read.'), ('gone', 'The file is missing.')], max_length=10)),
                ('asked_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.RunPython(engine.without_index, sections.with_index),
        migrations.AddField(
            model_name='searchdocument',
            name='document',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='search_documents', to='media.mediadocument'),
        ),
        migrations.AddField(
            model_name='searchdocument',
            name='item',
            field=models.BigIntegerField(db_index=True, default=0),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='searchdocument',
            name='page',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='search_documents', to='wagtailcore.page'),
        ),
        migrations.RunPython(sections.with_index, engine.without_index),
        migrations.RunSQL("UPDATE search_searchdocument SET item = page_id", migrations.RunSQL.noop),
    ]
