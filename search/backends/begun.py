"""Titles that go on like what is typed, where the database answers. It keeps words by their stems, and what is only
begun has none: `recycli` is no beginning of `recycl`."""

import unicodedata
from collections.abc import Callable

from .base import Query

# A stem may lack so many of the letters typed, of which these are enough.
CUT, ENOUGH = 4, 3
# So many titles are looked at.
MOST = 100

# The best titles that hold all words but the last, and another that begins in one of these ways; so many at most.
Titled = Callable[[tuple[str, ...], int], list[str]]


def offered(query: Query, titled: Titled) -> tuple[str, ...]:
    """What to suggest; one query of the database, and another where it finds little."""
    last = query.words[-1]
    found = dict.fromkeys(titled((last,), query.limit))
    shorter = tuple(last[:length] for length in range(len(last) - 1, max(ENOUGH, len(last) - CUT) - 1, -1))
    if shorter and len(found) < query.limit:
        found |= dict.fromkeys(title for title in titled(shorter, MOST) if _holds(title, last))
    return tuple(found)[: query.limit]


def _holds(title: str, beginning: str) -> bool:
    """Whether a word of the title begins so, whatever its capitals and accents."""
    return f" {_plain(beginning)}" in f" {_plain(title)}"


def _plain(text: str) -> str:
    letters = (each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return "".join(each if each.isalnum() else " " for each in letters)
