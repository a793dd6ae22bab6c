"""Which document, or what else, each address in the documents leads to."""

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from django.utils.text import slugify

from cms.core.inline import KINDS
from cms.importing import pieces, texts
from cms.importing.documents import Block, ImportedDocument, Link, Part
from cms.importing.files import FileError
from cms.importing.keys import PageKeys
from cms.importing.markdown import PUBLIC_TEXT
from cms.importing.notes import Notebook
from cms.importing.reader import INDEX_NAMES, Reading
from cms.importing.richtext import SAFE_SCHEMES

ANCHOR = re.compile(r'<a href="link:(\d+)">(.*?)</a>', re.DOTALL)
PLACE = re.compile(r"^link:(\d+)$")
ENDINGS = (".html", ".htm", ".md", ".markdown", ".html.md", ".html.md.erb", ".md.erb")

# Mark, among the keys of awaited documents, a path of the site at which no page stands yet, a file of the source that
# was refused, and a piece that is not there.
AWAITED_PATH, AWAITED_FILE, AWAITED_PIECE = "path:", "file:", "piece:"


class Paths(Protocol):
    """The pages at paths of the site; see cms.importing.targets.PagePaths."""

    def page_at(self, path: str) -> int | None:
        """A page's primary key."""

    def anchors_of(self, page: int) -> set[str]:
        """The anchors of a page's headings."""


# Gives the primary key of the document made of a file; raises FileError.
Keeping = Callable[[str], int]


@dataclass(frozen=True)
class Target:
    """Where an address leads: to a document (`key`), a file to download, a path of the site, or elsewhere (`href`).

    `anchor` is that of the document's heading which the fragment means: empty for the top of the page, None where there
    is no such heading.
    """

    key: str = ""
    path: str = ""
    href: str = ""
    fragment: str = ""
    file: str = ""
    anchor: str | None = ""


@dataclass
class Resolved:
    """A document's blocks and parts with addresses in place of `link:<n>`."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


class LinkTable:
    """All addresses under which the documents of one source may be linked to."""

    def __init__(self, reading: Reading, hosts: Iterable[str] = ()) -> None:
        self.root = reading.root
        self.hosts = {host.lower().removeprefix("www.") for host in hosts}
        self.documents = {document.key: document for document in reading.documents}
        self.anchors: dict[tuple[str, bool], dict[str, str]] = {}
        self.attachments = set(reading.attachments)
        self.paths: dict[str, str] = {}
        self.addresses: dict[str, str] = {}
        for document in reading.documents:
            for path in _spellings(document.path) if "#" not in document.key else ():
                self.paths.setdefault(path, document.key)
                for root in (self.root, reading.shared):
                    self.addresses.setdefault("/" + path.removeprefix(root), document.key)
        for document in reading.documents:
            for path in _spellings(document.base) if document.base != texts.stem(document.path) else ():
                self.paths.setdefault(path, document.key)
                for root in (self.root, reading.shared):
                    self.addresses.setdefault("/" + path.removeprefix(root), document.key)
        # What a document says is its address counts more than where its file lies.
        for document in reversed(reading.documents):
            for address in (*document.old_addresses, document.address):
                if self.site_path(address):
                    self.addresses[self.site_path(address)] = document.key

    def site_path(self, address: str) -> str:
        """An address as a path of the source's own site (`/a/b`), or nothing where it is another's."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return ""
        if parts.scheme not in ("", "http", "https"):
            return ""
        host = (parts.hostname or "").removeprefix("www.")
        if (parts.scheme or parts.netloc) and host not in self.hosts:
            return ""
        return "/" + unquote(parts.path).strip("/") if parts.path or host else ""

    def target(self, document: ImportedDocument, link: Link) -> Target:
        """Where a link of a document leads."""
        if link.entity in self.documents:
            return Target(key=link.entity)
        href = link.href
        if href.startswith("#"):
            return self._to(document.key, unquote(href[1:]), own=True)
        try:
            parts = urlsplit(href)
        except ValueError:
            return Target(path=href)
        if parts.scheme in KINDS:
            return Target(href=href)
        own = (parts.hostname or "").removeprefix("www.") in self.hosts
        if parts.scheme in ("mailto", "tel") or (parts.netloc and not own):
            return Target(href=f"https:{href}" if href.startswith("//") else href)
        fragment = unquote(parts.fragment)
        path = unquote(parts.path)
        if not path and not parts.netloc:
            return self._to(document.key, fragment, own=True)
        for candidate in self._candidates(document, path):
            if candidate in self.addresses:
                found = self.addresses[candidate]
                return self._to(found, fragment, own=found == document.key)
            if candidate[1:] in self.paths:
                found = self.paths[candidate[1:]]
                return self._to(found, fragment, own=found == document.key)
        for candidate in self.file(document, href):
            if candidate in self.attachments:
                return Target(file=candidate, fragment=fragment)
        if path.startswith("/"):
            return Target(path=path, fragment=fragment)
        return Target(href=href)

    def _to(self, key: str, fragment: str, *, own: bool = False) -> Target:
        """A document, which may be the one with the link, at the heading that a fragment means."""
        if not fragment:
            return Target(key=key)
        if (key, own) not in self.anchors:
            self.anchors[key, own] = anchors_of(self.documents[key], own=own)
        known = self.anchors[key, own]
        spelled = (fragment, slugify(fragment), slugify(fragment).replace("-", ""))
        found = next((known[name] for name in spelled if name in known), None)
        return Target(key=key, fragment=fragment, anchor=found)

    def file(self, document: ImportedDocument, source: str) -> list[str]:
        """The paths inside the source that a file's address may mean, likeliest first."""
        path = self.site_path(source) if "//" in source else unquote(source.split("?")[0].split("#")[0])
        folder = posixpath.dirname(document.path)
        near = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
        from_root = posixpath.normpath(path.lstrip("/"))
        inside = posixpath.normpath(posixpath.join(self.root, path.lstrip("/")))
        order = [inside, from_root] if path.startswith("/") else [near, inside, from_root]
        return [found for found in order if path and not found.startswith("..")]

    def _candidates(self, document: ImportedDocument, path: str) -> list[str]:
        """The site paths that a path in a document may mean: beside its file, then beside its address."""
        if path.startswith("/"):
            plain = ["/" + path.strip("/"), "/" + posixpath.join(self.root, path.strip("/"))]
        else:
            beside = posixpath.normpath(posixpath.join("/", posixpath.dirname(document.path), path))
            plain = [beside]
            own = self.site_path(document.address)
            if own:
                plain += [posixpath.join(folder, path).rstrip("/") for folder in (posixpath.dirname(own), own)]
        return [posixpath.normpath(found) for found in plain]


