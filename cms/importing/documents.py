"""What reading a source gives: documents made of neutral blocks, and notes on what was refused or altered.

Nothing here knows of page models. A block is `{"type": name, "value": value}` in the shape that a page body's
StreamField reads, with two differences until the document is written: a link's address is `link:<n>`, where n counts
in `ImportedDocument.links`, and an image is `{"image": n}`, where n counts in `ImportedDocument.images`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

Block = dict[str, Any]


class Severity(StrEnum):
    """How much a note matters: left out, changed, or only worth knowing."""

    REFUSED = "refused"
    ALTERED = "altered"
    INFO = "info"


@dataclass(frozen=True)
class Note:
    """One thing that the reader of the report should know.

    `line` counts from 1 in the source file and is None where the whole file is meant. `text` holds words of the
    source that are in no block, so that nothing of it is lost silently.
    """

    file: str
    line: int | None
    severity: Severity
    reason: str
    text: str = ""


class DocumentError(Exception):
    """A file, or a row of one, that cannot be imported. `line` counts from 1."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True)
class Link:
    """An address found in a document; `entity` is the key of the document meant, where the source names it."""

    href: str
    line: int
    text: str
    entity: str = ""


@dataclass(frozen=True)
class ImageUse:
    """An image shown in a document: its address as written, and what it shows."""

    src: str
    line: int
    alt: str


@dataclass
class Part:
    """A piece of an article that is meant for one audience.

    `kind` is a part's name (`public_text`, `staff_note`, ...); `organisations` are slugs and only given for partners;
    `text` is used by parts of plain text and `blocks` by all others.
    """

    kind: str
    title: str = ""
    organisations: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    text: str = ""
    line: int = 1


@dataclass
class Contact:
    """How to reach somebody: the shape of a contact block."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    hours: str = ""


@dataclass
class Task:
    """One thing that can be done from a page. `href` is an address as written in the source, or empty."""

    title: str
    href: str = ""
    summary: str = ""


@dataclass
class Body:
    """The text of one file, cut into blocks.

    `anchors` maps an identifier of the source to the anchor of the heading that it stood at. `title` is what the
    text calls itself, for files that give no title otherwise.
    """

    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[ImageUse] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    title: str = ""
    language: str = ""
    direction: str = ""


@dataclass
class ImportedDocument:
    """One document of a source.

    `key` stays the same from run to run: the identifier in the front matter or, without one, the path. `parent` is
    an address or path as the source gives it; `address` is the document's own in its source (`/a/b`) and
    `old_addresses` are others that led to it. `language` is empty where the source says nothing. `line` is the
    first line in the file, for files that hold several documents. `base` is the path without the endings that say what
    the file is and in which language; `translation` is what documents that say the same in other languages have in
    common, or the key or path of the one that this is a translation of.
    """

    key: str
    path: str
    title: str
    slug: str
    line: int = 1
    base: str = ""
    translation: str = ""
    summary: str = ""
    type: str = ""
    language: str = ""
    direction: str = "ltr"
    parent: str = ""
    address: str = ""
    old_addresses: list[str] = field(default_factory=list)
    created: datetime | None = None
    changed: datetime | None = None
    published_on: date | None = None
    expires: datetime | None = None
    verified_on: date | None = None
    review_date: date | None = None
    owner_name: str = ""
    owner_email: str = ""
    published: bool = True
    order: int | None = None
    audiences: list[str] = field(default_factory=list)
    service: str = ""
    topics: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    picture: ImageUse | None = None
    body: Body = field(default_factory=Body)
    extra: dict[str, Any] = field(default_factory=dict)
