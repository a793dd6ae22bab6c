"""PostgreSQL's full text, on an indexed column that the database itself keeps."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import connection
from django.utils import timezone

from .base import MOST_VALUES, TRUST, USE, VARIANT, Filters, Query, Results
from .begun import offered
from .spelling import ENOUGH, answered
from .words import Sayings

# What a word counts in the body, the summary, headings and keywords, and the title.
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"

CANDIDATES = """
    WITH allowed AS (
        SELECT document.id, document.item, document.title, document.labels,
               ARRAY_POSITION(%s::bigint[], document.item) AS pin,
               {score} AS score
        FROM (SELECT {sayings}) AS asked, search_searchdocument AS document
             JOIN LATERAL (SELECT MAX(use) AS use FROM search_searchdocumentscope
                           WHERE document_id = document.id AND scope = ANY(%s)) AS reads ON reads.use IS NOT NULL
        WHERE (document.vector @@ ({any}) OR document.item = ANY(%s::bigint[]))
          AND document.language = %s
          AND (document.expires_at IS NULL OR document.expires_at > %s)
          {filters}
    ), best AS (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY score DESC, id) AS place FROM allowed
    )
"""
ORDERED = """SELECT id, COUNT(*) OVER () FROM best WHERE place = 1
    ORDER BY pin NULLS LAST, score DESC, id LIMIT %s OFFSET %s"""
COUNTED = """SELECT named.name, carried.value, COUNT(*)
    FROM best CROSS JOIN UNNEST(%s::text[]) AS named(name)
         CROSS JOIN LATERAL jsonb_array_elements_text(best.labels -> named.name) AS carried(value)
    WHERE place = 1 GROUP BY 1, 2 ORDER BY 3 DESC, 2"""
# A word that the configuration passes over is none that could be misspelt.
SAID = f"""
    SELECT asked.word, CASE WHEN numnode({{asked}}) = 0 THEN 1 ELSE (SELECT COUNT(*) FROM (
        SELECT 1 FROM search_searchdocument AS document
        WHERE document.vector @@ {{asked}}
          AND document.language = %s
          AND (document.expires_at IS NULL OR document.expires_at > %s)
          AND EXISTS (SELECT 1 FROM search_searchdocumentscope AS reads
                      WHERE reads.document_id = document.id AND reads.scope = ANY(%s))
          {{literal}} {{excluded}}
        LIMIT {ENOUGH}) AS saying) END
    FROM UNNEST(%s::text[]) AS asked(word)
