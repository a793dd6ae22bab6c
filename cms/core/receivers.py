"""Keeps in step what follows from pages: file records, the addresses of public pages that are gone, stale answers."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Locale, Page, Revision, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.access.audiences import PUBLIC
from cms.access.effective import in_chunks
from cms.access.memory import note_change
from cms.access.models import SiteProfile
from cms.access.services import effective_audiences
from cms.access.signals import access_changed
from cms.media.models import MediaDocument, MediaImage
from cms.taxonomy.models import Term

from . import file_uses, following
from .keys import EVERYTHING, below_key, keys_of
from .models import GoneAddress
from .publishing import OF_DRAFTS
from .signals import content_changed, pages_changed


@receiver(page_published)
def on_page_published(instance: Page, **_: Any) -> None:
    """See cms.core.following."""
    following.published(instance)


@receiver(page_unpublished)
def on_page_unpublished(instance: Page, **_: Any) -> None:
    """Passes it on, unless the page is being deleted, which takes with it whatever hangs on the page."""
    # Before a deletion Wagtail unpublishes the page without saving that.
    if not Page.objects.filter(pk=instance.pk, live=True).exists():
        pages_changed.send(sender=Page, page_ids={instance.pk})
        _stale("unpublish", {instance.pk}, keys_of({instance.pk}, with_branches=True))


@receiver(access_changed)
def on_access_changed(page_ids: set[int], **_: Any) -> None:
    """Passes it on for live pages; aliases, which come into being without being published, show files too."""
    ids: set[int] = set()
    for chunk in in_chunks(sorted(page_ids)):
        live = set(Page.objects.filter(pk__in=chunk, live=True).values_list("pk", flat=True))
        if live:
            ids |= live
            file_uses.record(Page.objects.filter(pk__in=live, alias_of__isnull=False).specific())
    if ids:
        pages_changed.send(sender=Page, page_ids=ids)
        _stale("access", ids, keys_of(ids))


@receiver(post_page_move)
def on_page_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    """It is missing from one list and new in another, and all below it has new addresses."""
    lists = {below_key(parent_page_before.pk), below_key(parent_page_after.pk)}
    _stale("move", {instance.pk}, keys_of({instance.pk}, with_branches=True) | lists)


@receiver(post_save)
def on_file_saved(instance: Any, created: bool, update_fields: Any, **_: Any) -> None:
    """A file's own audiences may have changed, and with them what may be found of the pages that show it.

    Not so where Wagtail only takes note of a file's size, which it may do while the file is read.
    """
    if update_fields is not None and set(update_fields) <= {"file_size", "file_hash"}:
        return
    if not created and isinstance(instance, (MediaImage, MediaDocument)):
        ids = set(instance.uses.values_list("page_id", flat=True))
        if ids:
            pages_changed.send(sender=Page, page_ids=ids)
            _stale("file", ids, keys_of(ids))


@receiver(pre_delete)
def on_file_deleted(instance: Any, **_: Any) -> None:
    """The pages that showed it show it no more."""
    if isinstance(instance, (MediaImage, MediaDocument)):
        instance.shown_on = ids = set(instance.uses.values_list("page_id", flat=True))
        if ids:
            _stale("file", ids, keys_of(ids))


@receiver(post_delete)
def on_file_gone(instance: Any, **_: Any) -> None:
    """What is made of those pages is made anew, now that the file is gone."""
    if isinstance(instance, (MediaImage, MediaDocument)) and instance.shown_on:
        pages_changed.send(sender=Page, page_ids=instance.shown_on)


@receiver(pre_delete)
def on_page_deleted(instance: Any, **_: Any) -> None:
    """Only what everybody could see leaves a trace: of a hidden page nobody may learn that it was there."""
    if not isinstance(instance, Page):
        return
    if instance.live:
        _stale("delete", {instance.pk}, keys_of({instance.pk}, with_branches=True))
        if PUBLIC in effective_audiences(instance):
            for site, path in following.own_addresses(instance):
                GoneAddress.objects.get_or_create(site=site, path=path)


@receiver(post_save, sender=Revision)
def on_revision_saved(instance: Revision, **_: Any) -> None:
    """Answers made from now on know the moment at which it goes live."""
    if instance.approved_go_live_at is None:
        return
    note_change()
    if issubclass(instance.content_type.model_class() or Revision, Page):
        ids = {int(instance.object_id)}
        _stale("schedule", ids, keys_of(ids, with_branches=True))


@receiver([post_save, post_delete])
def on_surroundings_changed(instance: Any, **_: Any) -> None:
    """Sites, languages and terms are named all over the place, and seldom change."""
    if isinstance(instance, (Site, SiteProfile, Locale, Term)):
        _stale("settings", set(), frozenset({EVERYTHING}))


@receiver(content_changed)
def on_content_changed(**_: Any) -> None:
    """What each process keeps is out of date."""
    note_change()


@receiver([post_save, post_delete])
def on_page_row_changed(instance: Any, update_fields: Any = None, **_: Any) -> None:
    """A page that code saves or deletes without publishing it changes what is kept, too."""
    if isinstance(instance, Page) and (update_fields is None or set(update_fields) - OF_DRAFTS):
        note_change()


def _stale(kind: str, page_ids: set[int], keys: frozenset[str]) -> None:
    content_changed.send(sender=Page, kind=kind, page_ids=page_ids, keys=keys)
