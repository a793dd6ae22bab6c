"""Lists, and lists of terms, as blocks."""

import re

from bs4 import Tag
from bs4.element import PageElement

from cms.importing import markup
from cms.importing.blocks import DEEPEST, SHORT_TEXT, Builder
from cms.importing.documents import Block
from cms.importing.richtext import BLANK, Run, is_inline, plain


class _Bullets:
    """The items of a list so far."""

    def __init__(self, builder: Builder, name: str) -> None:
        self.builder, self.name = builder, name
        self.items: list[str] = []
        self.interrupted = False

    def item(self, blocks: list[Block], *, below: bool = False) -> None:
        """Adds an item, or what belongs `below` the last one; what is no text interrupts the list."""
        text = ""
        for block in blocks:
            if block["type"] == "text":
                text += as_item(block["value"])
                continue
            self._add(text, below)
            text = ""
            self.close()
            self.interrupted = True
            self.builder.append(block)
        self._add(text, below)

    def _add(self, text: str, below: bool) -> None:
        if text and below and self.items:
            self.items[-1] += text
        elif text:
            self.items.append(text)

    def close(self) -> None:
        """Writes the items as a list."""
        if self.items:
            inner = "".join(f"<li>{item}</li>" for item in self.items)
            self.builder.rich.append(f"<{self.name}>{inner}</{self.name}>")
        self.items = []


def take_in_list(builder: Builder, tag: Tag) -> None:
    """A list; an item that holds more than text and lists is taken out of it, and the list goes on after it."""
    bullets = _Bullets(builder, "ol" if tag.name == "ol" else "ul")
    for child in tag.children:
        if isinstance(child, Tag):
            builder.findings.mark(child)
        if isinstance(child, Tag) and child.name == "li":
            bullets.item(builder.inside(child.children))
        else:
            nested = isinstance(child, Tag) and child.name in ("ul", "ol")
            bullets.item(builder.inside([child]), below=nested)
    bullets.close()
    if bullets.interrupted:
        numbers = "; its numbers begin again" if bullets.name == "ol" else ""
        reason = f"a list is interrupted by what cannot be inside one{numbers}"
        builder.notebook.altered(markup.line_of(tag), reason)
    start = str(tag.get("start") or "1")
    if start != "1":
        builder.notebook.altered(markup.line_of(tag), f"a list that began at {start} begins at 1")


def take_in_item(builder: Builder, tag: Tag) -> None:
    """An item outside of any list."""
    builder.walk(tag.children)


def take_in_terms(builder: Builder, tag: Tag) -> None:
    """A list of terms: each becomes a heading one level below the heading above the list."""
    above = builder.level
    _terms(builder, tag, min(above + 1, DEEPEST))
    builder.level = above


def _terms(builder: Builder, tag: Tag, level: int) -> None:
    run: list[PageElement] = []
    for child in tag.children:
        if not isinstance(child, Tag) or is_inline(child):
            run.append(child)
            continue
        builder.walk(run)
        run = []
        builder.findings.mark(child)
        if child.name == "dt":
            _term(builder, child, level)
        elif child.name == "dd":
            builder.walk(child.children)
        elif child.name == "div":
            _terms(builder, child, level)
        else:
            builder.walk([child])
    builder.walk(run)


def _term(builder: Builder, tag: Tag, level: int) -> None:
    text = plain(tag.children)
    if builder.flat:
        builder.text(text, "b")
    elif not all(is_inline(child) for child in tag.children) or len(text) > SHORT_TEXT:
        builder.walk(tag.children)
        return
    elif text:
        builder.heading_block(tag, text, level)
    run = Run(builder.findings)
    run.html(tag.children)
    for image in run.lifted:
        builder.image(image)


def as_item(rich: str) -> str:
    """Rich text as a list item holds it: no paragraphs, but lines."""
    text = re.sub(r"</p>\s*<p[^>]*>|<hr/>", "<br/>", rich)
    text = re.sub(r"<p[^>]*>", "", text).replace("</p>", " ")
    return BLANK.sub(" ", text).strip()
