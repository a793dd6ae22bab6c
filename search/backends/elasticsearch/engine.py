"""The engine behind the port."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from elasticsearch import Elasticsearch

from cms.access.audiences import PARTNER
from cms.access.prepared import Prepared
from cms.core.keeping import kept_for_each
from search.backends import spelling
from search.backends.base import MARK, MOST_VALUES, UNMARK, Away, Behind, Query, Results
from search.backends.meaning import vector_of
from search.backends.words import ALL_OF, telling
from search.models import SearchChange, SearchDocument

from .asking import OFFERS, WINDOW, conditions, nearby, ranked, said_anywhere, titled
from .client import SERVER_ERROR, Died, persistent
from .indices import read_alias, searched
from .nearness import Near, near_of, nearest

# While more pages than this have changed that the engine has not taken yet, the database answers.
MOST_PENDING = 1000
# So many words of a query are corrected, and none that is shorter.
MOST_CORRECTED, SHORTEST_CORRECTED = 4, 4

JSON = "application/vnd.elasticsearch+json; compatible-with=8"
HEADERS = {"accept": JSON, "content-type": JSON}

_PENDING = Prepared()


class ElasticsearchBackend:
    """Raises Away when it does not answer, and Behind when it does not know the present state.

    A page with changes that the engine has not taken yet is left out of everything it is asked, so that neither hits
    nor numbers nor corrections come from a text that a reader has lost.
    """

    def position(self) -> tuple[int, ...]:
        """See Backend; raises Behind."""
        return pending_pages()

    def search(self, query: Query) -> Results:
        """See Backend; raises Away and Behind."""
        if not query.words or not query.scopes:
            return Results((), 0, engine="elasticsearch")
        pending = pending_pages()
        words, all_words = query.words, True
        meaning = self._meaning(query, words, pending)
        # With meaning, words are asked first for what the best of them scores, and then for both together. With pins,
        # first for whether the words alone find anything.
        apart = meaning or query.pinned
        text = replace(query, offset=0, limit=1, facets=(), pinned=()) if apart else query
        answer, *told = _ask(query, [ranked(text, words, pending), *meaning])
        found = _results(text, answer).total
        if not _says_all(query, found):
            unknown = _unknown(_not_marked(_long(query), answer), query, pending)
            words = self._corrected(query, unknown[:MOST_CORRECTED], pending) if unknown else words
        if words != query.words:
            meaning = self._meaning(query, words, pending) if meaning else []
            answer, *told = _ask(query, [ranked(text, words, pending), *meaning])
            found = _results(text, answer).total
        if not found:
            all_words = False
            [answer] = _ask(query, [ranked(text, words, pending, all_words)])
        near = near_of(told[-1], answer) if meaning else Near()
        if text is not query:
            [answer] = _ask(query, [ranked(query, words, pending, all_words, near)])
        results = _results(query, answer)
        meant = tuple(key for key in results.document_ids if key in near.cosines)
        return replace(results, corrected=words if results.total and words != query.words else (), meant=meant)

    def _meaning(self, query: Query, words: tuple[str, ...], pending: tuple[int, ...]) -> list[dict[str, Any]]:
        """The question for what means nearly the same as the words; none where meaning is off or unknown."""
        vector = vector_of(words, query.language)
        return [] if vector is None else [nearest(vector, conditions(query, pending))]

    def suggest(self, query: Query) -> tuple[str, ...]:
        """See Backend; raises Away and Behind."""
        if not query.words or not query.scopes:
            return ()
        [answer] = _ask(query, [titled(query, pending_pages())])
        keys = _keys(answer)
        titles = _titles(keys, query.scopes)
        return tuple(dict.fromkeys(titles[key] for key in keys if key in titles))[: query.limit]

    def _corrected(self, query: Query, unknown: list[str], pending: tuple[int, ...]) -> tuple[str, ...]:
        """The query's words; in the place of those that no document says which the reader may find, others nearby that
        one does.

        What the indices hold beside that, such as what was deleted a moment ago, decides nothing.
        """
        offers = _offers(query, unknown)
        # So many are asked for whatever is near, for how long it takes would tell of words that were taken away.
        asked = [*(offer for _, offer in offers), *unknown * OFFERS][: OFFERS * len(unknown)]
        unsaid = set(_unknown(asked, query, pending))
        instead: dict[str, str] = {}
        for word, offer in offers:
            if offer not in unsaid:
                instead.setdefault(word, offer)
        return tuple(instead.get(word, word) for word in query.words)


def _says_all(query: Query, found: int) -> bool:
    """Whether the words are to be left as they are, or what was found by them says that each of them is known: of so
    few, all had to be there."""
    few = len(telling(query.words, query.language)) <= ALL_OF
    return query.literal or bool(found and few and not query.variants)


def _not_marked(words: tuple[str, ...], answer: dict[str, Any]) -> list[str]:
    """Those of the words that are not marked as they stand in what was found, as most are that documents say."""
    pieces = (piece for hit in answer["hits"]["hits"] for found in hit.get("highlight", {}).values() for piece in found)
    marked = {part.partition(UNMARK)[0].casefold() for piece in pieces for part in piece.split(MARK)[1:]}
    return [word for word in words if word.casefold() not in marked]


def _offers(query: Query, unknown: list[str]) -> list[tuple[str, str]]:
    """Words with others that are spelt nearly like them.

    The index of partners holds words of organisations that may not read each other's: they would crowd out a reader's
    own, and be asked for. So those of its readers come from the table.
    """
    if PARTNER in searched(query.scopes):
        known = spelling.near([word.casefold() for word in unknown], query)
        nearest_first = {word: sorted(known[word.casefold()].items(), key=lambda each: each[::-1]) for word in unknown}
        return [(word, offer) for word, offers in nearest_first.items() for offer, _ in offers[:OFFERS]]
    [answer] = _ask(query, [nearby(unknown)])
    return [
        (word, option["text"])
        for place, word in enumerate(unknown)
        for entry in answer["suggest"][str(place)][:1]
        for option in entry["options"]
    ]


def _long(query: Query) -> tuple[str, ...]:
    """Words that may be misspelt."""
    words = telling(query.words, query.language)
    return tuple(word for word in words if len(word) >= SHORTEST_CORRECTED and word.isalpha())


def _unknown(words: Iterable[str], query: Query, pending: tuple[int, ...]) -> list[str]:
    """Those of the words that no document says which the reader may find."""
    wanted = list(words)
    said = _said(wanted, query.scopes, query.language, query.excluded, pending)
    return [word for word in wanted if word not in said]


@kept_for_each
def _said(
    words: Sequence[str],
    scopes: tuple[str, ...],
    language: str,
    excluded: tuple[int, ...],
    pending: tuple[int, ...],
) -> dict[str, bool]:
    """Those of the words that a document says. What is said now is said until content changes."""
    query = Query((), scopes, language, excluded=excluded)
    told = _ask(query, [said_anywhere(word, query, pending) for word in words])
    return {word: True for word, found in zip(words, told, strict=True) if _total(found)}


@kept_for_each
def _titles(keys: Sequence[int], scopes: tuple[str, ...]) -> dict[int, str]:
    """The titles of rows that one of the scopes reads at this moment."""
    return dict(SearchDocument.objects.filter(pk__in=keys, scopes__scope__in=scopes).values_list("pk", "title"))


def pending_pages() -> tuple[int, ...]:
    """The pages whose changes the engine has not taken yet, given up or not; raises Behind for a great many."""
    rows = _PENDING.rows(
        "pending", lambda: SearchChange.objects.order_by().values_list("page_id")[: MOST_PENDING + 1], {}
    )
    if len(rows) > MOST_PENDING:
        raise Behind(f"{MOST_PENDING} changes or more wait")
    return tuple(sorted({row[0] for row in rows}))


def _ask(query: Query, bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers to searches of the indices that the query's readers search; raises Away."""
    names = [read_alias(base, query.language) for base in searched(query.scopes)]
    # The same question goes to the same copy of an index, so that pages of results fit together.
    asked = "\n".join((*query.words, *query.scopes)).encode()
    how: dict[str, Any] = {
        "preference": hashlib.blake2b(asked, digest_size=8).hexdigest(),
        "allow_partial_search_results": False,
    }
    if len(names) > 1:
        # The words of several indices weigh as if they stood in one.
        how["search_type"] = "dfs_query_then_fetch"
    return persistent(lambda engine: _answers(engine, names, how, bodies))


