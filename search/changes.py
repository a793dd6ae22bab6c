"""What the search engine has yet to be told: written with the change, struck off when the engine has it."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import Page

from cms.access.audiences import PARTNER, PARTNER_PREFIX

from .items import file_of
from .models import ChangeState, FileText, SearchChange, SearchDocument, SearchDocumentScope

# Seconds to wait after each attempt that the engine refused; after the last there is none.
WAITS = (10, 60, 300, 1800)
NONE: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """Changes of one item: their keys, the newest of which is their version, and how many partners' texts it had."""

    keys: tuple[int, ...]
    texts: int

    @property
    def version(self) -> int:
        """That of what is there now, or newer changes are still to come."""
        return max(self.keys)


def lock(items: Iterable[int]) -> None:
    """Has others who change the rows of these items wait until the current transaction ends, so that versions grow."""
    by_key = {item: file_of(item) for item in items}
    pages = Page.objects.filter(pk__in=[item for item, file in by_key.items() if file is None])
    list(pages.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    files = [file for file in by_key.values() if file is not None]
    if files:
        # Not the files themselves, which who changes them holds before the pages that show them.
        texts = FileText.objects.filter(pk__in=files).order_by("pk").select_for_update(no_key=True)
        list(texts.values_list("pk", flat=True))


def note(page_ids: Collection[int], held: Mapping[int, int] = NONE) -> Mapping[int, int]:
    """Notes that the rows of these pages change in the current transaction; returns the version of each page's rows.

    To be called after `lock` and before the rows change. `held` is how many partners' texts the engine is known to have
    of a page, where the table cannot tell. Without an engine there is nobody to tell, and no versions.
    """
    if not settings.ELASTICSEARCH_URLS:
        return dict.fromkeys(page_ids, 0)
    texts = _partners_texts(page_ids)
    most = {key: max(texts.get(key, 0), held.get(key, 0)) for key in page_ids}
    rows = [SearchChange(page_id=key, texts=most[key]) for key in sorted(page_ids)]
    return {row.page_id: row.pk for row in SearchChange.objects.bulk_create(rows)}


def versioned(page_ids: Collection[int]) -> None:
    """Gives rows that stay, but are read by others now, the version of the change just noted: one query."""
    if settings.ELASTICSEARCH_URLS:
        noted = SearchChange.objects.filter(page_id=OuterRef("item")).order_by("-pk").values("pk")[:1]
        SearchDocument.objects.filter(item__in=page_ids).update(version=Subquery(noted))


@transaction.atomic
def tell_again(page_ids: Collection[int], held: Mapping[int, int] = NONE) -> None:
    """Has the engine told of these pages once more, as if they had changed; `held` as in note."""
    lock(page_ids)
    note(page_ids, held)
    versioned(page_ids)


def _partners_texts(page_ids: Iterable[int]) -> dict[int, int]:
    partners = Q(scope=PARTNER) | Q(scope__startswith=PARTNER_PREFIX)
    reading = SearchDocumentScope.objects.filter(partners, document__item__in=page_ids)
    return Counter(key for key, _ in set(reading.values_list("document__item", "document_id")))


def due(limit: int) -> dict[int, Told]:
    """Changes that the engine is to be told now, by page, those that have waited longest first."""
    waiting = SearchChange.objects.filter(state=ChangeState.WAITING, next_attempt_at__lte=timezone.now())
    found: dict[int, Told] = {}
    for key, page_id, texts in waiting.order_by("pk").values_list("pk", "page_id", "texts")[:limit]:
        before = found.get(page_id, Told((), 0))
        found[page_id] = Told((*before.keys, key), max(before.texts, texts))
    return found


def strike_off(told: Mapping[int, Told]) -> None:
    """The engine has these; what was given up before of the same pages went with them."""
    SearchChange.objects.filter(pk__in=[key for each in told.values() for key in each.keys]).delete()
    SearchChange.objects.filter(page_id__in=told, state=ChangeState.DEAD).delete()


def put_off(told: Told, reason: str) -> None:
    """The engine refused these: they are tried again later, and after the last wait given up."""
    for row in SearchChange.objects.filter(pk__in=told.keys):
        row.attempts += 1
        row.last_answer = reason
        if row.attempts > len(WAITS):
            row.state = ChangeState.DEAD
        else:
            row.next_attempt_at = timezone.now() + datetime.timedelta(seconds=WAITS[row.attempts - 1])
        row.save(update_fields=["attempts", "last_answer", "state", "next_attempt_at"])
