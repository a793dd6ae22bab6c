"""What is read about an article beside its text."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex

from cms.access.enums import Host
from cms.access.rules import visible_to
from cms.core.cards import Card, cards


def works_here(request: HttpRequest) -> bool:
    """Whether this is the staff's host, where articles are looked after."""
    host: str = request.site_profile.host  # type: ignore[attr-defined]
    return host == Host.INTRANET


def may_verify(request: HttpRequest, article: Any) -> bool:
    """Whether the reader may say that the article is still correct: its owner and those who may edit it."""
    if not works_here(request) or not request.user.is_authenticated:
        return False
    return bool(article.contact_user_id == request.user.pk or article.permissions_for_user(request.user).can_edit())


def used_on(request: HttpRequest, article: Any) -> list[Card]:
    """For staff: the live pages that the reader may see and that embed or link to the article."""
    if not works_here(request):
        return []
    references = ReferenceIndex.get_references_to(article).values_list("object_id", flat=True)
    ids = [int(key) for key in references if key.isdigit()]
    pages = visible_to(Page.objects.filter(pk__in=ids).exclude(pk=article.pk), request.reader)  # type: ignore[attr-defined]
    return cards(pages.order_by("title"), request)
