"""Bodies that hold a canary in each field of each block."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .truth import Kind

Mint = Callable[[str], str]
Raw = dict[str, Any]

# The parts of an article: block name, organisations, and whom the part is for.
PARTS: tuple[tuple[str, tuple[str, ...], Kind], ...] = (
    ("public_text", (), Kind.PUBLIC),
    ("resident_text", (), Kind.RESIDENT),
    ("partner_text", (), Kind.PARTNERS),
    ("partner_text", ("partner:eastmoor-police",), Kind.PARTNER_X),
    ("partner_text", ("partner:calder-care",), Kind.PARTNER_Y),
    ("staff_note", (), Kind.STAFF),
    ("agent_script", (), Kind.AGENT),
    ("vulnerability_cue", (), Kind.AGENT),
    ("short_text", (), Kind.AGENT),
)


@dataclass(frozen=True)
class FilePair:
    """The primary keys of a picture and a document."""

    image: int
    document: int


def block(kind: str, value: Any) -> Raw:
    """A block as it is stored."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def full_body(mint: Mint, files: FilePair) -> list[Raw]:
    """Every block of a page's body, with what `mint` gives for each field."""
    return [
        block("heading", {"level": "h2", "text": mint("heading")}),
        block("text", f"<p>About {mint('text')}, <b>{mint('bold')}</b>.</p><ul><li>{mint('list')}</li></ul>"),
        block("image", {"image": files.image, "alt": mint("alt"), "decorative": False, "caption": mint("caption")}),
        block(
            "table",
            {
                "caption": mint("table caption"),
                "columns": [{"type": "text", "heading": mint("table heading")}],
                "rows": [{"values": [f"<p>{mint('cell')}</p>"]}],
            },
        ),
        block("quote", {"text": mint("quote"), "attribution": mint("attribution")}),
        block("code", {"language": "text", "code": mint("code")}),
        block("inset", f"<p>{mint('inset')}</p>"),
        block("warning", mint("warning")),
        block("details", {"summary": mint("details summary"), "text": f"<p>{mint('details text')}</p>"}),
        block("action", {"label": mint("action"), "page": None, "url": "https://example.org/", "start": False}),
        block("document", {"document": files.document, "label": mint("document label")}),
        block("contact", contact(mint)),
    ]


def thin_body(mint: Mint) -> list[Raw]:
    """Two blocks."""
    return [
        block("heading", {"level": "h2", "text": mint("heading")}),
        block("text", f"<p>About {mint('text')}.</p>"),
    ]


def contact(mint: Mint) -> Raw:
    """The fields of a contact."""
    return {
        "name": mint("contact name"),
        "phone": mint("contact phone"),
        "email": f"{mint('contact email')}@northmere.example",
        "address": mint("contact address"),
        "hours": mint("contact hours"),
    }


def task(mint: Mint, **target: Any) -> Raw:
    """A task of a service page that leads to a `page` or an `address`."""
    return block(
        "task", {"label": mint("task"), "page": None, "address": "", "summary": mint("task summary"), **target}
    )


def part(name: str, organisations: tuple[str, ...], mint: Mint, content: list[Raw]) -> Raw:
    """A part of an article; `short_text` holds no blocks."""
    if name == "short_text":
        return block(name, {"text": mint("short text")})
    value: Raw = {"title": mint("part title"), "content": content}
    if name == "partner_text":
        value["organisations"] = list(organisations)
    return block(name, value)
