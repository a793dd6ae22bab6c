"""Where each document stands in the tree: below which other document, or below a page made for its folder."""

import posixpath
from dataclasses import dataclass, field

from django.utils.text import slugify

from cms.importing import texts, twins
from cms.importing.documents import ImportedDocument, Note
from cms.importing.links import LinkTable
from cms.importing.notes import Notebook
from cms.importing.reader import INDEX_NAMES, Reading

FOLDER = "folder:"
SLUG_LIMIT = 120  # letters


@dataclass
class Place:
    """One page to be: of a document, or (None) of a folder. `parent` is the key of the place above, or empty;
    `original` that of the document which this one translates."""

    key: str
    document: ImportedDocument | None
    title: str
    slug: str
    parent: str = ""
    folder: str = ""
    original: str = ""
    children: "list[Place]" = field(default_factory=list)


@dataclass
class Plan:
    """All places, each after the one above it, and the notes on placing them."""

    places: list[Place]
    notes: list[Note]


def plan(reading: Reading, table: LinkTable) -> Plan:
    """Places every document of a source."""
    return _Planning(reading, table).plan()


class _Planning:
    """The state of placing one source's documents."""

    def __init__(self, reading: Reading, table: LinkTable) -> None:
        self.reading, self.table = reading, table
        self.places: dict[str, Place] = {}
        self.originals, self.notes = twins.pair(reading)
        files = [document for document in reading.documents if "#" not in document.key]
        files.sort(key=lambda document: document.key in self.originals)
        self.stems = {document.base: document.key for document in reversed(files)}
        self.stems |= {texts.stem(document.path): document.key for document in reversed(files)}

    def plan(self) -> Plan:
        for document in self.reading.documents:
            translates = document.key in self.originals
            slug = _slug(document, self.reading.root, by_base=translates)
            self.places[document.key] = Place(document.key, document, document.title, slug)
        for document in self.reading.documents:
            if document.key not in self.originals:
                self.places[document.key].parent = self._parent(document)
        for key, original in self.originals.items():
            self.places[key].parent, self.places[key].original = self.places[original].parent, original
        self._break_circles()
        return Plan(self._in_order(), self.notes)

    def _parent(self, document: ImportedDocument) -> str:
        if document.parent:
            found = self._named(document)
            if found and found != document.key:
                return found
            notebook = Notebook(document.path)
            notebook.altered(document.line, f"its parent '{document.parent}' is not among the documents")
            self.notes += notebook.notes
        above = self._by_address(document)
        return above or self._by_folder(document)

    def _named(self, document: ImportedDocument) -> str:
        """The parent that the document names, by address, identifier or path; a section's name makes a folder."""
        if document.key.startswith(f"{document.path}#") and document.parent.endswith("/"):
            folder = posixpath.join(posixpath.dirname(document.path), document.parent.rstrip("/"))
            return self._folder(folder.removeprefix(self.reading.root), str(document.extra.get("section", "")))
        if document.parent in self.places:
            return document.parent
        path = self.table.site_path(document.parent)
        beside = posixpath.join(posixpath.dirname(document.path), document.parent)
        return self.table.addresses.get(path) or self.stems.get(texts.stem(posixpath.normpath(beside)), "")

    def _by_address(self, document: ImportedDocument) -> str:
        """The document whose address is the longest beginning of this one's."""
        path = posixpath.dirname(self.table.site_path(document.address).rstrip("/"))
        while len(path) > 1:
            found = self.table.addresses.get(path)
            if found and found != document.key:
                return found
            path = posixpath.dirname(path)
        return ""

    def _by_folder(self, document: ImportedDocument) -> str:
        folder = posixpath.dirname(document.base.removeprefix(self.reading.root))
        if self._index_of(folder) == document.key:
            folder = posixpath.dirname(folder)
        return self._folder(folder)

    def _index_of(self, folder: str) -> str:
        """The document that stands for a folder: `a/index`, `a/a`, or `a` beside it."""
        if not folder:
            return ""
        full = self.reading.root + folder
        names = [f"{full}/{name}" for name in sorted(INDEX_NAMES)] + [full, f"{full}/{posixpath.basename(folder)}"]
        return next((self.stems[name] for name in names if name in self.stems), "")

    def _folder(self, folder: str, title: str = "") -> str:
        """The key of the place for a folder, made with those above it where it is missing."""
        if not folder or folder == ".":
            return ""
        index = self._index_of(folder)
        if index:
            return index
        key = FOLDER + folder
        if key not in self.places:
            name = posixpath.basename(folder)
            title = title or name.replace("-", " ").replace("_", " ").strip().capitalize() or name
            parent = self._folder(posixpath.dirname(folder))
            self.places[key] = Place(key, None, title, slugify(name) or "folder", parent, folder)
        return key

    def _break_circles(self) -> None:
        for place in list(self.places.values()):
            seen = {place.key}
            at = place
            while at.parent:
                if at.parent in seen:
                    notebook = Notebook(at.document.path if at.document else at.folder)
                    notebook.altered(None, f"stands below itself by way of '{at.parent}'; moved to the top")
                    self.notes += notebook.notes
                    at.parent = ""
                    break
                seen.add(at.parent)
                at = self.places[at.parent]

    def _in_order(self) -> list[Place]:
        """Depth first, siblings by their order, then as they lie in the source; at the end what translates others."""
        tops: list[Place] = []
        for place in self.places.values():
            if place.original:
                continue
            above = self.places.get(place.parent)
            (above.children if above else tops).append(place)
        ordered: list[Place] = []
        waiting = sorted(tops, key=_rank, reverse=True)
        while waiting:
            place = waiting.pop()
            ordered.append(place)
            waiting += sorted(place.children, key=_rank, reverse=True)
        ranks = {place.key: rank for rank, place in enumerate(ordered)}
        translations = [place for place in self.places.values() if place.original]
        return ordered + sorted(translations, key=lambda place: ranks[place.original])


def _rank(place: Place) -> tuple[bool, int, str, int]:
    document = place.document
    if document is None:
        return True, 0, place.folder, 0
    return document.order is None, document.order or 0, document.path, document.line


def _slug(document: ImportedDocument, root: str, *, by_base: bool) -> str:
    """The last piece of the page's address: as given, from its old address, from its file's name, from its title."""
    from_title = slugify(document.title)
    if "#" in document.key and document.key.startswith(document.path):
        name = from_title
    else:
        stem = texts.stem(document.path)
        if by_base or stem.startswith(f"{document.base}."):
            stem = document.base
        _day, name = texts.dated_name(stem)
        stem = stem.removeprefix(root)
        if name.lower() in INDEX_NAMES:
            name = posixpath.basename(posixpath.dirname(stem))
    given = document.slug if document.slug != from_title else ""
    last = posixpath.basename(texts.stem(document.address.split("?")[0].rstrip("/")))
    for candidate in (given, slugify(last), slugify(name), from_title, slugify(document.key)):
        if candidate:
            return candidate[:SLUG_LIMIT].strip("-_")
    return "page"
