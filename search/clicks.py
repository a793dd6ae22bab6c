"""Tokens by which other front ends say which result of a search was chosen.

A token is signed and holds the search as it is kept, without anything personal, and the keys of the results that were
shown in their order. So nobody says that they chose what they were not shown, or searched for what they did not, and
no token tells its holder anything new. Each result counts once for each token.
"""

import hashlib
import secrets
from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache

from .backends import Query
from .logbook import scope_of
from .masking import masked

SALT = "search.clicks"
SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of the results of a search: the words as they are kept, whose search it was, and the keys of the pages;
    the first of them stands at `offset`, counted from 0."""

    text: str
    scope: str
    language: str
    offset: int
    page_ids: tuple[int, ...]

    def rank_of(self, page_id: int) -> int | None:
        """The place of a page among all results, counted from 1, or None."""
        return self.offset + self.page_ids.index(page_id) + 1 if page_id in self.page_ids else None


def token_for(text: str, query: Query, page_ids: list[int]) -> str | None:
    """The token of results that are about to be shown; None where there are none, so that two searches without any
    answer alike."""
    if not page_ids:
        return None
    said = [secrets.token_urlsafe(9), masked(text), scope_of(query.scopes), query.language, query.offset, page_ids]
    return signing.dumps(said, salt=SALT, compress=True)


def shown_by(token: str) -> Shown | None:
    """What a token says, or None for one that is not ours or too old."""
    try:
        _, text, scope, language, offset, page_ids = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return Shown(text, scope, language, offset, tuple(page_ids))


def is_first(token: str, page_id: int) -> bool:
    """Whether nobody has said yet that this result was chosen with this token."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return bool(cache.add(f"search-click-{digest}-{page_id}", True, SECONDS))
