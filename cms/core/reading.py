"""`for_reader`: the one place where hidden parts of a page are removed, before anything shows or stores it."""

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.html import escape
from wagtail.blocks import ChooserBlock, ListBlock, StructBlock
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import BaseStreamBlock, StreamValue
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock, TypedTable
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from cms.access.audiences import Audiences
from cms.access.reader import Reader
from cms.access.rules import may_see_part, visible_to
from cms.media.rules import admits

from . import inline, keys
from .addresses import addresses
from .file_uses import files_of_draft
from .sanitise import clean_rich_text
from .walking import (
    IDENTIFIER,
    Reference,
    all_leaves,
    audiences_of,
    file_fields,
    marks,
    references,
    references_of,
    stream_fields,
)

ANCHOR = re.compile(r"<a\b(?P<attributes>[^>]*)>(?P<text>.*?)</a>", re.IGNORECASE | re.DOTALL)
LINKTYPE = re.compile(r'\blinktype="(?P<kind>[a-z]+)"', re.IGNORECASE)
HEADING = re.compile(r'\banchor="(?P<anchor>[^"&<>\s]+)"')
HIDDEN = object()


class PageLink:
    """A page that the reader may see, as far as a link needs it; `page` is what the block's chooser loaded.

    `url` is empty where nothing shows the page to the reader.
    """

    __slots__ = ("id", "page", "title", "url")

    def __init__(self, page: Page, url: str) -> None:
        self.id = page.pk
        self.title = page.title
        self.url = url
        self.page = page

    def __str__(self) -> str:
        return str(self.title)


class Cut:
    """What one reader may see of what some bodies point to; as many queries for many pages as for two."""

    def __init__(
        self, reader: Reader, site: Site | None, pages: Iterable[Page], pieces: inline.Pieces | None = None
    ) -> None:
        self.reader = reader
        self.site = site
        self.locale_id = 0
        shown = list(pages)
        keys.shows_pages(shown)
        leaves = [leaf for leaf in all_leaves(shown) if self.sees(leaf.audiences)]
        prefetch_related_objects([leaf.value for leaf in leaves if isinstance(leaf.value, AbstractImage)], "renditions")
        seen = [reference for leaf in leaves for reference in references_of(leaf)]
        self.links = self._links(seen)
        self.documents = self._documents(seen)
        self.pieces = inline.load((one.kind, one.id) for one in seen) if pieces is None else pieces
        keys.shows(*(piece.key for piece in self.pieces.values()))

    def _links(self, seen: list[Reference]) -> dict[int, PageLink]:
        ids = {reference.id for reference in seen if reference.kind == "page"}
        if not ids:
            return {}
        # The hidden ones too: once the reader may see them, there is a link where there was text.
        keys.shows(*map(keys.page_key, ids))
        pages = list(visible_to(Page.objects.filter(pk__in=ids), self.reader))
        urls = addresses(pages, self.site, self.reader)
        return {page.pk: PageLink(page, urls.get(page.pk, "")) for page in pages}

    def _documents(self, seen: list[Reference]) -> dict[int, AbstractDocument]:
        ids = {reference.id for reference in seen if reference.kind == "document"}
        if not ids:
            return {}
        return {document.pk: document for document in get_document_model().objects.filter(pk__in=ids)}

    def admits(self, file: Any) -> bool:
        """Whether a file is shown where it stands in what is shown."""
        return admits(self.reader, file)

    def sees(self, audiences: Audiences) -> bool:
        """Whether a part for these audiences is shown."""
        return may_see_part(self.reader, audiences)

    def page(self, page: Page) -> Page:
        """A copy of the page that holds only what the reader may see."""
        shown = without_hidden_files(page, self.admits)
        around, self.locale_id = self.locale_id, page.locale_id
        for field in stream_fields(page):
            setattr(shown, field.name, self.value(field.stream_block, getattr(page, field.name)))
        self.locale_id = around
        return shown

    def value(self, block: Any, value: Any) -> Any:
        """The value without its hidden parts, or HIDDEN if nothing of it may be seen."""
        if value is None:
            return None
        if not self.sees(audiences_of(block, value)):
            return HIDDEN
        if isinstance(block, BaseStreamBlock):
            children = [(child, self.value(child.block, child.value)) for child in value]
            kept = [(child.block.name, cut, child.id) for child, cut in children if cut is not HIDDEN]
            return StreamValue(block, kept)
        if isinstance(block, StructBlock):
            return self._struct(block, value)
        if isinstance(block, ListBlock):
            items = [self.value(block.child_block, item) for item in value]
            return ListValue(block, values=[item for item in items if item is not HIDDEN])
        if isinstance(block, BaseTypedTableBlock):
            return self._table(value)
        return self._leaf(block, value)

    def _struct(self, block: StructBlock, value: Any) -> Any:
        members = {name: self.value(child, value.get(name)) for name, child in block.child_blocks.items()}
        for name, child in block.child_blocks.items():
            if members[name] is None and isinstance(child, ChooserBlock):
                members[name] = HIDDEN  # what was chosen is gone, which reads like what is hidden
        hidden = {name for name, member in members.items() if member is HIDDEN}
        needed = any(block.child_blocks[name].required for name in hidden)
        if needed or ("page" in hidden and not (members.get("url") or members.get("address"))):
            return HIDDEN
        shown = [(name, None if name in hidden else member) for name, member in members.items()]
        cut = block.meta.value_class(block, shown)
        return block.for_reader(cut, self) if hasattr(block, "for_reader") else cut

    def _table(self, table: TypedTable) -> TypedTable:
        rows = [
            {
                "values": [
                    self.value(column["block"], cell)
                    for column, cell in zip(table.columns, row["values"], strict=False)
                ]
            }
            for row in table.row_data
        ]
        return TypedTable(table.columns, rows, table.caption)

    def _leaf(self, block: Any, value: Any) -> Any:
        if isinstance(value, RichText):
            return RichText(clean_rich_text(inline.without_holes(ANCHOR.sub(self._anchor, value.source))))
        if isinstance(value, Page):
            link = self.links.get(value.pk)
            if link is None or not (link.url or getattr(block, "embeds", False)):
                return HIDDEN
            return PageLink(value, link.url)
        if kind := inline.kind_of(value):
            piece = self._piece(kind, value.pk)
            shown = piece.value(self.locale_id) if piece else None
            return HIDDEN if shown is None else shown
        if hasattr(value, "audiences") and not self.admits(value):
            return HIDDEN
        return value

    def _anchor(self, match: re.Match[str]) -> str:
        """The link with its address, or only its text if it leads where the reader may not go; a piece's words."""
        attributes, text = match["attributes"], match["text"]
        kind, identifier = LINKTYPE.search(attributes), IDENTIFIER.search(attributes)
        if kind is None:
            return match.group()
        if kind["kind"] in inline.KINDS:
            form = inline.FORMAT.search(attributes)
            piece = self._piece(kind["kind"], int(identifier["id"])) if identifier else None
            words = piece.html(form["format"], self.locale_id) if piece and form else None
            return inline.HOLE if words is None else words
        if identifier is None:
            return text
        key = int(identifier["id"])
        target: Any = self.links.get(key)
        if kind["kind"] != "page":
            document = self.documents.get(key)
            target = document if document is not None and self.admits(document) else None
        heading = HEADING.search(attributes)
        fragment = f"#{heading['anchor']}" if heading else ""
        return f'<a href="{escape(target.url + fragment)}">{text}</a>' if target and target.url else text

    def _piece(self, kind: str, key: int) -> inline.Piece | None:
        piece = self.pieces.get((kind, key))
        return piece if piece is not None and inline.admits(self.reader, piece) else None


