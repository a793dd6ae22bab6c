"""Walks through the values of blocks, knowing at each leaf whom it is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey
from wagtail.blocks import ListBlock, StructBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.access.audiences import EVERYBODY, Audiences, meet

from . import inline

LINK = re.compile(r'<a\b[^>]*\blinktype="(?P<kind>[a-z]+)"[^>]*>', re.IGNORECASE)
IDENTIFIER = re.compile(r'\bid="(?P<id>\d{1,18})"')


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value at the end of a walk, its block, and the audiences of the parts it stands in."""

    block: Any
    value: Any
    audiences: Audiences


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that a body points to: kind is `page`, `document`, `image` or one of `cms.core.inline`."""

    kind: str
    id: int
    audiences: Audiences


def audiences_of(block: Any, value: Any) -> Audiences:
    """Whom a block's value is for; everybody who sees its surroundings unless the block says otherwise."""
    own = getattr(block, "audiences_of", None)
    return own(value) if own else EVERYBODY


def walk(block: Any, value: Any, audiences: Audiences = EVERYBODY) -> Iterator[Leaf]:
    """All leaves below a value, in reading order."""
    audiences = meet(audiences, audiences_of(block, value))
    if isinstance(block, BaseStreamBlock):
        for child in value:
            yield from walk(child.block, child.value, audiences)
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from walk(child_block, value.get(name), audiences)
    elif isinstance(block, ListBlock):
        for item in value:
            yield from walk(block.child_block, item, audiences)
    elif isinstance(block, BaseTypedTableBlock):
        for row in value.row_data if value else ():
            for column, cell in zip(value.columns, row["values"], strict=False):
                yield from walk(column["block"], cell, audiences)
    elif value is not None:
        yield Leaf(block, value, audiences)


def marks(page: Page) -> set[Audiences]:
    """Every set of audiences that a part of the page's bodies, or a file that the page shows, names as its own."""
    files = [getattr(page, field.name) for field in file_fields(type(page))]
    found = {frozenset(file.audiences) for file in files if file is not None}
    for field in stream_fields(page):
        found.update(_marks(field.stream_block, getattr(page, field.name)))
    return found - {EVERYBODY, frozenset()}


def _marks(block: Any, value: Any) -> Iterator[Audiences]:
    yield audiences_of(block, value)
    if isinstance(block, BaseStreamBlock):
        for child in value:
            yield from _marks(child.block, child.value)
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from _marks(child_block, value.get(name))
    elif isinstance(block, ListBlock):
        for item in value:
            yield from _marks(block.child_block, item)
    elif isinstance(block, BaseTypedTableBlock):
        for row in value.row_data if value else ():
            for column, cell in zip(value.columns, row["values"], strict=False):
                yield from _marks(column["block"], cell)
    elif hasattr(value, "audiences"):
        yield frozenset(value.audiences)


def anchors(page: Page) -> Iterator[str]:
    """The anchors of the headings in the page's bodies, but for those in parts that are not for everybody."""
    for field in stream_fields(page):
        yield from _anchors(field.stream_block, getattr(page, field.name))


def _anchors(block: Any, value: Any) -> Iterator[str]:
    if audiences_of(block, value) != EVERYBODY:
        return
    if isinstance(block, BaseStreamBlock):
        for child in value:
            yield from _anchors(child.block, child.value)
    elif hasattr(value, "anchor"):
        yield value.anchor
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from _anchors(child_block, value.get(name))


def stream_fields(page: Page) -> list[StreamField]:
    """The page type's StreamFields."""
    return [field for field in page._meta.get_fields() if isinstance(field, StreamField)]


def file_fields(page_type: type[Page]) -> list[ForeignKey]:  # type: ignore[type-arg]  # to either kind of file
    """The page type's fields that hold an image or a document."""
    file_types = (get_image_model(), get_document_model())
    fields = page_type._meta.get_fields()
    return [field for field in fields if isinstance(field, ForeignKey) and field.related_model in file_types]


def leaves(page: Page) -> Iterator[Leaf]:
    """All leaves of all StreamFields of a page."""
    for field in stream_fields(page):
        yield from walk(field.stream_block, getattr(page, field.name))


def all_leaves(pages: list[Page]) -> list[Leaf]:
    """All leaves of the pages and of the pages that are embedded in them; as many queries for many as for two."""
    load_together(pages)
    own = [leaf for page in pages for leaf in leaves(page)]
    embedding = [leaf for leaf in own if isinstance(leaf.value, Page) and getattr(leaf.block, "embeds", False)]
    load_together([leaf.value for leaf in embedding])
    inner = [
        Leaf(leaf.block, leaf.value, meet(outer.audiences, leaf.audiences))
        for outer in embedding
        for leaf in leaves(outer.value)
    ]
    return own + inner


def load_together(pages: list[Page]) -> None:
    """Makes values of all the pages' streams at once: one stream fetches what it points to by itself."""
    by_type: dict[type[Page], list[Page]] = {}
    for page in pages:
        by_type.setdefault(type(page), []).append(page)
    for group in by_type.values():
        for field in stream_fields(group[0]) if len(group) > 1 else []:
            raw = [list(getattr(page, field.name).raw_data) for page in group]
            for page, value in zip(group, field.stream_block.bulk_to_python(raw), strict=True):
                setattr(page, field.name, value)


def references(page: Page) -> Iterator[Reference]:
    """All that the page's bodies point to, with the audiences of the parts that do."""
    for leaf in leaves(page):
        yield from references_of(leaf)


def references_of(leaf: Leaf) -> Iterator[Reference]:
    """What one leaf points to."""
    if isinstance(leaf.value, RichText):
        for match in LINK.finditer(leaf.value.source):
            identifier = IDENTIFIER.search(match.group())
            if identifier:
                yield Reference(match["kind"].lower(), int(identifier["id"]), leaf.audiences)
    elif isinstance(leaf.value, Page):
        yield Reference("page", leaf.value.pk, leaf.audiences)
    elif isinstance(leaf.value, AbstractDocument):
        yield Reference("document", leaf.value.pk, leaf.audiences)
    elif isinstance(leaf.value, AbstractImage):
        yield Reference("image", leaf.value.pk, leaf.audiences)
    elif inline.kind_of(leaf.value):
        yield Reference(inline.kind_of(leaf.value), leaf.value.pk, leaf.audiences)
