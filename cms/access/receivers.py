"""Listens to everything that changes a page or its place."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from . import services


@receiver(post_save)
def on_page_saved(instance: Any, raw: bool, update_fields: Any, **_: Any) -> None:
    """Pages are saved as their own type or as plain pages; both come by here."""
    if isinstance(instance, Page) and not raw:
        services.page_saved(instance, own_saved=update_fields is None or "audiences" in update_fields)


@receiver(pre_save, sender=PageViewRestriction)
def on_restriction_saved(**_: Any) -> None:
    """Wagtail's own privacy guards nothing here, so nobody may be led to rely on it; raises ValidationError."""
    raise ValidationError("Restrict a page by its audiences; Wagtail's page privacy is not in use.")


@receiver(post_page_move)
def on_page_moved(**_: Any) -> None:
    """Moving a page can shift its new siblings as well."""
    services.pages_moved()


@receiver(pre_delete)
def on_page_deleted(instance: Any, **_: Any) -> None:
    """Only pages are of interest."""
    if isinstance(instance, Page):
        services.page_deleted(instance)