class DraftCut(Cut):
    """Cuts a draft for a preview: its own parts are shown as `own` sees them, everything else as the reader does.

    Whoever looks at it wrote the draft, or was sent it; what stands around it may be others'. Its files are shown on
    the word of the user `vouching`.
    """

    def __init__(self, own: Reader, reader: Reader, site: Site | None, draft: Page, vouching: object) -> None:
        self.own, self.draft = own, draft
        self.files: set[tuple[Any, int]] | None = files_of_draft(draft, own, vouching)
        super().__init__(reader, site, [draft])

    def sees(self, audiences: Audiences) -> bool:
        """By the reader of the draft, until an embedded page is cut."""
        return may_see_part(self.own, audiences)

    def admits(self, file: Any) -> bool:
        """As `files_of_draft` says, until an embedded page is cut."""
        return super().admits(file) if self.files is None else (type(file), file.pk) in self.files

    def page(self, page: Page) -> Page:
        """A copy of the draft, or of a page embedded in it."""
        if page is self.draft:
            return super().page(page)
        own, files = self.own, self.files
        self.own, self.files = self.reader, None
        try:
            return super().page(page)
        finally:
            self.own, self.files = own, files


def for_reader(page: Page, reader: Reader, site: Site | None) -> Page:
    """A copy of the page with only what the reader may see; links lead where the reader may go, or are plain text.

    `site` is the site that the reader is on; None makes all addresses whole. The copy must not be saved.
    """
    return Cut(reader, site, [page]).page(page)


def without_hidden_files(page: Page, admitted: Callable[[Any], bool]) -> Page:
    """A copy of the page whose own fields hold no file but those that `admitted` lets through."""
    shown = copy.copy(page)
    for field in file_fields(type(page)):
        file = getattr(shown, field.name)
        if file is not None and not admitted(file):
            setattr(shown, field.name, None)
    return shown


def for_reader_many(pages: list[Page], reader: Reader, site: Site | None) -> list[Page]:
    """The same for many pages in as few queries as for one."""
    cut = Cut(reader, site, pages)
    return [cut.page(page) for page in pages]


def pieces_of(pages: Iterable[Page]) -> inline.Pieces:
    """The reusable pieces in the pages' own bodies; as many queries for many pages as for one."""
    return inline.load((one.kind, one.id) for page in pages for one in references(page))


def for_index(page: Page, reader: Reader, pieces: inline.Pieces) -> Page:
    """The copy whose text search may store for the reader: links are plain text, what embeds or leads on is left out.

    So what is stored follows from this page and its `pieces` alone, whatever becomes of the pages it points to; no
    query but for files.
    """
    return Cut(reader, None, [], pieces).page(page)


def alike(page: Page, readers: dict[str, Reader], pieces: inline.Pieces) -> list[tuple[Reader, list[str]]]:
    """The keys of the readers in groups that see the same of the page's own content, each with one of its readers."""
    shown = (pieces.get((one.kind, one.id)) for one in references(page))
    named = sorted(marks(page).union(*(piece.audiences for piece in shown if piece)), key=sorted)
    groups: dict[tuple[Audiences, ...], list[str]] = defaultdict(list)
    for key, reader in readers.items():
        groups[tuple(mark & reader.audiences for mark in named)].append(key)
    return [(readers[keys[0]], keys) for keys in groups.values()]
