"""Makes answers stale, everywhere, once what made them stale is committed."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from .backends import nginx
from .backends.base import Away
from .keeping import keeper
from .models import StaleKeys

logger = logging.getLogger(__name__)
AT_ONCE = 500


def stale(keys: Iterable[str]) -> None:
    """Notes that answers which show these keys are stale when the current transaction commits."""
    if keeper() is None:
        return
    with transaction.atomic():
        StaleKeys.objects.create(keys=sorted(keys))
        transaction.on_commit(purge, robust=True)


def purge() -> bool:
    """Tells all caches what is noted as stale, and strikes off what all of them know; whether nothing is left.

    Safe to run at any time, and by several processes at once.
    """
    while rows := list(StaleKeys.objects.order_by("pk")[:AT_ONCE]):
        if not _tell({key for row in rows for key in row.keys}):
            return False
        StaleKeys.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return True


def _tell(keys: set[str]) -> bool:
    kept = keeper()
    if kept is None:
        return True
    try:
        generation = kept.mark(keys)
    except Away:
        logger.warning("The page cache is away; what changed is told it later")
        return False
    told = True
    for url in settings.NGINX_PURGE_URLS:
        try:
            nginx.purge(url, keys, generation)
        except OSError as error:
            logger.warning("%s does not take a purge: %s; it is told later", url, error)
            told = False
    return told


def tidy() -> None:
    """What the clock does: purges that failed, and room for new answers."""
    kept = keeper()
    if kept is not None:
        purge()
        kept.backend.tidy()
