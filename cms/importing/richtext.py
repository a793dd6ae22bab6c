"""Runs of text, with links and emphasis, as the rich text that blocks hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from cms.core.inline import KINDS
from cms.importing import markup
from cms.importing.documents import ImageUse, Link
from cms.importing.leftovers import GAP
from cms.importing.notes import Notebook

BOLD, ITALIC = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}
CODE = {"code", "kbd", "samp", "tt"}
KEPT_AS = {
    **dict.fromkeys(BOLD, "b"),
    **dict.fromkeys(ITALIC, "i"),
    **dict.fromkeys(CODE, "code"),
    "sub": "sub",
    "sup": "sup",
}
STRUCK = {"del", "s", "strike"}
INLINE = {
    *KEPT_AS, *STRUCK, "a", "abbr", "bdi", "bdo", "big", "blink", "br", "font", "img", "ins", "mark", "nobr", "q",
    "rp", "rt", "ruby", "small", "span", "time", "u", "wbr", "picture", "acronym", "data", "output", "rb", "rtc",
}  # fmt: skip
SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):")
SAFE_SCHEMES = {"http", "https", "mailto", "tel"}
EMAIL = re.compile(r"^[^\s/@:?#]+@[^\s/@:?#]+\.[^\s/@:?#.]+$")
BLANK = re.compile(r"[ \t\n\r\f]+")
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


@dataclass
class Findings:
    """What one document is found to hold beside its blocks."""

    notebook: Notebook
    links: list[Link] = field(default_factory=list)
    images: list[ImageUse] = field(default_factory=list)
    # Identifiers in the source, with the anchor of the heading they stand at or None for those at no heading.
    anchors: dict[str, str | None] = field(default_factory=dict)

    def mark(self, tag: Tag, anchor: str | None = None) -> None:
        """Remembers an element's identifiers."""
        names = {str(tag.get("id") or ""), str(tag.get("name") or "") if tag.name == "a" else ""} - {""}
        for name in names:
            if anchor is not None or name not in self.anchors:
                self.anchors[name] = anchor


def is_inline(node: PageElement) -> bool:
    """Whether a node is part of a run of text: text, or an element of text that holds nothing but such."""
    if not isinstance(node, Tag):
        return True
    return node.name in INLINE and all(is_inline(child) for child in node.children)


def plain(nodes: Iterable[PageElement]) -> str:
    """The text of some nodes on one line."""
    pieces = []
    for node in nodes:
        if isinstance(node, Tag):
            pieces.append("\n" if node.name == "br" else node.get_text(" " if not is_inline(node) else ""))
        elif type(node) is NavigableString:
            pieces.append(str(node))
    return " ".join("".join(pieces).replace(GAP, "").split())


class Run:
    """Turns nodes into rich text; images in them are lifted out, because rich text holds none."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.lifted: list[Tag] = []
        self.text_seen = False
        self.image_first = False

    def html(self, nodes: Iterable[PageElement]) -> str:
        """The rich text, with no blank at either end."""
        text = self._nodes(nodes, frozenset())
        text = BLANK.sub(" ", text)
        text = re.sub(r" ?<br/> ?", "<br/>", text)
        return re.sub(r"^(?:<br/>|[ \u00a0])+|(?:<br/>|[ \u00a0])+$", "", text)

    def _nodes(self, nodes: Iterable[PageElement], inside: frozenset[str]) -> str:
        return "".join(self._node(node, inside) for node in nodes)

    def _node(self, node: PageElement, inside: frozenset[str]) -> str:
        if not isinstance(node, Tag):
            text = str(node).replace(GAP, "") if type(node) is NavigableString else ""
            self.text_seen = self.text_seen or bool(text.strip())
            return escape(text, quote=False)
        self.findings.mark(node)
        if node.name == "br":
            return "<br/>"
        if node.name == "img":
            self.image_first = self.image_first or not self.text_seen
            self.lifted.append(node)
            return " "
        if node.name == "a":
            return self._link(node, inside)
        self._note(node)
        kept = KEPT_AS.get(node.name)
        inner = self._nodes(node.children, inside | {kept} if kept else inside)
        if kept is None or kept in inside or not inner.strip():
            return inner
        return f"<{kept}>{inner}</{kept}>"

    def _link(self, node: Tag, inside: frozenset[str]) -> str:
        inner = self._nodes(node.children, inside)
        if node.get("data-href") is None:
            return inner
        number = self.link(node)
        if number is None:
            return inner
        if not inner.strip():
            if node.find("img") is None:
                line, href = markup.line_of(node), self.findings.links[number].href
                self.findings.notebook.altered(line, "a link without text removed", href)
            return inner
        return f'<a href="link:{number}">{inner}</a>'

    def link(self, node: Tag) -> int | None:
        """Counts a link in; None, with a note, where its address may not or cannot be used."""
        line = markup.line_of(node)
        text = plain(node.children)
        href = usable(str(node.get("data-href") or ""), line, text, self.findings.notebook)
        if href is None:
            return None
        self.findings.links.append(Link(href, line, text, str(node.get("data-entity-uuid") or "")))
        return len(self.findings.links) - 1

    def _note(self, node: Tag) -> None:
        line = markup.line_of(node)
        notebook = self.findings.notebook
        if node.name in STRUCK:
            notebook.altered(line, "text struck out in the source is no longer", node.get_text(" "))
        title = str(node.get("title") or "")
        if title and node.name in ("abbr", "acronym", "span", "dfn"):
            words = plain(node.children)
            notebook.altered(line, f"the explanation of '{words}' left out" if words else "a title left out", title)
        language = str(node.get("lang") or "")
        if language:
            notebook.altered(line, f"words marked as '{language}' are no longer marked")


def usable(href: str, line: int, text: str, notebook: Notebook) -> str | None:
    """An address that a reader may be sent to, or None with a note."""
    href = re.sub(r"[\x00-\x20\u00a0]+", " ", href).strip()
    if GAP in href:
        notebook.altered(line, "a link whose address a template would have made; its text is kept", text)
        return None
    if not href:
        notebook.altered(line, "a link without an address; its text is kept", text)
        return None
    if EMAIL.match(href):
        notebook.altered(line, f"'{href}' taken for an e-mail address")
        return f"mailto:{href}"
    # Browsers pass over blanks inside a scheme, and so must whoever looks for one.
    scheme = SCHEME.match(re.sub(r"\s", "", href))
    if scheme and scheme[1].lower() not in SAFE_SCHEMES | KINDS.keys():
        notebook.altered(
            line, f"a link to '{href[:60]}' removed: {scheme[1].lower()}: is not allowed; its text is kept", text
        )
        return None
    return href


def language_attributes(tag: Tag) -> str:
    """The language and direction of a paragraph that differs from its page, as attributes."""
    language, direction = str(tag.get("lang") or ""), str(tag.get("dir") or "").lower()
    text = f' lang="{language}"' if LANGUAGE.match(language) else ""
    return text + (f' dir="{direction}"' if direction in ("ltr", "rtl") else "")
