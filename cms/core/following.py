"""What follows from publishing pages, for one of them or for many together."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from wagtail.models import Page, Site

from cms.access.audiences import PUBLIC
from cms.access.services import effective_audiences

from . import file_uses
from .addresses import addresses
from .keys import keys_of
from .models import BasePage, GoneAddress
from .signals import content_changed, pages_changed

_waiting: ContextVar[dict[int, Page] | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """One transaction for all that is done in the block; what follows from the pages published in it is done once, for
    all of them, before it commits. What it raises undoes them all.
    """
    waiting: dict[int, Page] = {}
    with transaction.atomic():
        token = _waiting.set(waiting)
        try:
            yield
        finally:
            _waiting.reset(token)
        # Some may have been undone again, each with a savepoint of its own.
        live = set(Page.objects.filter(pk__in=waiting, live=True).values_list("pk", flat=True)) if waiting else set()
        if live:
            follow([waiting[key] for key in sorted(live)])


def published(page: Page) -> None:
    """Does what follows from a page that has just been published, at once or at the end of `together`."""
    waiting = _waiting.get()
    if waiting is None:
        follow([page])
    else:
        waiting[page.pk] = page


def follow(pages: list[Page]) -> None:
    """Notes the files that they show; an address with a page on it that everybody sees is not gone."""
    own = [page for page in pages if isinstance(page, BasePage)]
    file_uses.record(own)
    if own and GoneAddress.objects.exists():
        for page in own:
            if PUBLIC in effective_audiences(page):
                for site, path in own_addresses(page):
                    GoneAddress.objects.filter(site=site, path=path).delete()
    changed(page.pk for page in pages)


def changed(page_ids: Iterable[int]) -> None:
    """Tells of pages that say something new."""
    ids = set(page_ids)
    pages_changed.send(sender=Page, page_ids=ids)
    content_changed.send(sender=Page, kind="publish", page_ids=ids, keys=keys_of(ids, with_branches=True))


def own_addresses(page: Page) -> list[tuple[Site, str]]:
    """The page's paths on the sites that it stands on."""
    found = [(site, addresses([page], site).get(page.pk, "")) for site in Site.objects.all()]
    return [(site, path) for site, path in found if path.startswith("/")]
