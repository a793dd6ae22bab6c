"""Search and suggestions for other front ends."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Router, Schema

from cms.api.answers import data_answer
from cms.api.parameters import cursor_for, limit_of, locale_of, position_of
from cms.api.problems import wrong
from cms.api.registry import reads

from .query import BadQuery, Found, suggestions

router = Router(tags=["search"])


class HitOut(Schema):
    """A result: `summary` is HTML with the words found in `<mark>`."""

    id: int
    kind: str
    title: str
    url: str
    summary: str


class ResultsOut(Schema):
    """Results, best first, how many there are in all, and the cursor of the next ones."""

    next: str | None
    total: int
    items: list[HitOut]


class SuggestionsOut(Schema):
    """Titles."""

    suggestions: list[str]


@reads(router, "/search/", ResultsOut)
def search(request: HttpRequest, q: str, locale: str = "", limit: int = 10, cursor: str = "") -> HttpResponse:
    """What the reader finds on this host, best first."""
    language, most = locale_of(locale), limit_of(limit)
    listed = f"search {language} {q}"
    offset = int((position_of(listed, cursor) or [0])[0])
    with translation.override(language):
        try:
            found = Found(request, q)
        except BadQuery as error:
            raise wrong("q", str(error)) from None
        if not found.words:
            raise wrong("q", _("Give a word to search for."))
        total = found.count()
        hits = found[offset : offset + most] if offset < total else []
        items: list[dict[str, Any]] = [
            {
                "id": hit.page_id,
                "kind": hit.kind_label,
                "title": hit.title,
                "url": hit.url,
                "summary": str(hit.summary),
            }
            for hit in hits
        ]
    following = cursor_for(listed, [offset + most]) if offset + most < total else None
    return data_answer(request, {"next": following, "total": total, "items": items})


@reads(router, "/suggestions/", SuggestionsOut)
def suggest(request: HttpRequest, q: str, locale: str = "") -> HttpResponse:
    """Titles that begin like what the reader types."""
    with translation.override(locale_of(locale)):
        try:
            found = suggestions(request, q)
        except BadQuery as error:
            raise wrong("q", str(error)) from None
    return data_answer(request, {"suggestions": list(found)})
