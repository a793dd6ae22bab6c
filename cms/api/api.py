"""End points of pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Router
from wagtail.models import Page

from cms.core.frame import Frame

from .answers import answer, chosen, data_answer, list_answer
from .documents import CARD_FIELDS, FIELDS
from .parameters import cursor_for, fields_of, limit_of, locale_of, position_of
from .problems import absent, wrong
from .registry import reads
from .schemas import CardList, NavigationOut, PageOut
from .selectors import by_key, by_path, cards_of, stands_here

router = Router(tags=["pages"])
LONGEST_PATH = 2000


@reads(router, "/pages/", PageOut)
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


@reads(router, "/pages/{page_id}/", PageOut)
def page_by_id(request: HttpRequest, page_id: int, fields: str = "") -> HttpResponse:
    """The page of this host with that number."""
    asked = fields_of(fields, FIELDS)
    found = by_key(request, page_id)
    if found is None:
        raise absent()
    body, etag = found
    return answer(request, body, etag) if asked is None else answer(request, chosen(body, asked))


@reads(router, "/pages/{page_id}/children/", CardList)
def page_children(
    request: HttpRequest, page_id: int, fields: str = "", limit: int = 20, cursor: str = ""
) -> HttpResponse:
    """The pages directly below a page, in the order of the tree."""
    asked, most = fields_of(fields, CARD_FIELDS), limit_of(limit)
    listed = f"children {page_id}"
    after = position_of(listed, cursor)
    parent = stands_here(request, page_id)
    if parent is None:
        raise absent()
    pages = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path")
    if after is not None:
        pages = pages.filter(path__gt=after[0])
    found = cards_of(request, pages, most + 1, "path")
    following = cursor_for(listed, [found[most - 1][1][0]]) if len(found) > most else ""
    return list_answer(request, [card for card, _ in found[:most] if card], asked, following)


@reads(router, "/navigation/", NavigationOut)
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


def path_language(path: str) -> str:
    """The language that a path names by its beginning, or nothing."""
    first = path.strip("/").split("/")[0]
    return first if first in dict(settings.LANGUAGES) else ""
