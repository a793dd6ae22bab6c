"""Publications whose time has come."""

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Revision

from cms.access.memory import forget
from cms.access.prepared import Prepared

logger = logging.getLogger(__name__)

ANY_DUE = Prepared()

# Apps above add what else the clock has to look after.
CLOCKWORK: list[Callable[[], None]] = []


def publish_due() -> int:
    """Publishes what was approved for a moment that has passed; returns how much. One query when nothing is due.

    Two processes that find the same revision publish it once: the second waits for the first and finds nothing.
    """
    if not ANY_DUE.rows("due", lambda: _due().values_list("pk"), most=1):
        return 0
    due = _due()
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


def _due() -> "QuerySet[Revision]":
    due: QuerySet[Revision] = Revision.objects.filter(approved_go_live_at__lte=timezone.now())
    return due
