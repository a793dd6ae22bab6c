"""Writes search documents in the transaction that changed a page."""

from typing import Any

from django.dispatch import receiver

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
