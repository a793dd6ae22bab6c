"""Sections and articles for other front ends, as the hub of the host shows them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router
from wagtail.models import Locale, Page

from cms.api.answers import list_answer
from cms.api.documents import CARD_FIELDS
from cms.api.parameters import cursor_for, fields_of, limit_of, locale_of, position_of
from cms.api.problems import absent
from cms.api.registry import reads
from cms.api.schemas import CardList
from cms.api.selectors import cards_of, stands_here

from .models import ArticlePage, SectionPage

router = Router(tags=["knowledge base"])


@reads(router, "/sections/", CardList)
def sections(
    request: HttpRequest, locale: str = "", fields: str = "", limit: int = 20, cursor: str = ""
) -> HttpResponse:
    """The sections of the knowledge base, in the order of the tree."""
    language = locale_of(locale)
    return _listed(request, f"sections {language}", _in(SectionPage, language), fields, limit, cursor)


@reads(router, "/articles/", CardList)
def articles(
    request: HttpRequest,
    locale: str = "",
    section: int | None = None,
    fields: str = "",
    limit: int = 20,
    cursor: str = "",
) -> HttpResponse:
    """The articles of the knowledge base, or of one section by its number, in the order of the tree."""
    language = locale_of(locale)
    pages = _in(ArticlePage, language)
    if section is not None:
        above = stands_here(request, section)
        if above is None:
            raise absent()
        pages = pages.filter(path__startswith=above.path)
    return _listed(request, f"articles {language} {section}", pages, fields, limit, cursor)


def _in(page_type: type[Page], language: str) -> "QuerySet[Any]":
    locale = Locale.objects.filter(language_code=language)
    pages: QuerySet[Any] = page_type._default_manager.filter(locale__in=locale).order_by("path")
    return pages


def _listed(
    request: HttpRequest, listed: str, pages: "QuerySet[Any]", fields: str, limit: int, cursor: str
) -> HttpResponse:
    """Pages of a list; those that no hub of this host shows are left out of it."""
    asked, most = fields_of(fields, CARD_FIELDS), limit_of(limit)
    after = position_of(listed, cursor)
    if after is not None:
        pages = pages.filter(path__gt=after[0])
    found = cards_of(request, pages, most + 1, "path")
    following = cursor_for(listed, [found[most - 1][1][0]]) if len(found) > most else ""
    return list_answer(request, [card for card, _ in found[:most] if card], asked, following)
