"""The text that search finds a page by."""

import functools
import html
import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.rich_text import RichText

from cms.core.blocks import HeadingBlock
from cms.core.models import BasePage
from cms.core.walking import stream_fields

BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|tr|div)>|<br\s*/?>|<hr\s*/?>", re.IGNORECASE)
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Text:
    """A page's text by where it stands. Two scopes that read equal texts share a search document.

    `sections` are those of search.sections.
    """

    title: str
    summary: str
    headings: str
    body: str
    keywords: str
    sections: tuple[tuple[str, str, int], ...] = ()


@dataclass(slots=True)
class Collected:
    """What a walk through a page's bodies has found; `length` is that of the body so far."""

    body: list[str] = field(default_factory=list)
    sections: list[tuple[str, str, int]] = field(default_factory=list)
    length: int = 0

    def says(self, piece: str) -> None:
        """A piece of text."""
        if piece:
            self.body.append(piece)
            self.length += len(piece) + 1

    def heads(self, anchor: str, text: str) -> None:
        """A heading; a link to an anchor leads to the first of that name."""
        known = any(each[0] == anchor for each in self.sections)
        self.sections.append(("" if known else anchor, text, self.length))

    def ends(self) -> None:
        """What follows is no longer below the last heading."""
        if self.sections:
            self.sections.append(("", "", self.length))


def text_of(page: BasePage) -> Text:
    """The text of a page that `for_index` has cut."""
    found = Collected()
    for stream in stream_fields(page):
        found.ends()
        _collect(stream.stream_block, getattr(page, stream.name), found)
    return Text(
        title=page.title,
        summary=page.summary,
        headings="\n".join(text for _, text, _ in found.sections if text),
        body="\n".join(found.body),
        keywords="\n".join(text for text in page.search_fields_text().values() if text),
        sections=tuple(found.sections),
    )


@functools.lru_cache(maxsize=256)  # each scope reads most of a page's texts alike
def plain(source: str) -> str:
    """Rich text as plain text in one line, words of neighbouring paragraphs apart."""
    return SPACE.sub(" ", html.unescape(strip_tags(BLOCK_END.sub(" ", source)))).strip()


def _collect(block: Any, value: Any, found: Collected) -> None:
    if not value:
        return
    if isinstance(block, BaseStreamBlock):
        for child in value:
            _collect(child.block, child.value, found)
    elif hasattr(block, "words"):
        found.says(block.words(value))
    elif isinstance(block, HeadingBlock):
        found.heads(value.anchor, str(value["text"]))
    elif isinstance(block, StructBlock):
        holds_blocks = any(isinstance(child, BaseStreamBlock) for child in block.child_blocks.values())
        if holds_blocks:
            found.ends()
        for name, child_block in block.child_blocks.items():
            _collect(child_block, value.get(name), found)
        if holds_blocks:
            found.ends()
    elif isinstance(block, ListBlock):
        for item in value:
            _collect(block.child_block, item, found)
    elif isinstance(block, BaseTypedTableBlock):
        for column in value.columns:
            found.says(str(column["heading"]))
        for row in value.row_data:
            for column, cell in zip(value.columns, row["values"], strict=False):
                _collect(column["block"], cell, found)
    elif isinstance(block, RichTextBlock) and isinstance(value, RichText):
        found.says(plain(value.source))
    elif isinstance(block, (CharBlock, TextBlock)) and not isinstance(block, ChoiceBlock):
        found.says(str(value))
