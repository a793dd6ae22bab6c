"""Writes what was read as pages: each document whole or not at all, and only where something has changed."""

import itertools
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from cms.access.audiences import Audiences
from cms.core.bulk import in_bulk
from cms.core.following import together
from cms.core.models import BasePage
from cms.importing.assembly import Assembled, assemble, digest, files_of
from cms.importing.describe import audiences_for
from cms.importing.documents import DocumentError, ImportedDocument, Note, Severity
from cms.importing.files import FileShelf
from cms.importing.images import ImageShelf
from cms.importing.keys import PageKeys
from cms.importing.links import AWAITED_FILE, AWAITED_PATH, AWAITED_PIECE, LinkTable
from cms.importing.mapping import Mapping
from cms.importing.models import ImportedItem
from cms.importing.notes import Notebook
from cms.importing.pagemaking import HOLDER, PageMaker
from cms.importing.pieces import asked_for
from cms.importing.placement import Place, plan
from cms.importing.reader import Reading
from cms.importing.redirects import old_addresses, redirect
from cms.importing.targets import PagePaths, Target

logger = logging.getLogger(__name__)

Progress = Callable[[Iterable[Place], int], Iterable[Place]]
Act = Callable[[Place, Notebook, Counter[str]], None]

# So many documents are written in one transaction at most, and none begun after so many seconds: others wait meanwhile.
TOGETHER = 25
SECONDS = 1.0


@dataclass(frozen=True)
class Job:
    """What to write where: `section` is the page that all is put below, `audiences` those whom the pages are for."""

    source: str
    reading: Reading
    section: BasePage
    target: Target
    audiences: Audiences
    mapping: Mapping = field(default_factory=Mapping)
    dry_run: bool = False


def write(job: Job, progress: Progress) -> tuple[Counter[str], list[Note]]:
    """Writes a job; returns the counts that a report has, and the notes made in writing.

    `progress` passes the places on, given their number, past a progress bar.
    """
    with in_bulk():
        return _Writing(job).run(progress)


