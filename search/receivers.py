"""Writes search documents in the transaction that changed a page."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from cms.core.signals import content_changed, pages_changed

from . import services


@receiver(pages_changed)
def on_pages_changed(page_ids: set[int], **_: Any) -> None:
    """See cms.core.signals."""
    services.update(page_ids)


@receiver(content_changed)
def on_content_changed(kind: str, page_ids: set[int], **_: Any) -> None:
    """A fact stands in the text of pages that have not changed themselves; whom it is for may have changed, too."""
    if kind == "fact":
        services.write_now(page_ids)


@receiver(pre_delete, sender=Page)
def on_page_deleted(instance: Page, **_: Any) -> None:
    """The rows go with the page; the search engine has to be told."""
    services.forget(instance.pk)