def anchors_of(document: ImportedDocument, *, own: bool) -> dict[str, str]:
    """The anchors that a document's headings have here, by themselves and by their identifiers in the source; nothing
    for its title, which is the top of the page.

    The words of a heading in a part that is not for everybody are only for links of its `own` that know them.
    """
    body = document.body
    public = _headings(body.blocks) | _headings(
        block for part in body.parts if part.kind == PUBLIC_TEXT for block in part.blocks
    )
    known = {name: anchor for name, anchor in body.anchors.items() if anchor in public or not anchor}
    names = public | _headings(block for part in body.parts for block in part.blocks) if own else public
    # Others put hyphens elsewhere: `security-txt` for "security.txt".
    joined = {name.replace("-", ""): name for name in names}
    return {slugify(document.title): ""} | joined | {name: name for name in names} | known


def _headings(blocks: Iterable[Block]) -> set[str]:
    return {slugify(block["value"]["text"]) or "section" for block in blocks if block["type"] == "heading"}


def _spellings(path: str) -> list[str]:
    """A file by all names that links use for it: whole, without endings, with `.html`, and a folder by its index."""
    stem = texts.stem(path)
    found = [path, stem, *(stem + ending for ending in ENDINGS)]
    if posixpath.basename(stem).lower() in INDEX_NAMES:
        found.append(posixpath.dirname(stem))
    return list(dict.fromkeys(found))


