"""Keeps in step with pages and facts, in the transaction that saves them."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from cms.core.models import BasePage
from cms.core.walking import stream_fields

from . import services
from .models import Fact


@receiver(post_save)
def on_page_saved(instance: Any, update_fields: Any, raw: bool, **_: Any) -> None:
    """Its bodies may name other facts now."""
    if not isinstance(instance, BasePage) or raw:
        return
    bodies = {field.name for field in stream_fields(instance)}
    if bodies and (update_fields is None or bodies & set(update_fields)):
        services.record_uses(instance)


@receiver(pre_save, sender=Fact)
def before_fact_saved(instance: Fact, **_: Any) -> None:
    """Keeps what the fact said until now, and whoever saves a page that names it waiting."""
    instance.before = Fact.objects.select_for_update().filter(pk=instance.pk).first() if instance.pk else None


@receiver(post_save, sender=Fact)
def on_fact_saved(instance: Fact, **_: Any) -> None:
    """Published, unpublished, or saved as a draft, of which only notes come into this row and nothing to say."""
    services.fact_changed(Fact.objects.get(pk=instance.pk), instance.before)


@receiver(post_delete, sender=Fact)
def on_fact_deleted(instance: Fact, **_: Any) -> None:
    """A translation that goes leaves the pages with the language that they were written in."""
    services.fact_changed(instance, instance, deleted=True)
