"""Search and suggestions for other front ends."""

import datetime
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema

from cms.access.rules import scopes_of
from cms.api.answers import answer, data_answer
from cms.api.documents import as_json
from cms.api.making import etag_of
from cms.api.parameters import cursor_for, limit_of, locale_of, position_of
from cms.api.problems import wrong
from cms.api.registry import ERRORS, reads

from .backends import Filters
from .clicks import is_first, shown_by, token_for
from .hits import Hit
from .labels import names_of
from .logbook import chosen, found_at_last, scope_of
from .query import BadQuery, Found, check_values, labels_for, suggestions

router = Router(tags=["search"])
# So many values of one filter.
MOST_VALUES = 20
LONGEST_TOKEN = 4000


class ActionOut(Schema):
    """Something to do: `kind` is `apply`, `book`, `pay`, `report` or `other`."""

    kind: str
    label: str
    url: str


class HitOut(Schema):
    """A result: `summary` is HTML with the words found in `<mark>`; `type` is a value of the filter `kind`.

    `format` says of a document what it is and how large. `section` is the heading within a page that answers best, to
    which `url` leads, `whole` the title of the guide that the page is a part of. `actions` are a service's tasks.
    """

    id: int
    type: str
    kind: str
    title: str
    url: str
    summary: str
    format: str | None
    section: str | None
    whole: str | None
    actions: list[ActionOut]


class CountOut(Schema):
    """A value of a filter, what it is called, and how many results carry it."""

    value: str
    label: str
    count: int


class AlsoOut(Schema):
    """What others chose who searched for the same."""

    id: int
    type: str
    kind: str
    title: str
    url: str
    whole: str | None


class ResultsOut(Schema):
    """Results, best first, how many there are in all, and the cursor of the next ones.

    `click` is the token by which a choice among them is reported; null where there are none.
    `corrected` are the words that were searched for in the place of those given, which are found nowhere. `simpler`
    says that the search engine is away and the database answers, less cleverly. `also` comes with the first results.
    """

    next: str | None
    total: int
    click: str | None
    corrected: str | None
    simpler: bool
    facets: dict[str, list[CountOut]]
    items: list[HitOut]
    also: list[AlsoOut]


class SuggestionsOut(Schema):
    """Titles."""

    suggestions: list[str]


class ClickIn(Schema):
    """`token` is the field `click` of an answer to a search, `id` that of one of its items."""

    model_config = {"extra": "forbid"}

    token: str = Field(max_length=LONGEST_TOKEN)
    id: int


@reads(router, "/search/", ResultsOut)
def search(
    request: HttpRequest,
    q: str,
    locale: str = "",
    kind: str = "",
    service: str = "",
    topic: str = "",
    audience: str = "",
    published_from: datetime.date | None = None,
    published_before: datetime.date | None = None,
    facets: str = "",
    exact: bool = False,
    limit: int = 10,
    cursor: str = "",
) -> HttpResponse:
    """What the reader finds on this host, best first; filters take several values by commas, `exact` corrects none."""
    language, most = locale_of(locale), limit_of(limit)
    filters = _filters(request, {"kind": kind, "service": service, "topic": topic, "audience": audience})
    published = _midnight("published_from", published_from), _midnight("published_before", published_before)
    counted = _facets(request, facets)
    asked = json.dumps(["search", language, q, sorted(filters.items()), *map(str, published), exact])
    offset = int((position_of(asked, cursor) or [0])[0])
    with translation.override(language):
        try:
            found = Found(
                request,
                q,
                offset=offset,
                limit=most,
                filters=Filters(filters, *published),
                facets=counted,
                literal=exact,
            )
        except BadQuery as error:
            raise wrong("q", str(error)) from None
        if not found.words:
            raise wrong("q", _("Give a word to search for."))
        told = found.results()
        total = found.count()
        hits = found[offset : offset + most] if offset < total else []
        also = found.also_looked_at(hits)
        names = {name: names_of(name, [value for value, _ in told.facets.get(name, ())]) for name in counted}
    body = {
        "next": cursor_for(asked, [offset + most]) if offset + most < total else None,
        "total": total,
        "corrected": " ".join(told.corrected) or None,
        "simpler": told.away,
        "facets": {
            name: [
                {"value": value, "label": names[name][value], "count": number}
                for value, number in told.facets.get(name, ())
            ]
            for name in counted
        },
        "items": [_item(hit) for hit in hits],
        "also": [_also(hit) for hit in also],
    }
    # The same is found as long as nothing but the token is another.
    said = as_json(body)
    token = token_for(q, found.asked, [hit.item for hit in hits])
    return answer(request, said[:-1] + b',"click":' + as_json(token) + b"}", etag_of(said))


