"""The port that every engine serves."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Query:
    """`words` as they were typed, already split; `scopes` as cms.access.rules.scopes_of gives them; `language` is that
    of the tree searched. `any_word` finds documents with one of the words instead of all."""

    words: tuple[str, ...]
    scopes: tuple[str, ...]
    language: str
    offset: int = 0
    limit: int = 10
    any_word: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """Keys of SearchDocument rows, best first, and how many there are in all."""

    document_ids: tuple[int, ...]
    total: int


class Backend(Protocol):
    """Each method filters by scope before it ranks or counts."""

    def search(self, query: Query) -> Results:
        """The documents that hold the words; of the rows of one page only the best."""

    def suggest(self, query: Query) -> tuple[str, ...]:
        """Titles that hold the words, the last of which may be only the beginning of a word."""
