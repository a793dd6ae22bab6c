"""HTML as a tree whose elements know their lines.

Browsers' own rules decide what an unclosed or misplaced tag means, because nh3 parses as browsers do. What could act
is gone from the tree; an address is moved to `data-href`, unread, so that a bad one can be named in the report.
"""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

import nh3
from bs4 import BeautifulSoup, Tag

from cms.importing.documents import DocumentError
from cms.importing.notes import Notebook

# Written into rendered Markdown where a piece of HTML begins: all tags after it count lines from there.
LINE_MARK = "<!--source-line:{}-->"
MARKED = re.compile(r"^source-line:(\d+)$")

GONE_WITH_CONTENT = {"script", "style", "iframe", "svg", "template", "noframes", "noembed", "math", "title"}
PROGRAMS = {"script", "style"}
# What is inside these is text of the page, so it is kept though they are not.
GONE_BUT_TEXT = {"form", "button", "select", "textarea", "object", "applet", "video", "audio", "canvas", "dialog"}
GONE = {"input", "embed", "frame", "frameset"}
VOID = {"area", "base", "col", "link", "meta", "param", "source", "track", "wbr", "html", "head", "body", *GONE}
ATTRIBUTES = {
    "class", "id", "name", "lang", "dir", "alt", "title", "colspan", "rowspan", "role",
    "data-line", "data-href", "data-kind", "data-entity-uuid",
}  # fmt: skip
DEPTH_LIMIT = 100


@dataclass
class Head:
    """What a whole page of HTML says of itself."""

    title: str = ""
    language: str = ""
    direction: str = ""
    canonical: str = ""
    meta: dict[str, str] = field(default_factory=dict)


@dataclass
class Tree:
    """The elements inside `root`, and what the page said of itself."""

    root: BeautifulSoup
    head: Head


def parse(source: str, notebook: Notebook, first_line: int = 1) -> Tree:
    """Parses HTML that begins at `first_line` of its file; raises DocumentError where it is nested too deeply.

    Every element that is taken out, every event handler and every remark is noted.
    """
    reading = _Reading(source, notebook, first_line)
    marked = reading.marked()
    clean = nh3.clean(
        marked,
        # Elements that mean nothing here stay in the tree, because they part one word from the next.
        tags=reading.seen - GONE_WITH_CONTENT - VOID | {"p", "br", "tbody", "tr"},
        clean_content_tags=GONE_WITH_CONTENT,
        attributes={"*": ATTRIBUTES},
        link_rel=None,
        strip_comments=True,
    )
    root = BeautifulSoup(clean, "html.parser")
    if _depth(root) > DEPTH_LIMIT:
        raise DocumentError(f"elements are nested more than {DEPTH_LIMIT} deep", first_line)
    return Tree(root, reading.head)


def line_of(tag: Tag) -> int:
    """The line of the source at which an element begins."""
    at: Tag | None = tag
    while at is not None:
        text = str(at.get("data-line", ""))
        if text.isdecimal():
            return int(text)
        at = at.parent
    return 1


