"""What editors told search, applied to a query. It is read from the database each time, so the next search obeys."""

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Q

from .backends import Query
from .models import BlockedSuggestion, Promotion, PromotionAction, SearchDocument, Synonym
from .words import normal

# The longest phrase that has synonyms, in words, and how many variants of one query are searched for.
LONGEST_PHRASE, MOST_VARIANTS = 5, 10


def steered(query: Query) -> Query:
    """The query with its synonyms, and with the pages that come first or are left out. Two queries of the database."""
    if not query.words or not query.scopes:
        return query
    pinned, excluded = _promoted(query)
    return replace(query, variants=variants_of(query), pinned=pinned, excluded=excluded)


def variants_of(query: Query) -> tuple[tuple[str, ...], ...]:
    """The query in other words: for each phrase in it that has a synonym, with that in its place."""
    words = normal(" ".join(query.words)).split()
    places = dict(_phrases(words))
    said = Q(phrase__in=places) | Q(meaning__in=places, both_ways=True)
    found: dict[tuple[str, ...], None] = {}
    rows = Synonym.objects.filter(said, language=query.language).order_by("pk")
    for phrase, meaning, both_ways in rows.values_list("phrase", "meaning", "both_ways"):
        for one, other in ((phrase, meaning), *([(meaning, phrase)] if both_ways else [])):
            if one in places:
                start, end = places[one]
                found[(*words[:start], *other.split(), *words[end:])] = None
    return tuple(found)[:MOST_VARIANTS]


def _phrases(words: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each run of words in the query, and where it stands."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + LONGEST_PHRASE) + 1):
            yield " ".join(words[start:end]), (start, end)


def _promoted(query: Query) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The keys of pages that come first and of those left out; none that the reader could not find, for the engine
    would search otherwise where a page is pinned."""
    readable = SearchDocument.objects.filter(scopes__scope__in=query.scopes, language=query.language).values("item")
    rows = Promotion.objects.filter(language=query.language, query=normal(" ".join(query.words)), page__in=readable)
    listed = list(rows.order_by("place", "pk").values_list("page_id", "action"))
    pinned = tuple(key for key, action in listed if action == PromotionAction.PIN)
    return pinned, tuple(key for key, action in listed if action == PromotionAction.EXCLUDE)


def unblocked(titles: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Those of the titles that hold no blocked phrase."""
    if not titles:
        return titles
    phrases = list(BlockedSuggestion.objects.filter(language=language).values_list("phrase", flat=True))
    return tuple(title for title in titles if not any(f" {phrase} " in f" {normal(title)} " for phrase in phrases))