def _also(hit: Hit) -> dict[str, Any]:
    """See AlsoOut."""
    return {
        "id": hit.item,
        "type": hit.kind,
        "kind": hit.kind_label,
        "title": hit.title,
        "url": hit.url,
        "whole": hit.whole or None,
    }


def _item(hit: Hit) -> dict[str, Any]:
    """See HitOut."""
    return _also(hit) | {
        "summary": str(hit.summary),
        "format": hit.format or None,
        "section": hit.section or None,
        "actions": [{"kind": one.kind, "label": one.label, "url": one.url} for one in hit.actions],
    }


@reads(router, "/suggestions/", SuggestionsOut)
def suggest(request: HttpRequest, q: str, locale: str = "") -> HttpResponse:
    """Titles that begin like what the reader types."""
    with translation.override(locale_of(locale)):
        try:
            found = suggestions(request, q)
        except BadQuery as error:
            raise wrong("q", str(error)) from None
    return data_answer(request, {"suggestions": list(found)})


@router.post(
    "/search/clicks/",
    response={204: None, **ERRORS},
    operation_id="search_click",
    summary="Says that a reader chose a result.",
    description="Says that a reader chose a result: by the token `click` of the answer that held it, and its `id`.",
)
def search_click(request: HttpRequest, said: ClickIn) -> HttpResponse:
    """204, also for a choice that has been reported before, which does not count."""
    shown = shown_by(said.token)
    scopes = scopes_of(request.reader)  # type: ignore[attr-defined]
    if shown is None or not scopes or shown.scope != scope_of(scopes):
        raise wrong("token", _("This is no token of a search of yours of the last 24 hours."))
    rank = shown.rank_of(said.id)
    if rank is None:
        raise wrong("id", _("That was not among the results of this search."))
    if is_first(said.token, said.id) and chosen(shown.text, scopes, shown.language, said.id, rank):
        found_at_last(shown.text, scopes, shown.language)
    return HttpResponse(status=204)


def _filters(request: HttpRequest, given: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """By label the values asked for; raises Problem."""
    filters: dict[str, tuple[str, ...]] = {}
    for name, text in given.items():
        values = tuple(dict.fromkeys(value.strip() for value in text.split(",") if value.strip()))
        if not values:
            continue
        if name not in labels_for(request):
            raise wrong(name, _("There is no such parameter here."))
        if len(values) > MOST_VALUES:
            raise wrong(name, _("Give at most %(most)d values.") % {"most": MOST_VALUES})
        try:
            check_values(name, values)
        except BadQuery as error:
            raise wrong(name, str(error)) from None
        filters[name] = values
    return filters


def _facets(request: HttpRequest, text: str) -> tuple[str, ...]:
    """The labels to count by; raises Problem."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    known = labels_for(request)
    if not set(names).issubset(known):
        raise wrong("facets", _("Choose from: %(fields)s.") % {"fields": ", ".join(known)})
    return names


def _midnight(name: str, day: datetime.date | None) -> datetime.datetime | None:
    """The moment that a day begins here; raises Problem for one that no clock knows."""
    if day is None:
        return None
    if not 1900 <= day.year <= 2900:
        raise wrong(name, _("Give a year from 1900 to 2900."))
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
