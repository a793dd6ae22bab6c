"""Reads documents: those that are ready, and where there is none, made on the spot."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import F, FilteredRelation, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone, translation
from wagtail.models import Page

from cms.access.reader import Reader
from cms.access.rules import page_rule, scopes_of, visible_to
from cms.core.addresses import addresses, language_prefix
from cms.core.cards import load_images
from cms.core.models import BasePage
from cms.core.prepared import Prepared
from cms.core.views import find

from .documents import as_json, card_of, document_of, path_on, reading_as
from .making import etag_of
from .models import LONGEST_PATH, DeliveryReading

PageT = TypeVar("PageT", bound=Page)
Body = tuple[bytes, str]

BIGGEST_KEY = 2**63 - 1
MARKER = "\x00"
READY = Prepared()


def scope_of(reader: Reader) -> str:
    """The one scope in which documents are ready for the reader; nothing for one of several organisations."""
    scopes = scopes_of(reader)
    return scopes[0] if len(scopes) == 1 else ""


def by_path(request: HttpRequest, path: str, locale: str) -> Body | None:
    """The document at a path of the request's site and its entity tag; the path with or without its language."""
    prefix = language_prefix(locale)
    components = [component for component in path.removeprefix(prefix).split("/") if component]
    whole = prefix + "".join(f"{component}/" for component in components)
    reader: Reader = request.reader  # type: ignore[attr-defined]
    if len(whole) > LONGEST_PATH:
        return None
    ready = _ready(reader, "path", whole)
    if ready is not None:
        return ready
    with translation.override(locale):
        found = find(request, components)
    return _made(request, found[0]) if found is not None and not found[1] else None


def by_key(request: HttpRequest, key: int) -> Body | None:
    """The document of a page that stands on the request's site, and its entity tag."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    if key > BIGGEST_KEY:
        return None
    ready = _ready(reader, "page_id", key)
    if ready is not None:
        return ready
    page = visible_to(Page.objects.filter(pk=key), reader).first()
    return _made(request, page.specific) if page is not None else None


def _ready(reader: Reader, column: str, value: Any) -> Body | None:
    """The document that has this value in a column of its reading, while it holds: one query."""
    scope = scope_of(reader)
    marker = -BIGGEST_KEY if column == "page_id" else MARKER

    def build() -> "QuerySet[Any, Any]":
        holds = Q(document__valid_until=None) | Q(document__valid_until__gt=timezone.now())
        rows = DeliveryReading.objects.filter(
            holds, page_rule(reader, "page__"), scope=scope, document__url_path=F("page__url_path"), **{column: marker}
        )
        return rows.values_list("document__body", "document__etag")

    for body, etag in READY.rows((column, scope, reader.audiences), build, {marker: value}):
        return bytes(body), etag
    return None


def _made(request: HttpRequest, page: Page) -> Body | None:
    reader: Reader = request.reader  # type: ignore[attr-defined]
    profile = request.site_profile  # type: ignore[attr-defined]
    path = path_on(page, profile, reader)
    if not path or not isinstance(page, BasePage):
        return None
    body = as_json(document_of(page, reader, profile, path))
    return body, etag_of(body)


def stands_here(request: HttpRequest, key: int) -> Page | None:
    """The page, if the reader may see it and it stands on the request's site."""
    reader, profile = request.reader, request.site_profile  # type: ignore[attr-defined]
    page = visible_to(Page.objects.filter(pk=key), reader).first()
    return page if page is not None and path_on(page, profile, reader) else None


def cards_of(
    request: HttpRequest, pages: "QuerySet[PageT]", most: int, *position: str
) -> list[tuple[bytes | None, list[Any]]]:
    """The cards of the first pages that the reader may see, each with these fields of its page.

    A page that the site does not show has no card. One query where all cards are ready.
    """
    reader: Reader = request.reader  # type: ignore[attr-defined]
    now = timezone.now()
    rows = (
        visible_to(pages, reader)
        .annotate(ready=FilteredRelation("delivery_readings", condition=Q(delivery_readings__scope=scope_of(reader))))
        .values_list(
            "pk",
            "url_path",
            "ready__document__url_path",
            "ready__document__valid_until",
            "ready__document__card",
            *position,
        )[:most]
    )
    found: list[tuple[int, bytes | None, list[Any]]] = []
    for key, url_path, made_for, until, card, *where in rows:
        holds = card is not None and made_for == url_path and (until is None or until > now)
        found.append((key, bytes(card) if holds else None, where))
    made = _made_cards(request, [key for key, card, _ in found if card is None])
    return [(card or made.get(key), where) for key, card, where in found]


def _made_cards(request: HttpRequest, keys: Iterable[int]) -> dict[int, bytes]:
    missing = list(keys)
    if not missing:
        return {}
    reader: Reader = request.reader  # type: ignore[attr-defined]
    profile = request.site_profile  # type: ignore[attr-defined]
    cards = {}
    pages = list(visible_to(Page.objects.filter(pk__in=missing), reader).specific())
    prefetch_related_objects(pages, "locale")
    load_images(pages)
    paths = addresses(pages, profile.site, reader)
    for page in pages:
        path = paths.get(page.pk, "")
        if path.startswith("/"):
            with reading_as(page, profile):
                cards[page.pk] = as_json(card_of(page, reader, path))
    return cards
