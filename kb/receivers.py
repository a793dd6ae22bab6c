"""Notes where articles were found before they went elsewhere."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from .models import KnowledgePage
from .services import keep_old_addresses


@receiver(page_slug_changed)
def on_slug_changed(instance: Page, instance_before: Page, **_: Any) -> None:
    """A page with another short name, and all below it."""
    if isinstance(instance, KnowledgePage):
        keep_old_addresses(instance, instance_before.url_path)


@receiver(post_page_move)
def on_page_moved(instance: Page, url_path_before: str, **_: Any) -> None:
    """A page that went below another one, and all below it."""
    page = instance.specific
    if isinstance(page, KnowledgePage):
        keep_old_addresses(page, url_path_before)
