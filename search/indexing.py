"""Tells the search engine what has changed."""

import logging

from django.conf import settings
from django_tasks import task

from cms.core.bulk import is_bulk

from . import changes, learning
from .backends import Away, Lost, circuit
from .changes import Told
from .models import SearchGeneration

logger = logging.getLogger(__name__)
TOGETHER = 200
# Seconds that whoever publishes waits for the engine; what it has not taken by then the worker or the clock tells it.
PATIENCE, WRITE_SECONDS = 2, 30


def tell_soon() -> None:
    """After a commit: tells the engine at once, or has the worker do it where the engine or the change is slow."""
    if not settings.ELASTICSEARCH_URLS or is_bulk() or circuit.is_open():
        return
    try:
        left = not tell(TOGETHER, PATIENCE)
    except Away as error:
        circuit.failed_again()
        logger.warning("The search engine is away; what changed is told it later: %s", error)
        return
    if left:
        tell_later.enqueue()


@task()
def tell_later() -> None:
    """Tells the engine all that is due; safe to run twice, and beside itself."""
    sweep()


def sweep() -> None:
    """What the clock does as well: changes that nobody has told the engine, and those that it refused before."""
    if not settings.ELASTICSEARCH_URLS:
        return
    from .backends.elasticsearch.client import ask_whether_there

    try:
        ask_whether_there()
        while not tell(TOGETHER, WRITE_SECONDS):
            pass
    except Away as error:
        logger.warning("The search engine is away; what changed is told it later: %s", error)


def tell(most: int, seconds: float) -> bool:
    """Tells the engine at most so many due changes; whether that was all. Raises Away.

    Generations are read after the changes: one that begins later reads rows that have these changes already.
    """
    due = changes.due(most)
    if not due:
        return True
    # Before the engine is told: what of this it gets without a meaning, it gets again from the worker.
    lacking = learning.lacking(due)
    refused: dict[int, str] = {}
    for number, built in SearchGeneration.objects.values_list("pk", "built"):
        try:
            refused |= _write(due, number, seconds, refresh=built)
        except Lost:
            # Who goes on with a build makes lost indices anew, and fills them from the first row on.
            if built:
                raise
    changes.strike_off({key: told for key, told in due.items() if key not in refused})
    for key, reason in refused.items():
        logger.error("The search engine refuses page %s: %s", key, reason)
        changes.put_off(due[key], reason)
    if lacking:
        learning.learn_later.enqueue(lacking)
    return sum(len(told.keys) for told in due.values()) < most


def _write(due: dict[int, Told], number: int, seconds: float, refresh: bool) -> dict[int, str]:
    from .backends.elasticsearch.writing import Change, bring_in_step

    wanted = {key: Change(told.version, told.texts) for key, told in due.items()}
    return bring_in_step(wanted, number, seconds, refresh)
