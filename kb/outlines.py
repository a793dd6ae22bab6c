"""The articles of a hub in its host's sitemap."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from cms.access.rules import visible_to
from cms.core.languages import home_page, written

from .models import ArticlePage, SectionPage


def hub_pages(request: HttpRequest) -> list["QuerySet[Any]"]:
    """Sections and articles that the reader may see; those whose address is on this host go into its sitemap."""
    home = home_page(request)
    if home is None:
        return []
    found = []
    for page_type in (SectionPage, ArticlePage):
        pages = visible_to(page_type.objects.filter(locale_id=home.locale_id), request.reader)  # type: ignore[attr-defined]
        found.append(written(pages.order_by("path")))
    return found
