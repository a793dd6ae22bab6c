"""Keeps in step what follows from pages: file records, and the addresses of public pages that are gone."""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished

from cms.access.audiences import PUBLIC
from cms.access.effective import in_chunks
from cms.access.services import effective_audiences
from cms.access.signals import access_changed
from cms.media.models import MediaDocument, MediaImage

from . import file_uses
from .addresses import addresses
from .models import BasePage, GoneAddress
from .signals import pages_changed


@receiver(page_published)
def on_page_published(instance: Page, **_: Any) -> None:
    """Notes the files it shows; an address with a page on it that everybody sees is not gone."""
    if isinstance(instance, BasePage):
        file_uses.record([instance])
        if GoneAddress.objects.exists() and PUBLIC in effective_audiences(instance):
            for site, path in _own_addresses(instance):
                GoneAddress.objects.filter(site=site, path=path).delete()
    pages_changed.send(sender=Page, page_ids={instance.pk})


@receiver(page_unpublished)
def on_page_unpublished(instance: Page, **_: Any) -> None:
    """Passes it on, unless the page is being deleted, which takes with it whatever hangs on the page."""
    # Before a deletion Wagtail unpublishes the page without saving that.
    if not Page.objects.filter(pk=instance.pk, live=True).exists():
        pages_changed.send(sender=Page, page_ids={instance.pk})


@receiver(access_changed)
def on_access_changed(page_ids: set[int], **_: Any) -> None:
    """Passes it on for live pages; aliases, which come into being without being published, show files too."""
    ids: set[int] = set()
    for chunk in in_chunks(sorted(page_ids)):
        live = Page.objects.filter(pk__in=chunk, live=True)
        ids.update(live.values_list("pk", flat=True))
        file_uses.record(live.filter(alias_of__isnull=False).specific())
    if ids:
        pages_changed.send(sender=Page, page_ids=ids)


@receiver(post_save)
def on_file_saved(instance: Any, created: bool, **_: Any) -> None:
    """A file's own audiences may have changed, and with them what may be found of the pages that show it."""
    if not created and isinstance(instance, (MediaImage, MediaDocument)):
        ids = set(instance.uses.values_list("page_id", flat=True))
        if ids:
            pages_changed.send(sender=Page, page_ids=ids)


@receiver(pre_delete)
def on_page_deleted(instance: Any, **_: Any) -> None:
    """Only what everybody could see leaves a trace: of a hidden page nobody may learn that it was there."""
    if isinstance(instance, Page) and instance.live and PUBLIC in effective_audiences(instance):
        for site, path in _own_addresses(instance):
            GoneAddress.objects.get_or_create(site=site, path=path)


def _own_addresses(page: Page) -> list[tuple[Site, str]]:
    found = [(site, addresses([page], site).get(page.pk, "")) for site in Site.objects.all()]
    return [(site, path) for site, path in found if path.startswith("/")]
