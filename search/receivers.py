"""Writes search documents in the transaction that changed a page or a file."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from cms.access.memory import note_change
from cms.core.signals import content_changed, documents_dropped, pages_changed
from cms.media.models import MediaDocument

from . import extracting, files, services
from .items import item_of_file
from .models import BlockedSuggestion, Promotion, Synonym


@receiver(pages_changed)
def on_pages_changed(page_ids: set[int], **_: Any) -> None:
    """See cms.core.signals. Who sees a page finds the files that it shows."""
    services.update(page_ids)
    files.write_files(files.shown_on(page_ids))


@receiver(documents_dropped)
def on_documents_dropped(document_ids: set[int], **_: Any) -> None:
    """See cms.core.signals."""
    files.write_files(document_ids)


@receiver(content_changed)
def on_content_changed(kind: str, page_ids: set[int], **_: Any) -> None:
    """A fact stands in the text of pages that have not changed themselves; whom it is for may have changed, too."""
    if kind == "fact":
        services.write_now(page_ids)


@receiver(pre_delete, sender=Page)
def on_page_deleted(instance: Page, **_: Any) -> None:
    """The rows go with the page; the search engine has to be told."""
    services.forget(instance.pk)
    instance.files_shown = files.shown_on([instance.pk])


@receiver(post_delete, sender=Page)
def on_page_gone(instance: Page, **_: Any) -> None:
    """It shows its files no more."""
    files.write_files(instance.files_shown)


@receiver(post_save, sender=MediaDocument)
def on_document_saved(instance: MediaDocument, update_fields: Any, **_: Any) -> None:
    """Another file, title or audience; not so where Wagtail only takes note of the file's size."""
    if update_fields is None or set(update_fields) - {"file_size", "file_hash"}:
        files.write_files([instance.pk])
        extracting.ask(instance)


@receiver(pre_delete, sender=MediaDocument)
def on_document_deleted(instance: MediaDocument, **_: Any) -> None:
    """As a page's rows."""
    services.forget(item_of_file(instance.pk))


@receiver([post_save, post_delete], sender=Synonym)
@receiver([post_save, post_delete], sender=Promotion)
@receiver([post_save, post_delete], sender=BlockedSuggestion)
def on_steered(**_: Any) -> None:
    """What editors told search is kept like content."""
    note_change()
