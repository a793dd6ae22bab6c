"""A query in the engine's own terms. Whatever a reader types is text to it: there is no query language."""

import datetime
from dataclasses import replace
from typing import Any

from django.utils import timezone

from cms.access.audiences import PARTNER, PARTNER_PREFIX
from search.backends.base import MARK, TRUST, UNMARK, USE, VARIANT, Filters, Query
from search.backends.spelling import most_differences

from .indices import base_of, labelled
from .nearness import Near, fused

# What a word counts where it stands, and which part of that in all but the best field (see the ADR on ranking).
FIELDS = ("title^2", "keywords^1.5", "headings^1.2", "summary^1.2", "body")
OTHER_FIELDS = 0.6
# Beside that, words as they were typed.
EXACT, AS_TYPED = ("title.plain^2", "body.plain"), 0.4
# So many of the words that say something must be there: both of two; of more, any.
ENOUGH = "2<1"
# Later pages than this would cost the engine too much; more hits than this are not counted.
WINDOW = 10_000
# Elasticsearch fails to collapse by a field that it is not asked for.
RETURNED = ["document", "page"]
# A year after the day it was published, an item's score has lost half of this part.
FRESHNESS = 0.1
EXCERPT = 240
# The values of all labels together that are counted at most.
MOST_LABELS = 1000
# Of the words that are spelt nearly like another so many are looked at.
OFFERS = 5


def conditions(query: Query, pending: tuple[int, ...]) -> list[dict[str, Any]]:
    """What a document must be to be found, counted or suggested at all; `pending` pages are left out."""
    now = timezone.now().replace(microsecond=0).isoformat()
    filters: list[dict[str, Any]] = [
        readable(query.scopes),
        either({"bool": {"must_not": {"exists": {"field": "expires_at"}}}}, {"range": {"expires_at": {"gt": now}}}),
    ]
    for label, values in query.filters.labels.items():
        filters.append({"terms": {"labels": [labelled(label, value) for value in values]}})
    published = {"gte": query.filters.published_from, "lt": query.filters.published_before}
    bounds = {name: moment.isoformat() for name, moment in published.items() if moment is not None}
    if bounds:
        filters.append({"range": {"published_at": bounds}})
    left_out = [*query.excluded, *pending]
    if left_out:
        filters.append({"bool": {"must_not": {"terms": {"page": left_out}}}})
    return filters


def readable(scopes: tuple[str, ...]) -> dict[str, Any]:
    """The texts that one of these scopes reads; see documents.py for what stands in the two fields."""
    ways: list[dict[str, Any]] = [{"terms": {"scopes": list(scopes)}}]
    for scope in scopes:
        if scope.startswith(PARTNER_PREFIX):
            not_own = {"term": {"not_for": scope}}
            ways.append({"bool": {"must": {"term": {"scopes": PARTNER}}, "must_not": not_own}})
    return either(*ways) if len(ways) > 1 else ways[0]


def either(*ways: dict[str, Any]) -> dict[str, Any]:
    """One of several conditions."""
    return {"bool": {"should": list(ways), "minimum_should_match": 1}}


def matching(words: tuple[str, ...], variants: tuple[tuple[str, ...], ...], all_words: bool) -> dict[str, Any]:
    """How well a document says the words, or a variant of them."""
    sayings = [_saying(" ".join(words), 1.0, all_words)]
    sayings += [_saying(" ".join(variant), VARIANT, all_words) for variant in variants]
    return sayings[0] if len(sayings) == 1 else {"dis_max": {"queries": sayings}}


def _saying(text: str, boost: float, all_words: bool) -> dict[str, Any]:
    """Words by their stems; those that stand as they were typed count more. At the last, whatever the words are."""
    stems = {"query": text, "fields": list(FIELDS), "tie_breaker": OTHER_FIELDS, "boost": boost}
    exact = {"query": text, "fields": list(EXACT), "tie_breaker": OTHER_FIELDS, "boost": boost * AS_TYPED}
    there: dict[str, Any] = {
        "query": text,
        "type": "cross_fields",
        "fields": [name.partition("^")[0] for name in FIELDS],
    }
    there["minimum_should_match"] = ENOUGH if all_words else "1"
    if not all_words:
        stems["analyzer"] = there["analyzer"] = "stems"
    return {
        "bool": {
            "must": {"multi_match": stems},
            "should": {"multi_match": exact},
            "filter": {"multi_match": there},
        }
    }


