"""Keeps documents in step with pages, within the transaction that changes them."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Q, prefetch_related_objects
from django_tasks import task
from wagtail.models import Page

from cms.access.effective import from_text, in_chunks
from cms.access.memory import remembering
from cms.access.models import PageAccess
from cms.core.bulk import is_bulk
from cms.core.models import BasePage

from .making import FOLLOWERS, Made, all_scopes, make
from .models import DeliveryDependency, DeliveryDocument, DeliveryDue, DeliveryFace, DeliveryReading

logger = logging.getLogger(__name__)

# Above this many pages their documents are only taken away at once, and made anew by the worker.
AT_ONCE = 25
LOCK = 4_207_849_484


def update(page_ids: set[int]) -> None:
    """Brings the documents of these pages, and of all pages that show something of them, in step.

    Within the current transaction, so that whatever is hidden is hidden everywhere at once. Where that concerns many
    pages, or many are being imported, documents are only taken away, and the worker makes new ones.
    """
    _one_at_a_time()
    concerned = page_ids | _showing(page_ids)
    if len(concerned) <= AT_ONCE and not is_bulk():
        write(concerned)
    else:
        withdraw(concerned)
        _leave_to_worker(concerned)


def _one_at_a_time() -> None:
    """Of two changes the later sees what the earlier did, so neither makes documents of what is no more.

    SQLite's transactions take turns by themselves.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _showing(page_ids: set[int]) -> set[int]:
    """The pages whose documents show something of these: content that has changed, or a face that has."""
    embedding: set[int] = set()
    for chunk in in_chunks(sorted(page_ids)):
        embedding |= _dependents(Q(target__in=chunk, embeds=True))
    turned = _turned(page_ids)
    if not turned:
        return embedding
    for follow in FOLLOWERS:
        turned |= follow(turned)
    keys: set[str] = set()
    below: set[int] = set()
    for chunk in in_chunks(sorted(turned)):
        rows = list(Page.objects.filter(pk__in=chunk).values_list("path", "numchild", "translation_key"))
        keys |= {str(key) for _, _, key in rows}
        for path, children, _ in rows:
            if children:
                below |= set(Page.objects.filter(path__startswith=path, live=True).values_list("pk", flat=True))
    turned |= below
    showing = embedding | turned
    for chunk in in_chunks(sorted(turned)):
        showing |= _dependents(Q(target__in=chunk))
    for words in in_chunks(sorted(keys)):
        showing |= set(Page.objects.filter(translation_key__in=words, live=True).values_list("pk", flat=True))
    return showing


def _dependents(condition: Q) -> set[int]:
    return set(DeliveryDependency.objects.filter(condition).values_list("page_id", flat=True))


def _turned(page_ids: set[int]) -> set[int]:
    """Those of the pages that show another face than when last asked; takes note of the new one."""
    turned: set[int] = set()
    for chunk in in_chunks(sorted(page_ids)):
        known = dict(DeliveryFace.objects.filter(pk__in=chunk).values_list("pk", "digest"))
        now = {key: _digest(facts) for key, facts in _faces(chunk)}
        turned |= {key for key in chunk if known.get(key) != now.get(key) or key not in now}
        fresh = [DeliveryFace(page_id=key, digest=digest) for key, digest in now.items() if known.get(key) != digest]
        DeliveryFace.objects.bulk_create(fresh, update_conflicts=True, unique_fields=["page"], update_fields=["digest"])
    return turned


def _faces(page_ids: Iterable[int]) -> Iterator[tuple[int, tuple[object, ...]]]:
    access = "access__effective__text", "access__path"
    rows = Page.objects.filter(pk__in=page_ids).values_list(
        "pk", "title", "url_path", "path", "live", "expire_at", "locale_id", *access
    )
    for key, *facts in rows:
        yield key, tuple(facts)


def _digest(facts: Iterable[object]) -> str:
    return hashlib.sha256("\x00".join(map(str, facts)).encode()).hexdigest()


