"""SQLite's FTS5."""

from typing import Any

from django.db import connection
from django.utils import timezone

from .base import MOST_VALUES, Query, Results
from .words import ways

# Titles count ten times what the body counts; the order is that of the columns of search_fts.
WEIGHTS = "10.0, 6.0, 4.0, 3.0, 1.0"

CANDIDATES = f"""
    WITH found AS MATERIALIZED (
        SELECT search_fts.rowid AS id, bm25(search_fts, {WEIGHTS}) AS score
        FROM search_fts WHERE search_fts MATCH %s
    ), asked AS (
        SELECT id, score FROM found
        UNION ALL SELECT id, 0.0 FROM search_searchdocument
        WHERE page_id IN ({{pinned}}) AND id NOT IN (SELECT id FROM found)
    ), allowed AS (
        SELECT document.id, document.page_id, document.title, document.labels, asked.score,
               ROW_NUMBER() OVER (PARTITION BY document.page_id ORDER BY asked.score, document.id) AS place
        FROM asked JOIN search_searchdocument AS document ON document.id = asked.id
        WHERE document.language = %s
          AND (document.expires_at IS NULL OR document.expires_at > %s)
          AND EXISTS (SELECT 1 FROM search_searchdocumentscope AS reads
                      WHERE reads.document_id = document.id AND reads.scope IN ({{scopes}}))
          {{filters}}
    )
"""  # noqa: S608  # only constants and placeholders
TITLES = "SELECT title FROM allowed WHERE place = 1 GROUP BY title ORDER BY MIN(score), title LIMIT %s"


class SqliteBackend:
    """Words are matched by stem; see the migration for the tokenizer."""

    def search(self, query: Query) -> Results:
        """See Backend."""
        pins = " ".join(f"WHEN {int(key)} THEN {place}" for place, key in enumerate(query.pinned))
        pin = f"CASE page_id {pins} ELSE {len(query.pinned)} END, " if pins else ""
        ordered = f"SELECT id, COUNT(*) OVER () FROM allowed WHERE place = 1 ORDER BY {pin}score, id LIMIT %s OFFSET %s"  # noqa: S608  # numbers only
        for all_words, sayings in ways(query):
            match = _match(sayings, all_words)
            first = self._rows(query, match, ordered, [query.limit, query.offset])
            # A page beyond the last has no rows to say how many there are.
            rows = first or (query.offset and self._rows(query, match, ordered, [1, 0]))
            if rows:
                facets = {name: self._facet(query, match, name) for name in query.facets}
                return Results(tuple(row[0] for row in first), rows[0][1], facets)
        return Results((), 0)

    def suggest(self, query: Query) -> tuple[str, ...]:
        """See Backend."""
        match = (
            "title : (" + " ".join([*(quoted(word) for word in query.words[:-1]), quoted(query.words[-1]) + "*"]) + ")"
        )
        rows = self._rows(query, match, TITLES, [query.limit])
        return tuple(row[0] for row in rows)

    def _facet(self, query: Query, match: str, name: str) -> tuple[tuple[str, int], ...]:
        counted = """SELECT carried.value, COUNT(*) FROM allowed, json_each(allowed.labels, %s) AS carried
            WHERE place = 1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %s"""
        return tuple((value, number) for value, number in self._rows(query, match, counted, [f"$.{name}", MOST_VALUES]))

    def _rows(self, query: Query, match: str, select: str, values: list[Any]) -> list[tuple[Any, ...]]:
        if not query.words or not query.scopes:
            return []
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        filters, filtered = _filters(query)
        sql = CANDIDATES.format(pinned=marks(query.pinned), scopes=marks(query.scopes), filters=filters) + select
        with connection.cursor() as cursor:
            cursor.execute(sql, [match, *query.pinned, query.language, now, *query.scopes, *filtered, *values])
            return list(cursor.fetchall())


def _match(sayings: tuple[tuple[str, ...], ...], all_words: bool) -> str:
    operator = " AND " if all_words else " OR "
    return " OR ".join("(" + operator.join(quoted(word) for word in saying) + ")" for saying in sayings)


def _filters(query: Query) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    for label, wanted in query.filters.labels.items():
        carried = f"SELECT 1 FROM json_each(document.labels, %s) WHERE value IN ({marks(wanted)})"  # noqa: S608
        conditions.append(f"AND EXISTS ({carried})")
        values += [f"$.{label}", *wanted]
    for comparison, moment in ((">=", query.filters.published_from), ("<", query.filters.published_before)):
        if moment is not None:
            conditions.append(f"AND document.published_at {comparison} %s")
            values.append(connection.ops.adapt_datetimefield_value(moment))
    if query.excluded:
        conditions.append(f"AND document.page_id NOT IN ({marks(query.excluded)})")
        values += query.excluded
    return "\n".join(conditions), values


def marks(values: tuple[Any, ...]) -> str:
    """A placeholder for each value."""
    return ", ".join(["%s"] * len(values))


def quoted(word: str) -> str:
    """A word as FTS5 takes it for text and nothing else."""
    return '"' + word.replace('"', '""') + '"'
