"""HTML files as bodies of blocks."""

import re

from bs4 import Tag

from cms.importing import boxes, lists, markup, tables
from cms.importing.blocks import Builder, Handler, take_in_code, take_in_rule
from cms.importing.documents import Body
from cms.importing.notes import Notebook
from cms.importing.richtext import Findings, plain

HANDLERS: dict[str, Handler] = {
    "*": boxes.take_in_rest,
    "p": boxes.take_in_p,
    "address": boxes.take_in_p,
    "ul": lists.take_in_list,
    "ol": lists.take_in_list,
    "menu": lists.take_in_list,
    "li": lists.take_in_item,
    "dl": lists.take_in_terms,
    "table": tables.take_in_table,
    "blockquote": boxes.take_in_quote,
    "details": boxes.take_in_details,
    "figure": boxes.take_in_figure,
    "pre": take_in_code,
    "textarea": boxes.take_in_p,
    "hr": take_in_rule,
}
BLOCK_START = re.compile(
    r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|main|article|section|div|header|p|h[1-6]|ul|ol|dl|table|blockquote"
    r"|pre|figure|details|form|hr|address|aside|nav)\b",
    re.IGNORECASE | re.DOTALL,
)
# Roles of what stands around the text of a whole page and is not part of it.
FURNITURE = ("navigation", "banner", "contentinfo")


def read_html(source: str, notebook: Notebook, *, first_line: int = 1, title: str = "") -> tuple[Body, markup.Head]:
    """The blocks of HTML that begins at `first_line` of its file, and what the page says of itself.

    A first heading that repeats `title`, or gives one where there is none, is dropped. Raises DocumentError.
    """
    tree = markup.parse(source, notebook, first_line)
    findings = Findings(notebook)
    builder = Builder(findings, HANDLERS, title)
    body = Body()
    content = _content(tree, notebook)
    wrapper = _only_child(content)
    while wrapper is not None:
        body.language = body.language or str(wrapper.get("lang") or "")
        body.direction = body.direction or str(wrapper.get("dir") or "")
        for name in ("lang", "dir"):
            if wrapper.has_attr(name):
                del wrapper[name]
        wrapper = _only_child(wrapper)
    builder.walk(content.children)
    fill(body, builder, findings)
    return body, tree.head


def fill(body: Body, builder: Builder, findings: Findings) -> None:
    """Gives a body what was built and found."""
    body.blocks = builder.finish()
    body.links, body.images = findings.links, findings.images
    body.anchors = {name: anchor for name, anchor in findings.anchors.items() if anchor is not None}
    body.title = builder.title


def is_html(text: str) -> bool:
    """Whether text in a Markdown file is HTML throughout: it begins with a block and has no text between blocks."""
    if not BLOCK_START.match(text):
        return False
    tree = markup.parse(text, Notebook(""))
    return all(isinstance(node, Tag) or not str(node).strip() for node in tree.root.children)


def _content(tree: markup.Tree, notebook: Notebook) -> Tag:
    """The part of a whole page that is its text; what surrounds it is noted with its words."""
    main = tree.root.find("main")
    if isinstance(main, Tag):
        around = [node for parent in main.parents for node in parent.children if node is not main]
        for node in around:
            if not isinstance(node, Tag):
                if str(node).strip():
                    notebook.altered(None, "text around the page's own left out", str(node))
            elif node.find("main") is None:
                _leave(node, notebook)
        return main
    for node in list(tree.root.children):
        if isinstance(node, Tag) and (node.name == "nav" or node.get("role") in FURNITURE):
            _leave(node.extract(), notebook)
    return tree.root


def _leave(tag: Tag, notebook: Notebook) -> None:
    text = plain([tag])
    if text:
        notebook.altered(markup.line_of(tag), f"<{tag.name}> around the page's own text left out", text)


def _only_child(tag: Tag) -> Tag | None:
    """The one element that holds everything, if there is one."""
    children = [node for node in tag.children if isinstance(node, Tag) or str(node).strip()]
    if (
        len(children) == 1
        and isinstance(children[0], Tag)
        and children[0].name in ("div", "article", "section", "main")
    ):
        return children[0]
    return None
