"""Writes the search documents of files: who may see a page that shows a file finds it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.access.effective import in_chunks
from cms.access.reader import Reader
from cms.core.models import BasePage
from cms.media.models import FileUse, MediaDocument
from cms.media.rules import admits

from . import services
from .items import item_of_file
from .labels import FILE_KIND, Labels, labels_of
from .models import FileText, SearchDocument, SearchDocumentScope

# So many files are written together.
TOGETHER = 200
# The labels that a file has of the pages that show it.
OF_PAGES = ("service", "topic", "audience")


def shown_on(page_ids: Iterable[int]) -> set[int]:
    """The keys of the documents that these pages show."""
    found: set[int] = set()
    for chunk in in_chunks(sorted(page_ids)):
        uses = FileUse.objects.filter(page_id__in=chunk, document__isnull=False)
        found.update(uses.values_list("document_id", flat=True))
    return found


def write_files(keys: Iterable[int]) -> None:
    """Replaces the documents of these files in the current transaction."""
    ids = sorted(set(keys))
    for start in range(0, len(ids), TOGETHER):
        _write(ids[start : start + TOGETHER])


def rebuild() -> int:
    """Writes the documents of all files anew; returns how many files can be found."""
    write_files(MediaDocument.objects.values_list("pk", flat=True))
    return SearchDocument.objects.filter(document__isnull=False).values("document").distinct().count()


@transaction.atomic
def _write(keys: list[int]) -> None:
    found = MediaDocument.objects.in_bulk(keys)
    FileText.objects.bulk_create((FileText(document_id=key) for key in found), ignore_conflicts=True)
    versions = services.noted({item_of_file(key) for key in keys})
    used = services.used_so_far(versions)
    SearchDocument.objects.filter(document__in=keys).delete()
    texts = FileText.objects.in_bulk(list(found))
    uses: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for key, page_id, audience in FileUse.objects.filter(document__in=found).values_list(
        "document_id", "page_id", "audience"
    ):
        uses[key].append((page_id, audience))
    shown = _Showing({page_id for each in uses.values() for page_id, _ in each})
    scopes = services.readers()
    made: list[tuple[SearchDocument, list[str]]] = []
    for key, document in found.items():
        text = texts[key].text if texts[key].stored == document.file.name else ""
        for values, reading in _rows(document, uses[key], shown, scopes):
            row = SearchDocument(
                document=document,
                item=item_of_file(key),
                kind=type(document).__name__,
                title=document.title,
                body=text,
                keywords=document.filename,
                published_at=document.created_at,
                version=versions[item_of_file(key)],
                **values,
            )
            made.append((row, reading))
    SearchDocument.objects.bulk_create([row for row, _ in made])
    SearchDocumentScope.objects.bulk_create(
        SearchDocumentScope(document=row, scope=scope, use=used.get((row.item, scope), 0))
        for row, reading in made
        for scope in reading
    )


class _Showing:
    """The pages that show files: who sees them, and what they are about."""

    def __init__(self, keys: set[int]) -> None:
        pages = Page.objects.filter(pk__in=keys, live=True).select_related("locale").specific()
        self.pages = {page.pk: page for page in pages if isinstance(page, BasePage)}
        self.effective = services.effective_by_page(Page.objects.filter(pk__in=self.pages))
        self.labels = labels_of(list(self.pages.values()), self.effective)

    def to(self, reader: Reader, uses: Iterable[tuple[int, str]]) -> list[BasePage]:
        """Those of the pages in whose parts, by audience, the reader sees a file; see cms.media.rules."""
        keys = {key for key, audience in uses if audience in reader.audiences}
        seen = (key for key in sorted(keys) if reader.audiences & self.effective.get(key, frozenset()))
        return [self.pages[key] for key in seen if key in self.pages]


def _rows(
    document: MediaDocument, uses: list[tuple[int, str]], shown: _Showing, scopes: Mapping[str, Reader]
) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """What a document's rows have of the pages that show it, and the scopes that read each row."""
    by_row: dict[str, list[str]] = defaultdict(list)
    kept: dict[str, dict[str, Any]] = {}
    for scope, reader in scopes.items():
        pages = shown.to(reader, uses) if admits(reader, document) else []
        for language in {page.locale.language_code for page in pages}:
            own = [page for page in pages if page.locale.language_code == language]
            moments = [page.expire_at for page in own]
            values = {
                "language": language,
                "expires_at": None if None in moments else max(moments),
                "labels": _labels(own, shown),
            }
            key = json.dumps(values, sort_keys=True, default=str)
            kept[key] = values
            by_row[key].append(scope)
    for key, reading in by_row.items():
        yield kept[key], reading


def _labels(pages: list[BasePage], shown: _Showing) -> Labels:
    of_pages = {
        name: sorted({value for page in pages for value in shown.labels[page.pk].get(name, ())}) for name in OF_PAGES
    }
    return {"kind": [FILE_KIND], **{name: values for name, values in of_pages.items() if values}}