"""  # noqa: S608  # only constants and placeholders
TEXTS = " || ' ' || ".join(f"document.{name}" for name in ("title", "keywords", "headings", "summary", "body"))
LITERAL = f"AND strpos(lower({TEXTS}), asked.word) > 0"
TITLES = "SELECT title FROM best WHERE place = 1 GROUP BY title ORDER BY MAX(score) DESC, title LIMIT %s"


class PostgresqlBackend:
    """Words are matched by stem in English, as they stand in other languages; see the migration for the column."""

    def position(self) -> None:
        """See Backend: it has no other state than that of the content."""

    def search(self, query: Query) -> Results:
        """See Backend."""
        return answered(query, self._found, self._said)

    def _found(self, query: Query, all_words: bool, sayings: Sayings) -> Results | None:
        asked, words = self._asked(query, sayings, all_words)
        first = self._rows(query, asked, words, ORDERED, [query.limit, query.offset])
        # A page beyond the last has no rows to say how many there are.
        rows = first or (query.offset and self._rows(query, asked, words, ORDERED, [1, 0]))
        if not rows:
            return None
        facets = self._facets(query, asked, words) if query.facets else {}
        return Results(tuple(row[0] for row in first), rows[0][1], facets)

    def _said(self, query: Query, words: Collection[str], as_it_stands: bool) -> dict[str, int]:
        """See spelling.Said."""
        excluded, left_out = _filters(replace(query, filters=Filters()))
        sql = SAID.format(
            asked=f"plainto_tsquery({configuration(query.language)}, asked.word)",
            literal=LITERAL if as_it_stands else "",
            excluded=excluded,
        )
        arguments = [query.language, timezone.now(), list(query.scopes), *left_out, sorted(words)]
        with connection.cursor() as cursor:
            cursor.execute(sql, arguments)
            return dict(cursor.fetchall())

    def suggest(self, query: Query) -> tuple[str, ...]:
        """See Backend."""
        return offered(query, lambda beginnings, most: self._titled(query, beginnings, most)) if query.words else ()

    def _titled(self, query: Query, beginnings: tuple[str, ...], most: int) -> list[str]:
        """See begun.Titled."""
        begun = " | ".join(quoted(beginning) + ":*A" for beginning in beginnings)
        match = " & ".join([*(quoted(word) + ":A" for word in query.words[:-1]), f"({begun})"])
        asked = f"to_tsquery({configuration(query.language)}, %s)"
        return [row[0] for row in self._rows(query, [asked], [match], TITLES, [most])]

    def _asked(
        self, query: Query, sayings: tuple[tuple[str, ...], ...], all_words: bool
    ) -> tuple[list[str], list[str]]:
        one = f"plainto_tsquery({configuration(query.language)}, %s)"
        operator = " && " if all_words else " || "
        ways = [operator.join([one] * len(saying)) for saying in sayings]
        return ways, [word for saying in sayings for word in saying]

    def _facets(self, query: Query, asked: list[str], words: list[str]) -> dict[str, tuple[tuple[str, int], ...]]:
        found: dict[str, list[tuple[str, int]]] = {name: [] for name in query.facets}
        for name, value, number in self._rows(query, asked, words, COUNTED, [list(query.facets)]):
            found[name].append((value, number))
        return {name: tuple(values[:MOST_VALUES]) for name, values in found.items()}

    def _rows(
        self, query: Query, asked: list[str], words: list[str], select: str, values: list[Any]
    ) -> list[tuple[Any, ...]]:
        if not query.words or not query.scopes:
            return []
        pinned = list(query.pinned)
        filters, filtered = _filters(query)
        names = [f"asked.way{place}" for place in range(len(asked))]
        ranks = [f"ts_rank_cd('{WEIGHTS}'::float4[], document.vector, {name}, 1)" for name in names]
        weighed = [rank if place == 0 else f"{VARIANT} * {rank}" for place, rank in enumerate(ranks)]
        sql = CANDIDATES.format(
            # Of several ways to say a query the best counts.
            score=f"GREATEST({', '.join(weighed)}) * (1 + {TRUST} * document.trust + {USE} * reads.use)",
            sayings=", ".join(f"{way} AS way{place}" for place, way in enumerate(asked)),
            any=" || ".join(names),
            filters=filters,
        )
        arguments: list[Any] = [pinned, *words, list(query.scopes), pinned, query.language, timezone.now()]
        with connection.cursor() as cursor:
            cursor.execute(sql + select, [*arguments, *filtered, *values])
            return list(cursor.fetchall())


def _filters(query: Query) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    for label, wanted in query.filters.labels.items():
        conditions.append("AND document.labels -> %s ?| %s")
        values += [label, list(wanted)]
    for comparison, moment in ((">=", query.filters.published_from), ("<", query.filters.published_before)):
        if moment is not None:
            conditions.append(f"AND document.published_at {comparison} %s")
            values.append(moment)
    if query.excluded:
        conditions.append("AND document.item <> ALL(%s)")
        values.append(list(query.excluded))
    return "\n".join(conditions), values


def configuration(language: str) -> str:
    """The text search configuration of a language."""
    return "'english'" if language.startswith("en") else "'simple'"


def quoted(word: str) -> str:
    """A word as to_tsquery takes it for text and nothing else."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
