"""SQLite's FTS5."""

import json
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import connection
from django.utils import timezone

from .base import MOST_VALUES, TRUST, USE, VARIANT, Filters, Query, Results
from .begun import offered
from .spelling import ENOUGH, answered
from .words import Sayings

# Titles count ten times what the body counts; the order is that of the columns of search_fts.
WEIGHTS = "10.0, 6.0, 4.0, 3.0, 1.0"

CANDIDATES = """
    WITH {sayings}, found AS (
        SELECT id, MIN(score) AS score FROM ({said}) GROUP BY id
    ), asked AS (
        SELECT id, score FROM found
        UNION ALL SELECT id, 0.0 FROM search_searchdocument
        WHERE item IN ({pinned}) AND id NOT IN (SELECT id FROM found)
    ), weighed AS (
        SELECT document.id, document.item, document.title, document.labels, document.trust, asked.score,
               (SELECT MAX(reads.use) FROM search_searchdocumentscope AS reads
                WHERE reads.document_id = document.id AND reads.scope IN ({scopes})) AS use
        FROM asked JOIN search_searchdocument AS document ON document.id = asked.id
        WHERE document.language = %s
          AND (document.expires_at IS NULL OR document.expires_at > %s)
          {filters}
    ), boosted AS (
        SELECT id, item, title, labels, score * (1 + {trust_part} * trust + {use_part} * use) AS score
        FROM weighed WHERE use IS NOT NULL
    ), allowed AS (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY score, id) AS place FROM boosted
    )
"""  # only constants and placeholders; what none of the scopes reads has no use
# Better is lower. Of several ways to say a query the best counts. SQLite reckons this score only by itself.
SAYING = f"""saying{{place}} AS MATERIALIZED (
    SELECT search_fts.rowid AS id, %s * bm25(search_fts, {WEIGHTS}) AS score
    FROM search_fts WHERE search_fts MATCH %s
)"""  # noqa: S608  # only constants
SAID = f"""
    SELECT asked.value, (SELECT COUNT(*) FROM (
        SELECT 1 FROM search_fts JOIN search_searchdocument AS document ON document.id = search_fts.rowid
        WHERE search_fts MATCH '"' || asked.value || '"'
          AND document.language = %s
          AND (document.expires_at IS NULL OR document.expires_at > %s)
          AND EXISTS (SELECT 1 FROM search_searchdocumentscope AS reads
                      WHERE reads.document_id = document.id AND reads.scope IN ({{scopes}}))
          {{literal}} {{excluded}}
        LIMIT {ENOUGH}))
    FROM json_each(%s) AS asked
"""  # noqa: S608  # only constants and placeholders
TEXTS = " || ' ' || ".join(f"document.{name}" for name in ("title", "keywords", "headings", "summary", "body"))
LITERAL = f"AND instr(lower({TEXTS}), asked.value) > 0"
TITLES = "SELECT title FROM allowed WHERE place = 1 GROUP BY title ORDER BY MIN(score), title LIMIT %s"


class SqliteBackend:
    """Words are matched by stem; see the migration for the tokenizer."""

    def position(self) -> None:
        """See Backend: it has no other state than that of the content."""

    def search(self, query: Query) -> Results:
        """See Backend."""
        return answered(query, self._found, self._said)

    def _found(self, query: Query, all_words: bool, sayings: Sayings) -> Results | None:
        pins = " ".join(f"WHEN {int(key)} THEN {place}" for place, key in enumerate(query.pinned))
        pin = f"CASE item {pins} ELSE {len(query.pinned)} END, " if pins else ""
        ordered = f"SELECT id, COUNT(*) OVER () FROM allowed WHERE place = 1 ORDER BY {pin}score, id LIMIT %s OFFSET %s"  # noqa: S608  # numbers only
        match = [_match(saying, all_words) for saying in sayings]
        first = self._rows(query, match, ordered, [query.limit, query.offset])
        # A page beyond the last has no rows to say how many there are.
        rows = first or (query.offset and self._rows(query, match, ordered, [1, 0]))
        if not rows:
            return None
        facets = self._facets(query, match) if query.facets else {}
        return Results(tuple(row[0] for row in first), rows[0][1], facets)

    def _said(self, query: Query, words: Collection[str], as_it_stands: bool) -> dict[str, int]:
        """See spelling.Said."""
        excluded, left_out = _filters(replace(query, filters=Filters()))
        sql = SAID.format(literal=LITERAL if as_it_stands else "", scopes=marks(query.scopes), excluded=excluded)
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(sql, [query.language, now, *query.scopes, *left_out, json.dumps(sorted(words))])
            return dict(cursor.fetchall())

    def suggest(self, query: Query) -> tuple[str, ...]:
        """See Backend."""
        return offered(query, lambda beginnings, most: self._titled(query, beginnings, most)) if query.words else ()

    def _titled(self, query: Query, beginnings: tuple[str, ...], most: int) -> list[str]:
        """See begun.Titled."""
        begun = " OR ".join(quoted(beginning) + "*" for beginning in beginnings)
        match = "title : (" + " AND ".join([*(quoted(word) for word in query.words[:-1]), f"({begun})"]) + ")"
        return [row[0] for row in self._rows(query, [match], TITLES, [most])]

    def _facets(self, query: Query, match: list[str]) -> dict[str, tuple[tuple[str, int], ...]]:
        counted = """SELECT named.value, carried.value, COUNT(*)
            FROM allowed, json_each(%s) AS named, json_each(allowed.labels, '$.' || named.value) AS carried
            WHERE place = 1 GROUP BY 1, 2 ORDER BY 3 DESC, 2"""
        found: dict[str, list[tuple[str, int]]] = {name: [] for name in query.facets}
        for name, value, number in self._rows(query, match, counted, [json.dumps(query.facets)]):
            found[name].append((value, number))
        return {name: tuple(values[:MOST_VALUES]) for name, values in found.items()}

    def _rows(self, query: Query, match: list[str], select: str, values: list[Any]) -> list[tuple[Any, ...]]:
        if not query.words or not query.scopes:
            return []
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        filters, filtered = _filters(query)
        weighed = [value for place, each in enumerate(match) for value in (VARIANT if place else 1.0, each)]
        places = range(len(match))
        sql = CANDIDATES.format(
            sayings=", ".join(SAYING.format(place=place) for place in places),
            said=" UNION ALL ".join(f"SELECT id, score FROM saying{place}" for place in places),  # noqa: S608
            pinned=marks(query.pinned),
            scopes=marks(query.scopes),
            filters=filters,
            trust_part=TRUST,
            use_part=USE,
        )
        sql += select
        with connection.cursor() as cursor:
            cursor.execute(sql, [*weighed, *query.pinned, *query.scopes, query.language, now, *filtered, *values])
            return list(cursor.fetchall())


def _match(words: tuple[str, ...], all_words: bool) -> str:
    return (" AND " if all_words else " OR ").join(quoted(word) for word in words)


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
        conditions.append(f"AND document.item NOT IN ({marks(query.excluded)})")
        values += query.excluded
    return "\n".join(conditions), values


def marks(values: tuple[Any, ...]) -> str:
    """A placeholder for each value."""
    return ", ".join(["%s"] * len(values))


def quoted(word: str) -> str:
    """A word as FTS5 takes it for text and nothing else."""
    return '"' + word.replace('"', '""') + '"'
