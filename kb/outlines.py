"""The articles of a hub in its host's sitemap."""

from collections.abc import Iterator

from django.http import HttpRequest

from cms.access.rules import visible_to
from cms.core.outlines import Entry
from cms.core.pages import site_of

from .hubs import addresses_of
from .models import ArticlePage, SectionPage


def hub_entries(request: HttpRequest) -> Iterator[Entry]:
    """Sections and articles that the reader may see and whose address is on this host."""
    for page_type in (SectionPage, ArticlePage):
        pages = list(visible_to(page_type.objects.all(), request.reader).order_by("path"))  # type: ignore[attr-defined]
        urls = addresses_of(pages, site_of(request))
        for page in pages:
            if urls.get(page.pk, "").startswith("/"):
                yield Entry(urls[page.pk], page.last_published_at)
