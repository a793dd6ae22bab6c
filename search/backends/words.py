"""In which ways a database is asked for words, one after the other until one finds something."""

from collections.abc import Iterator

from .base import Query

Sayings = tuple[tuple[str, ...], ...]


def ways(query: Query) -> Iterator[tuple[bool, Sayings]]:
    """Whether all words must be there, and the words: those typed and the variants, then any of those typed."""
    yield True, (query.words, *query.variants)
    if len(query.words) > 1:
        yield False, (query.words,)
