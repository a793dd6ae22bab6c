from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0012_begun")]

    operations = [
        # The clock learns them again, each with its scopes.
        migrations.RunSQL("DELETE FROM search_searchword", migrations.RunSQL.noop),
        migrations.RunSQL("UPDATE search_searchlearnt SET position = 0", migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="searchword", name="search_word_alike"),
        migrations.RemoveConstraint(model_name="searchword", name="one_row_for_a_word"),
        migrations.AddField(
            model_name="searchword",
            name="scope",
            field=models.CharField(default="", max_length=80),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=models.Index(fields=["language", "scope", "beginning", "length"], name="search_word_alike"),
        ),
        migrations.AddConstraint(
            model_name="searchword",
            constraint=models.UniqueConstraint(fields=("word", "language", "scope"), name="one_row_for_a_word"),
        ),
    ]
