"""What was searched for and chosen, without who did. No reader waits for it to be written."""

import datetime
import logging
import threading
from collections import deque
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.utils import timezone

from cms.access.audiences import PARTNER, PARTNER_PREFIX

from .backends import Query, Results
from .masking import masked
from .models import SearchClick, SearchDocument, SearchEvent, SearchGap

logger = logging.getLogger(__name__)

# More than these are dropped: a flood is no insight.
MOST_WAITING = 10_000
HIGHEST_RANK = 10_000

_waiting: deque[SearchEvent | SearchClick] = deque(maxlen=MOST_WAITING)
_writing = threading.Lock()
_started = threading.Lock()
_writers: list[threading.Thread] = []


def searched(text: str, query: Query, results: Results, seconds: float) -> None:
    """Notes a search that was answered."""
    if settings.SEARCH_LOG_SECONDS and query.scopes:
        _note(
            SearchEvent(
                text=masked(text),
                scope=scope_of(query.scopes),
                language=query.language,
                total=results.total,
                took=round(seconds * 1000),
                engine=results.engine,
                corrected=bool(results.corrected),
            )
        )


def chosen(text: str, scopes: tuple[str, ...], language: str, page_id: int, rank: int) -> bool:
    """Notes a result that was chosen, and says whether it did; one that these scopes cannot have found is none."""
    if not settings.SEARCH_LOG_SECONDS or not 1 <= rank <= HIGHEST_RANK:
        return False
    found = SearchDocument.objects.filter(item=page_id, language=language, scopes__scope__in=scopes)
    if not found.exists():
        return False
    _note(SearchClick(text=masked(text), scope=scope_of(scopes), language=language, page_id=page_id, rank=rank))
    return True


def open_gaps(text: str, scopes: tuple[str, ...], language: str) -> "QuerySet[SearchGap]":
    """Those on the list of searches to be answered that say this."""
    return SearchGap.objects.filter(text=masked(text), scope=scope_of(scopes), language=language, closed_at=None)


def found_at_last(text: str, scopes: tuple[str, ...], language: str) -> None:
    """Somebody chose a result that these words find: nobody need see to it any more."""
    open_gaps(text, scopes, language).update(closed_at=timezone.now())


def scope_of(scopes: tuple[str, ...]) -> str:
    """The base audience of scopes: no organisation is named."""
    return PARTNER if scopes[0].startswith(PARTNER_PREFIX) else scopes[0]


def _note(row: Any) -> None:
    _waiting.append(row)
    with _started:
        # A process that was forked has none of its parent's threads.
        if not any(each.is_alive() for each in _writers):
            _writers[:] = [threading.Thread(target=_write_now_and_then, daemon=True, name="search-log")]
            _writers[0].start()


def _write_now_and_then() -> None:
    stopped = threading.Event()
    while not stopped.wait(settings.SEARCH_LOG_SECONDS):
        flush()
        connection.close()


def flush() -> None:
    """Writes what waits. What the database does not take is lost: readers come first."""
    with _writing:
        rows = [_waiting.popleft() for _ in range(len(_waiting))]
        if not rows:
            return
        try:
            SearchEvent.objects.bulk_create([row for row in rows if isinstance(row, SearchEvent)])
            SearchClick.objects.bulk_create([row for row in rows if isinstance(row, SearchClick)])
        except DatabaseError as error:
            logger.warning("%d searches were not noted: %s", len(rows), error)


def tidy() -> None:
    """What the clock does: forgets what is too old."""
    oldest = timezone.now() - datetime.timedelta(days=settings.SEARCH_LOG_DAYS)
    SearchEvent.objects.filter(at__lt=oldest).delete()
    SearchClick.objects.filter(at__lt=oldest).delete()
