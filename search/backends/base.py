"""The port that every engine serves."""

import datetime
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

# What stands around the words found in an excerpt: characters that nobody types, for the excerpt is plain text.
MARK, UNMARK = "\ue000", "\ue001"

# The values of one facet that are told, most frequent first.
MOST_VALUES = 50


# What a variant of a query counts, where its own words count 1.
VARIANT = 0.9


# The part of an item's score that it has from being trusted, and from being chosen often (see search.boosts), at most.
TRUST, USE = 0.05, 0.1


class Away(Exception):
    """The engine does not answer, or not as it should; the text says what it did instead."""


class Lost(Away):
    """The engine has no index where one should be."""


class Behind(Exception):
    """The engine answers, but from a state that is too far from the present one."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Lets through items that carry one of the values of each label named, published from one moment to before another.

    Names of labels are those of search.labels: whoever takes them from a request refuses others.
    """

    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published_from: datetime.datetime | None = None
    published_before: datetime.datetime | None = None

    def __hash__(self) -> int:
        return hash((frozenset(self.labels.items()), self.published_from, self.published_before))


@dataclass(frozen=True, slots=True)
class Query:
    """`words` as they were typed, already split; `scopes` as cms.access.rules.scopes_of gives them; `language` is that
    of the tree searched.

    - `variants`: other words for the whole query, such as synonyms make; each counts a little less than the words.
    - `facets`: names of labels whose values are counted among all that was found.
    - `pinned`: keys of pages that come first, in this order, whether or not they hold the words; `excluded`: keys of
      pages that are left out. Neither shows anybody what the scopes or filters do not.
    - `literal`: the words are not to be corrected.
    """

    words: tuple[str, ...]
    scopes: tuple[str, ...]
    language: str
    offset: int = 0
    limit: int = 10
    variants: tuple[tuple[str, ...], ...] = ()
    filters: Filters = field(default_factory=Filters)
    facets: tuple[str, ...] = ()
    pinned: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """Keys of SearchDocument rows, best first, and how many pages were found in all.

    - `facets`: by label its values, each with the number of pages found that carry it.
    - `excerpts`: by key the piece of text that shows why it was found, the words found between MARK and UNMARK; an
      engine that makes none leaves it out.
    - `corrected`: the words searched for, where some of those typed are found nowhere and others nearby are.
    - `meant`: keys of those that are there, or stand where they do, also for what they mean.
    - `engine`: who answered; `away` says that it did so in the place of an engine that does not answer, or that is far
      behind.
    """

    document_ids: tuple[int, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    excerpts: Mapping[int, str] = field(default_factory=dict)
    corrected: tuple[str, ...] = ()
    meant: tuple[int, ...] = ()
    engine: str = "database"
    away: bool = False


class Backend(Protocol):
    """What is asked of it is filtered by scope before it is ranked, counted or corrected."""

    def position(self) -> Hashable:
        """What its answers follow from beside the content: the same as long as it would answer alike."""

    def search(self, query: Query) -> Results:
        """The documents that hold the words, or where none holds all of them, some; of the rows of one page the best.

        What is found and its order do not depend on `offset` and `limit`.
        """

    def suggest(self, query: Query) -> tuple[str, ...]:
        """Titles that hold the words, the last of which may be only the beginning of a word."""
