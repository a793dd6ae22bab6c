"""The engine behind the port."""

import hashlib
from dataclasses import replace
from typing import Any

from cms.core.prepared import Prepared
from search.backends.base import Away, Behind, Query, Results
from search.models import SearchChange, SearchDocument

from .asking import WINDOW, nearby, ranked, said_anywhere, titled
from .client import client, or_away
from .indices import read_alias, searched

# While more pages than this have changed that the engine has not taken yet, the database answers.
MOST_PENDING = 1000
# So many words of a query are corrected, and none that is shorter.
MOST_CORRECTED, SHORTEST_CORRECTED = 4, 4

_PENDING = Prepared()


class ElasticsearchBackend:
    """Raises Away when it does not answer, and Behind when it does not know the present state.

    A page with changes that the engine has not taken yet is left out of everything it is asked, so that neither hits
    nor numbers nor corrections come from a text that a reader has lost.
    """

    def search(self, query: Query) -> Results:
        """See Backend; raises Away and Behind."""
        if not query.words or not query.scopes:
            return Results((), 0, engine="elasticsearch")
        pending = pending_pages()
        results = self._search(query, query.words, pending)
        if results.total > len(query.pinned):
            return results
        corrected = query.words if query.literal else self._corrected(query, pending)
        if corrected != query.words:
            return replace(self._search(query, corrected, pending), corrected=corrected)
        return self._search(query, query.words, pending, all_words=False)

    def suggest(self, query: Query) -> tuple[str, ...]:
        """See Backend; raises Away and Behind."""
        if not query.words or not query.scopes:
            return ()
        [answer] = _ask(query, [titled(query, pending_pages())])
        keys = _keys(answer)
        rows = SearchDocument.objects.filter(pk__in=keys, scopes__scope__in=query.scopes).values_list("pk", "title")
        titles = dict(rows)
        return tuple(dict.fromkeys(titles[key] for key in keys if key in titles))[: query.limit]

    def _search(
        self, query: Query, words: tuple[str, ...], pending: tuple[int, ...], all_words: bool = True
    ) -> Results:
        [answer] = _ask(query, [ranked(query, words, pending, all_words)])
        return _results(query, answer)

    def _corrected(self, query: Query, pending: tuple[int, ...]) -> tuple[str, ...]:
        """The query's words, those replaced that no document says which the reader may find.

        What the indices hold beside that, other partners' texts and what was deleted a moment ago, decides nothing.
        """
        long = [word for word in query.words if len(word) >= SHORTEST_CORRECTED and not word.isdigit()]
        if not long:
            return query.words
        said = _ask(query, [said_anywhere(word, query, pending) for word in long])
        unknown = tuple(word for word, answer in zip(long, said, strict=True) if not _total(answer))[:MOST_CORRECTED]
        if not unknown:
            return query.words
        [answer] = _ask(query, [nearby(unknown)])
        offers = [
            (word, option["text"])
            for place, word in enumerate(unknown)
            for entry in answer["suggest"][str(place)][:1]
            for option in entry["options"]
        ]
        if not offers:
            return query.words
        said = _ask(query, [said_anywhere(offer, query, pending) for _, offer in offers])
        instead: dict[str, str] = {}
        for (word, offer), found in zip(offers, said, strict=True):
            if _total(found):
                instead.setdefault(word, offer)
        return tuple(instead.get(word, word) for word in query.words)


def pending_pages() -> tuple[int, ...]:
    """The pages whose changes the engine has not taken yet, given up or not; raises Behind for a great many."""
    rows = _PENDING.rows(
        "pending", lambda: SearchChange.objects.order_by().values_list("page_id")[: MOST_PENDING + 1], {}
    )
    if len(rows) > MOST_PENDING:
        raise Behind(f"{MOST_PENDING} changes or more wait")
    return tuple({row[0] for row in rows})


def _ask(query: Query, bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers to searches of the indices that the query's readers search; raises Away."""
    names = [read_alias(base, query.language) for base in searched(query.scopes)]
    # The words of several indices weigh as if they stood in one.
    together = "dfs_query_then_fetch" if len(names) > 1 else "query_then_fetch"
    # The same question goes to the same copy of an index, so that pages of results fit together.
    asked = "\n".join((*query.words, *query.scopes)).encode()
    copy = hashlib.blake2b(asked, digest_size=8).hexdigest()
    if len(bodies) == 1:
        with or_away():
            found = client().perform_request(
                "POST",
                f"/{','.join(names)}/_search",
                params={"search_type": together, "preference": copy, "allow_partial_search_results": "false"},
                headers=HEADERS,
                body=bodies[0],
            )
        answers = [dict(found.body)]
    else:
        lines: list[dict[str, Any]] = []
        for body in bodies:
            lines += [{"index": names, "preference": copy, "allow_partial_search_results": False}, body]
        with or_away():
            answers = client().msearch(searches=lines).body["responses"]
    for answer in answers:
        if "error" in answer:
            raise Away(str(answer["error"].get("type", "error")))
        if answer["_shards"]["failed"] or answer["timed_out"]:
            raise Away("some of the index does not answer")
    return answers


HEADERS = {"accept": "application/vnd.elasticsearch+json; compatible-with=8"}
HEADERS["content-type"] = HEADERS["accept"]


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
    facets = {
        name: tuple(
            (bucket["key"], bucket["pages"]["value"] if "pages" in bucket else bucket["doc_count"])
            for bucket in counts[name]["buckets"]
        )
        for name in query.facets
    }
    return Results(
        document_ids=tuple(_keys(answer)) if query.offset < WINDOW else (),
        total=total,
        facets=facets,
        excerpts=excerpts,
        engine="elasticsearch",
    )


def _keys(answer: dict[str, Any]) -> list[int]:
    return [_key(hit) for hit in answer["hits"]["hits"]]


def _key(hit: dict[str, Any]) -> int:
    return int(hit["fields"]["document"][0])


def _total(answer: dict[str, Any]) -> int:
    return int(answer["hits"]["total"]["value"])
