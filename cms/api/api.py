"""End points of pages."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Router
from wagtail.models import Page

from cms.core import keys
from cms.core.frame import Frame

from .answers import answer, chosen, data_answer, list_answer
from .documents import CARD_FIELDS, FIELDS
from .parameters import fields_of, locale_of, part_of
from .problems import absent, wrong
from .registry import reads
from .schemas import CardList, NavigationOut, PageOut
from .selectors import BELOW, Listing, below, by_key, by_path, place_of

router = Router(tags=["pages"])
LONGEST_PATH = 2000


@reads(router, "/pages/", PageOut, shared=True)
def page_by_path(request: HttpRequest, path: str, locale: str = "", fields: str = "") -> HttpResponse:
    """The page at a path of this host."""
    asked = fields_of(fields, FIELDS)
    language = locale_of(locale or path_language(path))
    if not path.startswith("/") or len(path) > LONGEST_PATH:
        raise wrong("path", _("Begin with a slash, and end before %(most)d characters.") % {"most": LONGEST_PATH})
    found = by_path(request, path, language)
    if found is None:
        raise absent()
    body, etag = found
    return answer(request, body, etag) if asked is None else answer(request, chosen(body, asked))


@reads(router, "/pages/{page_id}/", PageOut, shared=True)
def page_by_id(request: HttpRequest, page_id: int, fields: str = "") -> HttpResponse:
    """The page of this host with that number."""
    asked = fields_of(fields, FIELDS)
    found = by_key(request, page_id)
    if found is None:
        raise absent()
    body, etag = found
    return answer(request, body, etag) if asked is None else answer(request, chosen(body, asked))


@reads(router, "/pages/{page_id}/children/", CardList, shared=True)
def page_children(
    request: HttpRequest, page_id: int, fields: str = "", limit: int = 20, cursor: str = ""
) -> HttpResponse:
    """The pages directly below a page, in the order of the tree."""
    part = part_of(f"children {page_id}", fields, limit, cursor, CARD_FIELDS)
    place = place_of(request, page_id)
    if place is None:
        raise absent()
    path, depth = place
    keys.shows(keys.below_key(page_id))

    return list_answer(request, Listing(("children", depth), lambda: _right_below(depth), below(path)), part)


@reads(router, "/navigation/", NavigationOut, shared=True)
def navigation(request: HttpRequest, locale: str = "") -> HttpResponse:
    """The sections and the footer of this host."""
    language = locale_of(locale)
    with translation.override(language):
        frame = Frame(request)
        data = {
            "site": frame.site_name,
            "locale": language,
            "home": frame.home_url,
            "sections": [{"title": link["title"], "url": link["url"]} for link in frame.navigation],
            "footer": frame.footer_links,
        }
    return data_answer(request, data)


def _right_below(depth: int) -> "QuerySet[Page]":
    pages: QuerySet[Page] = Page.objects.filter(path__startswith=BELOW, depth=depth + 1)
    return pages


def path_language(path: str) -> str:
    """The language that a path names by its beginning, or nothing."""
    first = path.strip("/").split("/")[0]
    return first if first in dict(settings.LANGUAGES) else ""