class Resolver:
    """Puts addresses into the blocks of one document. `awaited` are the keys of linked documents without a page,
    paths of the site at which no page stands, files that were refused, and pieces that are not there; `unset` those of
    them that nothing leads to yet, because a block can only name what is there."""

    def __init__(
        self, document: ImportedDocument, table: LinkTable, pages: PageKeys, paths: Paths, keep: Keeping
    ) -> None:
        self.document, self.table = document, table
        self.pages, self.paths, self.keep = pages, paths, keep
        self.notebook = Notebook(document.path)
        self.awaited: set[str] = set()
        self.unset: set[str] = set()

    def resolve(self) -> Resolved:
        """The blocks and parts with their links in place; what leads nowhere becomes plain text and is noted."""
        body = self.document.body
        blocks = [self._block(block) for block in body.blocks]
        parts = [
            Part(
                part.kind,
                part.title,
                part.organisations,
                [self._block(block) for block in part.blocks],
                part.text,
                part.line,
            )
            for part in body.parts
        ]
        return Resolved(blocks, parts)

    def download(self, link: Link) -> int | None:
        """The document to download that a link leads to, or None, noted where it was refused; raises OSError."""
        target = self.table.target(self.document, link)
        if not target.file:
            return None
        try:
            key = self.keep(target.file)
        except FileError as error:
            self.notebook.altered(link.line, f"a link to '{link.href}' left out: {error} Its text is kept", link.text)
            self._await(AWAITED_FILE + target.file)
            return None
        if target.fragment:
            self.notebook.info(link.line, f"a link to '{link.href}' leads to the whole file")
        return key

    def page_or_address(self, link: Link) -> tuple[int | None, str]:
        """A page that is there, or an address elsewhere; neither, with a note, where a link leads nowhere."""
        target = self.table.target(self.document, link)
        page = self.pages.made.get(target.key) if target.key else self._at(target, link)
        if target.key and page is None:
            self._await(target.key)
        if page is not None and target.fragment and target.key != self.document.key:
            self.notebook.info(link.line, f"a link to '{link.href}' leads to the top of the page")
        return page, "" if target.key or target.path else self._elsewhere(target, link)

    def _page_link(self, link: Link, target: Target) -> str:
        """The attributes of a link in a text that leads to a page, or one that is still to be made, at the heading that
        it means; nothing where there is no such page."""
        if target.key:
            page, anchor = self.pages.of(target.key), target.anchor
            if page is None:
                self._await(target.key)
            elif target.key not in self.pages.made:
                self.awaited.add(target.key)
        else:
            page = self._at(target, link)
            known = self.paths.anchors_of(page) if page and target.fragment else set()
            names = (target.fragment, slugify(target.fragment))
            anchor = next((name for name in names if name in known), None) if target.fragment else ""
        if page is None:
            return ""
        if anchor is None:
            reason = f"a link to '{link.href}' finds no such heading; it leads to the top of the page"
            self.notebook.altered(link.line, reason)
        return f'linktype="page" id="{page}"' + (f' anchor="{escape(anchor)}"' if anchor else "")

    def _at(self, target: Target, link: Link) -> int | None:
        """The page at a path of the site; None for what is no such path."""
        page = self.paths.page_at(target.path) if target.path else None
        if target.path and page is None:
            self._nowhere(link)
            self._await(AWAITED_PATH + target.path)
        return page

    def _elsewhere(self, target: Target, link: Link) -> str:
        if target.file:
            return ""
        if urlsplit(target.href).scheme.lower() in SAFE_SCHEMES:
            return target.href
        self._nowhere(link)
        return ""

    def _await(self, key: str) -> None:
        self.awaited.add(key)
        self.unset.add(key)

    def _nowhere(self, link: Link) -> None:
        self.notebook.altered(link.line, f"a link to '{link.href}' leads to nothing here; its text is kept", link.text)

    def _block(self, block: Block) -> Block:
        value = block["value"]
        if block["type"] == "action":
            return self._action(value)
        if block["type"] in KINDS:
            return self._piece(value["link"])
        return {"type": block["type"], "value": self._value(value)}

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return ANCHOR.sub(self._anchor, value) if 'href="link:' in value else value
        if isinstance(value, list):
            return [self._value(item) for item in value]
        if isinstance(value, dict):
            return {key: self._value(item) for key, item in value.items()}
        return value

    def _anchor(self, found: re.Match[str]) -> str:
        link, text = self.document.body.links[int(found[1])], found[2]
        asked = pieces.asked_for(link.href)
        if asked is not None:
            self._await_piece(asked, link)
            return pieces.within(asked, link, self.notebook) or text
        target = self.table.target(self.document, link)
        if target.key == self.document.key and target.fragment:
            if target.anchor:
                return f'<a href="#{escape(target.anchor)}">{text}</a>'
            self.notebook.altered(
                link.line, f"a link to '{link.href}' finds no such heading; its text is kept", link.text
            )
            return text
        download = self.download(link)
        if download is not None:
            return to_document(download, text)
        if target.key or target.path:
            attributes = self._page_link(link, target)
            return f"<a {attributes}>{text}</a>" if attributes else text
        address = self._elsewhere(target, link)
        return f'<a href="{escape(address)}">{text}</a>' if address else text

    def _piece(self, number: int) -> Block:
        link = self.document.body.links[number]
        asked = pieces.asked_for(link.href)
        block = None
        if asked is not None:
            self._await_piece(asked, link)
            block = pieces.alone(asked, link, self.notebook)
        return block or {"type": "text", "value": f"<p>{escape(link.text, quote=False)}</p>"}

    def _await_piece(self, asked: pieces.Asked, link: Link) -> None:
        if not asked.is_there:
            self._await(AWAITED_PIECE + link.href)

    def _action(self, value: dict[str, Any]) -> Block:
        number = PLACE.match(value["url"])
        link = self.document.body.links[int(number[1])] if number else Link(value["url"], 1, value["label"])
        label = escape(value["label"], quote=False)
        download = self.download(link)
        if download is not None:
            return {"type": "text", "value": f"<p>{to_document(download, label)}</p>"}
        page, address = self.page_or_address(link)
        if page is None and not address:
            return {"type": "text", "value": f"<p>{label}</p>"}
        return {"type": "action", "value": {**value, "page": page, "url": address}}


def to_document(key: int, text: str) -> str:
    """A link to a document in rich text; `text` is rich text itself."""
    return f'<a linktype="document" id="{key}">{text}</a>'
