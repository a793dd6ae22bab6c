"""What editors told search, applied to a query. What they say changes the state of the content, so the next search
obeys."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils import timezone

from cms.core.keeping import kept

from .backends import Query
from .cards import readable
from .models import BlockedSuggestion, Promotion, PromotionAction, Synonym
from .words import normal

# The longest phrase that has synonyms, in words, and how many variants of one query are searched for.
LONGEST_PHRASE, MOST_VARIANTS = 5, 10


def steered(query: Query) -> Query:
    """The query with its synonyms, and with the pages that come first or are left out."""
    if not query.words or not query.scopes:
        return query
    pinned, excluded = _promoted(query)
    return replace(query, variants=variants_of(query), pinned=pinned, excluded=excluded)


def variants_of(query: Query) -> tuple[tuple[str, ...], ...]:
    """The query in other words: for each phrase in it that has a synonym, with that in its place."""
    words = normal(" ".join(query.words)).split()
    synonyms = _synonyms(query.language)
    places = [(place, synonyms[phrase]) for phrase, place in _phrases(words) if phrase in synonyms]
    told = sorted((number, place, meaning) for place, meanings in places for number, meaning in meanings)
    found = {(*words[:start], *meaning.split(), *words[end:]): None for _, (start, end), meaning in told}
    return tuple(found)[:MOST_VARIANTS]


@kept
def _synonyms(language: str) -> Mapping[str, list[tuple[int, str]]]:
    """By phrase what else it may be called, each with the number that says which of them comes first."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = Synonym.objects.filter(language=language)
    for key, phrase, meaning, both_ways in rows.values_list("pk", "phrase", "meaning", "both_ways"):
        found[phrase].append((key, meaning))
        if both_ways:
            found[meaning].append((key, phrase))
    return dict(found)


def _phrases(words: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each run of words in the query, and where it stands."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + LONGEST_PHRASE) + 1):
            yield " ".join(words[start:end]), (start, end)


def _promoted(query: Query) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The keys of pages that come first and of those left out; none that the reader could not find, for the engine
    would search otherwise where a page is pinned."""
    listed = _promotions(query.language).get(normal(" ".join(query.words)), [])
    if not listed:
        return (), ()
    current = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    rows = readable(query.scopes, query.language).filter(current, item__in=[key for key, _ in listed])
    seen = set(rows.values_list("item", flat=True))
    pinned = tuple(key for key, action in listed if key in seen and action == PromotionAction.PIN)
    return pinned, tuple(key for key, action in listed if key in seen and action == PromotionAction.EXCLUDE)


@kept
def _promotions(language: str) -> Mapping[str, list[tuple[int, str]]]:
    """By query the pages that editors named for it, in their order, and what they want of each."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = Promotion.objects.filter(language=language).order_by("place", "pk")
    for query, page, action in rows.values_list("query", "page_id", "action"):
        found[query].append((page, action))
    return dict(found)


def unblocked(titles: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Those of the titles that hold no blocked phrase."""
    phrases = _blocked(language) if titles else ()
    return tuple(title for title in titles if not any(f" {phrase} " in f" {normal(title)} " for phrase in phrases))


@kept
def _blocked(language: str) -> Sequence[str]:
    """The phrases that editors do not want suggested."""
    return list(BlockedSuggestion.objects.filter(language=language).values_list("phrase", flat=True))
