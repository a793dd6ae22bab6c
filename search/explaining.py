"""Why a result is there, in words."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .backends import Query, Results
from .backends.words import telling
from .highlight import beginnings
from .models import SearchDocument

FIELDS = {
    "title": gettext_lazy("Title"),
    "keywords": gettext_lazy("Search words"),
    "headings": gettext_lazy("Headings"),
    "summary": gettext_lazy("Summary"),
    "body": gettext_lazy("Text"),
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A result: the place that it holds, and the reasons."""

    place: int
    page_id: int
    title: str
    reasons: tuple[str, ...]


def explained(query: Query, results: Results) -> list[Explained]:
    """The results of a query, each with its reasons, in the order of what counts most."""
    rows = SearchDocument.objects.filter(scopes__scope__in=query.scopes).in_bulk(list(results.document_ids))
    words = results.corrected or query.words
    found = [rows[key] for key in results.document_ids if key in rows]
    return [
        Explained(place, row.page_id, row.title, tuple(_reasons(query, words, row)))
        for place, row in enumerate(found, start=1)
    ]


def _reasons(query: Query, words: tuple[str, ...], row: SearchDocument) -> list[str]:
    reasons = [_("It is pinned for this search.")] if row.page_id in query.pinned else []
    reasons += _standing("%(field)s: %(words)s", telling(words, query.language), row)
    known = {word.casefold() for word in words}
    for variant in query.variants:
        other = tuple(word for word in telling(variant, query.language) if word.casefold() not in known)
        reasons += _standing(_("%(field)s: %(words)s, by a synonym"), other, row)
    if row.published_at is not None:
        reasons.append(
            _("Last published on %(day)s; what is newer counts a little more.") % {"day": row.published_at.date()}
        )
    return reasons


def _standing(sentence: str, words: tuple[str, ...], row: SearchDocument) -> list[str]:
    """Which of the words stand in which field, by their beginnings, as search compares stems."""
    said = []
    for name, label in FIELDS.items():
        text = getattr(row, name)
        there = [word for word in words if re.search(beginnings((word,)) or "$^", text, re.IGNORECASE)]
        if there:
            said.append(sentence % {"field": label, "words": ", ".join(there)})
    return said
