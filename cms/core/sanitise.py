"""The one place where HTML from outside is made safe."""

import functools

import bleach.linkifier
import nh3

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s",
    "samp", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "u", "ul", "var",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang", "dir", "id"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "code": {"class"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

# What an editor's rich text may hold, with the links of Wagtail's own kind.
RICH_TEXT_TAGS = {"a", "b", "br", "em", "hr", "i", "li", "ol", "p", "strong", "ul", "code", "span", "sub", "sup"}
RICH_TEXT_ATTRIBUTES = {"a": {"href", "linktype", "id", "anchor", "format"}, "*": {"lang", "dir"}}

LINKIFIER = bleach.linkifier.Linker(callbacks=[], skip_tags={"a", "code", "pre"}, parse_email=True)


def clean_html(html: str) -> str:
    """A document's HTML without anything that could act: scripts, styles, forms, frames, event handlers."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


@functools.lru_cache(maxsize=2048)  # the same texts are read again and again, and once for each scope when indexed
def clean_rich_text(html: str) -> str:
    """Rich text reduced to what the editor's own tools could have made."""
    return nh3.clean(html, tags=RICH_TEXT_TAGS, attributes=RICH_TEXT_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def linkify(html: str) -> str:
    """Addresses and e-mail addresses in clean HTML as links."""
    return str(LINKIFIER.linkify(html))
