"""Cuts a tree of HTML into blocks, in order, losing no word of it."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from bs4 import Tag
from bs4.element import PageElement
from django.utils.text import slugify

from cms.importing import markup, richtext
from cms.importing.documents import Block, ImageUse
from cms.importing.leftovers import GAP
from cms.importing.richtext import Findings, Run, is_inline, plain

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
DEEPEST = 4
SHORT_TEXT = 255  # letters that headings, captions and text alternatives may have

Handler = Callable[["Builder", Tag], None]


class Builder:
    """Gathers blocks. `flat` is for places that hold rich text only, where headings and the like become paragraphs.

    `handlers` take in elements by name; `level` is that of the last heading.
    """

    def __init__(
        self, findings: Findings, handlers: Mapping[str, Handler], title: str = "", *, flat: bool = False
    ) -> None:
        self.findings, self.notebook = findings, findings.notebook
        self.handlers, self.title, self.flat = handlers, title, flat
        self.blocks: list[Block] = []
        self.rich: list[str] = []
        self.level = 1
        self.title_dropped = flat

    def inner(self, *, flat: bool = False) -> "Builder":
        """A builder for what one element holds."""
        builder = Builder(self.findings, self.handlers, flat=flat or self.flat)
        builder.level, builder.title_dropped = self.level, True
        return builder

    def inside(self, nodes: Iterable[PageElement], *, flat: bool = False) -> list[Block]:
        """The blocks of what one element holds."""
        builder = self.inner(flat=flat)
        builder.walk(nodes)
        return builder.finish()

    def finish(self) -> list[Block]:
        """The blocks, with the text that is still open."""
        text = "".join(self.rich)
        self.rich = []
        if text:
            self.blocks.append({"type": "text", "value": text})
        return self.blocks

    def add(self, kind: str, value: Any) -> None:
        """Adds a block after the text so far."""
        self.finish()
        self.blocks.append({"type": kind, "value": value})

    def append(self, block: Block) -> None:
        """Adds a finished block; text goes on after text."""
        if block["type"] == "text":
            self.rich.append(block["value"])
        else:
            self.add(block["type"], block["value"])

    def text(self, words: str, tag: str = "") -> None:
        """Adds a paragraph of plain text."""
        if words:
            inner = escape(words, quote=False)
            self.rich.append(f"<p><{tag}>{inner}</{tag}></p>" if tag else f"<p>{inner}</p>")

    def walk(self, nodes: Iterable[PageElement]) -> None:
        """Takes in nodes in their order; text between elements becomes paragraphs."""
        run: list[PageElement] = []
        for node in nodes:
            if is_inline(node):
                run.append(node)
                continue
            self.paragraph(run)
            run = []
            if isinstance(node, Tag):
                self.element(node)
        self.paragraph(run)

    def element(self, tag: Tag) -> None:
        """Takes in one element that is no part of a run of text."""
        if tag.name in HEADINGS:
            self.heading(tag)
            return
        self.findings.mark(tag)
        handler = self.handlers.get(tag.name) or self.handlers["*"]
        handler(self, tag)

    def paragraph(self, nodes: Iterable[PageElement], attributes: str = "") -> None:
        """A run of text as a paragraph, with the images in it after or before it."""
        run = Run(self.findings)
        html = run.html(nodes)
        images = run.lifted
        if run.image_first:
            self.image(images[0])
            images = images[1:]
        if html.replace("<br/>", "").strip(" \u00a0"):
            self.rich.append(f"<p{attributes}>{html}</p>")
        for image in images:
            self.image(image)

    def heading(self, tag: Tag) -> None:
        """A heading; the page's own title is dropped where it stands first."""
        text = plain(tag.children)
        run = Run(self.findings)
        run.html(tag.children)
        line, level = markup.line_of(tag), HEADINGS[tag.name]
        if level == 1 and not self.title_dropped and text and (not self.title or same(text, self.title)):
            self.title, self.title_dropped = text, True
            self._mark_heading(tag, "")
        elif self.flat:
            self.text(text, "b")
        elif len(text) > SHORT_TEXT:
            self.notebook.altered(line, f"a heading of more than {SHORT_TEXT} letters made a paragraph")
            self.text(text, "b")
        elif text:
            self.heading_block(tag, text, level)
        for image in run.lifted:
            self.image(image)

    def heading_block(self, tag: Tag, text: str, level: int) -> None:
        """Adds a heading of a level that pages have."""
        line, kept = markup.line_of(tag), min(max(level, 2), DEEPEST)
        if kept != level:
            self.notebook.altered(line, f"heading '{text}' changed from level {level} to {kept}")
        for link in tag.find_all("a"):
            if link.get("data-href"):
                self.notebook.altered(line, f"heading '{text}' is no longer a link", str(link["data-href"]))
        self.level = kept
        self.add("heading", {"level": f"h{kept}", "text": text})
        self._mark_heading(tag, slugify(text) or "section")

    def _mark_heading(self, tag: Tag, anchor: str) -> None:
        for element in [tag, *tag.find_all(True)]:
            self.findings.mark(element, anchor)
        # Old pages put a named anchor just before the heading that it is for.
        before = tag.previous_sibling
        while before is not None and not before.get_text(strip=True):
            if isinstance(before, Tag):
                for element in [before, *before.find_all(True)]:
                    self.findings.mark(element, anchor)
            before = before.previous_sibling

    def image(self, tag: Tag, caption: str = "") -> None:
        """An image, by its number among the document's images."""
        line, alt, title = markup.line_of(tag), _one_line(tag.get("alt")), _one_line(tag.get("title"))
        source = _one_line(tag.get("data-href"))
        outer = tag.find_parent("a")
        if outer is not None and outer.get("data-href"):
            self.notebook.altered(line, "an image is no longer a link", str(outer["data-href"]))
        if not source or GAP in source or source.lower().startswith(("data:", "blob:", "javascript:")):
            reason = f"an image without a usable address removed ({source.replace(GAP, '…')[:40]})"
            self.notebook.altered(line, reason, f"{alt} {title} {caption}")
            return
        if len(alt) > SHORT_TEXT:
            self.notebook.altered(line, f"a text alternative cut to {SHORT_TEXT} letters", alt)
            alt = alt[:SHORT_TEXT]
        if tag.get("alt") is None:
            self.notebook.altered(line, "an image without text alternative is marked as decoration")
        if title and title != alt:
            self.notebook.altered(line, "the title of an image left out", title)
        self.findings.images.append(ImageUse(source, line, alt))
        number = len(self.findings.images) - 1
        self.add("image", {"image": number, "alt": alt, "decorative": not alt, "caption": caption})


