"""Pages as entries of a list."""

import datetime
from collections.abc import Iterable
from typing import Any, TypedDict

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.access.reader import Reader
from cms.media.rules import admits

from .addresses import addresses


class Card(TypedDict):
    """What a list shows of a page."""

    title: str
    url: str
    summary: str
    date: datetime.date | None
    image: Any
    image_alt: str


def cards(pages: Iterable[Page], request: HttpRequest) -> list[Card]:
    """Cards for specific pages that the reader is known to see; a page without an address is left out."""
    listed = list(pages)
    load_images(listed)
    reader: Reader = request.reader  # type: ignore[attr-defined]
    urls = addresses(listed, Site.find_for_request(request), reader)
    return [
        Card(
            title=page.title,
            url=urls[page.pk],
            summary=getattr(page, "summary", ""),
            date=getattr(page, "published_on", None),
            image=_image(page, reader),
            image_alt=getattr(page, "image_alt", ""),
        )
        for page in listed
        if page.pk in urls
    ]


def load_images(pages: list[Page]) -> None:
    """Fetches the images of all pages with their sizes at once, for each page type."""
    by_type: dict[type[Page], list[Page]] = {}
    for page in pages:
        if hasattr(type(page), "image"):
            by_type.setdefault(type(page), []).append(page)
    for group in by_type.values():
        prefetch_related_objects(group, "image__renditions")


def _image(page: Page, reader: Reader) -> Any:
    image = getattr(page, "image", None)
    return image if image is not None and admits(reader, image) else None
