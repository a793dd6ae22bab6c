"""Writes search documents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task
from wagtail.models import Page

from cms.access.audiences import PARTNER, Audiences, hosts_of
from cms.access.memory import note_change
from cms.access.models import Audience, PageAccess
from cms.access.reader import Reader, reader_with
from cms.core.inline import Pieces
from cms.core.models import BasePage
from cms.core.reading import alike, for_index, pieces_of
from cms.core.walking import load_together

from . import changes, indexing, vocabulary
from .labels import Labels, labels_of
from .models import SearchDocument, SearchDocumentScope
from .text import Text, text_of
from .trust import trust_of

# Above this many pages only what has to vanish is done at once, the rest by the worker.
AT_ONCE = 50
# So many pages are read and written together.
TOGETHER = 200


def readers() -> dict[str, Reader]:
    """The reader that each scope stands for."""
    keys = Audience.objects.values_list("key", flat=True)
    return {key: reader_with((key,), hosts_of(key)[0]) for key in keys}


def update(page_ids: set[int]) -> None:
    """Brings the documents of these pages in step within the current transaction.

    For a large branch it takes away at once whatever a scope may no longer read, and leaves the rest to the worker.
    """
    if len(page_ids) <= AT_ONCE:
        write(page_ids)
        return
    withdraw(page_ids)
    ids = sorted(page_ids)
    for start in range(0, len(ids), AT_ONCE):
        write_later.enqueue(ids[start : start + AT_ONCE])


@task()
def write_later(page_ids: list[int]) -> None:
    """The worker's part of `update`; safe to run twice."""
    write(set(page_ids))


def write_now(page_ids: set[int]) -> None:
    """Like `update`, for a change that hides some of the pages' text: none of it waits for the worker."""
    ids = sorted(page_ids)
    for start in range(0, len(ids), TOGETHER):
        write(ids[start : start + TOGETHER])


@transaction.atomic
def write(page_ids: Iterable[int]) -> int:
    """Replaces the documents of these pages; returns how many pages have documents now."""
    ids = set(page_ids)
    scopes = readers()
    versions = noted(ids)
    used = used_so_far(ids)
    SearchDocument.objects.filter(page_id__in=ids).delete()
    written = 0
    documents: list[tuple[SearchDocument, list[str]]] = []
    found = Page.objects.filter(pk__in=ids, live=True).select_related("access__effective", "locale").specific()
    pages = [page for page in found if isinstance(page, BasePage) and page.searchable]
    load_together(pages)
    pieces = pieces_of(pages)
    effective = effective_by_page(Page.objects.filter(pk__in=ids))
    labels = labels_of(pages, effective)
    for page in pages:
        made = list(
            _documents(page, effective.get(page.pk, frozenset()), scopes, versions[page.pk], pieces, labels[page.pk])
        )
        documents += made
        written += bool(made)
    SearchDocument.objects.bulk_create([document for document, _ in documents])
    SearchDocumentScope.objects.bulk_create(
        SearchDocumentScope(document=document, scope=scope, use=used.get((document.item, scope), 0))
        for document, reading in documents
        for scope in reading
    )
    return written


def used_so_far(items: Iterable[int]) -> dict[tuple[int, str], float]:
    """By item and scope how often it is chosen, as the rows that are about to be replaced say."""
    rows = SearchDocumentScope.objects.filter(document__item__in=list(items), use__gt=0)
    return {(item, scope): use for item, scope, use in rows.values_list("document__item", "scope", "use")}


def noted(items: set[int]) -> Mapping[int, int]:
    """Says that the rows of these items are about to change; returns the versions that they get."""
    changes.lock(items)
    note_change()
    versions = changes.note(items)
    transaction.on_commit(indexing.tell_soon, robust=True)
    return versions


def forget(item: int) -> None:
    """A page or file is about to be deleted with all its rows, in the current transaction."""
    noted({item})


def effective_by_page(pages: "QuerySet[Page]") -> dict[int, Audiences]:
    """The effective audiences of those of the pages whose access is known as they stand now."""
    rows = PageAccess.objects.filter(page__in=pages).values_list("pk", "path", "page__path", "effective__text")
    return {key: frozenset(text.split(",")) for key, path, page_path, text in rows if text and path == page_path}


def _documents(
    page: BasePage, effective: Audiences, scopes: dict[str, Reader], version: int, pieces: Pieces, labels: Labels
) -> Iterable[tuple[SearchDocument, list[str]]]:
    by_text: dict[Text, list[str]] = defaultdict(list)
    reading = {scope: reader for scope, reader in scopes.items() if reader.audiences & effective}
    for reader, group in alike(page, reading, pieces):
        by_text[text_of(for_index(page, reader, pieces))] += group
    for text, group in by_text.items():
        yield (
            SearchDocument(
                page=page,
                item=page.pk,
                language=page.locale.language_code,
                kind=str(type(page).__name__),
                title=text.title,
                summary=text.summary,
                headings=text.headings,
                body=text.body,
                keywords=text.keywords,
                sections=text.sections,
                tasks=page.search_tasks(),
                trust=trust_of(page.review_date, page.last_verified_at),
                expires_at=page.expire_at,
                published_at=page.last_published_at,
                labels=labels,
                version=version,
            ),
            group,
        )


@transaction.atomic
def withdraw(page_ids: set[int]) -> None:
    """Takes away every scope that may no longer read these pages, and all documents of pages that are not live."""
    scopes = readers()
    ids = sorted(page_ids)
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        noted(set(chunk))
        SearchDocument.objects.filter(page_id__in=chunk, page__live=False).delete()
        by_set: dict[Audiences, list[int]] = defaultdict(list)
        effective = effective_by_page(Page.objects.filter(pk__in=chunk))
        for key in chunk:
            by_set[effective.get(key, frozenset())].append(key)
        for audiences, members in by_set.items():
            allowed = [scope for scope, reader in scopes.items() if reader.audiences & audiences]
            reads = SearchDocumentScope.objects.filter(document__page_id__in=members)
            reads.exclude(scope__in=allowed).delete()
        changes.versioned(chunk)


def add_scope(scope: str) -> None:
    """Lets a new organisation's scope read what all partners read; nothing can be meant for it alone yet."""
    own = SearchDocumentScope.objects.filter(scope=scope).values("document__item")
    reading = SearchDocumentScope.objects.filter(scope=PARTNER).exclude(document__item__in=own)
    SearchDocumentScope.objects.bulk_create(
        (SearchDocumentScope(document_id=key, scope=scope) for key in reading.values_list("document_id", flat=True)),
        ignore_conflicts=True,
    )


def rebuild() -> int:
    """Writes every page's documents anew; returns how many pages have documents."""
    vocabulary.forget()
    written = 0
    ids = list(Page.objects.filter(depth__gt=1).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), TOGETHER):
        written += write(ids[start : start + TOGETHER])
    return written