def take_in_p(builder: Builder, tag: Tag) -> None:
    """A paragraph."""
    if all(is_inline(child) for child in tag.children):
        builder.paragraph(tag.children, richtext.language_attributes(tag))
    else:
        builder.walk(tag.children)


def take_in_rest(builder: Builder, tag: Tag) -> None:
    """An element that only groups others, or means nothing here."""
    language = str(tag.get("lang") or "")
    if language and tag.find("p") is None:
        builder.notebook.altered(markup.line_of(tag), f"text marked as '{language}' is no longer marked")
    for paragraph in tag.find_all("p") if language else []:
        paragraph["lang"] = paragraph.get("lang") or language
    if tag.name == "a" and tag.get("data-href") is not None:
        reason = "a link around more than text; its text is kept"
        builder.notebook.altered(markup.line_of(tag), reason, str(tag["data-href"]))
    builder.walk(tag.children)


def take_in_rule(builder: Builder, _tag: Tag) -> None:
    """A line across the page."""
    if builder.rich or builder.blocks:
        builder.rich.append("<hr/>")


def take_in_code(builder: Builder, tag: Tag) -> None:
    """Text letter by letter, with the name of its language."""
    elements = [tag, *tag.find_all("code")]
    classes = [str(name) for element in elements for name in element.get_attribute_list("class") if name]
    language = next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")
    text = tag.get_text().replace(GAP, "").strip("\n")
    if builder.flat:
        for line in text.split("\n"):
            builder.text(line.strip(), "code")
    elif text.strip():
        builder.add("code", {"language": language[:40], "code": text})
    for image in tag.find_all("img"):
        builder.image(image)


def same(one: str, other: str) -> bool:
    """Whether two titles say the same, but for case and spaces."""
    return _one_line(one).casefold() == _one_line(other).casefold()


def _one_line(value: Any) -> str:
    return " ".join(str(value or "").split())
