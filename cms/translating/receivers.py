"""Who works on a page works on its translations."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import GroupPagePermission, Page


@receiver(post_save)
def on_page_created(instance: Any, created: bool, raw: bool = False, **_: Any) -> None:
    """A translation stands in another tree, where rights given on its source do not reach."""
    if not created or raw or not isinstance(instance, Page) or instance.depth == 1:
        return
    mates = GroupPagePermission.objects.filter(page__translation_key=instance.translation_key)
    for given in mates.exclude(page=instance.pk):
        GroupPagePermission.objects.get_or_create(
            group_id=given.group_id, page_id=instance.pk, permission_id=given.permission_id
        )
