"""Reckons what texts mean, in the worker or a command, and gives it to the search engine; see search.meaning."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable

from django_tasks import task

from . import changes
from .backends import Away
from .meaning import store
from .models import SearchDocument, SearchGeneration

logger = logging.getLogger(__name__)
WRITE_SECONDS = 60


def lacking(page_ids: Collection[int]) -> list[int]:
    """The pages among these with texts whose meaning nobody has reckoned yet; none where meaning is off."""
    if not store.is_on():
        return []
    texts = _texts(page_ids)
    unknown = set(store.unknown({text for of_page in texts.values() for text in of_page}).values())
    return sorted(key for key, of_page in texts.items() if of_page & unknown)


def _texts(page_ids: Iterable[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = SearchDocument.objects.filter(item__in=page_ids)
    for row in rows.values("item", "language", *store.READ):
        if store.understood(row["language"]):
            found[row["item"]].add(store.text_of(row))
    return found


@task()
def learn_later(page_ids: list[int]) -> None:
    """The worker's part; safe to run twice, and beside itself. An engine that is away is told with what else it missed;
    where the model is not installed, search does without until rebuild_search has made up for it."""
    try:
        learn(page_ids)
    except Away as error:
        logger.warning("The search engine is away; what texts mean is told it later: %s", error)
        changes.tell_again(page_ids)
    except ImportError as error:
        logger.warning("Nobody knows what texts mean: %s", error)


def digests(page_ids: Iterable[int]) -> set[str]:
    """What the meanings of these pages' texts are kept by."""
    return {store.digest_of(text) for of_page in _texts(page_ids).values() for text in of_page}


def learn(page_ids: Collection[int]) -> None:
    """Reckons what is missing of these pages, and tells the engine.

    The engine gets the rows as they are now, with the version that they have: what is newer stays. Raises Away, and
    ImportError where the model is not installed.
    """
    from .backends.elasticsearch.documents import documents_of
    from .backends.elasticsearch.writing import Batch, send

    store.reckon({text for of_page in _texts(page_ids).values() for text in of_page})
    for number in SearchGeneration.objects.values_list("pk", flat=True):
        batch = Batch()
        for document in documents_of(page_ids):
            batch.write(document, number)
        for key, reason in send(batch, WRITE_SECONDS).items():
            logger.error("The search engine refuses what page %s means: %s", key, reason)
