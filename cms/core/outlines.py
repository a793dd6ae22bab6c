"""What each host offers to machines that follow it: the sitemap and the news feed."""

import datetime
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms.access.rules import visible_to
from cms.access.surfaces import Surface, guarded_by, may_be_shared

from . import keys
from .addresses import addresses
from .cards import cards
from .languages import Alternate, alternates, home_page, written
from .pages import AbstractNewsPage

ADDRESSES_PER_SITEMAP = 10_000
NEWS_IN_FEED = 20


class Entry(NamedTuple):
    """An address on this host, when its content last changed, and the page in each language that it is written in."""

    url: str
    changed: datetime.datetime | None
    alternates: tuple[Alternate, ...] = ()


def tree_pages(request: HttpRequest) -> list["QuerySet[Any]"]:
    """The pages below the home page that the reader may see."""
    root = home_page(request)
    if root is None:
        return []
    seen = visible_to(Page.objects.descendant_of(root, inclusive=True), request.reader)  # type: ignore[attr-defined]
    return [written(seen.order_by("path"))]


def entries_of(pages: list[Page], request: HttpRequest) -> Iterator[Entry]:
    """Entries for those of the pages, all in one language, whose address is on this host."""
    reader = request.reader  # type: ignore[attr-defined]
    urls = addresses(pages, Site.find_for_request(request), reader)
    others = alternates(pages, reader)
    for page in pages:
        if urls.get(page.pk, "").startswith("/"):
            yield Entry(urls[page.pk], page.last_published_at, others.get(page.pk, ()))


# Apps above cms.core add what they show on a host besides the pages of its tree: pages that the reader may see.
SITEMAP_SOURCES: list[Callable[[HttpRequest], list["QuerySet[Any]"]]] = [tree_pages]


@guarded_by(Surface.READER)
@may_be_shared
def sitemap(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """The sitemap, or an index of several where there are too many pages for one.

    A part may hold fewer addresses than pages were counted for it: some have theirs on another host.
    """
    keys.shows(keys.PAGES)
    sources = [pages for source in SITEMAP_SOURCES for pages in source(request)]
    counts = [pages.count() for pages in sources]
    parts = max(1, math.ceil(sum(counts) / ADDRESSES_PER_SITEMAP))
    base = f"{request.scheme}://{request.get_host()}"
    if number is None and parts > 1:
        addresses_of_parts = [base + reverse("sitemap-part", args=[part]) for part in range(1, parts + 1)]
        return render(request, "core/sitemap_index.xml", {"parts": addresses_of_parts}, content_type="application/xml")
    if number is not None and not 1 <= number <= parts:
        raise Http404(f"There are {parts} sitemaps.")
    start = ADDRESSES_PER_SITEMAP * ((number or 1) - 1)
    entries: list[Entry] = []
    for pages, count in zip(sources, counts, strict=True):
        first, last = max(0, start), min(count, start + ADDRESSES_PER_SITEMAP)
        if first < last:
            entries += entries_of(list(pages[first:last]), request)
        start -= count
    return render(request, "core/sitemap.xml", {"base": base, "entries": entries}, content_type="application/xml")


@guarded_by(Surface.READER)
@may_be_shared
def news_feed(request: HttpRequest) -> HttpResponse:
    """The newest news of this host as RSS."""
    root = home_page(request)
    site = Site.find_for_request(request)
    if root is None or site is None:
        raise Http404("This host has no home page.")
    base = f"{request.scheme}://{request.get_host()}"
    feed = Rss201rev2Feed(
        title=_("%(site)s: news") % {"site": site.site_name},
        link=base + "/",
        description=_("News from %(site)s") % {"site": site.site_name},
        feed_url=base + request.path,
    )
    news: list[AbstractNewsPage] = []
    for model in apps.get_models():
        if issubclass(model, AbstractNewsPage):
            keys.shows(keys.kind_key(model))
            seen = visible_to(model._default_manager.descendant_of(root), request.reader)  # type: ignore[attr-defined]
            news += seen.order_by("-published_on", "-pk")[:NEWS_IN_FEED]
    news.sort(key=lambda item: item.published_on, reverse=True)
    for card in cards(news[:NEWS_IN_FEED], request):
        date = card["date"]
        moment = timezone.make_aware(datetime.datetime.combine(date, datetime.time(9))) if date else None
        feed.add_item(card["title"], base + card["url"], card["summary"], pubdate=moment, unique_id=base + card["url"])
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
