"""The articles of a hub in its host's sitemap."""

from collections.abc import Iterator

from django.http import HttpRequest

from cms.access.rules import visible_to
from cms.core.languages import home_page, written
from cms.core.outlines import Entry, entries_of

from .models import ArticlePage, SectionPage


def hub_entries(request: HttpRequest) -> Iterator[Entry]:
    """Sections and articles that the reader may see and whose address is on this host."""
    home = home_page(request)
    if home is None:
        return
    for page_type in (SectionPage, ArticlePage):
        pages = visible_to(page_type.objects.filter(locale_id=home.locale_id), request.reader)  # type: ignore[attr-defined]
        yield from entries_of(written(pages.order_by("path")), request)
