"""Brings documents in step with whatever changes them."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, Site

from cms.access.models import SiteProfile
from cms.core.signals import content_changed, pages_changed
from cms.taxonomy.models import Service, Topic

from . import services, webhooks


@receiver(pages_changed)
def on_pages_changed(page_ids: set[int], **_: Any) -> None:
    """See cms.core.signals."""
    services.update(page_ids)


@receiver(content_changed)
def on_content_changed(kind: str, page_ids: set[int], keys: frozenset[str], **_: Any) -> None:
    """Tells the webhooks; and of what pages_changed does not tell, a page found correct or a fact that pages show."""
    webhooks.note(kind, page_ids, keys)
    if kind in {"verify", "fact"} and page_ids:
        services.update(set(page_ids))


@receiver(post_delete, sender=Page)
def on_page_deleted(instance: Page, **_: Any) -> None:
    """What leads to the page is plain text from now on."""
    services.update({instance.pk})


@receiver(post_save, sender=Site)
@receiver(post_save, sender=SiteProfile)
@receiver(post_save, sender=Locale)
@receiver(post_save, sender=Service)
@receiver(post_save, sender=Topic)
def on_surroundings_saved(created: bool, raw: bool, **_: Any) -> None:
    """Addresses, themes and names stand in many documents."""
    if not created and not raw:
        services.withdraw_all()