class _Reading(HTMLParser):
    """Walks over the tags as they are written, to say where they are and what will not be kept."""

    def __init__(self, source: str, notebook: Notebook, first_line: int) -> None:
        super().__init__(convert_charrefs=False)
        self.source, self.notebook = source, notebook
        self.head = Head()
        self.seen: set[str] = set()
        self.starts = [0, *(found.end() for found in re.finditer("\n", source))]
        self.base_line, self.base_offset = first_line, 0
        self.inserts: list[tuple[int, str]] = []
        self.gone: tuple[str, int, str] | None = None  # the element that goes with its content: name, line, address
        self.gone_text: list[str] = []
        self.verbatim = self.program = ""

    def marked(self) -> str:
        """The source with its line on every tag."""
        self.feed(self.source)
        self.close()
        self._end_gone()
        pieces, at = [], 0
        for place, text in self.inserts:
            pieces += [self.source[at:place], text]
            at = place
        pieces.append(self.source[at:])
        return "".join(pieces)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Browsers take `<![CDATA[` for a remark, and so do we."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes where the tag is, and what of it will go."""
        if self.gone or self.verbatim:
            self.program = self.program or (tag if tag in PROGRAMS else "")
            return
        values = {name: value or "" for name, value in reversed(attrs)}
        line = self._line(values)
        self.seen.add(tag)
        self._tell(tag, values)
        if tag in GONE_WITH_CONTENT:
            self.gone, self.gone_text = (tag, line, values.get("src", "")), []
            return
        if tag == "textarea":
            self.verbatim = tag
        self._note(tag, values, line)
        self._mark(tag, values, line)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As for any other tag: HTML has no self-closing ones, but drawings are."""
        self.handle_starttag(tag, attrs)
        if tag in ("svg", "math"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Ends what goes with its content."""
        if tag == self.program:
            self.program = ""
        if self.gone and tag == self.gone[0]:
            self._end_gone()
        if tag == self.verbatim:
            self.verbatim = ""

    def handle_data(self, data: str) -> None:
        """Gathers text that will be in no block."""
        if self.gone and not self.program:
            self.gone_text.append(data)

    def handle_entityref(self, name: str) -> None:
        """Gathers text that will be in no block."""
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Gathers text that will be in no block."""
        self.handle_data(unescape(f"&#{name};"))

    def handle_comment(self, data: str) -> None:
        """Takes a mark as a new start for counting lines; notes any other remark."""
        mark = MARKED.match(data)
        if mark:
            self.base_line, self.base_offset = int(mark[1]), self._offset()
        elif data.strip():
            self.notebook.info(self._line({}), "a remark in the source left out", data)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def _line(self, values: dict[str, str]) -> int:
        given = values.get("data-line", "")
        if given.isdecimal():
            self.base_line, self.base_offset = int(given), self._offset()
            return self.base_line
        return self.base_line + self.source.count("\n", self.base_offset, self._offset())

    def _end_gone(self) -> None:
        if self.gone is None:
            return
        tag, line, address = self.gone
        text = "".join(self.gone_text)
        self.gone = None
        if tag == "title":
            self.head.title = self.head.title or " ".join(text.split())
        else:
            text = "" if tag in PROGRAMS else text
            self.notebook.altered(line, f"<{tag}> removed" + (f" ({address})" if address else ""), text)

    def _tell(self, tag: str, values: dict[str, str]) -> None:
        if tag in ("html", "body"):
            self.head.language = self.head.language or values.get("lang", values.get("xml:lang", ""))
            self.head.direction = self.head.direction or values.get("dir", "")
        elif tag == "meta":
            name = (values.get("name") or values.get("property", "")).lower()
            self.head.meta.setdefault(name, values.get("content", ""))
        elif tag == "link" and "canonical" in values.get("rel", "").lower():
            self.head.canonical = values.get("href", "")

    def _note(self, tag: str, values: dict[str, str], line: int) -> None:
        if tag in GONE | GONE_BUT_TEXT:
            where = values.get("src") or values.get("action") or values.get("data") or ""
            words = (values.get(name, "") for name in ("value", "placeholder", "aria-label", "title", "alt"))
            text = "removed, its text kept" if tag in GONE_BUT_TEXT else "removed"
            self.notebook.altered(line, f"<{tag}> {text}" + (f" ({where})" if where else ""), " ".join(words))
        handlers = sorted(name for name in values if name.startswith("on"))
        if handlers:
            self.notebook.altered(line, f"{', '.join(handlers)} removed from <{tag}>")
        if values.get("style"):
            self.notebook.info(line, f"style removed from <{tag}>")

    def _mark(self, tag: str, values: dict[str, str], line: int) -> None:
        name = re.match(r"<[^\s/>]+", self.get_starttag_text() or "")
        if not name:
            return
        text = "" if "data-line" in values else f' data-line="{line}"'
        address = values.get("href" if tag == "a" else "src", values.get("data-src"))
        if address is not None and tag in ("a", "img"):
            text += f' data-href="{escape(address)}"'
        if text:
            self.inserts.append((self._offset() + name.end(), text))


def _depth(root: BeautifulSoup) -> int:
    """How deep the deepest element lies; found without recursion, which is what too deep a tree would break."""
    depths = {id(root): 0}
    for element in root.descendants:
        if isinstance(element, Tag):
            depths[id(element)] = depths[id(element.parent)] + 1
    return max(depths.values())
