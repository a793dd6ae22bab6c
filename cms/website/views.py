"""The A to Z of services."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page

from cms.access.enums import Host
from cms.access.rules import visible_to
from cms.access.surfaces import Surface, guarded_by, may_be_shared
from cms.core import keys
from cms.core.cards import Card, cards
from cms.core.languages import home_page

from .letters import alphabetical, first_letter
from .models import GuidePage, ServiceLandingPage, ServicePage


@guarded_by(Surface.READER)
@may_be_shared
def a_to_z(request: HttpRequest) -> HttpResponse:
    """All service pages and guides of the website that the reader may see, by first letter
    in the order of their language's alphabet; 404 on other hosts."""
    home = home_page(request)
    if home is None or request.site_profile.host != Host.WEBSITE:  # type: ignore[attr-defined]
        raise Http404("The A to Z belongs to the website.")
    listed: list[Page] = []
    for page_type in (ServiceLandingPage, ServicePage, GuidePage):
        keys.shows(keys.kind_key(page_type))
        listed += visible_to(page_type.objects.descendant_of(home), request.reader)  # type: ignore[attr-defined]
    language = get_language() or settings.LANGUAGE_CODE
    by_letter: dict[str, list[Card]] = {}
    for card in sorted(cards(listed, request), key=lambda card: alphabetical(card["title"], language)):
        by_letter.setdefault(first_letter(card["title"], language), []).append(card)
    letters = [{"letter": letter, "services": services} for letter, services in by_letter.items()]
    return render(request, "website/a_to_z.html", {"letters": letters})
