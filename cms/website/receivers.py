"""Says when answers with alert banners are stale."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.core.signals import content_changed

from .alerts import ALERTS
from .models import Alert


@receiver([post_save, post_delete], sender=Alert)
def on_alert_changed(instance: Alert, **_: Any) -> None:
    """New, changed, ended or deleted."""
    content_changed.send(sender=Alert, kind="alert", page_ids={instance.branch_id}, keys=frozenset({ALERTS}))
