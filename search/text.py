"""The text that search finds a page by."""

import functools
import html
import re
from dataclasses import dataclass
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
    """A page's text by where it stands. Two scopes that read equal texts share a search document."""

    title: str
    summary: str
    headings: str
    body: str
    keywords: str


def text_of(page: BasePage) -> Text:
    """The text of a page that `for_index` has cut."""
    headings: list[str] = []
    body: list[str] = []
    for field in stream_fields(page):
        _collect(field.stream_block, getattr(page, field.name), headings, body)
    return Text(
        title=page.title,
        summary=page.summary,
        headings="\n".join(headings),
        body="\n".join(piece for piece in body if piece),
        keywords="\n".join(text for text in page.search_fields_text().values() if text),
    )


@functools.lru_cache(maxsize=256)  # each scope reads most of a page's texts alike
def plain(source: str) -> str:
    """Rich text as plain text in one line, words of neighbouring paragraphs apart."""
    return SPACE.sub(" ", html.unescape(strip_tags(BLOCK_END.sub(" ", source)))).strip()


def _collect(block: Any, value: Any, headings: list[str], body: list[str]) -> None:
    if not value:
        return
    if isinstance(block, BaseStreamBlock):
        for child in value:
            _collect(child.block, child.value, headings, body)
    elif hasattr(block, "words"):
        body.append(block.words(value))
    elif isinstance(block, HeadingBlock):
        headings.append(str(value["text"]))
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            _collect(child_block, value.get(name), headings, body)
    elif isinstance(block, ListBlock):
        for item in value:
            _collect(block.child_block, item, headings, body)
    elif isinstance(block, BaseTypedTableBlock):
        body.extend(str(column["heading"]) for column in value.columns)
        for row in value.row_data:
            for column, cell in zip(value.columns, row["values"], strict=False):
                _collect(column["block"], cell, headings, body)
    elif isinstance(block, RichTextBlock) and isinstance(value, RichText):
        body.append(plain(value.source))
    elif isinstance(block, (CharBlock, TextBlock)) and not isinstance(block, ChoiceBlock):
        body.append(str(value))
