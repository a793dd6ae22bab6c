"""PostgreSQL's full text, on an indexed column that the database itself keeps."""

from typing import Any

from django.db import connection
from django.utils import timezone

from .base import Query, Results

# What a word counts in the body, the summary, headings and keywords, and the title.
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"

CANDIDATES = """
    WITH allowed AS (
        SELECT document.id, document.page_id, document.title,
               ts_rank_cd(%s::float4[], document.vector, asked.query, 1) AS score
        FROM search_searchdocument AS document, (SELECT {query} AS query) AS asked
        WHERE document.vector @@ asked.query
          AND document.language = %s
          AND (document.expires_at IS NULL OR document.expires_at > %s)
          AND EXISTS (SELECT 1 FROM search_searchdocumentscope AS reads
                      WHERE reads.document_id = document.id AND reads.scope = ANY(%s))
    ), best AS (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY page_id ORDER BY score DESC, id) AS place FROM allowed
    )
"""


class PostgresqlBackend:
    """Words are matched by stem in English, as they stand in other languages; see the migration for the column."""

    def search(self, query: Query) -> Results:
        """See Backend."""
        operator = " || " if query.any_word else " && "
        asked = operator.join([f"plainto_tsquery({configuration(query.language)}, %s)"] * len(query.words))
        rows = self._rows(
            query,
            asked,
            list(query.words),
            "SELECT id, COUNT(*) OVER () FROM best WHERE place = 1 ORDER BY score DESC, id LIMIT %s OFFSET %s",
            [query.limit, query.offset],
        )
        return Results(tuple(row[0] for row in rows), rows[0][1] if rows else 0)

    def suggest(self, query: Query) -> tuple[str, ...]:
        """See Backend."""
        prefixes = [quoted(word) + ":A" for word in query.words[:-1]]
        prefixes += [quoted(word) + ":*A" for word in query.words[-1:]]
        rows = self._rows(
            query,
            f"to_tsquery({configuration(query.language)}, %s)",
            [" & ".join(prefixes)],
            "SELECT title FROM best WHERE place = 1 GROUP BY title ORDER BY MAX(score) DESC, title LIMIT %s",
            [query.limit],
        )
        return tuple(row[0] for row in rows)

    def _rows(
        self, query: Query, asked: str, words: list[str], select: str, values: list[int]
    ) -> list[tuple[Any, ...]]:
        if not query.words or not query.scopes:
            return []
        arguments: list[Any] = [WEIGHTS, *words, query.language, timezone.now(), list(query.scopes), *values]
        with connection.cursor() as cursor:
            cursor.execute(CANDIDATES.format(query=asked) + select, arguments)
            return list(cursor.fetchall())


def configuration(language: str) -> str:
    """The text search configuration of a language."""
    return "'english'" if language.startswith("en") else "'simple'"


def quoted(word: str) -> str:
    """A word as to_tsquery takes it for text and nothing else."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
