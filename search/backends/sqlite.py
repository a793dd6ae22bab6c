"""SQLite's FTS5."""

from typing import Any

from django.db import connection
from django.utils import timezone

from .base import Query, Results

# Titles count ten times what the body counts; the order is that of the columns of search_fts.
WEIGHTS = "10.0, 6.0, 4.0, 3.0, 1.0"

CANDIDATES = f"""
    WITH found AS MATERIALIZED (
        SELECT search_fts.rowid AS id, bm25(search_fts, {WEIGHTS}) AS score
        FROM search_fts WHERE search_fts MATCH %s
    ), allowed AS (
        SELECT document.id, document.page_id, document.title, found.score,
               ROW_NUMBER() OVER (PARTITION BY document.page_id ORDER BY found.score, document.id) AS place
        FROM found JOIN search_searchdocument AS document ON document.id = found.id
        WHERE document.language = %s
          AND (document.expires_at IS NULL OR document.expires_at > %s)
          AND EXISTS (SELECT 1 FROM search_searchdocumentscope AS reads
                      WHERE reads.document_id = document.id AND reads.scope IN ({{scopes}}))
    )
"""  # noqa: S608  # only constants and placeholders


class SqliteBackend:
    """Words are matched by stem; see the migration for the tokenizer."""

    def search(self, query: Query) -> Results:
        """See Backend."""
        match = (" OR " if query.any_word else " ").join(quoted(word) for word in query.words)
        rows = self._rows(
            query,
            match,
            "SELECT id, COUNT(*) OVER () FROM allowed WHERE place = 1 ORDER BY score, id LIMIT %s OFFSET %s",
            [query.limit, query.offset],
        )
        return Results(tuple(row[0] for row in rows), rows[0][1] if rows else 0)

    def suggest(self, query: Query) -> tuple[str, ...]:
        """See Backend."""
        match = (
            "title : (" + " ".join([*(quoted(word) for word in query.words[:-1]), quoted(query.words[-1]) + "*"]) + ")"
        )
        rows = self._rows(
            query,
            match,
            "SELECT title FROM allowed WHERE place = 1 GROUP BY title ORDER BY MIN(score), title LIMIT %s",
            [query.limit],
        )
        return tuple(row[0] for row in rows)

    def _rows(self, query: Query, match: str, select: str, values: list[int]) -> list[tuple[Any, ...]]:
        if not query.words or not query.scopes:
            return []
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        sql = CANDIDATES.format(scopes=", ".join(["%s"] * len(query.scopes))) + select
        with connection.cursor() as cursor:
            cursor.execute(sql, [match, query.language, now, *query.scopes, *values])
            return list(cursor.fetchall())


def quoted(word: str) -> str:
    """A word as FTS5 takes it for text and nothing else."""
    return '"' + word.replace('"', '""') + '"'
