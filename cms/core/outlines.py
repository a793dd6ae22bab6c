"""What each host offers to machines that follow it: the sitemap and the news feed."""

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.apps import apps
from django.core.paginator import Paginator
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


def tree_entries(request: HttpRequest) -> Iterator[Entry]:
    """The pages below the home page that the reader may see."""
    root = home_page(request)
    if root is None:
        return
    seen = visible_to(Page.objects.descendant_of(root, inclusive=True), request.reader)  # type: ignore[attr-defined]
    yield from entries_of(written(seen.order_by("path")), request)


def entries_of(pages: list[Page], request: HttpRequest) -> Iterator[Entry]:
    """Entries for those of the pages, all in one language, whose address is on this host."""
    reader = request.reader  # type: ignore[attr-defined]
    urls = addresses(pages, Site.find_for_request(request), reader)
    others = alternates(pages, reader)
    for page in pages:
        if urls.get(page.pk, "").startswith("/"):
            yield Entry(urls[page.pk], page.last_published_at, others.get(page.pk, ()))


# Apps above cms.core add what they show on a host besides the pages of its tree.
SITEMAP_SOURCES: list[Callable[[HttpRequest], Iterator[Entry]]] = [tree_entries]


@guarded_by(Surface.READER)
@may_be_shared
def sitemap(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """The sitemap, or an index of several where there are too many addresses for one."""
    keys.shows(keys.PAGES)
    entries = [entry for source in SITEMAP_SOURCES for entry in source(request)]
    pages = Paginator(entries, ADDRESSES_PER_SITEMAP)
    base = f"{request.scheme}://{request.get_host()}"
    if number is None and pages.num_pages > 1:
        parts = [base + reverse("sitemap-part", args=[part]) for part in pages.page_range]
        return render(request, "core/sitemap_index.xml", {"parts": parts}, content_type="application/xml")
    if number is not None and number not in pages.page_range:
        raise Http404(f"There are {pages.num_pages} sitemaps.")
    context = {"base": base, "entries": pages.page(number or 1).object_list}
    return render(request, "core/sitemap.xml", context, content_type="application/xml")


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