class _Writing:
    """The state of writing one source."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.table = LinkTable(job.reading, job.mapping.hosts)
        self.shelf = ImageShelf(job.reading.images, dry_run=job.dry_run)
        self.files = FileShelf(job.source, job.reading.attachments, dry_run=job.dry_run)
        name = job.source.replace("-", " ").replace("_", " ").strip().capitalize() or "Imported"
        self.maker = PageMaker(name, job.section, job.target, job.audiences, self._remember)
        self.items = {item.key: item for item in ImportedItem.objects.filter(source=job.source)}
        self.pages = PageKeys({key: item.page_id for key, item in self.items.items()})
        self.led: dict[str, set[str]] = {}  # the documents that each leads to, by keys, before they had pages
        self.parents: dict[int, Page] = {}
        self.paths = PagePaths(job.section)
        self.counts: Counter[str] = Counter()
        self.notes: dict[str, list[Note]] = {}
        self.moved: dict[str, str] = {}  # folders that got no page, and what their documents stand below instead

    def run(self, progress: Progress) -> tuple[Counter[str], list[Note]]:
        planned = plan(self.job.reading, self.table)
        if self.job.dry_run:
            self.pages.made = {place.key: self.pages.made.get(place.key, 0) for place in planned.places}
        else:
            self.pages.set_aside(place.key for place in planned.places if place.document is not None)
        self._all(progress(planned.places, len(planned.places)), self._place)
        self.paths.forget_missing()
        self._settle()
        waiting = [place for place in planned.places if place.key in self.items and self.items[place.key].awaited]
        self._all(waiting, self._set_links)
        self._tell_of_images()
        self._tell_of_files()
        self._tell_of_what_is_gone({place.key for place in planned.places})
        self.counts["images"], self.counts["downloads"] = self.shelf.stored, self.files.stored
        return self.counts, [*planned.notes, *(note for notes in self.notes.values() for note in notes)]

    def _all(self, places: Iterable[Place], act: Act) -> None:
        waiting = iter(places)
        while self._some(waiting, act):
            pass

    def _some(self, waiting: Iterator[Place], act: Act) -> bool:
        """Does one thing with the next places in one transaction, or with each by itself where they cannot be written
        together; returns whether there were any."""
        counts, notes = self.counts.copy(), {key: list(known) for key, known in self.notes.items()}
        begun: list[Place] = []
        until = time.monotonic() + SECONDS
        try:
            with together():
                for place in itertools.islice(waiting, TOGETHER):
                    begun.append(place)
                    self._alone(place, act)
                    if time.monotonic() > until:
                        break
        except Exception as error:
            self.counts, self.notes = counts, notes
            self._forget()
            if len(begun) > 1:
                for place in begun:
                    self._some(iter([place]), act)
                return True
            begun = begun or list(itertools.islice(waiting, 1))
            for place in begun:
                notebook = self._notebook(place)
                self._failed(place, error, notebook)
                self.pages.aside.pop(place.key, None)
                self._note(place, notebook)
        finally:
            self.parents.clear()
        return bool(begun)

    def _alone(self, place: Place, act: Act) -> None:
        """Does one thing with a place; what goes wrong with it undoes it alone."""
        notebook = self._notebook(place)
        line = place.document.line if place.document else None
        counts: Counter[str] = Counter()
        try:
            with transaction.atomic():
                act(place, notebook, counts)
            self.counts += counts
        except DocumentError as error:
            notebook.refused(error.line, error.reason)
        except ValidationError as error:
            notebook.refused(line, _faults(error))
        except OSError as error:
            notebook.refused(line, f"a file of it cannot be read: {error.strerror or error}")
        except Exception as error:
            # A document that nobody thought of must not stop the others.
            self._failed(place, error, notebook)
        if any(note.severity is Severity.REFUSED for note in notebook.notes):
            self._forget()
            self.pages.aside.pop(place.key, None)
        self._note(place, notebook)

    def _failed(self, place: Place, error: Exception, notebook: Notebook) -> None:
        logger.error("Writing %s failed", place.key, exc_info=error)
        line = place.document.line if place.document else None
        notebook.refused(line, f"could not be written ({type(error).__name__})")

    def _notebook(self, place: Place) -> Notebook:
        return Notebook(place.document.path if place.document else place.folder)

    def _note(self, place: Place, notebook: Notebook) -> None:
        known = self.notes.setdefault(place.key, [])
        known += [note for note in notebook.notes if note not in known]

    def _forget(self) -> None:
        """Takes back what was remembered of pages, images and files whose transaction was undone."""
        self.shelf.forget()
        self.files.forget()
        self.parents.clear()
        self.items = {item.key: item for item in ImportedItem.objects.filter(source=self.job.source)}
        if not self.job.dry_run:
            self.pages.made = {key: item.page_id for key, item in self.items.items()}

    def _place(self, place: Place, notebook: Notebook, counts: Counter[str]) -> None:
        if place.document is not None:
            self._document(place, place.document, notebook, counts)
        elif place.key not in self.items:
            counts["folders"] += 1
            if not self.job.dry_run and self.maker.folder(place, self._page(place.parent)) is None:
                # What lies in the folder moves up to where the folder would have been.
                counts["folders"] -= 1
                self.moved[place.key] = place.parent

    def _document(self, place: Place, document: ImportedDocument, notebook: Notebook, counts: Counter[str]) -> None:
        audiences = audiences_for(document, self.job.audiences, self.maker.vocabulary)
        made_of = digest(document, self.table, self.shelf, audiences)
        item = self.items.get(document.key)
        linked = files_of(document, self.table)
        self.files.linked |= linked
        if item is not None and item.digest == made_of:
            for path in linked:
                self.files.refresh(path)
            counts["unchanged"] += 1
            self.shelf.shown |= self._images_of(document)
            return
        assembled = self._assembled(document, notebook)
        counts["changed" if item else "created"] += 1
        if self.job.dry_run:
            return
        if item is not None:
            page = self.maker.change(item, assembled.content, audiences, notebook)
        else:
            parent = self._page(place.parent)
            key = self.pages.aside.get(document.key)
            original = self._original(place)
            page = self.maker.new(place, parent, assembled.content, audiences, notebook, key, original)
            counts["translations"] += original is not None and page.translation_key == original.translation_key
        self.led[document.key] = assembled.awaited - assembled.unset
        self._remember(document.key, page, made_of, assembled.awaited - {document.key}, document.extra)
        counts["redirects"] += redirect(page, old_addresses(document, self.table), self.paths.site, notebook)

    def _original(self, place: Place) -> BasePage | None:
        """The page of the document that this one translates, if there is one."""
        key = self.pages.made.get(place.original)
        return Page.objects.get(pk=key).specific if key else None

    def _settle(self) -> None:
        """Strikes off what is awaited no more: pages that were made with the keys that links to them name."""
        settled = []
        for key, led in self.led.items():
            item = self.items.get(key)
            there = {other for other in led if self.pages.made.get(other, 0) == self.pages.aside.get(other)}
            if item is not None and there & set(item.awaited):
                item.awaited = sorted(set(item.awaited) - there)
                self.led[key] = led - there
                settled.append(item)
        ImportedItem.objects.bulk_update(settled, ["awaited"], batch_size=200)

    def _set_links(self, place: Place, notebook: Notebook, counts: Counter[str]) -> None:
        """Sets links to documents whose pages were made after the one that links to them, and takes away those to
        documents of which no pages came."""
        document, item = place.document, self.items[place.key]
        if document is None:
            return
        stray = self.led.get(place.key, set()) & set(item.awaited)
        if not self.job.dry_run and (stray or any(self._is_there(key) for key in item.awaited)):
            assembled = self._assembled(document, notebook)
            page = self.maker.relink(item, assembled.content, notebook)
            self._remember(document.key, page, item.digest, assembled.awaited, item.extra)
        for key in self.items[place.key].awaited:
            if key.startswith((AWAITED_PATH, AWAITED_FILE, AWAITED_PIECE)):
                continue  # noted where the link stands
            notebook.altered(None, f"a link to '{key}', which was not imported; its text is kept")

    def _is_there(self, key: str) -> bool:
        if key.startswith(AWAITED_PATH):
            return self.paths.page_at(key.removeprefix(AWAITED_PATH)) is not None
        if key.startswith(AWAITED_FILE):
            return self.files.is_there(key.removeprefix(AWAITED_FILE))
        if key.startswith(AWAITED_PIECE):
            asked = asked_for(key.removeprefix(AWAITED_PIECE))
            return asked is not None and asked.is_there
        return key in self.pages.made

    def _assembled(self, document: ImportedDocument, notebook: Notebook) -> Assembled:
        return assemble(document, self.table, self.shelf, self.files, notebook, self.pages, self.paths)

    def _page(self, key: str) -> Page:
        """The page of a place, as it is stored now; the section's for none, or for one that was refused."""
        while key in self.moved:
            key = self.moved[key]
        primary = self.pages.made.get(key) or self.job.section.pk
        if primary not in self.parents:
            self.parents[primary] = Page.objects.select_related("locale").get(pk=primary)
        return self.parents[primary]

    def _remember(
        self,
        key: str,
        page: BasePage,
        made_of: str = "",
        awaited: Iterable[str] = (),
        extra: dict[str, Any] | None = None,
    ) -> None:
        item = self.items.get(key) or ImportedItem(source=self.job.source, key=key)
        item.page_id, item.digest, item.revision = page.pk, made_of, page.latest_revision_id
        item.awaited, item.extra = sorted(awaited), extra or {}
        item.save()
        self.items[key], self.pages.made[key] = item, page.pk

    def _images_of(self, document: ImportedDocument) -> set[str]:
        uses = [*document.body.images, *([document.picture] if document.picture else [])]
        return {self.shelf.find(self.table.file(document, use.src)) for use in uses}

    def _tell_of_images(self) -> None:
        for path in self.job.reading.images:
            notebook = Notebook(path)
            fault = self.shelf.fault(path)
            if fault:
                notebook.refused(None, fault)
            elif path not in self.shelf.shown:
                notebook.info(None, "left out: no document shows it")
            self.notes[f"image:{path}"] = notebook.notes

    def _tell_of_files(self) -> None:
        for path in self.job.reading.attachments:
            notebook = Notebook(path)
            unread = self.job.reading.unread.get(path)
            if path in self.files.faults:
                notebook.refused(None, self.files.faults[path])
            elif path in self.files.remarks:
                notebook.altered(None, self.files.remarks[path])
            elif path not in self.files.linked and unread:
                notebook.notes += unread
            elif path not in self.files.linked:
                notebook.info(None, "left out: no document links to it")
            self.notes[f"file:{path}"] = notebook.notes

    def _tell_of_what_is_gone(self, planned: set[str]) -> None:
        for key in sorted(set(self.items) - planned - {HOLDER}):
            notebook = Notebook(key)
            notebook.info(None, "no longer in the source, or refused; its page is kept")
            self.notes.setdefault(key, []).extend(notebook.notes)


def _faults(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        return "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
    return " ".join(error.messages)
