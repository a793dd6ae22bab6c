"""Rows of the table as documents of the indices."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cms.access.audiences import PARTNER, PARTNER_PREFIX
from search.meaning import store
from search.models import SearchDocument, SearchDocumentScope

from .indices import base_of, homes, labelled, languages
from .nearness import FIELD

COLUMNS = (
    *("pk", "item", "language", "version", "expires_at", "published_at", "labels", "trust"),
    *("title", "headings", "keywords", "summary", "body"),
)
TEXTS = COLUMNS[8:]


@dataclass(frozen=True, slots=True)
class Document:
    """A text in the index of a base scope and language; the newest version of an id wins there."""

    base: str
    language: str
    id: str
    version: int
    page_id: int
    row_id: int
    source: dict[str, Any]


def documents_of(page_ids: Collection[int]) -> Iterator[Document]:
    """What the indices hold of these pages when they are in step with the table: two queries, and one more for what
    their texts mean. A text whose meaning has not been reckoned goes without."""
    found = SearchDocument.objects.filter(item__in=page_ids, language__in=languages())
    rows = list(found.order_by("item", "pk").values_list(*COLUMNS))
    scopes: dict[int, set[str]] = defaultdict(set)
    used: dict[int, dict[str, float]] = defaultdict(dict)
    reading = SearchDocumentScope.objects.filter(document__item__in=page_ids)
    for key, scope, use in reading.values_list("document_id", "scope", "use"):
        scopes[key].add(scope)
        if use:
            used[key][base_of(scope)] = use
    meanings = _meanings(rows) if store.is_on() else {}
    by_page: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        by_page[row[1]].append(row)
    for of_page in by_page.values():
        yield from _of_page(of_page, scopes, used, meanings)


def _meanings(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[float]]:
    """What is known of what rows mean, by their keys."""
    texts = {row[0]: store.text_of(dict(zip(TEXTS, row[8:], strict=True))) for row in rows if store.understood(row[2])}
    known = store.known(texts.values())
    return {key: known[text] for key, text in texts.items() if text in known}


def _of_page(
    rows: Iterable[tuple[Any, ...]],
    scopes: Mapping[int, set[str]],
    used: Mapping[int, dict[str, float]],
    meanings: Mapping[int, list[float]],
) -> Iterator[Document]:
    listed = list(rows)
    organisations = {scope for row in listed for scope in scopes[row[0]] if scope.startswith(PARTNER_PREFIX)}
    partners_texts = 0
    for row in listed:
        key, page_id, language, version, expires_at, published_at, labels, trust = row[:8]
        reading = scopes[key]
        # Organisations are named only where they read another text than all partners: a new one changes nothing.
        for_partners = PARTNER in reading
        named = [scope for scope in reading if not (for_partners and scope in organisations)]
        source: dict[str, Any] = {
            "document": key,
            "page": page_id,
            "scopes": sorted(named),
            "not_for": sorted(organisations - reading) if for_partners else [],
            "published_at": published_at.isoformat() if published_at else None,
            "expires_at": expires_at.isoformat() if expires_at else None,
            "labels": [labelled(name, value) for name, values in labels.items() for value in values],
            "trust": trust,
            "use": used.get(key, {}),
            **dict(zip(TEXTS, row[8:], strict=True)),
        }
        if key in meanings:
            source[FIELD] = meanings[key]
        for base in homes(reading):
            name = str(page_id)
            if base == PARTNER:
                name, partners_texts = partner_id(page_id, partners_texts), partners_texts + 1
            yield Document(base, language, name, version, page_id, key, source)


def partner_id(page_id: int, place: int) -> str:
    """The id of a page's text in the index of partners, where it may have several."""
    return f"{page_id}.{place}"


def place_of(name: str) -> int:
    """The place in an id that partner_id has made; -1 in others."""
    _, dot, place = name.partition(".")
    return int(place) if dot else -1


def as_lines(index: str, name: str, version: int, source: dict[str, Any] | None) -> list[str]:
    """The lines of a bulk request that write a document, or with no source delete it."""
    head = {"_index": f"{index}-in", "_id": name, "version": version, "version_type": "external_gte"}
    if source is None:
        return [json.dumps({"delete": head})]
    return [json.dumps({"index": head}), json.dumps(source, ensure_ascii=False)]
