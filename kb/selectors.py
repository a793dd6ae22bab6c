"""What is read about an article beside its text."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex

from cms.access.enums import Host
from cms.access.reader import Reader
from cms.access.rules import may_see_part, visible_to
from cms.core.cards import Card, cards

from .blocks import ArticlePartsBlock
from .hubs import HUB_TYPE, mounts

PARTS = ArticlePartsBlock().child_blocks


def works_here(request: HttpRequest) -> bool:
    """Whether this is the staff's host, where articles are looked after."""
    host: str = request.site_profile.host  # type: ignore[attr-defined]
    return host == Host.INTRANET


def may_verify(request: HttpRequest, article: Any) -> bool:
    """Whether the reader may say that the article is still correct: its owner and those who may edit it."""
    if not works_here(request) or not request.user.is_authenticated:
        return False
    return bool(article.contact_user_id == request.user.pk or article.permissions_for_user(request.user).can_edit())


def pages_above_hubs() -> set[int]:
    """The live hubs and the pages above them, which stand in the breadcrumbs of articles."""
    paths = {
        hub.page.path[:length]
        for hub in mounts().hubs
        for length in range(Page.steplen, len(hub.page.path) + 1, Page.steplen)
    }
    return set(Page.objects.filter(path__in=paths).values_list("pk", flat=True))


def followers_of_hubs(changed: set[int]) -> set[int]:
    """The pages of the knowledge base, if a hub or a page above one is among those that changed."""
    hub_type = ContentType.objects.get_by_natural_key("kb", HUB_TYPE)
    hubs = list(Page.objects.filter(content_type=hub_type).values_list("path", flat=True))
    paths = Page.objects.filter(pk__in=changed).values_list("path", flat=True)
    if not any(hub.startswith(path) for path in paths for hub in hubs):
        return set()
    ids: set[int] = set()
    for root in mounts().roots.values():
        ids |= set(Page.objects.filter(url_path__startswith=root, live=True).values_list("pk", flat=True))
    return ids


def _is_seen(reader: Reader, path: str) -> bool:
    """Whether the reader sees what stands at a path such as `body.agent_script.content.text`, on pages they may see."""
    part = PARTS.get(".".join(path.split(".")[1:2]))
    return part is None or may_see_part(reader, part.audiences_of({}))


def used_on(request: HttpRequest, article: Any) -> list[Card]:
    """For staff: the live pages that embed or link to the article where the reader may see it."""
    if not works_here(request):
        return []
    references = ReferenceIndex.get_references_to(article).values_list("object_id", "model_path")
    reader = request.reader  # type: ignore[attr-defined]
    ids = [int(key) for key, path in references if key.isdigit() and _is_seen(reader, path)]
    pages = visible_to(Page.objects.filter(pk__in=ids).exclude(pk=article.pk), request.reader)  # type: ignore[attr-defined]
    return cards(pages.order_by("title"), request)
