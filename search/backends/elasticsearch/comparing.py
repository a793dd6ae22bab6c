"""Table and indices, side by side."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from cms.access.audiences import BASE_AUDIENCES
from search.models import SearchChange

from .client import or_away, patient
from .documents import documents_of, place_of
from .indices import index_name, languages

MOST = 5000
# Base scope, language, id, version and the row's key.
Entry = tuple[str, str, str, int, int]


def differing(page_ids: Collection[int], after: int, until: int | None, number: int) -> dict[int, int]:
    """The pages with keys above `after`, up to `until` where given, that a generation holds otherwise than the table;
    with each the number of partners' texts up to the last that it holds.

    `page_ids` are those of them that have rows. Raises Away.
    """
    held: dict[int, set[Entry]] = defaultdict(set)
    for language in languages():
        for base in BASE_AUDIENCES:
            for page_id, entry in _entries(base, language, after, until, number):
                held[page_id].add(entry)
    wanted: dict[int, set[Entry]] = defaultdict(set)
    for each in documents_of(page_ids):
        wanted[each.page_id].add((each.base, each.language, each.id, each.version, each.row_id))
    found = {key for key in held.keys() | wanted.keys() if held.get(key) != wanted.get(key)}
    found -= set(SearchChange.objects.filter(page_id__in=found).values_list("page_id", flat=True))
    return {key: max((place_of(name) + 1 for _, _, name, _, _ in held[key]), default=0) for key in found}


def _entries(base: str, language: str, after: int, until: int | None, number: int) -> list[tuple[int, Entry]]:
    bounds = {"gt": after} if until is None else {"gt": after, "lte": until}
    body: dict[str, Any] = {
        "query": {"range": {"page": bounds}},
        "sort": [{"page": "asc"}, {"document": "asc"}],
        "size": MOST,
        "version": True,
        "_source": False,
        "docvalue_fields": ["page", "document"],
    }
    found: list[tuple[int, Entry]] = []
    while True:
        with or_away():
            answer = patient(60).search(index=index_name(base, language, number), body=body)
        hits = answer["hits"]["hits"]
        for hit in hits:
            page_id, row_id = int(hit["fields"]["page"][0]), int(hit["fields"]["document"][0])
            found.append((page_id, (base, language, hit["_id"], int(hit["_version"]), row_id)))
        if len(hits) < MOST:
            return found
        body["search_after"] = hits[-1]["sort"]
