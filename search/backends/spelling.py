"""Other words in the place of misspelt ones, where the database answers."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from django.db.models import Q

from cms.access.audiences import chain
from search.models import SearchWord
from search.vocabulary import LONGEST, SHORTEST

from .base import Query, Results
from .words import Sayings, telling, ways

# So many words of a query are corrected.
MOST_CORRECTED = 4
# Words of so many letters may differ in two places, shorter ones in one.
LONG = 6

# Of texts that say a word so many are counted.
ENOUGH = 20

# The results of one way to ask, or None where there are none.
Find = Callable[[Query, bool, Sayings], Results | None]
Way = tuple[bool, Sayings]
# How often, at most a little, texts that the query's readers may read say each of some words, in whichever form; with
# `as_it_stands` only those that hold the word letter by letter.
Said = Callable[[Query, Collection[str], bool], Mapping[str, int]]


def answered(query: Query, find: Find, said: Said) -> Results:
    """The results of the first way to ask that has some. Where not all words stand together, misspelt ones are
    corrected before any of them will do."""
    strict, loose = [[way for way in ways(query) if way[0] is all_words] for all_words in (True, False)]
    found = _first(query, strict, find)
    if found is not None:
        return found
    corrects = not query.literal and bool(query.words and query.scopes)
    other = corrected(query, said) if corrects else query
    changed = other.words != query.words
    found = _first(other, ways(other) if changed else loose, find)
    if found is not None:
        return replace(found, corrected=other.words) if changed else found
    only_pins = find(query, *next(ways(query))) if query.pinned else None
    return only_pins or Results((), 0)


def _first(query: Query, tried: Iterable[Way], find: Find) -> Results | None:
    """The results of the first of some ways to ask that finds something; what is pinned is there whichever it is."""
    bare = replace(query, offset=0, limit=1, facets=(), pinned=()) if query.pinned else query
    for way in tried:
        found = find(bare, *way)
        if found is not None:
            return found if bare is query else find(query, *way)
    return None


def corrected(query: Query, said: Said) -> Query:
    """The query; words that no text says which its readers may read replaced by words nearby that one does.

    What others may read decides nothing: each word that is near enough is looked for, not only the nearest. Four
    queries of the database at most.
    """
    doubted = [word.casefold() for word in telling(query.words, query.language) if _is_long(word)]
    unknown = doubted and [word for word, number in said(query, doubted, False).items() if not number]
    if not unknown:
        return query
    alike = near(unknown[:MOST_CORRECTED], query)
    # Asked also where nothing is near, for how long it takes would tell of words that were taken away.
    numbers = said(query, {*unknown, *(offer for offers in alike.values() for offer in offers)}, True)
    instead = {}
    for word, offers in alike.items():
        there = [(distance, -numbers[offer], offer) for offer, distance in offers.items() if numbers.get(offer)]
        if there:
            instead[word] = min(there)[2]
    return replace(query, words=tuple(instead.get(word.casefold(), word) for word in query.words))


def _is_long(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def near(words: list[str], query: Query) -> dict[str, dict[str, int]]:
    """For each word all that begin alike and differ little, with the number of differences.

    Of all known words only those of texts that the query's readers may read are looked at, for how long it takes would
    tell of the others.
    """
    alike = Q()
    for word in words:
        most = most_differences(word)
        alike |= Q(beginning=word[0], length__range=(len(word) - most, len(word) + most))
    found: dict[str, dict[str, int]] = {word: {} for word in words}
    held = {key for scope in query.scopes for key in chain(scope)}
    known_to_them = SearchWord.objects.filter(alike, language=query.language, scope__in=held)
    for known in known_to_them.values_list("word", flat=True).distinct().iterator():
        letters = frozenset(known)
        for word, offers in found.items():
            most = most_differences(word)
            # Quick to see: each difference changes two letters at most.
            if known[0] == word[0] and len(letters.symmetric_difference(word)) <= 2 * most:
                distance = differences(word, known, most)
                if distance <= most:
                    offers[known] = distance
    return found


def most_differences(word: str) -> int:
    """In how many places what was meant may differ from a word."""
    return 2 if len(word) >= LONG else 1


def differences(one: str, other: str, most: int) -> int:
    """How many letters were left out, added, mistaken or swapped with the next; `most` + 1 for more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, against in enumerate(other, start=1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > most and min(last) >= most:
            return most + 1
        before, last = last, here
    return last[-1]
