"""What stands out from the text: quotations, insets, warnings, details, figures and buttons."""

import re
from html import escape, unescape

from bs4 import Tag
from bs4.element import NavigableString

from cms.importing import blocks, markup, pieces
from cms.importing.blocks import SHORT_TEXT, Builder
from cms.importing.documents import Block
from cms.importing.richtext import Run, is_inline, plain

LABEL_TEXT = 100  # letters that a button may have
WARNINGS = {"govuk-warning-text", "alert-danger", "alert-warning", "warning"}
INSETS = {"govuk-inset-text", "inset-text", "alert", "callout", "inset", "notice", "call-to-action"}
BUTTONS = {"btn", "button", "govuk-button", "btn-start", "btn-primary", "govuk-button--start", "start"}


def take_in_p(builder: Builder, tag: Tag) -> None:
    """A paragraph, or what its classes make of it."""
    if is_box(tag):
        take_in_box(builder, tag)
    elif not (_button(builder, tag) or _piece(builder, tag)):
        blocks.take_in_p(builder, tag)


def take_in_rest(builder: Builder, tag: Tag) -> None:
    """An element that groups others, perhaps to make them stand out."""
    if is_box(tag):
        take_in_box(builder, tag)
    else:
        blocks.take_in_rest(builder, tag)


def is_box(tag: Tag) -> bool:
    """Whether an element says that it stands out."""
    return tag.get("data-kind") in ("warning", "inset") or bool(classes_of(tag) & (WARNINGS | INSETS))


def take_in_box(builder: Builder, tag: Tag) -> None:
    """A warning of plain text, otherwise an inset; what rich text cannot hold comes after it."""
    if all(is_inline(child) for child in tag.children):
        inner = builder.inner(flat=True)
        inner.paragraph(tag.children)
        found = inner.finish()
    else:
        found = builder.inside(tag.children, flat=True)
    rich, others = rich_and_others(found)
    if builder.flat:
        builder.rich.append(rich)
    elif rich and (tag.get("data-kind") == "warning" or classes_of(tag) & WARNINGS):
        if "<a " in rich:
            builder.notebook.altered(markup.line_of(tag), "a warning that holds links made an inset")
            builder.add("inset", rich)
        else:
            builder.add("warning", as_plain(rich))
    elif rich:
        builder.add("inset", rich)
    for block in others:
        builder.append(block)


def take_in_quote(builder: Builder, tag: Tag) -> None:
    """A quotation of plain paragraphs; one with links or lists becomes an inset, one with more blocks of its own."""
    attribution = _attribution(tag)
    found = builder.inside(tag.children)
    rich, others = rich_and_others(found)
    if builder.flat or others:
        if others and not builder.flat:
            reason = "a quotation that holds more than text is no longer marked as one"
            builder.notebook.altered(markup.line_of(tag), reason)
        for block in found:
            builder.append(block)
        builder.text(attribution)
    elif re.search(r"<(a|ul|ol|b|code)\b", rich):
        after = f"<p>{escape(attribution, quote=False)}</p>" if attribution else ""
        builder.add("inset", rich + after)
    elif rich:
        builder.add("quote", {"text": as_plain(rich), "attribution": attribution})
    else:
        builder.text(attribution)


def _attribution(tag: Tag) -> str:
    """Who said it, taken out of a quotation that ends with that."""
    said_by = tag.find(["footer", "cite"])
    if not isinstance(said_by, Tag):
        return ""
    text = plain(said_by.children)
    if not text or len(text) > SHORT_TEXT or not plain([tag]).endswith(text) or said_by.find("a"):
        return ""
    said_by.extract()
    return text.removeprefix("—").strip()


def take_in_details(builder: Builder, tag: Tag) -> None:
    """Text that opens when asked for; what rich text cannot hold comes after it."""
    summary = tag.find("summary", recursive=False)
    label = plain(summary.children) if isinstance(summary, Tag) else ""
    rest = [child for child in tag.children if child is not summary]
    rich, others = rich_and_others(builder.inside(rest, flat=True))
    if builder.flat or not label or not rich or len(label) > SHORT_TEXT:
        builder.text(label, "b")
        builder.rich.append(rich)
    else:
        builder.add("details", {"summary": label, "text": rich})
    for block in others:
        builder.append(block)


def take_in_figure(builder: Builder, tag: Tag) -> None:
    """An image with its caption, or whatever else has one."""
    images, caption = tag.find_all("img"), tag.find("figcaption")
    text = plain(caption.children) if isinstance(caption, Tag) else ""
    if len(images) == 1 and plain([tag]) == text and len(text) <= SHORT_TEXT:
        builder.image(images[0], text)
    else:
        builder.walk(tag.children)


def _button(builder: Builder, tag: Tag) -> bool:
    """Takes in a paragraph that is nothing but a link made to look like a button."""
    link = next((child for child in tag.children if isinstance(child, Tag)), None)
    if link is None or link.name != "a" or builder.flat or link.find("img") is not None:
        return False
    label, kind = plain(link.children), str(tag.get("data-kind") or "")
    if not 0 < len(label) <= LABEL_TEXT or plain(tag.children) != label or not (classes_of(link) & BUTTONS or kind):
        return False
    number = Run(builder.findings).link(link)
    if number is None:
        builder.paragraph([NavigableString(label)])
    else:
        start = kind == "start" or any("start" in name for name in classes_of(link))
        builder.add("action", {"label": label, "url": f"link:{number}", "start": start})
    return True


def _piece(builder: Builder, tag: Tag) -> bool:
    """Takes in a paragraph that is nothing but a link to a piece such as a fact."""
    link = next((child for child in tag.children if isinstance(child, Tag)), None)
    if link is None or link.name != "a" or builder.flat or plain(tag.children) != plain(link.children):
        return False
    asked = pieces.asked_for(str(link.get("data-href") or ""))
    number = Run(builder.findings).link(link) if asked is not None and link.find("img") is None else None
    if asked is None or number is None:
        return False
    builder.add(asked.kind.name, {"link": number})
    return True


def classes_of(tag: Tag) -> set[str]:
    """The names of an element's classes."""
    return {str(name) for name in tag.get_attribute_list("class") if name}


def rich_and_others(found: list[Block]) -> tuple[str, list[Block]]:
    """All rich text of some blocks as one, and the blocks that are none."""
    rich = "".join(block["value"] for block in found if block["type"] == "text")
    return rich, [block for block in found if block["type"] != "text"]


def as_plain(rich: str) -> str:
    """Rich text as plain text, a blank line between paragraphs."""
    text = re.sub(r"</p>|</ul>|</ol>", "\n\n", rich)
    text = re.sub(r"<br/>|</li>", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", unescape(re.sub(r"<[^>]+>", "", text))).strip()
