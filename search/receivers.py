"""Writes search documents in the transaction that changed a page."""

from typing import Any

from django.dispatch import receiver

from cms.core.signals import pages_changed

from . import services


@receiver(pages_changed)
def on_pages_changed(page_ids: set[int], **_: Any) -> None:
    """See cms.core.signals."""
    services.update(page_ids)
