"""Listens to whatever makes answers stale."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page

from cms.core.keys import keys_of
from cms.core.publishing import OF_DRAFTS
from cms.core.signals import content_changed

from . import services
from .marks import ACCESS

# When anybody may have lost sight of something, no answer is used again.
TAKES_AWAY = {"access", "unpublish", "delete"}


@receiver(content_changed)
def on_content_changed(kind: str, keys: frozenset[str], **_: Any) -> None:
    """See cms.core.signals."""
    services.stale(keys | {ACCESS} if kind in TAKES_AWAY else keys)


@receiver(post_save)
def on_page_saved(instance: Any, raw: bool, update_fields: Any, **_: Any) -> None:
    """A live page that code saves without publishing it changes what is shown, too."""
    shown = isinstance(instance, Page) and not raw and instance.live
    if shown and (update_fields is None or set(update_fields) - OF_DRAFTS):
        services.stale(keys_of({instance.pk}))
