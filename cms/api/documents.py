"""Makes the document of a page for a reader."""

import datetime
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from cms.access.models import SiteProfile
from cms.access.reader import Reader
from cms.core import keys
from cms.core.addresses import addresses
from cms.core.frame import Frame
from cms.core.models import BasePage
from cms.core.reading import for_reader
from cms.core.theming import BASE, active_theme
from cms.core.walking import stream_fields
from cms.media.rules import admits

from .linked_data import linked_data
from .structure import picture, rendered, structured

Data = dict[str, Any]

CARD_FIELDS = ("id", "type", "kind", "locale", "path", "title", "summary", "published_at", "image")
FIELDS = (
    "id",
    "type",
    "kind",
    "locale",
    "direction",
    "path",
    "url",
    "title",
    "summary",
    "seo",
    "dates",
    "owner",
    "service",
    "topics",
    "image",
    "breadcrumbs",
    "translations",
    "content",
    "json_ld",
)


def request_of(reader: Reader, profile: SiteProfile) -> HttpRequest:
    """A request as this reader would make it on that site, for what is worked out of requests."""
    request: Any = HttpRequest()
    request.method, request.path = "GET", "/"
    request._wagtail_site, request.site_profile, request.reader = profile.site, profile, reader
    made: HttpRequest = request
    return made


@contextmanager
def reading_as(page: Page, profile: SiteProfile) -> Iterator[None]:
    """In the page's language and the site's theme."""
    token = active_theme.set(profile.theme or BASE)
    try:
        with translation.override(page.locale.language_code):
            yield
    finally:
        active_theme.reset(token)


def path_on(page: Page, profile: SiteProfile, reader: Reader) -> str:
    """The page's path on a site, or nothing where that site does not show it to the reader, who may see the page."""
    address = addresses([page], profile.site, reader).get(page.pk, "")
    return address if address.startswith("/") else ""


def document_of(page: BasePage, reader: Reader, profile: SiteProfile, path: str, *, translated: bool = True) -> Data:
    """The page, which the reader is known to see at that path of the site, with all FIELDS.

    `translated` is False for a page that is known to stand in one language only.
    """
    keys.shows(keys.mates_key(page.translation_key))
    with reading_as(page, profile):
        request: Any = request_of(reader, profile)
        request.current_page = page
        shown: Any = for_reader(page, reader, profile.site)
        frame = Frame(request)
        document = {
            **_facts(page, frame, path),
            "image": _image(shown),
            "breadcrumbs": frame.breadcrumbs,
            "translations": [
                {"locale": one["code"], "name": one["name"], "url": one["url"]}
                for one in (frame.languages if translated else ())
                if one["exists"] and not one["current"]
            ],
            "content": {
                field.name: {
                    "blocks": structured(field.stream_block, getattr(shown, field.name)),
                    "html": rendered(field.stream_block, getattr(shown, field.name), reader),
                }
                for field in stream_fields(page)
            },
        }
        document["json_ld"] = linked_data(page, document, profile.site.site_name, profile.site.root_url)
        return document


def card_of(page: Any, reader: Reader, path: str) -> Data:
    """The page as an entry of a list, with all CARD_FIELDS; the reader is known to see it."""
    image = getattr(page, "image", None)
    day = getattr(page, "published_on", None)
    return {
        **_names(page, path),
        "summary": getattr(page, "summary", ""),
        "published_at": day.isoformat() if day else _moment(page.first_published_at),
        "image": {**picture(image), "alt": page.image_alt} if image is not None and admits(reader, image) else None,
    }


def as_json(data: Any) -> bytes:
    """Bytes as they are sent."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _names(page: Any, path: str) -> Data:
    return {
        "id": page.pk,
        "type": page._meta.label,
        "kind": str(getattr(page, "kind_label", "")),
        "locale": page.locale.language_code,
        "path": path,
        "title": page.title,
    }


def _facts(page: Any, frame: Frame, path: str) -> Data:
    day = getattr(page, "published_on", None)
    return {
        **_names(page, path),
        "direction": frame.content_direction,
        "url": frame.canonical_url,
        "summary": page.summary,
        "seo": {"title": page.seo_title or page.title, "description": page.search_description or page.summary},
        "dates": {
            "first_published_at": _moment(page.first_published_at),
            "last_published_at": _moment(page.last_published_at),
            "published_on": day.isoformat() if day else None,
            "verified_at": _moment(page.last_verified_at),
            "review_date": page.review_date.isoformat() if page.review_date else None,
        },
        "owner": page.contact_name or None,
        "service": {"slug": page.service.slug, "name": page.service.label, "lgsl_codes": page.service.lgsl_codes}
        if page.service
        else None,
        "topics": [{"slug": topic.slug, "name": topic.label} for topic in page.topics.all()],
    }


def _image(shown: Any) -> Data | None:
    """The picture at the head of a page."""
    image = getattr(shown, "image", None) or getattr(shown, "hero_image", None)
    return {**picture(image), "alt": getattr(shown, "image_alt", "")} if image is not None else None


def _moment(moment: datetime.datetime | None) -> str | None:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds") if moment else None
