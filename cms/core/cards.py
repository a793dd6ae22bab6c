"""Pages as entries of a list."""

import datetime
from collections.abc import Iterable
from typing import Any, TypedDict

from django.http import HttpRequest
from wagtail.models import Page, Site

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
    urls = addresses(listed, Site.find_for_request(request))
    return [
        Card(
            title=page.title,
            url=urls[page.pk],
            summary=getattr(page, "summary", ""),
            date=getattr(page, "published_on", None),
            image=getattr(page, "image", None),
            image_alt=getattr(page, "image_alt", ""),
        )
        for page in listed
        if page.pk in urls
    ]
