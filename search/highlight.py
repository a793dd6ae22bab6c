"""The piece of a text that shows why it was found."""

import re

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from .backends.base import MARK, UNMARK

LENGTH = 240


def excerpt(summary: str, body: str, words: tuple[str, ...]) -> SafeString:
    """The summary, or the first piece of the body that holds a word where the summary holds none.

    HTML: the text escaped, each word found in <mark>. Words are compared by their beginnings, as search compares stems.
    """
    pattern = _pattern(words)
    text = summary
    if pattern is not None and not pattern.search(summary):
        found = pattern.search(body)
        if found is not None:
            text = _around(body, found.start())
    text = text or _around(body, 0)
    if pattern is None:
        return SafeString(escape(text))
    pieces: list[str] = []
    last = 0
    for match in pattern.finditer(text):
        pieces += [text[last : match.start()], format_html("<mark>{}</mark>", match.group())]
        last = match.end()
    pieces.append(text[last:])
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def marked(found: str) -> SafeString:
    """An engine's excerpt as HTML: the text escaped, what stands between its marks in <mark>."""
    pieces: list[str] = []
    for place, piece in enumerate(found.split(MARK)):
        word, _, rest = piece.rpartition(UNMARK) if place else ("", "", piece)
        pieces += [format_html("<mark>{}</mark>", word) if word else "", escape(rest)]
    return SafeString("".join(pieces))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    source = beginnings(words)
    return re.compile(source, re.IGNORECASE) if source else None


def beginnings(words: tuple[str, ...]) -> str:
    """A regular expression for words that begin like these; nothing for none."""
    parts = {word[: max(4, len(word) - 3)] for word in words if len(word) > 1}
    return r"\b(?:" + "|".join(map(re.escape, sorted(parts))) + r")\w*" if parts else ""


def _around(body: str, position: int) -> str:
    start = max(0, position - LENGTH // 3)
    start = body.find(" ", start) + 1 if start else 0
    end = start + LENGTH
    if end < len(body):
        # Not within a word, but for one without end.
        end = max(body.rfind(" ", start, end + 1), body.rfind("\n", start, end + 1), start + LENGTH // 2)
    piece = " ".join(body[start:end].split())
    return ("… " if start else "") + piece + (" …" if end < len(body) else "")