def _answers(
    engine: Elasticsearch, names: list[str], how: dict[str, Any], bodies: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    if len(bodies) == 1:
        path = f"/{','.join(names)}/_search"
        params = {**how, "allow_partial_search_results": "false"}
        found = engine.perform_request("POST", path, params=params, headers=HEADERS, body=bodies[0])
        answers = [dict(found.body)]
    else:
        head = {"index": names, **how}
        searches = [line for body in bodies for line in (head, body)]
        answers = list(engine.msearch(searches=searches).body["responses"])
    for answer in answers:
        if "error" in answer:
            kind = Died if answer["status"] >= SERVER_ERROR else Away
            raise kind(f"{answer['status']} {answer['error'].get('type', 'error')}")
        if answer["_shards"]["failed"] or answer["timed_out"]:
            raise Died("some of the index does not answer")
    return answers


def _results(query: Query, answer: dict[str, Any]) -> Results:
    hits = answer["hits"]["hits"]
    counts = answer.get("aggregations", {})
    total = min(counts["pages"]["value"] if "pages" in counts else _total(answer), WINDOW)
    excerpts = {}
    for hit in hits:
        pieces = hit.get("highlight", {})
        found = [*pieces.get("summary", ()), *pieces.get("body", ())]
        if found:
            excerpts[_key(hit)] = found[0]
    return Results(
        document_ids=tuple(_keys(answer)) if query.offset < WINDOW else (),
        total=total,
        facets=_facets(query, counts),
        excerpts=excerpts,
        engine="elasticsearch",
    )


def _facets(query: Query, counts: dict[str, Any]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in query.facets}
    for bucket in counts["labels"]["buckets"] if found else ():
        name, _, value = bucket["key"].partition(":")
        if name in found:
            found[name].append((value, bucket["pages"]["value"] if "pages" in bucket else bucket["doc_count"]))
    return {name: tuple(values[:MOST_VALUES]) for name, values in found.items()}


def _keys(answer: dict[str, Any]) -> list[int]:
    return [_key(hit) for hit in answer["hits"]["hits"]]


def _key(hit: dict[str, Any]) -> int:
    return int(hit["fields"]["document"][0])


def _total(answer: dict[str, Any]) -> int:
    return int(answer["hits"]["total"]["value"])