@transaction.atomic
def write(page_ids: Iterable[int]) -> int:
    """Replaces the documents of these pages; returns how many pages have documents now."""
    ids = set(page_ids)
    withdraw(ids)
    DeliveryDependency.objects.filter(page_id__in=ids).delete()
    made = Made()
    with remembering():
        scopes = all_scopes()
        pages = list(Page.objects.filter(pk__in=ids, live=True).specific())
        prefetch_related_objects(pages, "locale")
        audiences = _effective(ids)
        for page in pages:
            if isinstance(page, BasePage):
                page.effective_text = ",".join(sorted(audiences.get(page.pk, ())))
                make(page, audiences.get(page.pk, frozenset()), scopes, made)
    DeliveryDocument.objects.bulk_create(made.documents)
    DeliveryReading.objects.bulk_create(made.readings)
    DeliveryDependency.objects.bulk_create(made.dependencies)
    return len({document.page_id for document in made.documents})


def _effective(page_ids: set[int]) -> dict[int, frozenset[str]]:
    rows = PageAccess.objects.filter(pk__in=page_ids).values_list("pk", "path", "page__path", "effective__text")
    return {key: from_text(text) for key, path, page_path, text in rows if path == page_path}


def withdraw(page_ids: set[int]) -> None:
    """Takes the documents of these pages away; whoever reads them has them made while waiting."""
    for chunk in in_chunks(sorted(page_ids)):
        DeliveryReading.objects.filter(page_id__in=chunk).delete()
        DeliveryDocument.objects.filter(page_id__in=chunk).delete()


def withdraw_all() -> None:
    """Takes all documents away, where all may look different now, and leaves making them to the worker."""
    _one_at_a_time()
    ids = set(DeliveryDocument.objects.values_list("page_id", flat=True))
    DeliveryReading.objects.all().delete()
    DeliveryDocument.objects.all().delete()
    _leave_to_worker(ids)


def _leave_to_worker(page_ids: set[int]) -> None:
    """Notes the pages, each once however often it is left to the worker, and has the worker begin after the commit."""
    for chunk in in_chunks(sorted(page_ids)):
        DeliveryDue.objects.bulk_create([DeliveryDue(page_key=key) for key in chunk], ignore_conflicts=True)
    if not is_bulk():
        transaction.on_commit(write_due.enqueue)


def wake() -> None:
    """Has the worker make what is due, also of what was broken off."""
    if DeliveryDue.objects.exists():
        write_due.enqueue()


def wake_after_commit() -> None:
    """Has the worker make what is due once many pages have been written."""
    transaction.on_commit(wake)


@task()
def write_due() -> None:
    """The worker's part of `update`, some pages at a time; safe to run twice, and beside itself.

    What has documents had them made since it was left to the worker: none that are stale are kept.
    """
    with transaction.atomic():
        _one_at_a_time()
        due = set(DeliveryDue.objects.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        ready = DeliveryDocument.objects.filter(page_id__in=due).values_list("page_id", flat=True)
        _write_what_can_be(due - set(ready))
        DeliveryDue.objects.filter(pk__in=due).delete()
    wake()


def _write_what_can_be(page_ids: set[int]) -> None:
    """One page that cannot be made must not keep the others from being made."""
    try:
        write(page_ids)
    except Exception:
        logger.exception("The documents of %s cannot be made", sorted(page_ids))
        for key in sorted(page_ids) if len(page_ids) > 1 else ():
            _write_what_can_be({key})


def rebuild(progress: Callable[[int, int], None]) -> int:
    """Writes every page's documents anew; returns how many pages have documents. Tells `progress` how far it is."""
    ids = list(Page.objects.filter(depth__gt=1, live=True).order_by("pk").values_list("pk", flat=True))
    gone = DeliveryDocument.objects.exclude(page__live=True).values_list("page_id", flat=True)
    withdraw(set(gone))
    written = 0
    for position, chunk in enumerate(in_chunks(ids, AT_ONCE)):
        with transaction.atomic():
            _one_at_a_time()
            _turned(set(chunk))
            written += write(chunk)
        progress(position * AT_ONCE + len(chunk), len(ids))
    return written


def add_scope(scope: str, like: str) -> None:
    """Lets a new scope read what another reads; nothing can be meant for it alone yet."""
    own = DeliveryReading.objects.filter(scope=scope).values("page")
    rows = DeliveryReading.objects.filter(scope=like).exclude(page__in=own)
    DeliveryReading.objects.bulk_create(
        DeliveryReading(document_id=document, page_id=page, scope=scope, path=path)
        for document, page, path in rows.values_list("document_id", "page_id", "path")
    )
