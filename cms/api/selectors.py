"""Reads documents: those that are ready, and where there is none, made on the spot."""

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone, translation
from wagtail.models import Page

from cms.access.prepared import Prepared
from cms.access.reader import Reader
from cms.access.rules import page_rule, scopes_of, visible_to
from cms.core import keys
from cms.core.addresses import addresses, language_prefix
from cms.core.cards import load_images
from cms.core.keeping import kept
from cms.core.models import BasePage
from cms.core.views import find

from .documents import as_json, card_of, document_of, path_on, reading_as
from .making import etag_of
from .models import LONGEST_PATH, DeliveryReading

Body = tuple[bytes, str]

BIGGEST_KEY = 2**63 - 1
# See cms.access.prepared.
MARKER, BELOW, AFTER = "\x00", "\x00below", "\x00after"
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
    if not 0 < key <= BIGGEST_KEY:
        return None
    ready = _ready(reader, "page_id", key)
    if ready is not None:
        return ready
    page = visible_to(Page.objects.filter(pk=key), reader).first()
    return _made(request, page.specific) if page is not None else None


def html_of(page: Page, reader: Reader) -> dict[str, str]:
    """The HTML of the page's streams for the reader by the names of the fields, if its document is ready."""
    ready = _ready(reader, "page_id", page.pk)
    return {name: stream["html"] for name, stream in json.loads(ready[0])["content"].items()} if ready else {}


def _ready(reader: Reader, column: str, value: Any) -> Body | None:
    """The document that has this value in a column of its reading, while it holds: one query."""
    marker = -BIGGEST_KEY if column == "page_id" else MARKER
    columns = "document__body", "document__etag", "document__keys", "document__valid_until"
    for body, etag, words, until in _readings(reader, column, marker, value, columns):
        keys.shows(*words.split())
        keys.holds_until(until)
        return bytes(body), etag
    return None


def _readings(reader: Reader, column: str, marker: Any, value: Any, columns: tuple[str, ...]) -> list[Sequence[Any]]:
    """These columns of the reader's reading with that value in one of them, while its document holds."""
    scope = scope_of(reader)

    def build() -> "QuerySet[Any, Any]":
        holds = Q(document__valid_until=None) | Q(document__valid_until__gt=timezone.now())
        rows = DeliveryReading.objects.filter(
            holds, page_rule(reader, "page__"), scope=scope, document__url_path=F("page__url_path"), **{column: marker}
        )
        return rows.values_list(*columns)

    return READY.rows((columns, column, scope, reader.audiences), build, {marker: value})


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


def place_of(request: HttpRequest, key: int) -> tuple[str, int] | None:
    """Path and depth in the tree of a page, if the reader may see it and it stands on the request's site."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    if not 0 < key <= BIGGEST_KEY:
        return None
    ready = _ready_place(key, reader.nameless)
    if ready is not None:
        return ready
    page = stands_here(request, key)
    return (page.path, page.depth) if page is not None else None


@kept
def _ready_place(key: int, reader: Reader) -> tuple[str, int] | None:
    columns = "page__path", "page__depth", "document__card_keys", "document__valid_until"
    for path, depth, words, until in _readings(reader, "page_id", -BIGGEST_KEY, key, columns):
        keys.shows(*words.split())
        keys.holds_until(until)
        return path, depth
    return None


@dataclass(frozen=True, slots=True)
class Listing:
    """Pages in the order of the tree, as `pages` asks for them.

    Listings of one `kind` ask the same but for `values`, see cms.access.prepared.
    """

    kind: Hashable
    pages: Callable[[], "QuerySet[Any]"]
    values: Mapping[str, str] = field(default_factory=dict)


def below(path: str) -> dict[str, str]:
    """Values for a listing that asks for `path__startswith=BELOW`."""
    return {f"{BELOW}%": f"{path}%"}


def cards_of(request: HttpRequest, listing: Listing, after: str, most: int) -> list[tuple[bytes | None, str]]:
    """The cards of the first pages that the reader may see, each with its page's path; only of pages after a path.

    A page that the site does not show has no card. One query where all cards are ready.
    """
    reader: Reader = request.reader  # type: ignore[attr-defined]
    scope, now = scope_of(reader), timezone.now()

    def build() -> Any:
        ready = FilteredRelation("delivery_readings", condition=Q(delivery_readings__scope=scope))
        pages = visible_to(listing.pages().filter(path__gt=AFTER), reader).annotate(ready=ready)
        ready_columns = (f"ready__document__{name}" for name in ("url_path", "valid_until", "card", "card_keys"))
        return pages.order_by("path").values_list("pk", "path", "url_path", *ready_columns)

    values = {**listing.values, AFTER: after}
    found: list[tuple[int, bytes | None, str]] = []
    rows = READY.rows((listing.kind, scope, reader.audiences), build, values, most)
    for key, path, url_path, made_for, until, card, words in rows:
        keys.shows(keys.page_key(key))
        if card is not None and made_for == url_path and (until is None or until > now):
            keys.shows(*words.split())
            keys.holds_until(until)
            found.append((key, bytes(card), path))
        else:
            found.append((key, None, path))
    made = _made_cards(request, [key for key, card, _ in found if card is None])
    return [(card or made.get(key), path) for key, card, path in found]


def _made_cards(request: HttpRequest, page_ids: Iterable[int]) -> dict[int, bytes]:
    missing = list(page_ids)
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
