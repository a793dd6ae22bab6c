"""Publications whose time has come."""

import datetime
import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from cms.access.memory import forget, once

logger = logging.getLogger(__name__)

# What is written to a live page's row when somebody works on a draft.
OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}

# Apps above add what else the clock has to look after.
CLOCKWORK: list[Callable[[], None]] = []


@once
def next_due() -> datetime.datetime | None:
    """The moment for which the next publication was approved, which may have passed; None if none was."""
    coming = Revision.objects.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")
    moment: datetime.datetime | None = coming.values_list("approved_go_live_at", flat=True).first()
    return moment


def publish_due() -> int:
    """Publishes what was approved for a moment that has passed; returns how much. One query at most if nothing is due.

    Two processes that find the same revision publish it once: the second waits for the first and finds nothing.
    """
    moment, now = next_due(), timezone.now()
    if moment is None or moment > now:
        return 0
    due = Revision.objects.filter(approved_go_live_at__lte=now)
    published = 0
    for key in list(due.order_by("approved_go_live_at").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                revision = due.select_for_update().filter(pk=key).first()
                if revision is not None:
                    revision.publish(skip_permission_checks=True, log_action="wagtail.publish.scheduled")
                    published += 1
        except Exception:
            # One page that cannot be published must not keep readers from all others.
            logger.exception("Revision %s is due and cannot be published", key)
    forget()
    return published