def ranked(
    query: Query, words: tuple[str, ...], pending: tuple[int, ...], all_words: bool = True, near: Near | None = None
) -> dict[str, Any]:
    """The body of a search for the words, or without `all_words` for any of them, however little it says; where it is
    known what is `near` in meaning, for that as well."""
    found = matching(words, query.variants, all_words)
    if near is not None and near.cosines:
        found = fused(found, near)
    if query.pinned:
        pins = [
            {"constant_score": {"filter": {"term": {"page": key}}, "boost": 1_000_000.0 * (len(query.pinned) - place)}}
            for place, key in enumerate(query.pinned)
        ]
        found = either(found, *pins)
    fresh = {"gauss": {"published_at": {"origin": _today(), "scale": "365d", "decay": 0.5}}, "weight": FRESHNESS}
    limited = max(0, min(query.limit, WINDOW - query.offset))
    body: dict[str, Any] = {
        "query": {
            "function_score": {
                "query": {"bool": {"must": found, "filter": conditions(query, pending)}},
                "functions": [fresh, *_boosts(query.scopes), {"weight": 1.0}],
                "score_mode": "sum",
                "boost_mode": "multiply",
            }
        },
        "from": min(query.offset, WINDOW - limited),
        "size": limited,
        "sort": ["_score", {"page": "asc"}],
        "track_total_hits": WINDOW,
        "_source": False,
        "docvalue_fields": RETURNED,
    }
    if limited:
        body["highlight"] = highlight((words, *query.variants))
    counted: dict[str, Any] = {"terms": {"field": "labels", "size": MOST_LABELS}}
    if len(query.scopes) > 1:
        # Who reads as several organisations may find several texts of a page, which are one result.
        pages = {"pages": {"cardinality": {"field": "page", "precision_threshold": WINDOW}}}
        body["collapse"] = {"field": "page"}
        body["aggs"] = pages | ({"labels": {**counted, "aggs": pages}} if query.facets else {})
    elif query.facets:
        body["aggs"] = {"labels": counted}
    return body


def highlight(sayings: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    """Where words were found in summary and body, as plain text."""
    text = " ".join(word for words in sayings for word in words)
    return {
        "type": "unified",
        "highlight_query": {"multi_match": {"query": text, "fields": ["summary", "body"]}},
        "pre_tags": [MARK],
        "post_tags": [UNMARK],
        "order": "score",
        "max_analyzed_offset": 200_000,
        "fields": {
            "summary": {"number_of_fragments": 0},
            "body": {"number_of_fragments": 1, "fragment_size": EXCERPT},
        },
    }


def titled(query: Query, pending: tuple[int, ...]) -> dict[str, Any]:
    """The body of a search for titles that hold the words, the last of which may be only begun."""
    begun = {"query": " ".join(query.words), "operator": "and"}
    return {
        "query": {
            "bool": {"must": {"match_bool_prefix": {"title.plain": begun}}, "filter": conditions(query, pending)},
        },
        "size": query.limit * 2,
        "sort": ["_score", {"page": "asc"}],
        "collapse": {"field": "page"},
        "track_total_hits": False,
        "_source": False,
        "docvalue_fields": RETURNED,
    }


def said_anywhere(word: str, query: Query, pending: tuple[int, ...]) -> dict[str, Any]:
    """The body of a search that tells whether a document that may be found says this word, in whichever form. No word
    is misspelt because a filter of the query leaves nothing of it."""
    said = {"multi_match": {"query": word, "fields": list(FIELDS), "analyzer": "stems"}}
    filters = [said, *conditions(replace(query, filters=Filters()), pending)]
    return {"query": {"bool": {"filter": filters}}, "size": 0, "terminate_after": 1, "track_total_hits": 1}


def nearby(words: list[str]) -> dict[str, Any]:
    """The body of a request for words that are spelt nearly like these, whether anybody may read them or not."""
    term = {
        "field": "spelling",
        "suggest_mode": "always",
        "size": OFFERS,
        "prefix_length": 1,
        "min_word_length": 4,
        "sort": "score",
    }
    asked = {
        str(place): {"text": word, "term": {**term, "max_edits": most_differences(word)}}
        for place, word in enumerate(words)
    }
    return {"suggest": asked, "size": 0}


def _boosts(scopes: tuple[str, ...]) -> list[dict[str, Any]]:
    """What an item gains by being trusted, and by how often readers of the same base scope choose it."""
    parts = {"trust": TRUST, f"use.{base_of(scopes[0])}": USE}
    return [{"field_value_factor": {"field": name, "missing": 0}, "weight": weight} for name, weight in parts.items()]


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()
