"""Builds the search engine's indices anew from the table, and compares the two."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import transaction

from . import changes, indexing, learning
from .backends import Away
from .meaning import store
from .models import SearchChange, SearchDocument, SearchGeneration

# So many pages are read, written or compared together, by so many threads that wait for the engine.
TOGETHER = 500
THREADS = 2
WRITE_SECONDS = 120
# Searches that began on the former indices have ended after this.
LAST_SEARCHES = 2

Progress = Callable[[int], object]


def rebuild(progress: Progress) -> int:
    """Builds indices beside those in use and turns readers to them at once; returns how many documents were written.

    Goes on with a build that was broken off. Changes meanwhile go to both (see indexing.tell), and as the newest
    version wins whatever comes first, nothing is lost or stale. `progress` is told of each so many rows. Raises Away.
    """
    from .backends.elasticsearch import indices

    generation = _begun()
    written = _fill(generation, progress)
    former = indices.open_for_readers(generation.pk)
    with transaction.atomic():
        SearchGeneration.objects.exclude(pk=generation.pk).delete()
        SearchGeneration.objects.filter(pk=generation.pk).update(built=True)
        SearchChange.objects.filter(generation=generation.pk).delete()
    if former:
        time.sleep(LAST_SEARCHES)
        indices.remove_indices(former)
    indexing.sweep()
    return written


def _begun() -> SearchGeneration:
    """The build that was broken off, or a new one, with all its indices.

    Its row comes after them, for whoever tells a change tells all generations that have one. Where an index has been
    lost, it is filled from the first page on.
    """
    from .backends.elasticsearch import indices

    generation = SearchGeneration.objects.filter(built=False).first() or SearchGeneration()
    if indices.missing(generation.pk):
        generation.position = 0
        SearchGeneration.objects.filter(pk=generation.pk).update(position=0)
        indices.create(generation.pk)
    with transaction.atomic():
        if not SearchGeneration.objects.filter(pk=generation.pk).exists():
            generation.save(force_insert=True)
            # Those that are committed. Others may have smaller keys, and rows that are read too early.
            SearchChange.objects.update(generation=generation.pk)
    return generation


def _fill(generation: SearchGeneration, progress: Progress) -> int:
    """Writes the rows from the generation's position on; the position follows what is surely written.

    What the engine refuses is told it again as if it had changed, and so given up and listed at last.
    """
    from .backends.elasticsearch.documents import documents_of
    from .backends.elasticsearch.writing import Batch, send

    written = 0
    with ThreadPoolExecutor(THREADS) as writers:
        sending: deque[tuple[int, int, Future[dict[int, str]]]] = deque()

        def settle() -> None:
            position, number, sent = sending.popleft()
            refused = sent.result()
            if refused:
                changes.tell_again(set(refused))
            SearchGeneration.objects.filter(pk=generation.pk).update(position=position)
            progress(number)

        for keys in page_chunks(generation.position):
            batch = Batch()
            rows = set()
            for document in documents_of(keys):
                batch.write(document, generation.pk)
                rows.add(document.row_id)
            written += len(batch.pages)
            sending.append((keys[-1], len(rows), writers.submit(send, batch, WRITE_SECONDS)))
            if len(sending) > THREADS:
                settle()
        while sending:
            settle()
    return written


def learn(progress: Progress) -> int:
    """Reckons what texts mean that nobody has reckoned, tells the engine, and forgets the meanings of texts that are no
    more; returns how many pages that took. Raises Away, and ImportError where the model is not installed."""
    learned = 0
    digests: set[str] = set()
    for keys in page_chunks(0):
        lacking = learning.lacking(keys)
        for start in range(0, len(lacking), store.TOGETHER):
            learning.learn(lacking[start : start + store.TOGETHER])
        learned += len(lacking)
        digests |= learning.digests(keys)
        progress(len(keys))
    store.forget_others(digests)
    return learned


def page_chunks(after: int) -> Iterator[list[int]]:
    """The numbers of all items that have rows and are above `after`, in order and in portions."""
    while True:
        rows = SearchDocument.objects.filter(item__gt=after).order_by("item")
        keys = list(rows.values_list("item", flat=True).distinct()[:TOGETHER])
        if not keys:
            return
        yield keys
        after = keys[-1]


def verify(progress: Progress) -> int:
    """Compares table and indices, page by page, and tells the engine of every page that differs; returns how many did.

    Pages whose changes are still on their way are left to those. Raises Away.
    """
    from .backends.elasticsearch import comparing

    generation = SearchGeneration.objects.filter(built=True).order_by("-pk").first()
    if generation is None:
        raise Away("there are no indices yet: rebuild_search makes them")
    indexing.sweep()
    differing: dict[int, int] = {}
    after = 0
    for keys in page_chunks(0):
        differing |= comparing.differing(keys, after, keys[-1], generation.pk)
        after = keys[-1]
        progress(len(keys))
    differing |= comparing.differing([], after, None, generation.pk)
    mended = sorted(differing)
    for start in range(0, len(mended), TOGETHER):
        part = mended[start : start + TOGETHER]
        changes.tell_again(part, {key: differing[key] for key in part})
    indexing.sweep()
    return len(mended)
