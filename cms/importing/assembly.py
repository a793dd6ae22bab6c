"""A read document made ready for writing: links set, images stored, and a digest of all that it is made of."""

import hashlib
import json
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from cms.importing.describe import SUMMARY_LIMIT
from cms.importing.documents import Block, ImageUse, ImportedDocument, Link, Part
from cms.importing.files import FileShelf
from cms.importing.images import ImageError, ImageShelf
from cms.importing.keys import PageKeys
from cms.importing.links import LinkTable, Resolver, to_document
from cms.importing.markdown import PUBLIC_TEXT
from cms.importing.notes import Notebook
from cms.importing.targets import Content, LinkedTask, PagePaths

# A change here makes every document count as changed, as it must when the same source is written otherwise.
RECIPE = 2


@dataclass(frozen=True)
class Assembled:
    """A document's content, and the keys of documents that it should link to and that have no page yet; `unset` are
    those of them to which it does not lead, as the others do that have a page to come."""

    content: Content
    awaited: set[str]
    unset: set[str]


def assemble(
    document: ImportedDocument,
    table: LinkTable,
    shelf: ImageShelf,
    files: FileShelf,
    notebook: Notebook,
    pages: PageKeys,
    paths: PagePaths,
) -> Assembled:
    """Sets links, images and files. What cannot be shown is noted and left out; raises OSError where a file is gone."""
    resolver = Resolver(document, table, pages, paths, files.store)
    resolved = resolver.resolve()
    placing = _Placing(document, table, shelf, notebook)
    content = Content(document, placing.blocks(resolved.blocks), resolved.parts, list(document.contacts))
    for part in content.parts:
        part.blocks = placing.blocks(part.blocks)
    for task in document.tasks:
        link = Link(task.href, document.line, task.title)
        download = resolver.download(link) if task.href else None
        page, address = resolver.page_or_address(link) if task.href else (None, "")
        if download is not None:
            summary = f" – {escape(task.summary, quote=False)}" if task.summary else ""
            offer = to_document(download, escape(task.title, quote=False))
            _add(content, {"type": "text", "value": f"<p>{offer}{summary}</p>"})
        elif page is not None or address:
            content.tasks.append(LinkedTask(task.title, page, address, task.summary))
        elif not task.href:
            notebook.altered(None, "a task without an address left out", f"{task.title} {task.summary}")
    if document.picture:
        content.picture = placing.image(document.picture)
    if len(document.summary) > SUMMARY_LIMIT:
        notebook.altered(None, f"a summary of more than {SUMMARY_LIMIT} letters is cut and begins the text as well")
        first: Block = {"type": "text", "value": f"<p>{escape(document.summary, quote=False)}</p>"}
        content.blocks.insert(0, first)
        if content.parts:
            content.parts.insert(0, Part(PUBLIC_TEXT, blocks=[first]))
    notebook.notes += [note for note in resolver.notebook.notes if note not in notebook.notes]
    return Assembled(content, resolver.awaited, resolver.unset)


def digest(document: ImportedDocument, table: LinkTable, shelf: ImageShelf, *others: Any) -> str:
    """What a document's content is known by: the same text, links, images and circumstances give the same digest."""
    targets = [asdict(table.target(document, link)) for link in document.body.links]
    uses = [*document.body.images, *([document.picture] if document.picture else [])]
    pictures = [shelf.digest(shelf.find(table.file(document, use.src))) for use in uses]
    # Where a link or an image stands in its file is no part of what the page shows.
    facts = asdict(document)
    for use in (*facts["body"]["links"], *facts["body"]["images"], *facts["body"]["parts"]):
        use.pop("line")
    facts.pop("line")
    text = json.dumps([RECIPE, facts, targets, pictures, *others], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def files_of(document: ImportedDocument, table: LinkTable) -> set[str]:
    """The paths of the files that a document offers to download."""
    links = [*document.body.links, *(Link(task.href, 1, task.title) for task in document.tasks if task.href)]
    return {target.file for target in (table.target(document, link) for link in links) if target.file}


def _add(content: Content, block: Block) -> None:
    content.blocks.append(block)
    if content.parts:
        content.parts.append(Part(PUBLIC_TEXT, blocks=[block]))


class _Placing:
    """Puts stored images into the blocks of one document."""

    def __init__(self, document: ImportedDocument, table: LinkTable, shelf: ImageShelf, notebook: Notebook) -> None:
        self.document, self.table, self.shelf, self.notebook = document, table, shelf, notebook

    def blocks(self, blocks: list[Block]) -> list[Block]:
        """The blocks with images by their primary keys; images that cannot be shown are left out."""
        found = [self._block(block) for block in blocks]
        return [block for block in found if block is not None]

    def _block(self, block: Block) -> Block | None:
        if block["type"] != "image":
            return block
        value = block["value"]
        image = self.image(self.document.body.images[value["image"]], value["caption"])
        return None if image is None else {"type": "image", "value": {**value, "image": image}}

    def image(self, use: ImageUse, caption: str = "") -> int | None:
        """The primary key of an image, or None with a note."""
        path = self.shelf.find(self.table.file(self.document, use.src))
        words = f"{use.alt} {caption}"
        if not path:
            reason = "is on another site" if "//" in use.src else "is not among the files"
            self.notebook.altered(use.line, f"the image {use.src} {reason} and is left out", words)
            return None
        try:
            return self.shelf.store(path, use.alt)
        except ImageError as error:
            self.notebook.altered(use.line, f"the image {use.src} is left out: {error}", words)
            return None
