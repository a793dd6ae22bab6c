"""Full text on the search documents, kept by the database itself in whatever transaction changes a row."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    """CREATE VIRTUAL TABLE search_fts USING fts5(title, keywords, headings, summary, body,
       content='search_searchdocument', content_rowid='id', tokenize="porter unicode61 remove_diacritics 2",
       prefix='2 3')""",
    """CREATE TRIGGER search_fts_insert AFTER INSERT ON search_searchdocument BEGIN
       INSERT INTO search_fts(rowid, title, keywords, headings, summary, body)
       VALUES (new.id, new.title, new.keywords, new.headings, new.summary, new.body); END""",
    """CREATE TRIGGER search_fts_delete AFTER DELETE ON search_searchdocument BEGIN
       INSERT INTO search_fts(search_fts, rowid, title, keywords, headings, summary, body)
       VALUES ('delete', old.id, old.title, old.keywords, old.headings, old.summary, old.body); END""",
    """CREATE TRIGGER search_fts_update AFTER UPDATE OF title, keywords, headings, summary, body
       ON search_searchdocument BEGIN
       INSERT INTO search_fts(search_fts, rowid, title, keywords, headings, summary, body)
       VALUES ('delete', old.id, old.title, old.keywords, old.headings, old.summary, old.body);
       INSERT INTO search_fts(rowid, title, keywords, headings, summary, body)
       VALUES (new.id, new.title, new.keywords, new.headings, new.summary, new.body); END""",
    "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER search_fts_insert",
    "DROP TRIGGER search_fts_delete",
    "DROP TRIGGER search_fts_update",
    "DROP TABLE search_fts",
]

CONFIGURATION = "CASE WHEN language LIKE 'en%' THEN 'english'::regconfig ELSE 'simple'::regconfig END"
POSTGRESQL = [
    f"""ALTER TABLE search_searchdocument ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector({CONFIGURATION}, title), 'A') ||
        setweight(to_tsvector({CONFIGURATION}, keywords || ' ' || headings), 'B') ||
        setweight(to_tsvector({CONFIGURATION}, summary), 'C') ||
        setweight(to_tsvector({CONFIGURATION}, body), 'D')) STORED""",
    "CREATE INDEX search_searchdocument_vector ON search_searchdocument USING gin (vector)",
]
POSTGRESQL_BACK = ["ALTER TABLE search_searchdocument DROP COLUMN vector"]


def run(editor: BaseDatabaseSchemaEditor, sqlite: list[str], postgresql: list[str]) -> None:
    """Executes the statements for the database at hand."""
    for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
        editor.execute(statement, params=None)


def forwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes the index."""
    run(editor, SQLITE, POSTGRESQL)


def backwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Drops it."""
    run(editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
