"""Sections and articles for other front ends, as the hub of the host shows them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router
from wagtail.models import Locale, Page

from cms.api.answers import list_answer
from cms.api.documents import CARD_FIELDS
from cms.api.parameters import locale_of, part_of
from cms.api.problems import absent
from cms.api.registry import reads
from cms.api.schemas import CardList
from cms.api.selectors import BELOW, Listing, below, place_of
from cms.core import keys

from .models import ArticlePage, SectionPage

router = Router(tags=["knowledge base"])


@reads(router, "/sections/", CardList, shared=True)
def sections(
    request: HttpRequest, locale: str = "", fields: str = "", limit: int = 20, cursor: str = ""
) -> HttpResponse:
    """The sections of the knowledge base, in the order of the tree."""
    language = locale_of(locale)
    keys.shows(keys.kind_key(SectionPage))
    part = part_of(f"sections {language}", fields, limit, cursor, CARD_FIELDS)
    return list_answer(request, Listing(("sections", language), lambda: _in(SectionPage, language)), part)


@reads(router, "/articles/", CardList, shared=True)
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
    keys.shows(keys.kind_key(ArticlePage))
    part = part_of(f"articles {language} {section}", fields, limit, cursor, CARD_FIELDS)
    if section is None:
        return list_answer(request, Listing(("articles", language), lambda: _in(ArticlePage, language)), part)
    place = place_of(request, section)
    if place is None:
        raise absent()
    listing = Listing(
        ("articles below", language),
        lambda: _in(ArticlePage, language).filter(path__startswith=BELOW),
        below(place[0]),
    )
    return list_answer(request, listing, part)


def _in(page_type: type[Page], language: str) -> "QuerySet[Any]":
    pages: QuerySet[Any] = page_type._default_manager.filter(locale__in=Locale.objects.filter(language_code=language))
    return pages
