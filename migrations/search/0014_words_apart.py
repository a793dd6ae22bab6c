"""PostgreSQL splits texts into words where queries are split. Left to itself it takes `form.pdf` for a host and
`and/or` for a path: one word that nobody searches for."""

from importlib import import_module

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BEFORE = import_module("migrations.search.0002_full_text")


def of(text: str, weight: str) -> str:
    """The words of a text, as search.words.split has them."""
    apart = rf"regexp_replace({text}, '[^\w''’]+', ' ', 'g')"
    return f"setweight(to_tsvector({BEFORE.CONFIGURATION}, {apart}), '{weight}')"


VECTOR = " || ".join((of("title", "A"), of("keywords || ' ' || headings", "B"), of("summary", "C"), of("body", "D")))
POSTGRESQL = [
    *BEFORE.POSTGRESQL_BACK,
    f"ALTER TABLE search_searchdocument ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED",
    BEFORE.POSTGRESQL[1],
]


def forwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes the column anew."""
    BEFORE.run(editor, [], POSTGRESQL)


def backwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes it as it was."""
    BEFORE.run(editor, [], [*BEFORE.POSTGRESQL_BACK, *BEFORE.POSTGRESQL])


class Migration(migrations.Migration):
    """After the last."""

    dependencies = [("search", "0013_words_by_scope")]
    operations = [migrations.RunPython(forwards, backwards)]
