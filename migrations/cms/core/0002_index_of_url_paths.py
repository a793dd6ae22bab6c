"""Pages are found by their URL path with each request, and Wagtail has no index of it."""

from typing import Any

from django.db import migrations


def make(apps: Any, schema_editor: Any) -> None:
    # On PostgreSQL by its hash, for a path may be longer than an entry of an ordered index.
    using = "USING hash " if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"CREATE INDEX core_page_url_path ON wagtailcore_page {using}(url_path)")


def drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP INDEX core_page_url_path")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make, drop)]
