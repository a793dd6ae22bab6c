"""Listens to everything that changes a page or its place."""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from . import services


@receiver(post_save)
def on_page_saved(instance: Any, raw: bool, update_fields: Any, **_: Any) -> None:
    """Pages are saved as their own type or as plain pages; both come by here."""
    if isinstance(instance, Page) and not raw:
        services.page_saved(instance, own_saved=update_fields is None or "audiences" in update_fields)


@receiver(post_page_move)
def on_page_moved(**_: Any) -> None:
    """Moving a page can shift its new siblings as well."""
    services.pages_moved()


@receiver(pre_delete)
def on_page_deleted(instance: Any, **_: Any) -> None:
    """Only pages are of interest."""
    if isinstance(instance, Page):
        services.page_deleted(instance)
