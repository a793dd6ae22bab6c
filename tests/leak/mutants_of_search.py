"""Each part of search without its guard: whoever searches has to notice, by what comes out or by what it tells."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.db import connection

from cms.access.prepared import Prepared
from search import files
from search.backends import Query
from search.backends.elasticsearch.asking import either, ranked, said_anywhere
from search.backends.elasticsearch.engine import ElasticsearchBackend
from search.backends.postgresql import PostgresqlBackend
from search.backends.sqlite import SqliteBackend
from search.cards import Card
from search.models import Promotion, SearchDocument
from search.sections import answering

from .canaries import word_for
from .mutants import ANYBODY, EVERY_SCOPE, PARTNER, SEARCHES, STAFF, Mutant, Patch, every_scope, only_hidden, yes


def mutants() -> Iterator[Mutant]:
    """Those by which a canary comes out."""
    scopes: Patch = ("search.query.scopes_of", every_scope)
    yield Mutant("search scopes", (scopes,), ANYBODY, (SEARCHES,))
    yield Mutant("search scopes of staff", (scopes,), STAFF, (SEARCHES,))
    found, offered = (f"/api/v1/{name}/?q=title" for name in ("search", "suggestions"))
    yield Mutant("search scopes of the API", (scopes,), PARTNER, (found,))
    yield Mutant("suggestions of the API", (scopes,), ANYBODY, (offered,))
    yield Mutant("suggestions", (scopes,), STAFF, ("/search/suggestions/?q=title",))
    tasks: Patch = ("search.actions.visible_to", only_hidden)
    yield Mutant("tasks of results", (tasks,), ANYBODY, ("/search/?q=signposts", "/api/v1/search/?q=signposts"))
    others = ((f"search.{name}.readable", everything_found) for name in ("alsolooked", "cards", "hits"))
    also: tuple[Patch, ...] = (*others, ("search.cards.ROWS", Prepared()))
    yield Mutant("what others looked at", also, ANYBODY, ("/search/?q=Title", "/api/v1/search/?q=Title"))
    sections: Patch = ("search.hits.answering", in_longest_row)
    parts = ("part 0 public_text/text", "part 6 agent_script/heading")
    yield Mutant("sections of other rows", (sections,), ANYBODY, _for(*(f"kb/below/public/{part}" for part in parts)))
    narrower: Patch = ("search.files.admits", yes)
    named = _for("narrowed/website/landing/public/resident/document text")
    yield Mutant("narrower files found", (narrower,), ANYBODY, named, prepare=files.rebuild)
    hidden: Patch = ("search.files._Showing.to", wherever_it_stands)
    named = _for("files/all/staff/document text")
    yield Mutant("files of hidden pages found", (hidden,), ANYBODY, named, prepare=files.rebuild)


def _for(*labels: str) -> tuple[str, ...]:
    words = "%20".join(map(word_for, labels))
    return tuple(f"{path}?q={words}" for path in ("/search/", "/api/v1/search/"))


def everything_found(scopes: tuple[str, ...], language: str) -> Any:
    """In place of the rows that scopes read."""
    return SearchDocument.objects.filter(language=language)


def in_longest_row(card: Card, body: str, sayings: Any) -> Any:
    """In place of `answering`: in the text of the page that the fewest may read."""
    longest = max(SearchDocument.objects.filter(item=card.item), key=lambda row: len(row.body))
    return answering(replace(card, sections=longest.sections), longest.body, sayings)


def wherever_it_stands(self: Any, reader: Any, uses: Any) -> list[Any]:
    """In place of what says which pages show a file to a reader."""
    return [self.pages[key] for key, _ in uses if key in self.pages]


def oracles() -> Iterator[tuple[str, Mutant]]:
    """Those that numbers, corrections or the mere difference tell of, each with the engine that answers."""
    yield from (("database", mutant) for mutant in _of_database())
    yield from (("elasticsearch", mutant) for mutant in _of_elasticsearch())


# As if the words that are known were known to everybody.
EVERY_WORD: Patch = ("search.backends.spelling.chain", lambda scope: EVERY_SCOPE)


def _of_database() -> Iterator[Mutant]:
    database: Any = PostgresqlBackend if connection.vendor == "postgresql" else SqliteBackend
    guarded = {"_found": "what is found", "_facets": "facets", "_said": "corrections", "suggest": "suggestions"}
    for method, what in guarded.items():
        patch = (f"{database.__module__}.{database.__name__}.{method}", for_all(getattr(database, method)))
        yield Mutant(what, (patch, EVERY_WORD) if what == "corrections" else (patch,), ANYBODY)


def _of_elasticsearch() -> Iterator[Mutant]:
    engine = "search.backends.elasticsearch.engine"
    # Indices keep apart what base scopes read; only partners' texts stand together.
    readable: Patch = ("search.backends.elasticsearch.asking.readable", lambda scopes: {"match_all": {}})
    yield Mutant("what is found", (readable,), PARTNER)
    yield Mutant("facets", ((f"{engine}.ranked", filtered_last),), PARTNER)
    yield Mutant("corrections", ((f"{engine}.said_anywhere", said_to_anybody), EVERY_WORD), PARTNER)
    suggest: Patch = (f"{engine}.ElasticsearchBackend.suggest", for_all(ElasticsearchBackend.suggest))
    yield Mutant("suggestions", (suggest,), ANYBODY)
    pinned = ("search.steering._promoted", pinned_for_all), (f"{engine}.ranked", pins_unfiltered)
    yield Mutant("pins", pinned, ANYBODY)


def for_all(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method of a backend that is told of every scope."""

    def asked(self: Any, query: Query, *rest: Any) -> Any:
        return method(self, replace(query, scopes=EVERY_SCOPE), *rest)

    return asked


def filtered_last(*asked: Any) -> dict[str, Any]:
    """In place of `ranked`: what may not be read is taken away once all has been counted."""
    body = ranked(*asked)
    found = body["query"]["function_score"]["query"]["bool"]
    body["post_filter"] = {"bool": {"filter": found.pop("filter")}}
    return body


def pins_unfiltered(query: Query, *asked: Any) -> dict[str, Any]:
    """In place of `ranked`: pages that come first come to everybody."""
    body = ranked(query, *asked)
    found = body["query"]["function_score"]
    found["query"] = either(found["query"], {"terms": {"page": list(query.pinned)}})
    return body


def said_to_anybody(word: str, query: Query, pending: tuple[int, ...]) -> dict[str, Any]:
    """In place of `said_anywhere`."""
    return said_anywhere(word, replace(query, scopes=EVERY_SCOPE), pending)


def pinned_for_all(query: Query) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """In place of what says which pages are pinned for the query's scopes."""
    rows = Promotion.objects.filter(language=query.language, query=" ".join(query.words).casefold())
    return tuple(rows.values_list("page_id", flat=True)), ()
