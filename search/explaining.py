"""Why a result is there, in words."""

import re
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .backends import Query, Results
from .backends.words import telling
from .highlight import beginnings
from .models import HALF, SearchDocument

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
    readable = SearchDocument.objects.filter(scopes__scope__in=query.scopes).annotate(used=Max("scopes__use"))
    rows = readable.in_bulk(list(results.document_ids))
    words = results.corrected or query.words
    found = [rows[key] for key in results.document_ids if key in rows]
    return [
        Explained(place, row.item, row.title, tuple(_reasons(query, words, row, row.pk in results.meant)))
        for place, row in enumerate(found, start=1)
    ]


def _reasons(query: Query, words: tuple[str, ...], row: SearchDocument, meant: bool) -> list[str]:
    reasons = [_("It is pinned for this search.")] if row.item in query.pinned else []
    reasons += _standing("%(field)s: %(words)s", telling(words, query.language), row)
    known = {word.casefold() for word in words}
    for variant in query.variants:
        other = tuple(word for word in telling(variant, query.language) if word.casefold() not in known)
        reasons += _standing(_("%(field)s: %(words)s, by a synonym"), other, row)
    if meant:
        reasons.append(_("It is about nearly the same, in whichever words."))
    if row.published_at is not None:
        reasons.append(
            _("Last published on %(day)s; what is newer counts a little more.") % {"day": row.published_at.date()}
        )
    if row.trust != HALF:
        reasons.append(
            _("Somebody found it correct within a year; that counts a little for it.")
            if row.trust > HALF
            else _("Its review is overdue; what is verified counts a little more.")
        )
    if row.used:  # type: ignore[attr-defined]
        reasons.append(_("Readers of this kind often choose it; that counts a little for it."))
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
