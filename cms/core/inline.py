"""Reusable pieces within bodies, such as facts: apps above say what kinds there are, and what a reader reads in their
place.

In rich text a piece is `<a linktype="fact" id="12" format="short">its name</a>`; in a block it is what a chooser chose.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Protocol

from cms.access.audiences import Audiences
from cms.access.reader import Reader
from cms.access.rules import may_see_part

FORMAT = re.compile(r'\bformat="(?P<format>[a-z]+)"')
HOLE = "\ue000"  # a private character, so nobody writes it
BOUNDS = re.compile(r"(</?(?:p|li|ul|ol)\b[^>]*>|<(?:br|hr)\b[^>]*>)", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?])(?=\s)")
EMPTY = re.compile(r"<(p|li|ul|ol|b|i|em|strong|a)\b[^>]*>\s*</\1>", re.IGNORECASE)


class Piece(Protocol):
    """What stands behind one reference.

    `key` is its surrogate key; `audiences` are sets that each have to hold whoever reads it.
    """

    key: str
    audiences: tuple[Audiences, ...]

    def html(self, form: str, locale_id: int) -> str | None:
        """Its words in that format and language as safe HTML; None where there are none."""

    def value(self, locale_id: int) -> Any:
        """What a block shows of it, in that language; None where there is nothing."""


class Kind(Protocol):
    """A kind of piece; `name` is its linktype and that of its block, and `model` what choosers choose.

    `forms` are its formats within a sentence and `block_forms` those of the block, the usual one first.
    """

    name: str
    model: Any
    forms: tuple[str, ...]
    block_forms: tuple[str, ...]

    def load(self, ids: set[int]) -> dict[int, Piece]:
        """The pieces by the primary keys that bodies refer to; as many queries for many as for one."""

    def named(self, name: str) -> tuple[int, str] | None:
        """The primary key, and the name in the editor, of the piece that imported documents call so; None for none."""


KINDS: dict[str, Kind] = {}
Pieces = dict[tuple[str, int], Piece]


def kind_of(value: Any) -> str:
    """The name of the kind that a value is of, or nothing."""
    return next((name for name, kind in KINDS.items() if isinstance(value, kind.model)), "")


def load(named: Iterable[tuple[str, int]]) -> Pieces:
    """The pieces behind references, by kind and key; as many queries as there are kinds among them."""
    ids: dict[str, set[int]] = defaultdict(set)
    for name, key in named:
        if name in KINDS:
            ids[name].add(key)
    return {(name, key): piece for name, keys in ids.items() for key, piece in KINDS[name].load(keys).items()}


def admits(reader: Reader, piece: Piece) -> bool:
    """Whether the piece is for the reader, wherever it stands."""
    return all(may_see_part(reader, audiences) for audiences in piece.audiences)


def without_holes(html: str) -> str:
    """Takes away the sentences with a HOLE in them, and what is empty without them: half a sentence misleads."""
    if HOLE not in html:
        return html
    kept = [_without(piece) if HOLE in piece else piece for piece in BOUNDS.split(html)]
    html, before = "".join(kept), ""
    while html != before:
        before, html = html, EMPTY.sub("", html)
    return html


def _without(text: str) -> str:
    return "".join(sentence for sentence in SENTENCE_END.split(text) if HOLE not in sentence)
